//! A text as it was taken out of a file: paragraphs, with what Word or Markdown say of their
//! words. Every reader gives this, and everything else here works on it.

use std::ops::Range;

use serde::Deserialize;

use crate::text::unseen;

/// Most marks of a paragraph; what comes after is plain.
pub(crate) const MOST_MARKS: usize = 500;

/// A line break inside a paragraph that only wraps it.
pub(crate) const SOFT: char = '\r';

/// Stands for a tag and for what else is not escaped; no file has it.
pub(crate) const RAW: char = '\u{fffe}';

/// What parts the cells of a table's row.
pub(crate) const CELL: char = '\t';

/// A text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Source {
    /// Its paragraphs, none of them empty.
    pub(crate) paras: Vec<Para>,
    /// Lines that each page has, and the line of the file of each: no part of the text.
    pub(crate) aside: Vec<(usize, String)>,
    /// What was left out of it, a sentence each, with its words.
    pub(crate) told: Vec<String>,
    /// What the places count: `line` or, in Word, `paragraph`.
    pub(crate) counts: &'static str,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Para {
    /// Line of the file, or number of the paragraph, from 1.
    pub(crate) line: usize,
    /// What it is.
    pub(crate) style: Style,
    /// Its words; `\n` is a line break that is meant, a carriage return one that is not.
    pub(crate) text: String,
    /// What holds of stretches of it, in bytes.
    pub(crate) marks: Vec<Mark>,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Style {
    /// Words.
    #[default]
    Plain,
    /// A heading.
    Heading,
    /// An item of a list.
    Item {
        /// How deep, from 0.
        depth: usize,
        /// Its number, in a numbered list.
        number: Option<u32>,
    },
    /// A quotation.
    Quote,
}

/// A stretch of a paragraph.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mark {
    /// Where, in bytes.
    pub(crate) range: Range<usize>,
    /// What holds of it.
    pub(crate) what: What,
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Look {
    /// Bold.
    Bold,
    /// Slanted.
    Italic,
    /// On a coloured ground: what people do to words that are to be changed.
    Highlight,
    /// Red, where it is not shaded.
    Coloured,
    /// Underlined.
    Underline,
    /// Struck out, so no part of the text.
    Struck,
    /// Hidden, so no part of the text.
    Hidden,
    /// Above the line: the mark of a note, or a power.
    Raised,
}

/// What holds of a stretch of words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum What {
    /// They look so.
    Looks(Look),
    /// They stand for a footnote of these words.
    Note(String),
    /// They lead to this address.
    Link(String),
    /// They are a field to be filled: its name, empty where it has none, and what can be chosen in it.
    Field(String, Vec<String>),
    /// They stand for this tag of the template language.
    Tag(String),
}

impl Para {
    /// A paragraph of plain words.
    pub(crate) fn plain(line: usize, text: impl Into<String>) -> Para {
        Para { line, text: text.into(), ..Para::default() }
    }

    /// Whether it is a heading, or all of its words are bold.
    pub(crate) fn stands_out(&self) -> bool {
        self.style == Style::Heading || self.is_all(Look::Bold)
    }

    /// Whether all of its letters and digits look so.
    pub(crate) fn is_all(&self, look: Look) -> bool {
        let looks = What::Looks(look);
        let holds = |at: usize| self.marks.iter().any(|m| m.what == looks && m.range.contains(&at));
        self.text.char_indices().all(|(at, c)| !c.is_alphanumeric() || holds(at))
    }

    /// The line of a place in it, in bytes.
    pub(crate) fn line_at(&self, at: usize) -> usize {
        self.line + self.text[..at].matches(['\n', SOFT]).count()
    }

    /// The part of it between two places, in bytes, with its marks; its line is known.
    pub(crate) fn part(&self, range: Range<usize>, line: usize) -> Para {
        let text = self.text[range.clone()].to_string();
        let cut = |mark: &Mark| {
            let start = mark.range.start.clamp(range.start, range.end) - range.start;
            let end = mark.range.end.clamp(range.start, range.end) - range.start;
            (start < end).then(|| Mark { range: start..end, what: mark.what.clone() })
        };
        let marks = self.marks.iter().filter_map(cut).collect();
        Para { line, style: self.style, text, marks }
    }

    /// It with other words behind it.
    pub(crate) fn append(&mut self, other: &Para) {
        let offset = self.text.len();
        self.text.push_str(&other.text);
        let behind = |of: &Range<usize>| of.start + offset..of.end + offset;
        let moved = |mark: &Mark| Mark { range: behind(&mark.range), what: mark.what.clone() };
        self.marks.extend(other.marks.iter().map(moved));
    }

    /// It with a tag behind it.
    pub(crate) fn tag(&mut self, tag: impl Into<String>) {
        let start = self.text.len();
        self.text.push(RAW);
        self.marks.push(Mark { range: start..self.text.len(), what: What::Tag(tag.into()) });
    }

    /// The same without white space at its ends.
    pub(crate) fn trimmed(&self) -> Para {
        let start = self.text.len() - self.text.trim_start().len();
        let end = start + self.text.trim().len();
        self.part(start..end, self.line_at(start))
    }

    /// It cut at the line breaks that are meant.
    pub(crate) fn cut(&self) -> Vec<Para> {
        let (mut at, mut number) = (0, self.line);
        let pieces = self.text.split_inclusive('\n').map(|line| {
            let piece = self.part(at..at + line.len(), number).trimmed();
            (at, number) = (at + line.len(), number + line.matches(['\n', SOFT]).count());
            piece
        });
        pieces.filter(|piece| !piece.text.is_empty()).collect()
    }
}

/// Text with one kind of line break and of space, and without what is not seen and what a pack
/// must not hold.
pub(crate) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\u{b}' | '\u{85}' | '\u{2028}' => out.push('\n'),
            '\u{c}' | '\u{2029}' => out.push_str("\n\n"),
            // What parts cells stays wider than a space.
            '\t' => out.push_str("  "),
            c if c.is_whitespace() => out.push(' '),
            // Controls and the like; joiners; soft hyphens, and signs of what could not be read.
            c if unseen::is_refused(c) || unseen::turns(c) => {}
            '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' => {}
            '\u{ad}' | '\u{feff}' | '\u{fffd}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unseen_goes() {
        assert_eq!(clean("a\u{a0}b\u{ad}c\u{200b}\u{fdd0}\td\u{b}e"), "a bc  d\ne");
    }

    #[test]
    fn a_slice_keeps_its_marks_and_its_line() {
        let bold = Mark { range: 2..9, what: What::Looks(Look::Bold) };
        let para =
            Para { line: 7, text: "ab cd\nef gh".into(), marks: vec![bold], ..Para::default() };
        let cut = para.cut();
        assert_eq!((cut[1].line, cut[1].text.as_str()), (8, "ef gh"));
        assert_eq!(cut[0].marks[0].range, 2..5);
        assert_eq!(cut[1].marks[0].range, 0..3);
    }
}

//! Parts: numbered pieces of a rendered body, taken apart to be measured and put together as
//! CommonMark.

use crate::text::escape;
use crate::text::marks::{self, CITE, FIELD, PART, PART_END};
use crate::text::question_number::numbered;
use crate::text::words::one_line;

/// A stretch of a rendered body.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment<'t> {
    /// Text outside parts.
    Between(&'t str),
    /// A part.
    Part(RawPart<'t>),
}

/// A part as it came out of the template, marks still in its content.
#[derive(Clone, Debug, PartialEq)]
pub struct RawPart<'t> {
    /// Its number as it reads.
    pub number: String,
    /// Whether the number was counted here rather than given by the template.
    pub counted: bool,
    /// The question it answers, if given.
    pub title: &'t str,
    /// Most words, if given.
    pub words: Option<usize>,
    /// Most characters, if given.
    pub characters: Option<usize>,
    /// Its Markdown.
    pub content: &'t str,
}

impl RawPart<'_> {
    /// The heading over it, as it reads; none where it is an item of a numbered list.
    pub fn heading(&self) -> Option<String> {
        if self.counted && self.title.is_empty() {
            return None;
        }
        let head = one_line(&format!("{}. {}", self.number, self.title));
        Some(head.trim_end_matches([' ', '.']).to_string())
    }
}

/// Takes a rendered body apart. A part whose content is empty (a question not answered) is left
/// out, and the numbers that are counted do not count it. A part inside a part is the outer's
/// text.
pub fn split(rendered: &str) -> Vec<Segment<'_>> {
    let mut pieces = Vec::new();
    let mut rest = rendered;
    let mut counted = 0;
    while let Some(at) = rest.find(PART) {
        pieces.push(Segment::Between(&rest[..at]));
        let inner = &rest[at + PART.len_utf8()..];
        let (inside, after) = inner.split_once(PART_END).unwrap_or((inner, ""));
        rest = after;
        let mut fields = inside.splitn(5, FIELD);
        let mut field = || fields.next().unwrap_or_default();
        let (number, title, words, characters) = (field(), field(), field(), field());
        let content = field().trim();
        if content.is_empty() {
            continue;
        }
        // A question as it stands in a consultation has its number: `3a. Do you agree?`.
        let own = if number.is_empty() { numbered(title) } else { None };
        let own = own.filter(|(_, words)| !words.is_empty());
        let (number, title) = own.unwrap_or_else(|| (number.to_string(), title));
        let given = !number.is_empty();
        counted += usize::from(!given);
        pieces.push(Segment::Part(RawPart {
            number: if given { number } else { counted.to_string() },
            counted: !given,
            title,
            words: words.parse().ok(),
            characters: characters.parse().ok(),
            content,
        }));
    }
    pieces.push(Segment::Between(rest));
    pieces
}

/// Puts pieces together as CommonMark: a counted part without a title is an item of a numbered
/// list, any other has a heading.
pub fn join(pieces: &[Segment<'_>]) -> String {
    let blocks = pieces.iter().map(|piece| match piece {
        Segment::Between(text) => text.trim_matches('\n').to_string(),
        Segment::Part(part) => match part.heading() {
            None => list_item(part),
            Some(head) => format!("### {}\n\n{}", escaped(&head), part.content),
        },
    });
    blocks.filter(|block| !block.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Text as it stands in a heading, where no digit begins a list: `1.1` needs no escape.
fn escaped(head: &str) -> String {
    let end = head.find(|c: char| !(c.is_ascii_alphanumeric() || ".()".contains(c)));
    let (number, rest) = head.split_at(end.unwrap_or(head.len()));
    format!("{number}{}{}", if rest.starts_with(' ') { " " } else { "" }, escape::text(rest))
}

fn list_item(part: &RawPart<'_>) -> String {
    let marker = format!("{}. ", part.number);
    let lines = textwrap::indent(part.content, &" ".repeat(marker.len()));
    marker + lines.trim_start()
}

/// A text with each of its citations replaced.
fn with_citations(text: &str, mut replaced: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    for (index, piece) in text.split(CITE).enumerate() {
        match index % 2 {
            0 => out.push_str(piece),
            _ => out.push_str(&replaced(piece)),
        }
    }
    out
}

/// Replaces the ids of cited sources by note numbers in reading order, first citation first.
/// Gives the text and the ids in order of their numbers.
pub fn number_citations(text: &str) -> (String, Vec<String>) {
    let mut ids: Vec<String> = Vec::new();
    let out = with_citations(text, |cited| {
        let number = ids.iter().position(|id| id == cited).unwrap_or_else(|| {
            ids.push(cited.to_string());
            ids.len() - 1
        });
        format!("{CITE}{}{CITE}", number + 1)
    });
    (out, ids)
}

/// The Markdown a reader gets: citations as `\[1\]`, no marks, at most one blank line together.
pub fn visible(text: &str) -> String {
    let out = marks::strip(&with_citations(text, |number| format!("\\[{number}\\]")));
    let mut lines: Vec<&str> = out.trim_matches('\n').lines().map(str::trim_end).collect();
    lines.dedup_by(|next, before| next.is_empty() && before.is_empty());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(head: &str, content: &str) -> String {
        format!("{PART}{head}{content}{PART_END}")
    }

    #[test]
    fn parts_become_a_list_or_headings() {
        let f = FIELD;
        let text = format!(
            "Before\n\n{}\n{}\n{}\n{}\n",
            part(&format!("{f}{f}50{f}{f}"), "Will it?\n\nAnd when?"),
            part(&format!("{f}{f}{f}{f}"), " \n"),
            part(&format!("{f}{f}{f}{f}"), "Who decides?"),
            part(&format!("3a{f}Do you agree?{f}{f}1000{f}"), "No."),
        );
        let pieces = split(&text);
        assert_eq!(
            join(&pieces),
            "Before\n\n1. Will it?\n\n   And when?\n\n2. Who decides?\n\n### 3a. Do you agree?\n\nNo."
        );
        let Segment::Part(first) = &pieces[1] else { panic!("a part") };
        assert_eq!(first.words, Some(50));
        let Some(Segment::Part(last)) = pieces.iter().rev().nth(1) else { panic!("a part") };
        assert_eq!((last.words, last.characters), (None, Some(1000)));
    }

    #[test]
    fn a_question_brings_its_own_number() {
        for (title, number, words) in [
            ("3a. Do you agree?", "3a", "Do you agree?"),
            ("12) Do you agree?", "12", "Do you agree?"),
            ("2.1: Do you agree?", "2.1", "Do you agree?"),
            ("Q4 Do you agree?", "4", "Do you agree?"),
            ("Question 5: Do you agree?", "5", "Do you agree?"),
            ("20 mph in Mill Lane?", "", "20 mph in Mill Lane?"),
            ("Quite so?", "", "Quite so?"),
            ("Question everything", "", "Question everything"),
            ("1st place. Who?", "", "1st place. Who?"),
            ("7.", "", "7."),
            ("", "", ""),
        ] {
            let text = part(&format!("{FIELD}{title}{FIELD}{FIELD}{FIELD}"), "Yes.");
            let pieces = split(&text);
            let Segment::Part(part) = &pieces[1] else { panic!("a part") };
            let own = if part.counted { "" } else { part.number.as_str() };
            assert_eq!((own, part.title), (number, words), "{title}");
        }
    }

    #[test]
    fn notes_are_numbered_in_reading_order() {
        let c = CITE;
        let (text, ids) = number_citations(&format!("a{c}x{c} b{c}y{c} c{c}x{c}"));
        assert_eq!(visible(&text), "a\\[1\\] b\\[2\\] c\\[1\\]");
        assert_eq!(ids, ["x", "y"]);
    }
}

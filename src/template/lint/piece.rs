//! A text with tags, wherever it stands: a whole file, or a value in YAML.

use std::cell::Cell;
use std::ops::Range;

use handlebars::template::Template;

use crate::diagnostic::{Diagnostic, Faults, Location, fault};
use crate::source::text::{SourceText, Span};
use crate::source::yaml::Node;
use crate::template::tags::{self, Tag, Wrong};

/// Most tags of one text that the parser cannot read and that are told.
const MOST_UNREADABLE: usize = 20;

/// Work that the parser of tags may still be given for a pack: it counts lines from the top
/// for every tag, so its time grows with tags × bytes. A letter takes some 100,000.
#[derive(Debug)]
pub struct Budget(Cell<usize>);

impl Default for Budget {
    fn default() -> Budget {
        Budget(Cell::new(200_000_000))
    }
}

impl Budget {
    /// Takes what a text needs; false when too little is left.
    fn take(&self, text: &str, tags: &[Tag]) -> bool {
        let left = self.0.get().checked_sub(text.len().saturating_mul(tags.len()));
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// A text with tags, parsed, and the way back to where it stands.
#[derive(Debug)]
pub struct Piece<'a> {
    /// The text.
    pub text: SourceText,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// The text as parsed; none when it cannot be.
    pub template: Option<Template>,
    home: Home<'a>,
}

/// Where a text stands.
#[derive(Clone, Copy, Debug)]
enum Home<'a> {
    /// It is a file, or one whose front matter has been blanked.
    File,
    /// It is the value of a key.
    Yaml(&'a SourceText, &'a Node),
}

impl<'a> Piece<'a> {
    /// A file, or its body led by as many empty lines as the front matter had.
    pub fn file(file: &str, text: &str, budget: &Budget, faults: &Faults) -> Piece<'a> {
        Piece::new(SourceText::new(file, text), Home::File, budget, faults)
    }

    /// The value of a key.
    pub fn value(
        source: &'a SourceText,
        node: &'a Node,
        budget: &Budget,
        faults: &Faults,
    ) -> Piece<'a> {
        let text = node.text().unwrap_or_default();
        Piece::new(
            SourceText::new(source.file.as_str(), text),
            Home::Yaml(source, node),
            budget,
            faults,
        )
    }

    fn new(text: SourceText, home: Home<'a>, budget: &Budget, faults: &Faults) -> Piece<'a> {
        let found = tags::scan(&text.text);
        let mut piece = Piece { text, tags: found.tags, template: None, home };
        // A text without tags has no names to check. A tag that is wrong in itself does not hide
        // what is wrong with the others.
        if !piece.tags.is_empty() {
            piece.template = piece.parse(&found.wrong, budget, faults);
        }
        for wrong in found.wrong {
            faults.push(wrong.fault.at(piece.place(wrong.range)));
        }
        piece
    }

    /// The text with the tags that are wrong made harmless; none where blocks do not fit together.
    fn without(&self, wrong: &[Wrong]) -> Option<String> {
        let mut text = self.text.text.clone();
        for wrong in wrong {
            let range = &wrong.range;
            let holds = |tag: &&Tag| tag.range.start <= range.start && range.end <= tag.range.end;
            if !wrong.is_apart {
                return None;
            }
            match self.tags.iter().find(holds) {
                Some(tag) => {
                    let harmless = tags::harmless(tag, &self.text.text)?;
                    text.replace_range(tag.range.clone(), &harmless);
                }
                // One that cannot be taken is none of the tags.
                None => text.replace_range(range.clone(), &tags::spaces(&text[range.clone()])),
            }
        }
        Some(text)
    }

    /// Parses the text. A tag that the parser cannot read is told and made harmless, so that all
    /// of them are told at once, and what is wrong with the others.
    fn parse(&self, wrong: &[Wrong], budget: &Budget, faults: &Faults) -> Option<Template> {
        let mut text = self.without(wrong)?;
        let mut told: Vec<Range<usize>> = Vec::new();
        while told.len() < MOST_UNREADABLE {
            if !budget.take(&text, &self.tags) {
                // What is wrong with the tags has been told.
                if told.is_empty() {
                    faults.push(fault("tag-too-much", &[]).at(self.place(0..0)));
                }
                return None;
            }
            let error = match Template::compile(&text) {
                Ok(template) => return Some(template),
                Err(error) => error,
            };
            let (line, column) = error.pos().unwrap_or((1, 1));
            let at = self.text.offset(line, column);
            let tag = self.tags.iter().rev().find(|tag| tag.range.start <= at);
            let range = tag.map_or(at..at, |tag| tag.range.clone());
            if told.contains(&range) {
                return None;
            }
            faults.push(self.unreadable(range.clone()));
            let harmless = tags::harmless(tag?, &self.text.text)?;
            text.replace_range(range.clone(), &harmless);
            told.push(range);
        }
        None
    }

    /// A tag that the parser cannot read, told whole where it is short.
    fn unreadable(&self, range: Range<usize>) -> Diagnostic {
        let words = &self.text.text[range.clone()];
        let is_short = !words.is_empty() && words.chars().count() <= 60;
        let words = if is_short { format!(": `{words}`") } else { String::new() };
        fault("tag-unreadable", &[("tag", &words)]).at(self.place(range))
    }

    /// The place of a stretch of the text in its file.
    pub fn place(&self, range: Range<usize>) -> Location {
        match self.home {
            Home::File => self.text.place(self.text.span_at(range.start, range.end)),
            Home::Yaml(source, node) => source.place(in_yaml(source, node, &self.text.text, range)),
        }
    }

    /// The place of a name in the tag that the parser places at a line and column; or, where
    /// it gives none, in the first tag from `from` on that has the name.
    pub fn name_place(&self, at: (usize, usize), name: &str) -> Location {
        let start = self.text.offset(at.0, at.1);
        let from = self.tags.partition_point(|tag| tag.range.end <= start);
        let found = self.tags[from..].iter().find_map(|tag| {
            let words = &self.text.text[tag.range.clone()];
            whole_word(words, name).map(|at| tag.range.start + at)
        });
        match found {
            Some(at) => self.place(at..at + name.len()),
            None => self.place(start..start),
        }
    }

    /// The Markdown with its tags blanked by letters.
    pub fn blanked(&self) -> String {
        tags::blank(&self.text.text, &self.tags, 'x')
    }

    /// The Markdown with its tags blanked by spaces.
    pub fn spaced(&self) -> String {
        tags::blank(&self.text.text, &self.tags, ' ')
    }
}

/// Where a name stands on its own in the text of a tag.
fn whole_word(words: &str, name: &str) -> Option<usize> {
    let part_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    words.match_indices(name).map(|(at, _)| at).find(|at| {
        !words[..*at].chars().next_back().is_some_and(part_of_name)
            && !words[at + name.len()..].chars().next().is_some_and(part_of_name)
    })
}

/// Where a stretch of a value stands in YAML. Quotes, folding and indentation change white space and
/// escapes alone, so its first word, or its first sign, stands there as often before it.
fn in_yaml(source: &SourceText, node: &Node, value: &str, range: Range<usize>) -> Span {
    let start = source.offset(node.span.line, node.span.column);
    let (before, rest) = value.split_at_checked(range.start).unwrap_or((value, ""));
    let rest = rest.trim_start();
    let sign = rest.chars().next().map_or(0, char::len_utf8);
    let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let first = &rest[..word.max(sign)];
    let mut places = source.text[start..].match_indices(first);
    let at = places.nth(before.matches(first).count()).map_or(start, |(at, _)| start + at);
    let length = value.get(range).map_or(0, |words| words.chars().count());
    Span { length, ..source.span_at(at, at) }
}

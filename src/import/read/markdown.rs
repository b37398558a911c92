//! Markdown, read as a parser of it reads it, so that only its words and what they look like are
//! left. What a parser takes for HTML is a placeholder more often than not: `<name>`.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::build::{Builder, Looks};
use super::plain::paragraphs;
use crate::import::error::ImportError;
use crate::import::source::Source;
use crate::import::words::Role;

/// What is read besides what every Markdown has.
const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_FOOTNOTES);

/// Reads a Markdown text.
pub(super) fn read(text: &str) -> Result<Source, ImportError> {
    let mut reader = Reader { text, ..Reader::default() };
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        reader.take(event, range);
    }
    reader.out.source("line")
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    out: Builder,
    in_image: bool,
    /// The text of a block of code.
    code: Option<String>,
    /// The mark of the footnote that begins.
    note: String,
    /// The names of what is open.
    open: Vec<&'static str>,
    /// How far line breaks were counted, and how many there were.
    counted: (usize, usize),
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.code = Some(String::new()),
            Event::Text(words) if self.code.is_some() => {
                self.code.iter_mut().for_each(|code| code.push_str(&words));
            }
            // What is to be copied, as it is.
            Event::End(TagEnd::CodeBlock) => {
                let text = self.code.take().unwrap_or_default();
                let from = self.line(range.start);
                self.out.paragraphs(paragraphs(&text).paras, from);
            }
            Event::Start(tag) => {
                let name = self.start(tag);
                self.open.push(name);
            }
            Event::End(_) => match self.open.pop() {
                Some("a") => self.out.end_link(),
                Some("img") => self.in_image = false,
                name => self.out.close(name.unwrap_or_default()),
            },
            Event::InlineHtml(tag) if self.styles(&tag) => {}
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) => {
                self.push(&words, range.start);
            }
            Event::Html(words) => {
                self.push(&words, range.start);
                self.out.line();
            }
            Event::FootnoteReference(mark) => self.push(&format!("[^{mark}]"), range.start),
            Event::SoftBreak => self.out.wrap(),
            Event::HardBreak => self.out.line(),
            // A line to write on, not one that parts.
            Event::Rule if self.text[range.clone()].trim().starts_with('_') => {
                self.out.end();
                self.push(self.text[range.clone()].trim(), range.start);
                self.out.end();
            }
            _ => {}
        }
    }

    /// Takes a tag of HTML that only says how words look, as other tags are words: says whether.
    fn styles(&mut self, tag: &str) -> bool {
        let name = tag.trim_matches(['<', '/', '>', ' ']);
        let styles = matches!(Role::of(name), Some(Role::Break | Role::Looks(_)));
        match tag.starts_with("</") {
            _ if !styles => {}
            true => self.out.close(name),
            false => self.out.open(name, Looks::default()),
        }
        styles
    }

    /// Begins what a tag is on a web page, and gives its name there.
    fn start(&mut self, tag: Tag<'_>) -> &'static str {
        let name = match tag {
            Tag::Strong => "strong",
            Tag::Emphasis => "em",
            Tag::Strikethrough => "del",
            Tag::Table(_) => "table",
            Tag::TableHead | Tag::TableRow => "tr",
            Tag::TableCell => "td",
            Tag::Heading { .. } => "h1",
            Tag::Item => "li",
            Tag::BlockQuote(_) => "blockquote",
            Tag::List(first) => {
                self.out.begin(&Role::List(first.map(|n| u32::try_from(n).unwrap_or(1))));
                return "ul";
            }
            Tag::Link { dest_url, .. } => {
                self.out.link(&dest_url);
                return "a";
            }
            Tag::Image { .. } => {
                self.in_image = true;
                self.out.tell_picture();
                return "img";
            }
            Tag::FootnoteDefinition(mark) => {
                self.note = format!("[^{mark}]: ");
                "p"
            }
            _ => "p",
        };
        self.out.open(name, Looks::default());
        name
    }

    fn push(&mut self, words: &str, at: usize) {
        if self.in_image {
            return;
        }
        if self.out.is_blank() {
            self.out.line = Some(self.line(at));
        }
        let mark = std::mem::take(&mut self.note);
        self.out.words(&mark);
        self.out.words(words);
    }

    /// The line of a place; places come in order.
    fn line(&mut self, at: usize) -> usize {
        let (from, lines) = self.counted;
        let at = at.max(from);
        let more = self.text.as_bytes()[from..at].iter().filter(|b| **b == b'\n').count();
        self.counted = (at, lines + more);
        1 + lines + more
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::source::{Style, What};

    #[test]
    fn a_table_is_a_list_of_its_rows_and_told() {
        let found = read("Beds:\n\n| Site | Beds |\n|---|---|\n| **Sample** | 2 |\n| Other | |\n")
            .expect("read");
        let read: Vec<&str> = found.paras.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(read, ["Beds:", "Site\tBeds", "Sample\t2", "Other"]);
        assert_eq!(found.paras[2].style, Style::Item { depth: 0, number: None });
        assert_eq!(found.told.len(), 1, "{:?}", found.told);
        assert!(found.told[0].starts_with("A table became a list"));
    }

    #[test]
    fn what_is_seen_is_kept_and_tags_are_words() {
        let found = read(
            "# Our letter\n\nDear <name>\n\n**Re: the *library***\n\n1. One\n2. Two [here](https://example.org)\n   - deep\n\n________\n\n---\n",
        )
        .expect("read");
        let read: Vec<(usize, Style, &str)> =
            found.paras.iter().map(|p| (p.line, p.style, p.text.as_str())).collect();
        assert_eq!(
            read,
            [
                (1, Style::Heading, "Our letter"),
                (3, Style::Plain, "Dear <name>"),
                (5, Style::Plain, "Re: the library"),
                (7, Style::Item { depth: 0, number: Some(1) }, "One"),
                (8, Style::Item { depth: 0, number: Some(2) }, "Two here"),
                (9, Style::Item { depth: 1, number: None }, "deep"),
                (11, Style::Plain, "________"),
            ]
        );
        assert_eq!(found.paras[4].marks[0].what, What::Link("https://example.org".into()));
        assert!(found.paras[2].stands_out());
    }
}

//! Markdown, read as a parser of it reads it, so that only its words and what they look like are
//! left. What a parser takes for HTML is a placeholder more often than not: `<name>`.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::decode::clean;
use crate::import::source::{CELL, MOST_MARKS, Mark, Para, SOFT, Source, Style, What};

/// Deepest that lists are told apart.
const DEEPEST: u8 = 4;

/// Most characters of a line that may be one of an address.
const SHORT: usize = 40;

/// The paragraphs of a Markdown text.
pub(super) fn paragraphs(text: &str) -> Source {
    let mut reader = Reader { text, ..Reader::default() };
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        reader.take(event, range);
    }
    reader.end();
    Source { paras: reader.paras, told: reader.told, counts: "line", ..Source::default() }
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    paras: Vec<Para>,
    told: Vec<String>,
    para: Para,
    /// Where bold, slanted and linked words began.
    open: Vec<(usize, What)>,
    /// Numbers of the next items of the lists that are open.
    lists: Vec<Option<u32>>,
    quotes: usize,
    /// The style of the paragraph to come, where it is not that of its container.
    style: Option<Style>,
    in_image: bool,
    /// How far line breaks were counted, and how many there were.
    counted: (usize, usize),
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range.start),
            Event::End(tag) => self.finish(tag),
            // An entity may stand for what `clean` has taken out already.
            Event::Text(words) | Event::Code(words) => self.push(&clean(&words), range.start),
            Event::Html(words) | Event::InlineHtml(words) => self.push(&words, range.start),
            Event::SoftBreak => self.para.text.push(SOFT),
            Event::HardBreak => self.para.text.push('\n'),
            Event::Rule => {
                let rule = self.text[range.clone()].trim();
                // A line to write on, not one that parts.
                if rule.starts_with('_') {
                    self.end();
                    self.push(rule, range.start);
                    self.end();
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Strong => self.open.push((self.para.text.len(), What::Bold)),
            Tag::Emphasis => self.open.push((self.para.text.len(), What::Italic)),
            Tag::Link { dest_url, .. } => {
                self.open.push((self.para.text.len(), What::Link(clean(&dest_url))));
            }
            Tag::Image { .. } => {
                self.in_image = true;
                let line = self.line(at);
                self.told.push(format!("A picture in line {line} was left out."));
            }
            Tag::Table(_) => {
                self.end();
                let line = self.line(at);
                self.told.push(format!(
                    "The table in line {line} became a list, with an item for each of its rows. If it should be a table, write it as one in the template."
                ));
            }
            Tag::TableRow => {
                self.end();
                self.style = Some(Style::Item { depth: 0, number: None });
            }
            // The cells of a row are one paragraph.
            Tag::TableCell if !self.para.text.is_empty() => self.para.text.push(CELL),
            Tag::TableCell => {}
            other => {
                self.end();
                match other {
                    Tag::Heading { level, .. } => self.style = Some(Style::Heading(level as u8)),
                    Tag::List(first) => {
                        self.lists.push(first.map(|n| u32::try_from(n).unwrap_or(1)));
                    }
                    Tag::Item => self.style = Some(self.item()),
                    Tag::BlockQuote(_) => self.quotes += 1,
                    _ => {}
                }
            }
        }
    }

    /// The style of the item that begins; its number is used up.
    fn item(&mut self) -> Style {
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(DEEPEST);
        let next = self.lists.last_mut().and_then(Option::as_mut);
        let number = next.map(|next| std::mem::replace(next, next.saturating_add(1)));
        Style::Item { depth: depth.min(DEEPEST), number }
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link => {
                if let Some((start, what)) = self.open.pop() {
                    let range = start..self.para.text.len();
                    let address =
                        matches!(&what, What::Link(to) if *to == self.para.text[range.clone()]);
                    let room = self.para.marks.len() < MOST_MARKS;
                    if !range.is_empty() && !address && room {
                        self.para.marks.push(Mark { range, what });
                    }
                }
            }
            TagEnd::Image => self.in_image = false,
            TagEnd::TableCell => {}
            other => {
                self.end();
                match other {
                    TagEnd::List(_) => {
                        self.lists.pop();
                    }
                    TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
                    _ => {}
                }
            }
        }
    }

    fn push(&mut self, words: &str, at: usize) {
        if self.in_image || words.is_empty() {
            return;
        }
        if self.para.text.is_empty() {
            self.para.line = self.line(at);
            let container = if self.quotes > 0 { Style::Quote } else { Style::Plain };
            self.para.style = self.style.take().unwrap_or(container);
        }
        self.para.text.push_str(words);
    }

    /// Ends the paragraph, if one is open.
    fn end(&mut self) {
        let para = std::mem::take(&mut self.para);
        self.open.clear();
        let mut para = para.trimmed();
        // Addresses are seldom written with line breaks that Markdown keeps.
        if para.text.split(['\n', SOFT]).all(|line| line.chars().count() <= SHORT) {
            para.text = para.text.replace(SOFT, "\n");
        }
        if !para.text.is_empty() {
            self.paras.push(para);
        }
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

    #[test]
    fn a_table_is_a_list_of_its_rows_and_told() {
        let found =
            paragraphs("Beds:\n\n| Site | Beds |\n|---|---|\n| **Sample** | 2 |\n| Other | |\n");
        let read: Vec<&str> = found.paras.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(read, ["Beds:", "Site\tBeds", "Sample\t2", "Other"]);
        assert_eq!(found.paras[2].style, Style::Item { depth: 0, number: None });
        assert_eq!(found.told.len(), 1, "{:?}", found.told);
        assert!(found.told[0].starts_with("The table in line 3 became a list"));
    }

    #[test]
    fn what_is_seen_is_kept_and_tags_are_words() {
        let found = paragraphs(
            "# Our letter\n\nDear <name>\n\n**Re: the *library***\n\n1. One\n2. Two [here](https://example.org)\n   - deep\n\n________\n\n---\n",
        );
        let read: Vec<(usize, Style, &str)> =
            found.paras.iter().map(|p| (p.line, p.style, p.text.as_str())).collect();
        assert_eq!(
            read,
            [
                (1, Style::Heading(1), "Our letter"),
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

//! CommonMark into blocks, with the marks read and removed.

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};

use super::address;
use super::content::{Align, Block, Inline, Span, Table};
use crate::limits;
use crate::text::marks;
use crate::text::marks::{CITE, OWN, OWN_END};
use crate::text::unseen;

/// Parses a body.
pub fn blocks(markdown: &str) -> Vec<Block> {
    Reader { events: events(markdown), depth: 0, own: false }.blocks()
}

/// What a parser reads, without characters that came in as `&#27;`: nothing that is refused as it
/// is may be written by its number, least of all a mark.
fn events(markdown: &str) -> impl Iterator<Item = Event<'_>> {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter();
    events.map(|(event, range)| match event {
        Event::Text(text) if is_entity(&markdown[range], &text) => {
            Event::Text(unseen::harmless(&text).into_owned().into())
        }
        other => other,
    })
}

/// Whether a text was written as an entity, so that no mark of ours can be in it.
pub fn is_entity(written: &str, text: &str) -> bool {
    written.starts_with('&') && written != text
}

struct Reader<I> {
    events: I,
    /// In how many quotes and items this is.
    depth: usize,
    /// Whether what comes is the person's own words.
    own: bool,
}

/// The style that spans take while inside emphasis or a link.
#[derive(Clone, Default)]
struct Style {
    bold: usize,
    italic: usize,
    link: Option<String>,
}

impl<'m, I: Iterator<Item = Event<'m>>> Reader<I> {
    /// Reads blocks until the container that holds them ends.
    fn blocks(&mut self) -> Vec<Block> {
        let mut out = Vec::new();
        // A tight list item holds text without a paragraph round it.
        let mut loose = Vec::new();
        let mut style = Style::default();
        // How many containers were opened that are too deep to be told apart.
        let mut flattened = 0;
        self.depth += 1;
        while let Some(event) = self.events.next() {
            let block = match event {
                Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item)
                    if self.depth > limits::QUOTE_DEPTH =>
                {
                    flattened += 1;
                    None
                }
                Event::End(TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::List(_))
                    if flattened > 0 =>
                {
                    flattened -= 1;
                    None
                }
                Event::Start(Tag::Paragraph) => {
                    Some(self.inlines()).filter(|line| !line.is_empty()).map(Block::Paragraph)
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    Some(Block::Heading(level as u8, self.inlines()))
                }
                Event::Start(Tag::List(start)) => Some(Block::List(start, self.items())),
                Event::Start(Tag::BlockQuote(_)) => Some(Block::Quote(self.blocks())),
                Event::Start(Tag::CodeBlock(_)) => Some(self.code()),
                Event::Start(Tag::Table(align)) => Some(Block::Table(self.table(&align))),
                Event::Rule => Some(Block::Rule),
                Event::End(TagEnd::Item | TagEnd::BlockQuote(_)) => break,
                other => {
                    self.inline(other, &mut style, &mut loose);
                    continue;
                }
            };
            flush(&mut loose, &mut out);
            out.extend(block);
        }
        self.depth -= 1;
        flush(&mut loose, &mut out);
        out
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.blocks()),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    fn code(&mut self) -> Block {
        let mut text = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Text(piece) => text.push_str(&piece),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        if let Some(last) = text.rfind([OWN, OWN_END]) {
            self.own = text[last..].starts_with(OWN);
        }
        Block::Code(marks::strip(text.trim_end()))
    }

    fn table(&mut self, align: &[Alignment]) -> Table {
        let align = align.iter().map(|align| match align {
            Alignment::Center => Align::Centre,
            Alignment::Right => Align::Right,
            Alignment::Left | Alignment::None => Align::Left,
        });
        let align: Vec<Align> = align.collect();
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let cell = self.inlines();
                    if let Some(row) = rows.last_mut() {
                        row.push(cell);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Table { align, head, rows }
    }

    /// Reads inlines until the block that holds them ends.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut style = Style::default();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell) => break,
                other => self.inline(other, &mut style, &mut out),
            }
        }
        out
    }

    fn inline(&mut self, event: Event<'m>, style: &mut Style, out: &mut Vec<Inline>) {
        match event {
            Event::Text(text) => self.set(&text, style, false, out),
            Event::Code(text) => self.set(&text, style, true, out),
            Event::SoftBreak => self.set(" ", style, false, out),
            Event::HardBreak => out.push(Inline::Break),
            // `check` refuses raw HTML; in a text that reached here it is shown as typed.
            Event::Html(text) | Event::InlineHtml(text) => self.set(&text, style, false, out),
            Event::Start(Tag::Strong) => style.bold += 1,
            Event::End(TagEnd::Strong) => style.bold -= 1,
            Event::Start(Tag::Emphasis) => style.italic += 1,
            Event::End(TagEnd::Emphasis) => style.italic -= 1,
            Event::Start(Tag::Link { dest_url, .. }) => {
                let to = unseen::harmless(&marks::strip(&dest_url)).into_owned();
                style.link = Some(to).filter(|to| !address::is_foreign(to));
            }
            Event::End(TagEnd::Link) => style.link = None,
            _ => {}
        }
    }

    /// Adds text, its marks read and removed.
    fn set(&mut self, text: &str, style: &Style, code: bool, out: &mut Vec<Inline>) {
        let mut rest = text;
        while let Some((before, mark, after)) = marks::next_mark(rest) {
            self.push(before, style, code, out);
            rest = after;
            match mark {
                OWN => self.own = true,
                OWN_END => self.own = false,
                CITE => {
                    let (number, after) = rest.split_once(CITE).unwrap_or((rest, ""));
                    out.extend(number.parse().ok().map(Inline::Cite));
                    rest = after;
                }
                _ => {}
            }
        }
        self.push(rest, style, code, out);
    }

    fn push(&self, text: &str, style: &Style, code: bool, out: &mut Vec<Inline>) {
        if text.is_empty() {
            return;
        }
        let (bold, italic) = (style.bold > 0, style.italic > 0);
        let goes_on = |last: &Span| {
            (last.bold, last.italic, last.code, &last.link) == (bold, italic, code, &style.link)
        };
        if !matches!(out.last(), Some(Inline::Text(last)) if goes_on(last)) {
            let link = style.link.clone();
            out.push(Inline::Text(Span { bold, italic, code, link, ..Span::default() }));
        }
        let Some(Inline::Text(span)) = out.last_mut() else { return };
        let start = span.text.len();
        span.text.push_str(text);
        match span.own.last_mut() {
            _ if !self.own => {}
            Some(last) if last.end == start => last.end = span.text.len(),
            _ => span.own.push(start..span.text.len()),
        }
    }
}

fn flush(loose: &mut Vec<Inline>, out: &mut Vec<Block>) {
    if !loose.is_empty() {
        out.push(Block::Paragraph(std::mem::take(loose)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Line;
    use crate::document::words;

    #[test]
    fn words_are_those_that_a_reader_sees() {
        for (markdown, count) in [
            ("- one\n  - two\n- three", 3),
            ("**o**ne *two*\\\nthree", 3),
            ("| a | b |\n|---|---|\n| c | d |", 4),
            ("> one\n> two\n\n# three\n\n---\n\n    four\n", 4),
            ("[one](https://example.org/two) <i>x", 2),
        ] {
            assert_eq!(words::tally(&blocks(markdown)).0, count, "{markdown}");
        }
    }

    #[test]
    fn what_stands_too_deep_keeps_its_words_and_what_follows() {
        for inner in [">".repeat(20_000), "- ".repeat(5_000)] {
            let blocks = blocks(&format!("{inner} deep\n\nafter"));
            let shown = format!("{blocks:?}");
            assert_eq!((shown.matches("deep").count(), blocks.len()), (1, 2));
            let Block::Paragraph(last) = &blocks[1] else { panic!("a paragraph") };
            assert!(format!("{last:?}").contains("after"));
        }
    }

    #[test]
    fn spans_know_whose_words_they_are() {
        let text = format!("Ours, {}\n\nOurs again.", marks::own("**th**eirs\n\nand more"));
        let blocks = blocks(&text);
        let mut own = String::new();
        for block in &blocks {
            block.lines(&mut |line| {
                let Line::Inlines(line) = line else { return };
                for inline in line {
                    let Inline::Text(span) = inline else { continue };
                    span.own.iter().for_each(|range| own.push_str(&span.text[range.clone()]));
                    own.push('|');
                }
            });
        }
        assert_eq!(own, "|th|eirs|and more||");
        assert_eq!(words::tally(&blocks), (6, 3));
    }

    #[test]
    fn blocks_keep_text_style_and_notes() {
        let text =
            format!("One **two** [three](https://example.org).{CITE}1{CITE}\n\n1. four\n2. five");
        let blocks = blocks(&text);
        let Block::Paragraph(first) = &blocks[0] else { panic!("a paragraph") };
        assert_eq!(first.len(), 6);
        assert_eq!(first[5], Inline::Cite(1));
        let Block::List(Some(1), items) = &blocks[1] else { panic!("a list") };
        assert_eq!(items.len(), 2);
        assert_eq!(words::tally(&blocks).0, 5);
    }
}

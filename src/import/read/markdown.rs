//! Markdown, read as a parser of it reads it, so that only its words and what they look like are
//! left. What a parser takes for HTML is a placeholder more often than not: `<name>`.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::build::{Builder, Said};
use crate::import::error::ImportError;
use crate::import::source::Source;
use crate::import::words::{Role, roles};

/// What is read besides what every Markdown has.
const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_FOOTNOTES);

/// Reads a Markdown text.
pub(super) fn read(text: &str) -> Result<Source, ImportError> {
    let mut out = Builder::default();
    let (mut in_picture, mut note) = (false, String::new());
    // How far line breaks were counted, and how many there were.
    let (mut counted, mut breaks) = (0, 0);
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        let passed = text.get(counted..range.start).unwrap_or_default();
        (counted, breaks) = (counted.max(range.start), breaks + passed.matches('\n').count());
        if out.is_blank() && !out.is_leaving() {
            out.line = Some(breaks + 1);
        }
        match event {
            Event::Start(Tag::List(first)) => {
                let first = first.map(|first| u32::try_from(first).unwrap_or(1));
                out.open("ul", Some(&Role::List(first)), &Said::default());
            }
            Event::Start(Tag::Link { dest_url, .. }) => out.begin_link("a", &dest_url),
            Event::Start(Tag::FootnoteDefinition(mark)) => note = format!("[^{mark}]: "),
            Event::Start(Tag::Image { .. }) => {
                in_picture = true;
                out.begin(&Role::Picture);
            }
            Event::End(TagEnd::Image) => in_picture = false,
            Event::Start(tag) => open(&mut out, name(tag.to_end())),
            Event::End(tag) => close(&mut out, name(tag)),
            _ if in_picture => {}
            Event::InlineHtml(tag) if says_looks(&tag) => match tag.starts_with("</") {
                true => close(&mut out, element(&tag)),
                false => open(&mut out, element(&tag)),
            },
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) => {
                out.words(&std::mem::take(&mut note));
                out.words(&words);
            }
            Event::Html(words) => {
                out.words(&words);
                out.begin(&Role::Break);
            }
            Event::FootnoteReference(mark) => out.words(&format!("[^{mark}]")),
            Event::SoftBreak => out.wrap(),
            Event::HardBreak => out.begin(&Role::Break),
            // A line to write on, not one that parts.
            Event::Rule if text[range.clone()].trim().starts_with('_') => {
                out.begin(&Role::Block);
                out.words(text[range].trim());
                out.begin(&Role::Block);
            }
            _ => {}
        }
    }
    out.source("line")
}

/// What a tag is on a web page.
fn name(tag: TagEnd) -> &'static str {
    match tag {
        TagEnd::Strong => "strong",
        TagEnd::Emphasis => "em",
        TagEnd::Strikethrough => "del",
        TagEnd::Table => "table",
        TagEnd::TableHead | TagEnd::TableRow => "tr",
        TagEnd::TableCell => "td",
        TagEnd::Heading(_) => "h1",
        TagEnd::List(_) => "ul",
        TagEnd::Item => "li",
        TagEnd::BlockQuote(_) => "blockquote",
        // What is to be copied, as it is.
        TagEnd::CodeBlock => "pre",
        TagEnd::Link => "a",
        _ => "p",
    }
}

fn open(out: &mut Builder, name: &str) {
    out.open(name, roles("page").get(name), &Said::default());
}

fn close(out: &mut Builder, name: &str) {
    out.close(name, roles("page").get(name));
}

/// The element of a tag of HTML.
fn element(tag: &str) -> &str {
    tag.trim_matches(['<', '/', '>', ' '])
}

/// Whether a tag of HTML only says how words look, as other tags are words.
fn says_looks(tag: &str) -> bool {
    matches!(roles("page").get(element(tag)), Some(Role::Break | Role::Looks(_)))
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

//! Markdown, read as a parser of it reads it, so that only its words and what they look like are
//! left. What a parser takes for HTML is a placeholder more often than not: `<name>`.

use pulldown_cmark::html::push_html;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use quick_xml::escape::escape;

use super::build::source;
use super::elements::Tree;
use super::lists::{Role, roles};
use super::source::Source;

/// What is read besides what every Markdown has.
const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_FOOTNOTES);

/// Reads a Markdown text as the web page that it would be, in which each piece says its line.
pub(super) fn read(text: &str) -> Source {
    // A tag that only says how words look is one; others are words.
    let role = |tag: &str| roles("page").get(tag.trim_matches(['<', '/', '>', ' ']));
    let looks = |tag: &str| matches!(role(tag), Some(Role::Break | Role::Looks(_)));
    // How far line breaks were counted, and how many there were.
    let (mut counted, mut breaks, mut note) = (0, 0, String::new());
    let pieces = Parser::new_ext(text, OPTIONS).into_offset_iter().flat_map(|(event, range)| {
        let passed = text.get(counted..range.start).unwrap_or_default();
        (counted, breaks) = (counted.max(range.start), breaks + passed.matches('\n').count());
        let page = |piece: String| Event::Html(piece.into());
        let event = match event {
            Event::Start(Tag::Image { .. }) => page("<picture/><template>".into()),
            Event::End(TagEnd::Image) => page("</template>".into()),
            Event::Start(Tag::FootnoteDefinition(mark)) => {
                note = format!("[^{mark}]: ");
                page(String::new())
            }
            Event::FootnoteReference(mark) => Event::Text(format!("[^{mark}]").into()),
            Event::Text(words) => Event::Text((std::mem::take(&mut note) + &words).into()),
            Event::InlineHtml(tag) if !looks(&tag) => Event::Text(tag),
            Event::Html(words) => page(format!("{}<br>", escape(&*words))),
            Event::SoftBreak => page("<wrap/>".into()),
            // A line to write on, not one that parts.
            Event::Rule if text[range.clone()].trim().starts_with('_') => {
                page(format!("<p>{}</p>", text[range].trim()))
            }
            event => event,
        };
        [page(format!("<line value=\"{}\"/>", breaks + 1)), event]
    });
    let mut page = String::new();
    push_html(&mut page, pieces);
    source(Tree::new("page").read(&page), "line")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::{Style, What};

    #[test]
    fn a_table_is_a_list_of_its_rows_and_told() {
        let found = read("Beds:\n\n| Site | Beds |\n|---|---|\n| **Sample** | 2 |\n| Other | |\n");
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
        );
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

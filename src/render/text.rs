//! Plain text, to paste into an e-mail or a web form: no Markdown and no backslashes left.

use super::sections::{Section, assembled};
use crate::document::{Block, Details, Document, Inline, Part, Table};
use crate::text::wrap;

/// The document as plain text, ending in one line break. Paragraphs are one line each, so that
/// whatever they are pasted into can wrap them.
pub fn text(document: &Document) -> String {
    assembled(document, |section| match section {
        Section::Sender(lines) | Section::Recipient(lines) | Section::Signature(lines) => {
            lines.join("\n")
        }
        Section::Date(text)
        | Section::Salutation(text)
        | Section::Subject(text)
        | Section::Closing(text)
        | Section::Enclosed(text) => text.to_string(),
        Section::Details(of) => details(of),
        Section::Body(body) => blocks(body),
        Section::Notes(all) => notes(all),
    })
}

/// The document as plain text, its lines no longer than so many columns; 0 for one line a paragraph.
/// Addresses stay whole, and what is set in stays so.
pub fn wrapped(document: &Document, columns: usize) -> String {
    let text = text(document);
    if columns == 0 {
        return text;
    }
    let mut out = String::with_capacity(text.len() + text.len() / columns + 1);
    for line in text.lines() {
        out.push_str(&wrap(line, columns, "", &indent(line)));
        out.push('\n');
    }
    out
}

/// What stands before the further lines of a wrapped line: blanks as wide as what it begins with, a
/// list's marker among it.
fn indent(line: &str) -> String {
    let text = line.trim_start();
    let set_in = line.len() - text.len();
    let first = text.split(' ').next().unwrap_or_default();
    let number = first.trim_end_matches('.');
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let marker = match first {
        "-" => 2,
        _ if is_number && number.len() + 1 == first.len() => first.len() + 1,
        _ => 0,
    };
    " ".repeat(set_in + marker)
}

/// A part alone: its text, a line that says how long it is, and its sources in case there is room
/// for them.
pub fn part(part: &Part, notes: &[String]) -> String {
    let measure = part.measure;
    let count = |count: usize, most: Option<usize>, one: &str| {
        let limit = most.map(|b| format!(" of {b}")).unwrap_or_default();
        format!("{count}{limit} {one}{}", if count == 1 { "" } else { "s" })
    };
    let mut length = count(measure.words, measure.budget, "word");
    if measure.most_characters.is_some() {
        let characters = count(measure.characters, measure.most_characters, "character");
        length.push_str(&format!(", {characters}"));
    }
    let sources = part.cites.iter().filter_map(|n| notes.get(n - 1));
    let sources: String = sources.map(|note| format!("Source: {note}\n")).collect();
    let gap = if sources.is_empty() { "" } else { "\n" };
    format!("{}\n\n({length})\n{gap}{sources}", part.text)
}

/// Blocks as plain text, a blank line between them.
pub fn blocks(blocks: &[Block]) -> String {
    blocks.iter().map(block).filter(|b| !b.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(content) | Block::Heading(_, content) => inlines(content),
        Block::List(start, items) => list(*start, items),
        Block::Quote(inner) => quote(inner),
        Block::Table(content) => table(content),
        Block::Code(text) => text.clone(),
        Block::Rule => "* * *".into(),
    }
}

/// A quotation of one paragraph between quotation marks, unless it brings its own, a longer one
/// set in: `>` would look like a reply in an e-mail, and like Markdown in a form.
fn quote(inner: &[Block]) -> String {
    let text = blocks(inner);
    match inner {
        [Block::Paragraph(_)] if is_quoted(&text) && !text.contains('\n') => text,
        [Block::Paragraph(_)] if !text.contains(['\n', '“', '”']) => format!("“{text}”"),
        _ => prefixed(&text, "    ", "    "),
    }
}

/// Whether a text opens with a quotation mark; one that nothing closes is an apostrophe: `’Tis`.
fn is_quoted(text: &str) -> bool {
    let single = |close: char| text.chars().skip(1).any(|c| c == close);
    text.starts_with(['"', '“'])
        || text.starts_with('‘') && single('’')
        || text.starts_with('\'') && single('\'')
}

/// A line of text with its breaks; links are followed by where they lead.
pub fn inlines(content: &[Inline]) -> String {
    let mut out = String::new();
    for (index, inline) in content.iter().enumerate() {
        match inline {
            Inline::Break => out.push('\n'),
            Inline::Cite(number) => out.push_str(&format!("[{number}]")),
            Inline::Text(span) => {
                out.push_str(&span.text);
                let next = content.get(index + 1);
                let goes_on = matches!(next, Some(Inline::Text(after)) if after.link == span.link);
                if let Some(link) = span.link.as_ref().filter(|l| !goes_on && **l != span.text) {
                    out.push_str(&format!(" ({})", link.trim_start_matches("mailto:")));
                }
            }
        }
    }
    out
}

fn list(start: Option<u64>, items: &[Vec<Block>]) -> String {
    let loose = items.iter().any(|i| i.len() > 1);
    let lines = items.iter().zip(start.unwrap_or_default()..).map(|(item, number)| {
        let marker = start.map_or("- ".to_string(), |_| format!("{number}. "));
        prefixed(&blocks(item), &marker, &" ".repeat(marker.len()))
    });
    lines.collect::<Vec<_>>().join(if loose { "\n\n" } else { "\n" })
}

fn prefixed(text: &str, first: &str, other: &str) -> String {
    let lines = text.lines().enumerate().map(|(n, line)| {
        let prefix = if n == 0 { first } else { other };
        format!("{prefix}{line}").trim_end().to_string()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn table(table: &Table) -> String {
    let row = |cells: &Vec<Vec<Inline>>| {
        cells.iter().map(|c| inlines(c).replace('\n', " ")).collect::<Vec<_>>().join(" | ")
    };
    std::iter::once(&table.head).chain(&table.rows).map(row).collect::<Vec<_>>().join("\n")
}

fn details(details: &Details) -> String {
    let rows =
        details.rows.iter().map(|(label, value)| format!("{label}: {}", value.replace('\n', ", ")));
    let rows = rows.collect::<Vec<_>>().join("\n");
    format!("{}\n\n{rows}", details.heading)
}

fn notes(notes: &[String]) -> String {
    let lines = notes.iter().enumerate().map(|(n, note)| format!("[{}] {note}", n + 1));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    #[test]
    fn a_quotation_gets_quotation_marks_once() {
        for (said, wanted) in [
            ("Beds are full", "“Beds are full”"),
            ("The \"beds\" are full", "“The \"beds\" are full”"),
            ("\"Beds are full\", said the board", "\"Beds are full\", said the board"),
            ("“Beds are full”, it said", "“Beds are full”, it said"),
            ("‘Beds are full’ it said", "‘Beds are full’ it said"),
            ("The “beds” are full", "    The “beds” are full"),
        ] {
            let content = vec![Inline::Text(Span { text: said.into(), ..Span::default() })];
            assert_eq!(quote(&[Block::Paragraph(content)]), wanted);
        }
    }
}

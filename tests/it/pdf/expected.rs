//! The words a PDF must give back, from the document alone.

use sayso::document::{Block, Details, Document, Inline};
use sayso::render::apostrophes;

/// The words of a document in reading order, list labels and note numbers with them.
pub(crate) fn words(document: &Document) -> Vec<String> {
    all(document, true)
}

/// As [`words`], without what formats number themselves, in the order of the sections.
pub(crate) fn bare(document: &Document) -> Vec<String> {
    all(document, false)
}

fn all(document: &Document, numbered: bool) -> Vec<String> {
    let document = &apostrophes::printed(document);
    let mut text = String::new();
    let mut line = |l: &str| {
        text.push_str(l);
        text.push('\n');
    };
    let addressed = !document.sender.is_empty() || !document.recipient.is_empty();
    document.sender.iter().chain(&document.recipient).for_each(|l| line(l));
    if addressed || !numbered {
        document.date_line.iter().for_each(|l| line(l));
    }
    document.salutation.iter().chain(&document.subject).for_each(|l| line(l));
    if !addressed && numbered {
        document.date_line.iter().for_each(|l| line(l));
    }
    let details = document.details.as_ref();
    if let Some(details) = details.filter(|d| d.first) {
        add_details(&mut text, details);
    }
    add_blocks(&mut text, &document.body, numbered);
    let closing = document.closing.iter().chain(&document.signature).chain(&document.enclosed);
    for closing in closing {
        text.push_str(closing);
        text.push('\n');
    }
    if let Some(details) = details.filter(|d| !d.first) {
        add_details(&mut text, details);
    }
    for (n, note) in document.notes.iter().enumerate() {
        let label = if numbered { format!("[{}]\n", n + 1) } else { String::new() };
        text.push_str(&format!("{label}{note}\n"));
    }
    split(&text)
}

/// Words without the characters that are not seen.
pub(crate) fn split(text: &str) -> Vec<String> {
    let unseen = |c: char| {
        matches!(c, '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}'
            | '\u{202a}'..='\u{202e}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
    };
    let seen: String = text.chars().filter(|c| !unseen(*c)).collect();
    seen.split_whitespace().map(str::to_owned).collect()
}

fn add_details(text: &mut String, details: &Details) {
    text.push_str(&format!("{}\n", details.heading));
    for (label, value) in &details.rows {
        text.push_str(&format!("{label}\n{value}\n"));
    }
}

fn add_blocks(text: &mut String, blocks: &[Block], numbered: bool) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Heading(_, inlines) => {
                add_inlines(text, inlines, numbered)
            }
            Block::List(start, items) => {
                for (n, item) in items.iter().enumerate() {
                    let label = start.map_or("•".into(), |s| format!("{}.", s + n as u64));
                    if numbered {
                        text.push_str(&format!("{label}\n"));
                    }
                    add_blocks(text, item, numbered);
                }
            }
            Block::Quote(inner) => add_blocks(text, inner, numbered),
            Block::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    add_inlines(text, cell, numbered);
                }
            }
            Block::Code(code) => text.push_str(&format!("{code}\n")),
            Block::Rule => {}
        }
    }
}

fn add_inlines(text: &mut String, inlines: &[Inline], numbered: bool) {
    for inline in inlines {
        match inline {
            Inline::Text(span) => text.push_str(&span.text),
            Inline::Break => text.push('\n'),
            Inline::Cite(n) if numbered => text.push_str(&format!("[{n}]")),
            Inline::Cite(_) => {}
        }
    }
    text.push('\n');
}

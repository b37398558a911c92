//! Markdown: the document to keep, to amend and to compare.

use super::sections::{Section, assembled};
use crate::document::{Details, Document};
use crate::text::{escape, marks};

/// The document as CommonMark, ending in one line break.
pub fn markdown(document: &Document) -> String {
    assembled(document, |section| match section {
        Section::Sender => lines(&document.sender),
        Section::Recipient => lines(&document.recipient),
        Section::Date => document.date_line.clone().unwrap_or_default(),
        Section::Salutation => document.salutation.clone().unwrap_or_default(),
        Section::Subject => {
            document.subject.as_deref().map(|s| format!("**{}**", plain(s))).unwrap_or_default()
        }
        Section::Details => document.details.as_ref().map(details).unwrap_or_default(),
        Section::Body => document.markdown.clone(),
        Section::Closing => closing(document),
        Section::Enclosed => document.enclosed.as_deref().map(plain).unwrap_or_default(),
        Section::Notes => notes(&document.notes),
    })
}

/// Text as typed, line breaks kept as hard breaks.
fn plain(text: &str) -> String {
    marks::settle_lines(&escape::text(text))
}

fn lines(lines: &[String]) -> String {
    lines.iter().map(|l| plain(l)).collect::<Vec<_>>().join("\\\n")
}

fn closing(document: &Document) -> String {
    let mut blocks: Vec<String> = document.closing.iter().map(|c| plain(c)).collect();
    blocks.push(lines(&document.signature));
    blocks.retain(|b| !b.is_empty());
    blocks.join("\n\n")
}

fn details(details: &Details) -> String {
    let rows: Vec<String> = details
        .rows
        .iter()
        .map(|(label, value)| {
            let value = escape::text(value);
            marks::settle_lines(&format!("- {}: {value}", plain(label)))
        })
        .collect();
    format!("## {}\n\n{}", plain(&details.heading), rows.join("\n"))
}

fn notes(notes: &[String]) -> String {
    let lines: Vec<String> =
        notes.iter().enumerate().map(|(n, note)| format!("{}. {}", n + 1, linked(note))).collect();
    lines.join("\n")
}

/// A note with its address as a link rather than with every sign in it escaped.
fn linked(note: &str) -> String {
    let is_address = |word: &&str| {
        (word.starts_with("https://") || word.starts_with("http://"))
            && !word.contains(['<', '>', '\\'])
    };
    match note.rsplit_once(' ') {
        Some((before, word)) if is_address(&word) => format!("{} <{word}>", plain(before)),
        _ => plain(note),
    }
}

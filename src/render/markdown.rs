//! Markdown: the document to keep, to amend and to compare.

use super::sections::{Section, assembled};
use crate::document::{Details, Document};
use crate::text::{escape, marks};

/// The document as CommonMark, ending in one line break.
pub fn markdown(document: &Document) -> String {
    assembled(document, |section| match section {
        Section::Sender(all) | Section::Recipient(all) | Section::Signature(all) => lines(all),
        Section::Date(text) | Section::Salutation(text) => text.to_string(),
        Section::Subject(text) => format!("**{}**", plain(text)),
        Section::Details(of) => details(of),
        Section::Body(_) => document.markdown.clone(),
        Section::Closing(text) | Section::Enclosed(text) => plain(text),
        Section::Notes(all) => notes(all),
    })
}

/// Text as typed, line breaks kept as hard breaks.
fn plain(text: &str) -> String {
    marks::settle_lines(&escape::text(text))
}

fn lines(lines: &[String]) -> String {
    lines.iter().map(|l| plain(l)).collect::<Vec<_>>().join("\\\n")
}

fn details(details: &Details) -> String {
    let rows = details.rows.iter().map(|(label, value)| {
        marks::settle_lines(&format!("- {}: {}", plain(label), escape::text(value)))
    });
    let rows = rows.collect::<Vec<_>>().join("\n");
    format!("## {}\n\n{rows}", plain(&details.heading))
}

fn notes(notes: &[String]) -> String {
    let lines = notes.iter().enumerate().map(|(n, note)| format!("{}. {}", n + 1, linked(note)));
    lines.collect::<Vec<_>>().join("\n")
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

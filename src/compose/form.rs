//! What stands round the body: sender, recipient, salutation, closing, labelled facts, notes.

use handlebars::Context;
use serde_json::Value as Json;

use super::{Composer, Receiver};
use crate::document::Details;
use crate::pack::{Source, Template, To};
use crate::register::Language;
use crate::register::destinations::Destination;
use crate::template::engine::TemplateFault;

/// The lines round a body.
pub(super) struct Form {
    pub(super) sender: Vec<String>,
    pub(super) recipient: Vec<String>,
    pub(super) salutation: Option<String>,
    pub(super) details: Option<Details>,
    pub(super) closing: Option<String>,
    pub(super) signature: Vec<String>,
}

impl Composer<'_> {
    /// The lines round the body, from the destination's texts.
    pub(super) fn form(
        &self,
        receiver: &Receiver<'_>,
        data: &Context,
    ) -> Result<Form, TemplateFault> {
        let destination = receiver.destination;
        let id = &destination.id;
        let block = |what: &str, count: usize| {
            let names: Vec<String> = (1..=count).map(|n| format!("{id} {what} {n}")).collect();
            self.lines(names.into_iter(), data)
        };
        let salutation = match &destination.salutation {
            Some(_) => Some(self.engine.plain(&format!("{id} salutation"), data)?),
            None => None,
        };
        let details = match &destination.details {
            Some(spec) => {
                let mut rows = Vec::new();
                for (index, row) in spec.rows.iter().enumerate() {
                    let name = format!("{id} details {}", index + 1);
                    let value = self.lines(std::iter::once(name), data)?;
                    if !value.is_empty() {
                        rows.push((row.label.clone(), value.join("\n")));
                    }
                }
                Some(Details { heading: spec.heading.clone(), rows, first: spec.first })
            }
            None => None,
        };
        Ok(Form {
            sender: block("sender", destination.sender.len())?,
            recipient: block("recipient", destination.recipient.len())?,
            closing: closing(destination, &self.pack.language, salutation.is_some(), data.data()),
            salutation,
            details: details.filter(|d| !d.rows.is_empty()),
            signature: block("signature", destination.signature.len())?,
        })
    }
}

pub(super) fn may_go_to(template: &Template, destination: &Destination) -> bool {
    match &template.destination {
        To::Kind(id) => destination.id == *id,
        To::Chosen(_) => true,
    }
}

pub(super) fn destination_texts(destination: &Destination) -> Vec<(String, &str)> {
    let id = &destination.id;
    let mut out = Vec::new();
    let details = destination.details.iter().flat_map(|d| &d.rows).map(|r| &r.value);
    for (what, texts) in [
        ("sender", &destination.sender),
        ("recipient", &destination.recipient),
        ("signature", &destination.signature),
        ("next", &destination.next),
    ] {
        out.extend(
            texts.iter().enumerate().map(|(n, t)| (format!("{id} {what} {}", n + 1), t.as_str())),
        );
    }
    out.extend(details.enumerate().map(|(n, t)| (format!("{id} details {}", n + 1), t.as_str())));
    out.extend(destination.salutation.iter().map(|t| (format!("{id} salutation"), t.as_str())));
    out
}

/// "Yours sincerely" to a person addressed by name, "Yours faithfully" otherwise, in the pack's
/// language.
fn closing(
    destination: &Destination,
    language: &Language,
    greets: bool,
    data: &Json,
) -> Option<String> {
    if destination.closing.is_some() || !greets {
        return destination.closing.clone();
    }
    let named = destination.named.as_ref().is_some_and(|id| {
        let pointer = format!("/{}", id.replace('.', "/"));
        data.pointer(&pointer).and_then(Json::as_str).is_some_and(|name| !name.is_empty())
    });
    let closing = &language.closing;
    Some(if named { &closing.named } else { &closing.unnamed }.clone())
}

/// A source as a note: title, publisher, date and where to read it. What the title says already
/// is not said again.
pub fn note(source: &Source, language: &Language) -> String {
    let mut out = source.title.clone();
    if let Some(publisher) = source.publisher.as_ref().filter(|p| !says(&source.title, p)) {
        out.push_str(&format!(", {publisher}"));
    }
    let date = language.partial(&source.date);
    // A year alone may be part of a number, as in SI 2023/1348.
    if !date.contains(' ') || !says(&source.title, &date) {
        out.push_str(&format!(", {date}"));
    }
    if let Some(url) = &source.url {
        out.push_str(&format!(". {url}"));
    }
    out
}

/// Whether a title holds these words, whole, in any case.
fn says(title: &str, words: &str) -> bool {
    let title = title.to_lowercase();
    let words = words.to_lowercase();
    let ends = |text: &str| !text.starts_with(char::is_alphanumeric);
    let begins = |text: &str| !text.ends_with(char::is_alphanumeric);
    title
        .match_indices(&words)
        .any(|(at, found)| begins(&title[..at]) && ends(&title[at + found.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_says_nothing_twice() {
        let source = |title: &str, publisher: Option<&str>| Source {
            id: "x".into(),
            title: title.into(),
            publisher: publisher.map(str::to_string),
            date: "2017-11-23".into(),
            url: Some("https://example.org/a".into()),
            checked: None,
            review_by: None,
        };
        for (title, publisher, said) in [
            ("Agenda", Some("Example Board"), "Agenda, Example Board, 23 November 2017"),
            ("Agenda", None, "Agenda, 23 November 2017"),
            (
                "Example Board, agenda",
                Some("Example board"),
                "Example Board, agenda, 23 November 2017",
            ),
            ("Brightness", Some("HTN"), "Brightness, HTN, 23 November 2017"),
            (
                "Agenda of 23 November 2017",
                Some("Example Board"),
                "Agenda of 23 November 2017, Example Board",
            ),
        ] {
            assert_eq!(
                note(&source(title, publisher), Language::english()),
                format!("{said}. https://example.org/a")
            );
        }
    }
}

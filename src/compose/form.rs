//! What stands round the body: sender, recipient, salutation, closing, labelled facts, notes.

use std::borrow::Cow;

use handlebars::Context;
use rapidhash::RapidHashMap;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{Composer, Receiver};
use crate::document::Details;
use crate::model::{Pack, Source, Template, To};
use crate::register::destinations::Destination;
use crate::template::engine::{self, Engine, TemplateFault};
use crate::text::Language;

/// The lines round a body.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Form {
    pub(super) sender: Vec<String>,
    pub(super) recipient: Vec<String>,
    pub(super) salutation: Option<String>,
    pub(super) details: Option<Details>,
    pub(super) closing: Option<String>,
    pub(super) signature: Vec<String>,
}

/// A text of plain lines: with tags filled for each person, without them once.
pub(super) enum Lines {
    Same(String),
    /// One value: its name in the engine, and the path to it in the data.
    Value(String, Vec<String>),
    /// Name in the engine.
    Filled(String),
}

impl Lines {
    /// Reads a text.
    pub(super) fn new(
        engine: &mut Engine,
        pack: &Pack,
        name: String,
        text: &str,
    ) -> Result<Lines, TemplateFault> {
        engine.add_plain(&name, text)?;
        if !text.contains("{{") {
            return engine.plain(&name, &Context::null()).map(Lines::Same);
        }
        Ok(match engine::value_of(pack, text) {
            Some(path) => Lines::Value(name, path),
            None => Lines::Filled(name),
        })
    }

    /// Whether it is the same for everybody.
    pub(super) fn is_same(&self) -> bool {
        matches!(self, Lines::Same(_))
    }

    pub(super) fn fill<'l>(
        &'l self,
        engine: &Engine,
        data: &Context,
    ) -> Result<Cow<'l, str>, TemplateFault> {
        match self {
            Lines::Same(text) => Ok(Cow::Borrowed(text)),
            Lines::Value(name, path) => engine.value(name, path, data).map(Cow::Owned),
            Lines::Filled(name) => engine.plain(name, data).map(Cow::Owned),
        }
    }
}

/// The texts of the kinds of receiver that a template may go to, by their ids.
#[derive(Default)]
pub(super) struct Forms<'p>(RapidHashMap<&'p str, FormTexts>);

struct FormTexts {
    sender: Vec<Lines>,
    recipient: Vec<Lines>,
    salutation: Option<Lines>,
    details: Vec<Lines>,
    signature: Vec<Lines>,
    next: Vec<Lines>,
}

impl<'p> Forms<'p> {
    /// Reads the texts of a kind of receiver; `add` reads one, given a name and itself.
    pub(super) fn add(
        &mut self,
        destination: &'p Destination,
        add: &mut impl FnMut(String, &'p str) -> Result<Lines, TemplateFault>,
    ) -> Result<(), TemplateFault> {
        let id = &destination.id;
        let salutation = destination.salutation.as_ref();
        let salutation = salutation.map(|t| add(format!("{id} salutation"), t)).transpose()?;
        let mut block = |what: &str, texts: &mut dyn Iterator<Item = &'p String>| {
            let named = texts.enumerate().map(|(n, t)| (format!("{id} {what} {}", n + 1), t));
            named.map(|(name, text)| add(name, text)).collect::<Result<Vec<Lines>, _>>()
        };
        let details = destination.details.iter().flat_map(|d| &d.rows);
        let texts = FormTexts {
            sender: block("sender", &mut destination.sender.iter())?,
            recipient: block("recipient", &mut destination.recipient.iter())?,
            salutation,
            details: block("details", &mut details.map(|row| &row.value))?,
            signature: block("signature", &mut destination.signature.iter())?,
            next: block("next", &mut destination.next.iter())?,
        };
        self.0.insert(id, texts);
        Ok(())
    }

    /// What to do with a document to this kind of receiver.
    pub(super) fn next(&self, destination: &Destination) -> &[Lines] {
        self.0.get(destination.id.as_str()).map_or(&[], |texts| &texts.next)
    }
}

impl Composer<'_> {
    /// The lines round the body, from the destination's texts.
    pub(super) fn form(
        &self,
        receiver: &Receiver<'_>,
        data: &Context,
    ) -> Result<Form, TemplateFault> {
        let destination = receiver.destination;
        let texts = self.forms.0.get(destination.id.as_str()).ok_or_else(|| TemplateFault {
            name: destination.id.clone(),
            at: None,
            reason: "the template does not go to this kind of receiver".into(),
        })?;
        let salutation = texts.salutation.as_ref().map(|text| text.fill(&self.engine, data));
        let salutation = salutation.transpose()?.map(Cow::into_owned);
        Ok(Form {
            sender: self.lines(&texts.sender, data)?,
            recipient: self.lines(&texts.recipient, data)?,
            closing: closing(destination, &self.pack.language, salutation.is_some(), data.data()),
            salutation,
            details: self.details(destination, &texts.details, data)?,
            signature: self.lines(&texts.signature, data)?,
        })
    }

    fn details(
        &self,
        destination: &Destination,
        values: &[Lines],
        data: &Context,
    ) -> Result<Option<Details>, TemplateFault> {
        let Some(spec) = &destination.details else { return Ok(None) };
        let mut rows = Vec::new();
        for (row, value) in spec.rows.iter().zip(values) {
            let value = self.lines([value], data)?;
            if !value.is_empty() {
                rows.push((row.label.clone(), value.join("\n")));
            }
        }
        let details = Details { heading: spec.heading.clone(), rows, first: spec.first };
        Ok(Some(details).filter(|d| !d.rows.is_empty()))
    }
}

/// Whether a template may go to a kind of receiver.
pub(super) fn may_go_to(template: &Template, destination: &Destination) -> bool {
    match &template.destination {
        To::Kind(id) => destination.id == *id,
        To::Chosen(_) => true,
    }
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
        let name = id.split('.').try_fold(data, |at, key| at.get(key));
        name.and_then(Json::as_str).is_some_and(|name| !name.is_empty())
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
    if !date.is_empty() && (!date.contains(' ') || !says(&source.title, &date)) {
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
        let undated = Source { date: String::new(), url: None, ..source("Agenda", None) };
        assert_eq!(note(&undated, Language::english()), "Agenda");
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

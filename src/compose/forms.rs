//! The texts that stand round a body, read once for each kind of receiver.

use std::borrow::Cow;

use handlebars::Context;
use rapidhash::RapidHashMap;

use crate::model::{Pack, Template, To};
use crate::register::destinations::Destination;
use crate::template::engine::{self, Engine, TemplateFault};

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
pub(super) struct Forms<'p>(pub(super) RapidHashMap<&'p str, FormTexts>);

pub(super) struct FormTexts {
    pub(super) sender: Vec<Lines>,
    pub(super) recipient: Vec<Lines>,
    pub(super) salutation: Option<Lines>,
    pub(super) details: Vec<Lines>,
    pub(super) signature: Vec<Lines>,
    pub(super) next: Vec<Lines>,
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

/// Whether a template may go to a kind of receiver.
pub(super) fn may_go_to(template: &Template, destination: &Destination) -> bool {
    match &template.destination {
        To::Kind(id) => destination.id == *id,
        To::Chosen(_) => true,
    }
}

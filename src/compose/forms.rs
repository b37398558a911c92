//! The texts that stand round a body, read once for each kind of receiver.

use rapidhash::RapidHashMap;

use crate::model::{Template, To};
use crate::register::destinations::Destination;
use crate::template::engine::TemplateFault;

/// The texts of the kinds of receiver that a template may go to, by their ids.
#[derive(Default)]
pub(super) struct Forms<'p>(pub(super) RapidHashMap<&'p str, FormTexts>);

/// The names in the engine of the texts of one kind of receiver.
pub(super) struct FormTexts {
    pub(super) sender: Vec<String>,
    pub(super) recipient: Vec<String>,
    pub(super) salutation: Option<String>,
    pub(super) details: Vec<String>,
    pub(super) signature: Vec<String>,
    pub(super) next: Vec<String>,
}

impl<'p> Forms<'p> {
    /// Reads the texts of a kind of receiver; `add` reads one, given a name and
    /// itself, and gives the name.
    pub(super) fn add(
        &mut self,
        destination: &'p Destination,
        add: &mut impl FnMut(String, &'p str) -> Result<String, TemplateFault>,
    ) -> Result<(), TemplateFault> {
        let id = &destination.id;
        let salutation = destination.salutation.as_ref();
        let salutation = salutation.map(|t| add(format!("{id} salutation"), t)).transpose()?;
        let mut block = |what: &str, texts: &mut dyn Iterator<Item = &'p String>| {
            let named = texts.enumerate().map(|(n, t)| (format!("{id} {what} {}", n + 1), t));
            named.map(|(name, text)| add(name, text)).collect::<Result<Vec<String>, _>>()
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
    pub(super) fn next(&self, destination: &Destination) -> &[String] {
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

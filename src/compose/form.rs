//! What stands round the body: sender, recipient, salutation, closing, labelled facts, notes.

use handlebars::Context;
use serde_json::Value as Json;

use super::composer::Composer;
use super::receiver::Receiver;
use crate::document::Details;
use crate::register::destinations::Destination;
use crate::template::engine::TemplateFault;
use crate::text::Language;

/// The lines round a body.
#[derive(Clone, Hash)]
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
        let texts = self.forms.0.get(destination.id.as_str()).ok_or_else(|| TemplateFault {
            name: destination.id.clone(),
            at: None,
            reason: "the template does not go to this kind of receiver".into(),
        })?;
        let salutation = texts.salutation.as_ref().map(|text| self.engine.plain(text, data));
        let salutation = salutation.transpose()?;
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
        values: &[String],
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

//! What stands round the body from the destination's texts: the closing, labelled facts.

use handlebars::Context;
use serde_json::Value as Json;

use super::composer::Composer;
use crate::document::Details;
use crate::register::destinations::Destination;
use crate::template::engine::TemplateFault;

impl Composer<'_> {
    /// Labelled facts, where any has a value.
    pub(super) fn details(
        &self,
        destination: &Destination,
        data: &Context,
    ) -> Result<Option<Details>, TemplateFault> {
        let Some(spec) = &destination.details else { return Ok(None) };
        let mut rows = Vec::new();
        for row in &spec.rows {
            let value = self.lines([&row.value], data)?;
            if !value.is_empty() {
                rows.push((row.label.clone(), value.join("\n")));
            }
        }
        let details = Details { heading: spec.heading.clone(), rows, first: spec.first };
        Ok(Some(details).filter(|d| !d.rows.is_empty()))
    }

    /// "Yours sincerely" to a person addressed by name, "Yours faithfully" otherwise, in the pack's
    /// language.
    pub(super) fn closing(&self, destination: &Destination, data: &Json) -> Option<String> {
        if destination.closing.is_some() || destination.salutation.is_none() {
            return destination.closing.clone();
        }
        let named = destination.named.as_ref().is_some_and(|id| {
            let name = id.split('.').try_fold(data, |at, key| at.get(key));
            name.and_then(Json::as_str).is_some_and(|name| !name.is_empty())
        });
        let closing = &self.pack.language.closing;
        Some(if named { &closing.named } else { &closing.unnamed }.clone())
    }
}

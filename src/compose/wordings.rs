//! The wordings of a concern.

use crate::model::Concern;

/// The wordings of a concern by their keys: `text`, `short`, and one for each kind of receiver by
/// its id.
pub fn wordings(concern: &Concern) -> impl Iterator<Item = (&str, &str)> {
    let text = concern.text.as_deref().map(|t| ("text", t));
    let short = concern.short.as_deref().map(|t| ("short", t));
    let to = concern.to.iter().map(|(kind, text)| (kind.as_str(), text.as_str()));
    text.into_iter().chain(short).chain(to)
}

/// The name of a wording in the engine.
pub(super) fn wording_name(id: &str, which: &str) -> String {
    format!("concern {id} {which}")
}

//! What was typed, before its question has read it.

use std::collections::BTreeMap;

/// An answer as it came in, before its kind has read it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(untagged, expecting = "this must be a text, a list of texts, or keys with texts")]
pub enum Input {
    /// A keyboard line, a flag, a cell, a YAML scalar (yes/no for true/false).
    Text(String),
    /// A YAML list of scalars; `{own: x}` in `concerns` arrives as `own: x`.
    List(Vec<String>),
    /// A YAML map, for kinds that take one (`body: {name: …, kind: …}`).
    Map(BTreeMap<String, String>),
}

impl Input {
    /// An answer as text that can be edited and read again.
    pub fn editable(&self) -> String {
        match self {
            Input::Text(text) => text.clone(),
            Input::List(items) => items.join("\n"),
            Input::Map(map) => map.get("name").cloned().unwrap_or_default(),
        }
    }
}

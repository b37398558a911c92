//! What a value is and should be, and what to do where it is something else.

use std::fmt;

use crate::diagnostic::{Diagnostic, fault};

/// What a value is, or should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    /// Text.
    Text,
    /// Yes or no.
    Truth,
    /// A whole number.
    Number,
    /// A list.
    List,
    /// Keys with values.
    Map,
    /// Nothing after the colon.
    Nothing,
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Shape::Text => "text",
            Shape::Truth => "`yes` or `no`",
            Shape::Number => "a whole number",
            Shape::List => "a list",
            Shape::Map => "keys with values",
            Shape::Nothing => "nothing",
        })
    }
}

/// A file over the limit, in bytes.
pub fn too_big(limit: usize) -> Diagnostic {
    fault("too-big", &[("limit", &size(limit))])
}

/// A limit in words.
pub fn size(bytes: usize) -> String {
    match bytes {
        1_000_000.. => format!("{} MB", bytes / 1_000_000),
        _ => format!("{} KB", bytes / 1000),
    }
}

/// A character that must not stand in a text.
pub fn character(c: char) -> Diagnostic {
    fault("character", &[("code", &format!("U+{:04X}", c as u32))])
}

/// A value of the wrong shape; `text` is what is there, if it is short.
pub fn wrong_shape(needed: Shape, found: Shape, text: &str) -> Diagnostic {
    let name = match (needed, found) {
        (Shape::Number, _) => "number-needed",
        (Shape::Truth, _) => "truth-needed",
        (Shape::List, _) => "list-needed",
        (Shape::Map, _) if text.contains('=') => "map-with-equals",
        (Shape::Map, _) => "map-needed",
        (Shape::Text, Shape::List) => "text-not-list",
        (Shape::Text, Shape::Map) => "text-not-map",
        (Shape::Text | Shape::Nothing, _) => "wrong-shape",
    };
    let (id, answer) = text.split_once('=').unwrap_or_default();
    let answer = answer.trim_matches(['=', ' ', '"', '\'']);
    let found = if text.is_empty() { found.to_string() } else { format!("`{text}`") };
    let id = id.trim();
    fault(name, &[("needed", &needed), ("found", &found), ("id", &id), ("answer", &answer)])
}

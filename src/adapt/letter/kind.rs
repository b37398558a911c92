//! Kinds of receiver, as a template to one needs them.

use super::other::{self, Other};
use crate::pack::Shared;

/// A kind of receiver.
pub(super) struct Kind {
    /// Id of the destination, or of the question that asks which body it is.
    pub(super) destination: String,
    /// File stem of the template.
    pub(super) stem: String,
    /// Title of the template.
    pub(super) title: String,
    /// What the person does: "write to my MP".
    pub(super) action: String,
    /// The receiver: "Your Member of Parliament".
    pub(super) receiver: String,
    /// What a template to them must ask.
    pub(super) needs: Vec<String>,
    /// Most words that are read.
    pub(super) words: Option<usize>,
}

/// Destination, file stem, title, and what the person does.
const KINDS: &[(&str, &str, &str, &str)] = &[
    ("mp", "mp-letter", "A letter to your MP", "write to my MP"),
    ("councillor", "councillor-letter", "A letter to your councillors", "write to my councillors"),
    (
        "planning-authority",
        "objection",
        "A letter about a planning application",
        "write about a planning application",
    ),
    (
        "secretary-of-state",
        "secretary-of-state-letter",
        "A letter to the Secretary of State for Health and Social Care",
        "write to the Health Secretary",
    ),
    ("consultation", "response", "A response to a consultation", "answer a consultation"),
    (
        "meeting",
        "meeting-letter",
        "A letter to a committee or board",
        "write to a committee or board",
    ),
];

impl Kind {
    /// A receiver of the letter's own.
    pub(super) fn other(other: &Other) -> Kind {
        Kind {
            destination: other::ID.to_string(),
            stem: "letter".into(),
            title: format!("A letter to {}", other.who),
            action: format!("write to {}", other.who),
            receiver: other.who.clone(),
            needs: ["name", "address", "postcode"].map(String::from).to_vec(),
            words: Some(400),
        }
    }

    /// The kind of a destination, or of the question `meeting`.
    pub(super) fn of(destination: &str, shared: &Shared) -> Kind {
        let known = shared.registers.destination(destination);
        let row = KINDS.iter().find(|(id, ..)| *id == destination);
        let (stem, title, action) =
            row.map_or(("letter", "A letter", "write a letter"), |(_, s, t, a)| (s, t, a));
        let meeting = ["area", "meeting", "meeting_start", "name", "address", "postcode"];
        Kind {
            destination: destination.to_string(),
            stem: stem.to_string(),
            title: title.to_string(),
            action: action.to_string(),
            receiver: known.map_or_else(|| "A committee or board".to_string(), |d| d.title.clone()),
            needs: known.map_or_else(|| meeting.map(String::from).to_vec(), |d| d.needs.clone()),
            words: known.and_then(|d| d.words),
        }
    }
}

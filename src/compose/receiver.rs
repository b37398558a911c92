//! Whom a document goes to, and how long it may be.

use serde::{Deserialize, Serialize};

use crate::answer::{Answers, Value};
use crate::model::{Pack, Template, To};
use crate::register::bodies::Body;
use crate::register::destinations::Destination;

/// Whom a document goes to: the kind of receiver and, where one was chosen, the body itself.
#[derive(Clone, Debug)]
pub struct Receiver<'p> {
    /// The kind of receiver.
    pub destination: &'p Destination,
    /// The committee or board chosen.
    pub body: Option<Body>,
}

/// Most words for the whole and for each part, and most parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// Most words for the whole.
    pub words: Option<usize>,
    /// Most words for a part that states no limit of its own.
    pub part_words: Option<usize>,
    /// Most parts.
    pub parts: Option<usize>,
}

/// Finds whom a template goes to. None when the body is not answered yet.
pub fn receiver<'p>(
    pack: &'p Pack,
    template: &Template,
    answers: &Answers,
) -> Option<Receiver<'p>> {
    let registers = &pack.registers;
    match &template.destination {
        To::Kind(id) => {
            registers.destination(id).map(|destination| Receiver { destination, body: None })
        }
        To::Chosen(question) => {
            let Some(Value::Body(answer)) = answers.get(question) else { return None };
            let body = registers.body(answer)?;
            let destination = registers.destination(&body.kind)?;
            Some(Receiver { destination, body: Some(body) })
        }
    }
}

/// The budget of a document: the template's own word wins over the body's, the body's over that
/// of its kind.
pub fn budget(template: &Template, receiver: &Receiver<'_>) -> Budget {
    let rules = receiver.body.as_ref().map(|b| &b.rules);
    let number = |n: Option<u32>| n.map(|n| n as usize);
    Budget {
        words: template.words.or(receiver.destination.words),
        part_words: template
            .part_words
            .or(rules.and_then(|r| number(r.words)))
            .or(receiver.destination.part_words),
        parts: rules.and_then(|r| number(r.most)).or(receiver.destination.parts),
    }
}

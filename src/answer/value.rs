//! Values of answers, and answers by the ids of their questions.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use crate::answer::Input;

/// A checked answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `text`, `postcode` (standard form), `email`, `telephone`, and the value of a `choice`.
    Text(String),
    /// `lines`.
    Lines(Vec<String>),
    /// `own-words`: paragraphs parted by a blank line.
    OwnWords(String),
    /// `choices`: values of the options, in the order chosen.
    Choices(Vec<String>),
    /// `yes-no`.
    YesNo(bool),
    /// `number`: finite.
    Number(f64),
    /// `date`.
    Date(Date),
    /// `date-time`.
    DateTime(DateTime),
    /// `area`: the register's name, or what was typed if it is not listed.
    Area(String),
    /// `body`.
    Body(BodyAnswer),
    /// `concerns`, in the order chosen.
    Concerns(Vec<Chosen>),
}

/// A committee or board as answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyAnswer {
    /// One of the register, by id.
    Known(String),
    /// Another, by name, with the kind of receiver it is (a destination's id).
    Named {
        /// Its name as typed.
        name: String,
        /// Destination id, such as `nhs-board`.
        kind: String,
    },
}

/// A chosen concern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// One of the pack's, by id.
    Pack(String),
    /// The person's own, as typed.
    Own(String),
}

impl Value {
    /// The answer as it could have been given: read again, it is the same.
    pub fn to_input(&self) -> Input {
        match self {
            Value::Text(text) | Value::OwnWords(text) | Value::Area(text) => {
                Input::Text(text.clone())
            }
            Value::Lines(items) | Value::Choices(items) => Input::List(items.clone()),
            Value::YesNo(yes) => Input::Text(if *yes { "yes" } else { "no" }.into()),
            Value::Number(number) => Input::Text(number.to_string()),
            Value::Date(date) => Input::Text(date.to_string()),
            Value::DateTime(at) => Input::Text(iso(*at)),
            Value::Body(BodyAnswer::Known(id)) => Input::Text(id.clone()),
            Value::Body(BodyAnswer::Named { name, kind }) => Input::Map(
                [("name", name), ("kind", kind)].map(|(k, v)| (k.to_string(), v.clone())).into(),
            ),
            Value::Concerns(chosen) => Input::List(
                chosen
                    .iter()
                    .map(|one| match one {
                        Chosen::Pack(id) => id.clone(),
                        Chosen::Own(text) => format!("own: {text}"),
                    })
                    .collect(),
            ),
        }
    }
}

/// `2026-12-02T13:30`.
pub(crate) fn iso(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// Answers by question id, dotted ids included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers(pub BTreeMap<String, Value>);

impl Answers {
    /// The answer to a question, if there is one.
    pub fn get(&self, id: &str) -> Option<&Value> {
        self.0.get(id)
    }
}

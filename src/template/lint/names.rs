//! The names that a text may use, and what each stands for.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Value as Json, json};

use crate::model::{Kind, Question};

/// What a name stands for.
#[derive(Clone, Debug)]
pub enum Type {
    /// A text.
    Text,
    /// The person's own words, with the question's id.
    OwnWords(String),
    /// Yes or no.
    Truth,
    /// Several short lines, which print one under the other.
    Lines,
    /// One of the options of a question: its id and their values.
    Choice(String, Rc<Vec<String>>),
    /// Some of the options of a question: its id and their values.
    Choices(String, Rc<Vec<String>>),
    /// The points chosen, which print as paragraphs.
    Concerns(Rc<Type>),
    /// The signatories of a joint response.
    People(Rc<Type>),
    /// A thing with fields.
    Fields(Rc<BTreeMap<String, Rc<Type>>>),
    /// A question of the pack that the template does not ask, with its id.
    NotAsked(String, Rc<Type>),
    /// Not known; everything goes.
    Any,
}

/// An area of which nothing is known: its fields, empty.
pub fn area() -> Json {
    json!({
        "name": "", "text": "", "council": "", "nation": "", "upper_tier": "", "board": "",
        "place": "", "constituencies": [], "homepage": "", "meetings": "", "known": false,
        "member": "", "mayor": "", "authority": "", "transport": "", "buses": "",
    })
}

/// A committee or board of which nothing is known.
pub fn body() -> Json {
    json!({
        "id": "", "name": "", "kind": "", "words": "", "meetings": "", "known": false,
        "agenda": false, "aloud": false,
    })
}

/// Fields of an option chosen.
pub const OPTION: &[&str] = &["value", "text"];
/// Fields of a chosen concern.
pub const CONCERN: &[&str] = &["id", "title", "text"];
/// Names that templates have for something else than a question.
pub const RESERVED: &[&str] =
    &["today", "room", "notes", "language", "body", SIGNATORIES, "this", "else", "as"];

/// What templates for a joint response call those who sign it.
pub const SIGNATORIES: &str = "signatories";

/// Fields of a signatory.
pub const SIGNATORY: &[&str] = &["name", "place", "says"];

/// The type of the answer to a question.
pub fn of_question(question: &Question) -> Type {
    let options = || Rc::new(question.options.iter().map(|o| o.value.clone()).collect());
    match question.kind {
        Kind::OwnWords => Type::OwnWords(question.id.clone()),
        Kind::YesNo => Type::Truth,
        Kind::Lines => Type::Lines,
        Kind::Choice => Type::Choice(question.id.clone(), options()),
        Kind::Choices => Type::Choices(question.id.clone(), options()),
        Kind::Area => fields_of(&area()),
        Kind::Body => fields_of(&body()),
        Kind::Concerns => Type::Concerns(Rc::new(fields(CONCERN))),
        Kind::Text
        | Kind::Number
        | Kind::Date
        | Kind::DateTime
        | Kind::Postcode
        | Kind::Email
        | Kind::Telephone
        | Kind::Contact => Type::Text,
    }
}

/// A thing with fields that are texts.
pub fn fields(names: &[&str]) -> Type {
    Type::Fields(Rc::new(names.iter().map(|n| (n.to_string(), Rc::new(Type::Text))).collect()))
}

/// A thing with the fields of one that is empty.
pub fn fields_of(empty: &Json) -> Type {
    let of = |value: &Json| match value {
        Json::Array(_) => Type::Lines,
        Json::Bool(_) => Type::Truth,
        _ => Type::Text,
    };
    let fields = empty.as_object().into_iter().flatten();
    Type::Fields(Rc::new(fields.map(|(name, value)| (name.clone(), Rc::new(of(value)))).collect()))
}

/// The names at the top of a text.
#[derive(Clone, Debug, Default)]
pub struct Names(BTreeMap<String, Rc<Type>>);

impl Names {
    /// The names for a text of a template that asks the questions for which `asked` holds.
    pub fn new<'q>(
        questions: impl IntoIterator<Item = &'q Question>,
        asked: impl Fn(&str) -> bool,
    ) -> Names {
        let mut names = Names::default();
        // Groups' own questions first, so that their fields are there to be joined.
        let (plain, dotted): (Vec<_>, Vec<_>) =
            questions.into_iter().partition(|question| !question.id.contains('.'));
        for question in plain.into_iter().chain(dotted) {
            let of = of_question(question);
            if asked(&question.id) {
                names.add(&question.id, of);
            } else if !names.has_field(&question.id) {
                names.add(&question.id, not_asked(&question.id, of));
            }
        }
        for name in ["dated", "language"] {
            names.add(name, Type::Text);
        }
        names.add("room", Type::Truth);
        names
    }

    /// Adds a name; one with a dot becomes a field.
    pub fn add(&mut self, id: &str, of: Type) {
        insert(&mut self.0, id, of);
    }

    /// Whether a dotted name is there already: an area has a board, asked for or not.
    fn has_field(&self, id: &str) -> bool {
        let Some((group, field)) = id.split_once('.') else {
            return false;
        };
        matches!(self.0.get(group).map(|of| &**of), Some(Type::Fields(map))
            if map.get(field).is_some_and(|of| !matches!(**of, Type::NotAsked(..))))
    }

    /// All of them as one thing with fields.
    pub fn root(self) -> Rc<Type> {
        Rc::new(Type::Fields(Rc::new(self.0)))
    }
}

/// A type with the note that its question is not asked, at each of its fields if it has some.
fn not_asked(id: &str, of: Type) -> Type {
    match of {
        Type::Fields(map) => Type::Fields(Rc::new(
            map.iter()
                .map(|(name, of)| (name.clone(), Rc::new(not_asked(id, (**of).clone()))))
                .collect(),
        )),
        of => Type::NotAsked(id.to_string(), Rc::new(of)),
    }
}

/// Puts a type under a dotted id, inside what stands under its first half already.
fn insert(map: &mut BTreeMap<String, Rc<Type>>, id: &str, of: Type) {
    let Some((group, rest)) = id.split_once('.') else {
        // A group's fields stay when the group itself comes later.
        if let (Some(old), Type::Fields(new)) = (map.get(id), &of)
            && let Type::Fields(old) = &**old
        {
            let mut both = (**new).clone();
            both.extend(old.iter().map(|(k, v)| (k.clone(), v.clone())));
            map.insert(id.to_string(), Rc::new(Type::Fields(Rc::new(both))));
            return;
        }
        map.insert(id.to_string(), Rc::new(of));
        return;
    };
    let mut inner = match map.get(group).map(|t| (**t).clone()) {
        Some(Type::Fields(inner)) => (*inner).clone(),
        _ => BTreeMap::new(),
    };
    insert(&mut inner, rest, of);
    map.insert(group.to_string(), Rc::new(Type::Fields(Rc::new(inner))));
}

//! The names that a text may use, and what each stands for.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Value as Json, json};

use crate::diagnostic::{Diagnostic, fault, near};
use crate::model::{Kind, Question};

/// What a name stands for.
#[derive(Clone, Debug)]
pub enum Type {
    /// A text, or yes or no.
    Text,
    /// The person's own words, with the question's id.
    OwnWords(String),
    /// Several short lines, which print one under the other.
    Lines,
    /// One of the options of a question: its id and their values.
    Choice(String, Rc<Vec<String>>),
    /// Some of the options of a question: its id and their values.
    Choices(String, Rc<Vec<String>>),
    /// The points chosen, which print as paragraphs.
    Concerns,
    /// The signatories of a joint response.
    People,
    /// A thing with fields.
    Fields(Rc<Fields>),
    /// A question of the pack that the template does not ask, with its id; never a thing with fields,
    /// each of which then is one.
    NotAsked(String, Rc<Type>),
    /// Not known; everything goes.
    Any,
}

/// What stands behind the dot, by name.
pub type Fields = BTreeMap<String, Type>;

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

/// Names that templates have for something else than a question.
pub const RESERVED: &[&str] =
    &["today", "room", "notes", "language", "body", "concerns", SIGNATORIES, "this", "else", "as"];

/// What templates for a joint response call those who sign it.
pub const SIGNATORIES: &str = "signatories";

/// The value of a kind before any answer.
pub fn empty(kind: Kind) -> Json {
    match kind {
        Kind::Lines | Kind::Choices | Kind::Concerns => json!([]),
        Kind::YesNo => Json::Bool(false),
        Kind::Area => area(),
        Kind::Body => body(),
        Kind::Text
        | Kind::OwnWords
        | Kind::Choice
        | Kind::Number
        | Kind::Date
        | Kind::DateTime
        | Kind::Postcode
        | Kind::Email
        | Kind::Telephone
        | Kind::Contact => Json::from(""),
    }
}

/// The type of the answer to a question.
fn of_question(question: &Question) -> Type {
    let options = || Rc::new(question.values().map(str::to_string).collect());
    match question.kind {
        Kind::OwnWords => Type::OwnWords(question.id.clone()),
        Kind::Choice => Type::Choice(question.id.clone(), options()),
        Kind::Choices => Type::Choices(question.id.clone(), options()),
        Kind::Concerns => Type::Concerns,
        kind => of(&empty(kind)),
    }
}

/// The type of a value that is empty.
pub fn of(value: &Json) -> Type {
    match value {
        Json::Array(_) => Type::Lines,
        Json::Object(map) => {
            let fields = map.iter().map(|(name, value)| (name.clone(), of(value)));
            Type::Fields(Rc::new(fields.collect()))
        }
        _ => Type::Text,
    }
}

/// A thing with fields that are texts.
pub fn fields(names: &[&str]) -> Type {
    Type::Fields(Rc::new(names.iter().map(|name| (name.to_string(), Type::Text)).collect()))
}

/// The names at the top of a text: those of the questions, of which `asked` holds for some, and more.
pub fn at_the_top<'q>(
    questions: impl IntoIterator<Item = &'q Question>,
    asked: impl Fn(&str) -> bool,
    more: impl IntoIterator<Item = (&'q str, Type)>,
) -> Type {
    let mut names = Fields::new();
    // Groups' own questions first, so that their fields are there to be joined.
    let (plain, dotted): (Vec<_>, Vec<_>) =
        questions.into_iter().partition(|question| !question.id.contains('.'));
    for question in plain.into_iter().chain(dotted) {
        let of = of_question(question);
        if asked(&question.id) {
            add(&mut names, &question.id, of);
        } else if !has_field(&names, &question.id) {
            add(&mut names, &question.id, of.not_asked(&question.id));
        }
    }
    names.extend(["dated", "language", "room"].map(|name| (name.to_string(), Type::Text)));
    names.extend(more.into_iter().map(|(name, of)| (name.to_string(), of)));
    Type::Fields(Rc::new(names))
}

/// Adds a name; one with a dot becomes a field.
fn add(names: &mut Fields, id: &str, of: Type) {
    let Some((group, field)) = id.split_once('.') else {
        names.insert(id.to_string(), of);
        return;
    };
    let mut fields = match names.get(group) {
        Some(Type::Fields(fields)) => (**fields).clone(),
        _ => Fields::new(),
    };
    fields.insert(field.to_string(), of);
    names.insert(group.to_string(), Type::Fields(Rc::new(fields)));
}

/// Whether a dotted name is there already: an area has a board, asked for or not.
fn has_field(names: &Fields, id: &str) -> bool {
    let Some((group, field)) = id.split_once('.') else { return false };
    matches!(names.get(group), Some(Type::Fields(map))
        if map.get(field).is_some_and(|of| !matches!(of, Type::NotAsked(..))))
}

impl Type {
    /// The same with the note that its question is not asked, at each of its fields if it has some.
    fn not_asked(self, id: &str) -> Type {
        match self {
            Type::Fields(map) => {
                let of = |(name, of): (&String, &Type)| (name.clone(), of.clone().not_asked(id));
                Type::Fields(Rc::new(map.iter().map(of).collect()))
            }
            of => Type::NotAsked(id.to_string(), Rc::new(of)),
        }
    }

    /// A question at or under it that is not asked; none when one of them is.
    pub(super) fn lacking(&self) -> Option<&str> {
        match self {
            Type::NotAsked(question, _) => Some(question),
            Type::Fields(map) => {
                let mut all = map.values().map(Type::lacking);
                let first = all.next()??;
                all.all(|lacking| lacking.is_some()).then_some(first)
            }
            _ => None,
        }
    }

    /// The same without the note that it is not asked.
    pub(super) fn bare(&self) -> &Type {
        match self {
            Type::NotAsked(_, inner) => inner.bare(),
            of => of,
        }
    }
}

/// What the tags around a place make of names.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    /// What `this` is, from the top to here.
    pub(super) stack: Vec<Type>,
    /// Names given after `as`.
    pub(super) params: Vec<(String, Type)>,
    /// Groups of questions that an `if` around here has tested.
    pub(super) tested: Vec<String>,
    /// The branches that lead here.
    pub(super) branch: Vec<(usize, bool)>,
    /// The partials that lead here.
    pub(super) partials: Vec<String>,
    /// Blocks and partials around here.
    pub(super) depth: usize,
    /// How often this place may come out.
    pub(super) times: usize,
}

/// Follows a name as written, such as `../mp.name`, to what it stands for; what is wrong where it
/// leads nowhere.
pub(super) fn follow(raw: &str, scope: &Scope) -> Result<Type, Box<Diagnostic>> {
    let (mut rest, mut up) = (raw, 0_usize);
    if let Some(local) = raw.strip_prefix('@') {
        let local = local.trim_start_matches("../");
        match (local, local.strip_prefix("root")) {
            ("index" | "first" | "last" | "key", _) => return Ok(Type::Text),
            (_, Some(path)) => (rest, up) = (path.trim_start_matches(['.', '/']), usize::MAX),
            (_, None) => return Err(Box::new(fault("unknown-name", &[("name", &raw)]))),
        }
    }
    while let Some(further) = rest.strip_prefix("..") {
        rest = further.trim_start_matches('/');
        up = up.saturating_add(1);
    }
    let names: Vec<&str> = rest
        .split(['.', '/'])
        .map(|name| name.trim_start_matches('[').trim_end_matches(']'))
        .filter(|name| !name.is_empty() && *name != "this")
        .collect();
    let param = names
        .first()
        .filter(|_| up == 0)
        .and_then(|first| scope.params.iter().rev().find(|(name, _)| name == first));
    let (mut of, behind) = match param {
        Some((_, of)) => (of.clone(), 1),
        None => (scope.stack[(scope.stack.len() - 1).saturating_sub(up)].clone(), 0),
    };
    for (at, name) in names.iter().enumerate().skip(behind) {
        of = match of.bare() {
            Type::Fields(map) => match map.get(*name) {
                Some(next) => next.clone(),
                None if at == 0 => return Err(Box::new(unknown_name(raw, map, scope))),
                None => {
                    let fault = fault("unknown-field", &[("name", &raw), ("field", name)]);
                    return Err(Box::new(fault.of_known(name, map.keys().map(String::as_str))));
                }
            },
            Type::Any => Type::Any,
            // `list.0` and `list.length` are as good as unknown.
            _ => return Err(Box::new(fault("no-field", &[("name", &raw), ("field", name)]))),
        };
    }
    Ok(of)
}

/// A name that is not known, with the one most like it, here or, from inside a loop, at the top.
fn unknown_name(raw: &str, known: &Fields, scope: &Scope) -> Diagnostic {
    if raw.trim_start_matches("../") == SIGNATORIES {
        return fault("signatories-elsewhere", &[]);
    }
    let first = raw.split(['.', '/']).next().unwrap_or_default();
    let like = near(first, known.keys().map(String::as_str)).map(|near| near + &raw[first.len()..]);
    let at_the_top = || {
        let Type::Fields(map) = &scope.stack[0] else { return None };
        if map.contains_key(first) && !known.contains_key(first) {
            return Some(format!("../{first}"));
        }
        // The last half of a dotted name: `{{constituency}}` for `{{mp.constituency}}`.
        map.iter().find_map(|(group, of)| match of.bare() {
            Type::Fields(fields) => fields.contains_key(first).then(|| format!("{group}.{first}")),
            _ => None,
        })
    };
    fault("unknown-name", &[("name", &raw)]).meant(like.or_else(at_the_top))
}

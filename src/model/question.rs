//! Questions as data: what is asked, of which kind, and when.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use crate::model::schema;

/// Id of the date on a document, an answer like any other: the day of writing unless given.
pub const DATED: &str = "dated";

/// Makes the enum of one table, a row a kind: its name in code, and the one in YAML.
macro_rules! kinds {
    ($($(#[$about:meta])* $kind:ident $name:literal,)*) => {
        /// What a question accepts, in the order of the documentation.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
        #[serde(rename = "kind of question")]
        pub enum Kind { $($(#[$about])* #[serde(rename = $name)] $kind,)* }

        impl Kind {
            /// Every kind, in the order of the documentation.
            pub const ALL: &[Kind] = &[$(Kind::$kind,)*];

            /// The name in YAML.
            pub fn name(self) -> &'static str {
                match self { $(Kind::$kind => $name,)* }
            }
        }
    };
}

kinds! {
    /// One line.
    #[default]
    Text "text",
    /// Several short lines, such as an address.
    Lines "lines",
    /// Paragraphs that count as the person's own.
    OwnWords "own-words",
    /// Yes or no.
    YesNo "yes-no",
    /// One of the options.
    Choice "choice",
    /// Some of the options, in the order chosen.
    Choices "choices",
    /// A number.
    Number "number",
    /// A day.
    Date "date",
    /// A day and a time.
    DateTime "date-time",
    /// A UK postcode.
    Postcode "postcode",
    /// An e-mail address.
    Email "email",
    /// A telephone number.
    Telephone "telephone",
    /// A telephone number or an e-mail address.
    Contact "contact",
    /// A council, named as who sends the council tax bill.
    Area "area",
    /// A committee or board that serves the area.
    Body "body",
    /// Points of the pack, in the order chosen, and points of one's own.
    Concerns "concerns",
}

/// A question.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, extend("required" = ["id"]))]
pub struct Question {
    /// What answers and templates call it: small letters, digits and `_`.
    // Dotted ids (`mp.name`) form a group (`mp`).
    #[schemars(with = "String", transform = schema::named("question-id"))]
    pub id: String,
    /// The question as asked.
    pub ask: String,
    /// Why it is asked.
    pub why: Option<String>,
    /// A line of help under the question.
    pub help: Option<String>,
    /// What it accepts; `text` unless stated.
    #[schemars(with = "String", extend("enum" = kinds()))]
    pub kind: Kind,
    /// Whether it must be answered; `yes` unless stated.
    #[serde(default = "yes")]
    #[schemars(with = "String", transform = schema::named("truth"))]
    pub required: bool,
    /// What stands when nothing is given; may use earlier answers, such as `{{today}}`.
    // It is read as if typed.
    #[schemars(with = "String", transform = schema::named("scalar"))]
    pub default: Option<String>,
    /// Asked only when earlier answers are these.
    #[serde(deserialize_with = "conditions")]
    #[schemars(with = "BTreeMap<String, OneOrMore>")]
    pub when: Vec<Condition>,
    /// Answers to choose from.
    pub options: Vec<Choice>,
    /// Where suggestions come from: `constituencies`, `boards`, `members` or `member-emails`.
    // Another answer may still be typed. With exactly one suggestion it is taken and not asked.
    #[schemars(with = "String", transform = schema::named("suggest"))]
    pub suggest: Option<Suggest>,
    /// For a postcode: the questions that it answers where it can, and before which it is asked.
    pub fills: Vec<String>,
    /// Most items that a list takes.
    pub most: Option<usize>,
    /// Whether a day has been: one without a year is then the last such, and none to come is taken.
    pub past: bool,
    /// Whether a sentence of one's own words is meant: then Enter ends it.
    pub short: bool,
    /// `after`: words that a group gives for everyone follow the person's own.
    #[serde(rename = "shared", deserialize_with = "after")]
    #[schemars(with = "String", transform = schema::named("shared"))]
    pub shared_after: bool,
}

/// The names of the kinds, for an editor.
fn kinds() -> Vec<&'static str> {
    Kind::ALL.iter().map(|kind| kind.name()).collect()
}

fn yes() -> bool {
    true
}

/// The one word that `shared` may be.
fn after<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    #[derive(Deserialize)]
    #[serde(rename = "way of sharing", rename_all = "lowercase")]
    enum Shared {
        After,
    }
    Shared::deserialize(from).map(|Shared::After| true)
}

/// `when: {respond_as: individual}` or `{respond_as: [individual, professional]}`; of what follows
/// from an answer, `{area.nation: England}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// Id of an earlier question, or the name of the fact.
    pub on: String,
    /// What follows from an answer, where it asks for that and not for the answer itself.
    pub fact: Option<Fact>,
    /// The answers, as typed in YAML (`yes`/`no` for yes-no), one of which must have been given.
    pub is: Vec<String>,
}

impl Question {
    /// What the answers to choose from are called.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.options.iter().map(|option| option.value.as_str())
    }
}

/// One answer or several.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged, expecting = "this must be an answer, or a list of answers")]
#[schemars(rename = "Answers", transform = schema::named("one-or-more"))]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// The conditions of a `when`.
pub(super) fn conditions<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Condition>, D::Error> {
    let when = BTreeMap::<String, OneOrMore>::deserialize(from)?;
    let condition = |(on, is)| match is {
        OneOrMore::One(answer) => Condition::new(on, vec![answer]),
        OneOrMore::More(answers) => Condition::new(on, answers),
    };
    Ok(when.into_iter().map(condition).collect())
}

impl Condition {
    /// The condition of a key and its answers in YAML.
    pub fn new(on: String, is: Vec<String>) -> Condition {
        Condition { fact: Fact::from_name(&on), on, is }
    }

    /// Whether the answer to this question settles it.
    pub fn waits_for(&self, question: &Question) -> bool {
        match self.fact {
            Some(fact) => question.kind == fact.follows_from(),
            None => question.id == self.on,
        }
    }
}

/// What follows from an answer and a condition can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Fact {
    /// The nation of the area.
    Nation,
    /// Whether a mayor plans the buses of the area, or will.
    Transport,
    /// Whether the body takes no questions but about its agenda.
    Agenda,
}

impl Fact {
    /// Every fact.
    pub const ALL: &[Fact] = &[Fact::Nation, Fact::Transport, Fact::Agenda];

    /// The name in YAML, as templates call it.
    pub fn name(self) -> &'static str {
        match self {
            Fact::Nation => "area.nation",
            Fact::Transport => "area.transport",
            Fact::Agenda => "body.agenda",
        }
    }

    /// The fact of a name in YAML.
    pub fn from_name(name: &str) -> Option<Fact> {
        Fact::ALL.iter().copied().find(|fact| fact.name() == name)
    }

    /// The kind of question from whose answer it follows.
    pub fn follows_from(self) -> Kind {
        match self {
            Fact::Nation | Fact::Transport => Kind::Area,
            Fact::Agenda => Kind::Body,
        }
    }

    /// Where it is so, as within a sentence: `England`.
    pub fn in_words(self, is: &str) -> &str {
        match (self, is) {
            (Fact::Nation, nation) => nation,
            (Fact::Transport, "yes") => "places where a mayor plans the buses, or will",
            (Fact::Transport, _) => "places where no mayor plans the buses",
            (Fact::Agenda, "yes") => "meetings that take questions about their agenda alone",
            (Fact::Agenda, _) => "meetings that take questions about anything",
        }
    }
}

/// An option: `value`, `value: text`, or both keys spelt out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(try_from = "Written")]
#[schemars(with = "String", transform = schema::named("choice"))]
pub struct Choice {
    /// What answers and templates call it.
    pub value: String,
    /// What the person reads.
    pub text: String,
}

/// An option as written.
#[derive(Deserialize)]
#[serde(untagged, expecting = "bad-option")]
enum Written {
    Value(String),
    Keys(BTreeMap<String, String>),
}

impl TryFrom<Written> for Choice {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Choice, &'static str> {
        let keys = match written {
            Written::Value(value) => return Ok(Choice { text: value.clone(), value }),
            Written::Keys(keys) => keys,
        };
        let keys: Vec<_> = keys.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
        match keys[..] {
            [(value, text)] | [("text", text), ("value", value)] => {
                Ok(Choice { value: value.into(), text: text.into() })
            }
            _ => Err("bad-option"),
        }
    }
}

/// Where suggestions for a text question come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename = "kind of suggestion", rename_all = "kebab-case")]
pub enum Suggest {
    /// Constituencies that touch the area.
    Constituencies,
    /// The NHS boards that may serve the area, likeliest first.
    Boards,
    /// Who the table says is the Member of Parliament, to be confirmed.
    Members,
    /// The e-mail address of that member, where it is who was named.
    MemberEmails,
}

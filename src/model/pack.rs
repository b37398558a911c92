//! A pack as data: its templates, questions, concerns and sources.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use crate::answer::Answers;
use crate::document::Closes;
use crate::model::question::{Condition, Fact, OneOrMore, Question, conditions};
use crate::model::{dates, schema};
use crate::register::Registers;
use crate::text::Language;

/// The file `pack.yaml`: what the pack is, and what its templates share.
// What stands in other files is put in by whoever reads them.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, extend("required" = ["title", "summary", "publisher", "licence", "updated"]))]
pub struct Pack {
    /// Folder name, or the name it ships under.
    #[serde(skip)]
    pub id: String,
    /// Title as a person reads it.
    pub title: String,
    /// One or two sentences for a list of packs.
    pub summary: String,
    /// Who publishes the pack; shown before anyone writes with it.
    pub publisher: String,
    /// Licence of its text, such as `CC-BY-4.0`.
    pub licence: String,
    /// Day on which it was last updated, such as `2026-11-21`.
    #[serde(deserialize_with = "day")]
    #[schemars(with = "String", transform = schema::named("day"))]
    pub updated: Date,
    /// Language of its text; `en-GB` unless stated.
    #[serde(deserialize_with = "tag")]
    #[schemars(with = "String")]
    pub language: Language,
    /// Ids of templates in the order of the menu; those not named follow by file name.
    #[schemars(with = "String", transform = schema::named("ids"))]
    pub order: Vec<String>,
    /// Question whose answer says what a document is about, for the names of its files.
    #[schemars(with = "String", transform = schema::named("question-id"))]
    pub about: Option<String>,
    /// Where its statements come from, by id.
    #[schemars(with = "BTreeMap<String, Source>")]
    pub sources: Vec<Source>,
    /// Questions besides the shared ones.
    // In a pack that was read the shared ones are there too; its own win by id.
    pub questions: Vec<Question>,
    /// Points that a person may choose.
    pub concerns: Vec<Concern>,
    /// Templates in the pack's order; those that it does not name follow by file name.
    #[serde(skip)]
    pub templates: Vec<Template>,
    /// Templates for joint responses, which nobody writes alone.
    #[serde(skip)]
    pub joint: Vec<Template>,
    /// Partials by name.
    #[serde(skip)]
    pub partials: Vec<Partial>,
    /// Areas, bodies and destinations: the shipped ones with the pack's own.
    #[serde(skip)]
    pub registers: Arc<Registers>,
}

/// Where a statement comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, extend("required" = ["title"]))]
pub struct Source {
    /// Id, with hyphens.
    #[serde(skip)]
    pub id: String,
    /// Title of the document.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When: a day (`2018-06-11`), a month (`2018-06`) or a year (`2018`).
    #[serde(deserialize_with = "partial_date")]
    #[schemars(with = "String", transform = schema::named("partial-date"))]
    pub date: String,
    /// Where to read it.
    #[schemars(with = "String", transform = schema::named("url"))]
    pub url: Option<String>,
    /// Day on which somebody last looked.
    #[serde(deserialize_with = "day")]
    #[schemars(with = "String", transform = schema::named("day"))]
    pub checked: Option<Date>,
    /// Day or month by which to look again; a month means its last day.
    #[serde(deserialize_with = "last_day")]
    #[schemars(with = "String", transform = schema::named("partial-date"))]
    pub review_by: Option<Date>,
}

/// A point that a person may choose.
// Wordings are Handlebars that yield Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, extend("required" = ["id", "title"]))]
pub struct Concern {
    /// Id: small letters, digits and hyphens.
    #[schemars(with = "String", transform = schema::named("id"))]
    pub id: String,
    /// What the person reads; asks or names, never asserts.
    pub title: String,
    /// Full wording; none means a heading for the person's own words.
    pub text: Option<String>,
    /// Short wording, used when the document is over its limit.
    pub short: Option<String>,
    /// Wording for one kind of receiver, by destination.
    pub to: BTreeMap<String, String>,
}

/// The front matter of a template, between its two lines `---`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "FrontMatter", deny_unknown_fields, extend("required" = ["title", "destination", "questions"]))]
pub struct Template {
    /// File stem, with hyphens.
    #[serde(skip)]
    pub id: String,
    /// File it came from, for messages.
    #[serde(skip)]
    pub file: String,
    /// What it is: "A letter to your MP".
    pub title: String,
    /// The same by nation, where the title names who sits for people: "A letter to your MSP".
    #[serde(skip)]
    pub titles: BTreeMap<String, String>,
    /// What the person does with it, for the menu: "write to my MP".
    pub action: String,
    /// Whom it goes to: a destination, or a question of kind `body`.
    #[serde(deserialize_with = "to")]
    #[schemars(with = "String")]
    pub destination: To,
    /// Questions asked, in order; `mp` stands for all `mp.…`.
    // In a pack that was read, groups are spelt out.
    #[schemars(with = "String", transform = schema::named("question-ids"))]
    pub questions: Vec<String>,
    /// Those of its questions that an interview leaves for the end, where they can be answered.
    #[schemars(with = "String", transform = schema::named("question-ids"))]
    pub later: Vec<String>,
    /// Subject line.
    pub subject: Option<String>,
    /// The template that one person writes and that this is the joint response for.
    #[schemars(with = "String", transform = schema::named("id"))]
    pub joint: Option<String>,
    /// Handlebars that yields CommonMark, led by as many empty lines as the front matter had, so
    /// that line numbers are those of the file.
    #[serde(skip)]
    pub body: String,
    /// When the consultation that it answers closes: `2026-11-27`, or `2026-11-27 17:00`.
    #[serde(deserialize_with = "closes")]
    #[schemars(with = "String", transform = schema::named("closes"))]
    pub closes: Option<Closes>,
    /// Nations of the United Kingdom where it holds, such as `England`; all unless stated.
    pub nations: Vec<String>,
    /// Written only where answers, or what follows from them, are these.
    // In a pack that was read, `nations` is the first of them.
    #[serde(deserialize_with = "conditions")]
    #[schemars(with = "BTreeMap<String, OneOrMore>")]
    pub when: Vec<Condition>,
    /// Most words for the whole.
    pub words: Option<usize>,
    /// Most words for a part.
    pub part_words: Option<usize>,
    /// What to do with it besides what the destination says, a step each.
    pub next: Vec<String>,
    /// What is written next where it had no answer in time; a reminder unless stated.
    pub unanswered: Option<Unanswered>,
}

/// What is written where a document had no answer in time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, extend("required" = ["write", "sent"]))]
pub struct Unanswered {
    /// The template that is written then.
    #[schemars(with = "String", transform = schema::named("id"))]
    pub write: String,
    /// Its question for the day on which the document was sent.
    #[schemars(with = "String", transform = schema::named("question-id"))]
    pub sent: String,
    /// Its answers that say that there was none.
    pub answers: BTreeMap<String, String>,
}

/// A language of which only the tag is known.
fn tag<'de, D: Deserializer<'de>>(from: D) -> Result<Language, D::Error> {
    Ok(Language { tag: String::deserialize(from)?, ..Language::default() })
}

/// A destination, as long as nobody has seen that it is a question.
fn to<'de, D: Deserializer<'de>>(from: D) -> Result<To, D::Error> {
    String::deserialize(from).map(To::Kind)
}

/// What `read` makes of a text; where that is nothing, the name of the fault.
fn made<'de, D: Deserializer<'de>, T>(
    from: D,
    read: impl Fn(&str) -> Option<T>,
    fault: &str,
) -> Result<T, D::Error> {
    let text = String::deserialize(from)?;
    let wrong = || match dates::days_of_month(&text) {
        Some(days) => D::Error::custom(format!("{fault}\n{days}")),
        None => D::Error::custom(fault),
    };
    read(&text).ok_or_else(wrong)
}

fn day<'de, D: Deserializer<'de>, T: From<Date>>(from: D) -> Result<T, D::Error> {
    made(from, dates::day, "bad-day").map(T::from)
}

fn last_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    made(from, dates::last_day, "bad-date").map(Some)
}

fn partial_date<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    made(from, |text| dates::last_day(text).map(|_| text.to_string()), "bad-date")
}

fn closes<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Closes>, D::Error> {
    made(from, Closes::read, "bad-closing").map(Some)
}

impl Template {
    /// Whether it holds in a nation. A place of which the nation is not known is not refused.
    pub fn holds_in(&self, nation: &str) -> bool {
        let mut nations = self.when.iter().filter(|one| one.fact == Some(Fact::Nation));
        nation.is_empty() || nations.all(|one| one.is.iter().any(|n| n == nation))
    }

    /// Whether it may go to this kind of receiver.
    pub fn may_go_to(&self, kind: &str) -> bool {
        match &self.destination {
            To::Kind(id) => id == kind,
            To::Chosen(_) => true,
        }
    }
}

/// Whom a template goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// A kind of receiver: a destination's id.
    Kind(String),
    /// The body chosen in this question of kind `body`.
    Chosen(String),
}

impl Default for To {
    fn default() -> To {
        To::Kind(String::new())
    }
}

/// A piece of template text that others include.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partial {
    /// Name: its path under `partials/` without `.md.hbs`.
    pub name: String,
    /// File it came from, for messages.
    pub file: String,
    /// Handlebars.
    pub text: String,
}

impl Pack {
    /// A question by id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|q| q.id == id)
    }

    /// The question whose answer also answers this one where it can: the postcode for the council.
    pub fn filling(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|q| q.fills.iter().any(|filled| filled == id))
    }

    /// A concern by id.
    pub fn concern(&self, id: &str) -> Option<&Concern> {
        self.concerns.iter().find(|c| c.id == id)
    }

    /// A template by id.
    pub fn template(&self, id: &str) -> Option<&Template> {
        self.templates.iter().find(|t| t.id == id)
    }

    /// The template for a joint response of people who would each write `template`.
    pub fn joint_for(&self, template: &str) -> Option<&Template> {
        self.joint.iter().find(|joint| joint.joint.as_deref() == Some(template))
    }

    /// What a template is, as it is called where the person lives.
    pub fn title_of<'a>(&self, template: &'a Template, answers: &Answers) -> &'a str {
        let nation = self.registers.area(answers).map(|area| area.nation.as_str());
        nation.and_then(|nation| template.titles.get(nation)).unwrap_or(&template.title)
    }

    /// A source by id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|s| s.id == id)
    }
}

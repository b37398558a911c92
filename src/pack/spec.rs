//! What stands in a pack's files, as written: flat structs that mirror the YAML. Nothing is
//! checked here beyond shapes; `check` turns these into things that cannot be wrong.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, Visitor};

/// The file `pack.yaml`: what the pack is, and what its templates share.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Pack", deny_unknown_fields, extend("required" = ["title", "summary", "publisher", "licence", "updated"]))]
pub struct PackSpec {
    /// Title as a person reads it.
    pub title: Option<String>,
    /// One or two sentences for a list of packs.
    pub summary: Option<String>,
    /// Who publishes the pack; shown before anyone writes with it.
    pub publisher: Option<String>,
    /// Licence of its text, such as `CC-BY-4.0`.
    pub licence: Option<String>,
    /// Day on which it was last updated, such as `2026-11-21`.
    #[schemars(schema_with = "crate::pack::schema::parts::day")]
    pub updated: Option<String>,
    /// Language of its text; `en-GB` unless stated.
    pub language: Option<String>,
    /// Ids of templates in the order of the menu; those not named follow by file name.
    #[schemars(schema_with = "crate::pack::schema::parts::ids")]
    pub order: Vec<String>,
    /// Question whose answer says what a document is about, for the names of its files.
    #[schemars(schema_with = "crate::pack::schema::parts::question_id")]
    pub about: Option<String>,
    /// Where its statements come from, by id.
    pub sources: BTreeMap<String, SourceSpec>,
    /// Questions besides the shared ones.
    pub questions: Vec<QuestionSpec>,
    /// Points that a person may choose.
    pub concerns: Vec<ConcernSpec>,
}

/// Where a statement comes from.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Source", deny_unknown_fields, extend("required" = ["title"]))]
pub struct SourceSpec {
    /// Title of the document.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When: a day (`2018-06-11`), a month (`2018-06`) or a year (`2018`).
    #[schemars(schema_with = "crate::pack::schema::parts::partial_date")]
    pub date: Option<String>,
    /// Where to read it.
    #[schemars(schema_with = "crate::pack::schema::parts::url")]
    pub url: Option<String>,
    /// Day on which somebody last looked.
    #[schemars(schema_with = "crate::pack::schema::parts::day")]
    pub checked: Option<String>,
    /// Day or month by which to look again; a month means its last day.
    #[schemars(schema_with = "crate::pack::schema::parts::partial_date")]
    pub review_by: Option<String>,
}

/// A question.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Question", deny_unknown_fields, extend("required" = ["id"]))]
pub struct QuestionSpec {
    /// What answers and templates call it: small letters, digits and `_`.
    #[schemars(schema_with = "crate::pack::schema::parts::question_id")]
    pub id: Option<String>,
    /// The question as asked.
    pub ask: Option<String>,
    /// Why it is asked.
    pub why: Option<String>,
    /// A line of help under the question.
    pub help: Option<String>,
    /// What it accepts; `text` unless stated.
    #[schemars(schema_with = "crate::pack::schema::parts::kind")]
    pub kind: Option<String>,
    /// Whether it must be answered; `yes` unless stated.
    #[schemars(schema_with = "crate::pack::schema::parts::truth")]
    pub required: Option<bool>,
    /// What stands when nothing is given; may use earlier answers, such as `{{today}}`.
    #[schemars(schema_with = "crate::pack::schema::parts::scalar")]
    pub default: Option<String>,
    /// Asked only when earlier answers are these.
    pub when: BTreeMap<String, OneOrMore>,
    /// Answers to choose from.
    pub options: Vec<ChoiceSpec>,
    /// Where suggestions come from: `constituencies`, `boards`, `members` or `member-emails`.
    #[schemars(schema_with = "crate::pack::schema::parts::suggest")]
    pub suggest: Option<String>,
    /// For a postcode: the questions that it answers where it can, and before which it is asked.
    pub fills: Vec<String>,
    /// Most items that a list takes.
    pub most: Option<usize>,
    /// Whether a day has been: one without a year is then the last such, and none to come is taken.
    pub past: Option<bool>,
    /// Whether a sentence of one's own words is meant: then Enter ends it.
    pub short: Option<bool>,
    /// `after`: words that a group gives for everyone follow the person's own.
    #[schemars(schema_with = "crate::pack::schema::parts::shared")]
    pub shared: Option<String>,
}

/// A point that a person may choose.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Concern", deny_unknown_fields, extend("required" = ["id", "title"]))]
pub struct ConcernSpec {
    /// Id: small letters, digits and hyphens.
    #[schemars(schema_with = "crate::pack::schema::parts::id")]
    pub id: Option<String>,
    /// What the person reads; asks or names, never asserts.
    pub title: Option<String>,
    /// Full wording; none means a heading for the person's own words.
    pub text: Option<String>,
    /// Short wording, used when the document is over its limit.
    pub short: Option<String>,
    /// Wording for one kind of receiver, by destination.
    pub to: BTreeMap<String, String>,
}

/// The front matter of a template, between its two lines `---`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "FrontMatter", deny_unknown_fields, extend("required" = ["title", "destination", "questions"]))]
pub struct TemplateSpec {
    /// What it is: "A letter to your MP".
    pub title: Option<String>,
    /// What the person does with it, for the menu: "write to my MP".
    pub action: Option<String>,
    /// Whom it goes to: a destination, or a question of kind `body`.
    pub destination: Option<String>,
    /// Questions asked, in order; `mp` stands for all `mp.…`.
    #[schemars(schema_with = "crate::pack::schema::parts::question_ids")]
    pub questions: Vec<String>,
    /// Those of its questions that an interview leaves for the end, where they can be answered.
    #[schemars(schema_with = "crate::pack::schema::parts::question_ids")]
    pub later: Vec<String>,
    /// Subject line.
    pub subject: Option<String>,
    /// The template that one person writes and that this is the joint response for.
    #[schemars(schema_with = "crate::pack::schema::parts::id")]
    pub joint: Option<String>,
    /// When the consultation that it answers closes: `2026-11-27`, or `2026-11-27 17:00`.
    #[schemars(schema_with = "crate::pack::schema::parts::closes")]
    pub closes: Option<String>,
    /// Nations of the United Kingdom where it holds, such as `England`; all unless stated.
    pub nations: Vec<String>,
    /// Written only where answers, or what follows from them, are these.
    pub when: BTreeMap<String, OneOrMore>,
    /// Most words for the whole.
    pub words: Option<usize>,
    /// Most words for a part.
    pub part_words: Option<usize>,
    /// What to do with it besides what the destination says, a step each.
    pub next: Vec<String>,
    /// What is written next where it had no answer in time; a reminder unless stated.
    pub unanswered: Option<UnansweredSpec>,
}

/// What is written where a document had no answer in time.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(rename = "Unanswered", deny_unknown_fields, extend("required" = ["write", "sent"]))]
pub struct UnansweredSpec {
    /// The template that is written then.
    #[schemars(schema_with = "crate::pack::schema::parts::id")]
    pub write: Option<String>,
    /// Its question for the day on which the document was sent.
    #[schemars(schema_with = "crate::pack::schema::parts::question_id")]
    pub sent: Option<String>,
    /// Its answers that say that there was none.
    pub answers: BTreeMap<String, String>,
}

/// One answer or several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(from = "Answers")]
#[schemars(rename = "Answers", schema_with = "crate::pack::schema::parts::one_or_more")]
pub struct OneOrMore(pub Vec<String>);

/// An option: `value`, `value: text`, or both keys spelt out.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema)]
#[schemars(rename = "Choice", schema_with = "crate::pack::schema::parts::choice")]
pub struct ChoiceSpec {
    /// What answers and templates call it.
    pub value: String,
    /// What the person reads.
    pub text: String,
}

/// One answer or several, as written.
#[derive(Deserialize)]
#[serde(untagged, expecting = "this must be an answer, or a list of answers")]
enum Answers {
    One(String),
    More(Vec<String>),
}

impl From<Answers> for OneOrMore {
    fn from(written: Answers) -> Self {
        match written {
            Answers::One(text) => OneOrMore(vec![text]),
            Answers::More(all) => OneOrMore(all),
        }
    }
}

impl<'de> Deserialize<'de> for ChoiceSpec {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Read;
        impl<'de> Visitor<'de> for Read {
            type Value = ChoiceSpec;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an option")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<ChoiceSpec, E> {
                Ok(ChoiceSpec { value: text.to_string(), text: text.to_string() })
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ChoiceSpec, A::Error> {
                let mut pairs: Vec<(String, String)> = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                choice(pairs).ok_or_else(|| {
                    de::Error::custom(
                        "an option is written `value`, `value: text`, or with the keys `value` and `text`",
                    )
                })
            }
        }
        from.deserialize_any(Read)
    }
}

/// `[(value, …), (text, …)]` in either order, or a single pair.
fn choice(mut pairs: Vec<(String, String)>) -> Option<ChoiceSpec> {
    if pairs.len() == 2 {
        pairs.sort();
        let [(text_key, text), (value_key, value)] = pairs.try_into().ok()?;
        return (text_key == "text" && value_key == "value").then_some(ChoiceSpec { value, text });
    }
    let [(value, text)] = pairs.try_into().ok()?;
    Some(ChoiceSpec { value, text })
}

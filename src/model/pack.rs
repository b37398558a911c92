//! A pack as data: its templates, questions, concerns and sources.

use std::sync::Arc;

use jiff::civil::Date;

use crate::answer::Answers;
use crate::model::question::{Condition, Fact, Question};
use crate::register::Registers;
use crate::register::deadline::Closes;
use crate::text::Language;

/// A pack.
#[derive(Clone, Debug)]
pub struct Pack {
    /// Folder name, or the name it ships under.
    pub id: String,
    /// Title as a person reads it.
    pub title: String,
    /// One or two sentences for a list.
    pub summary: String,
    /// Who publishes it.
    pub publisher: String,
    /// SPDX id of its text's licence.
    pub licence: String,
    /// When it was last updated.
    pub updated: Date,
    /// Its language, under the tag that it states; `en-GB` unless stated.
    pub language: Language,
    /// Question whose answer says what a document is about, for the names of its files.
    pub about: Option<String>,
    /// Sources in the pack's order.
    pub sources: Vec<Source>,
    /// All questions its templates may use: the shared ones and its own (its own win by id).
    pub questions: Vec<Question>,
    /// Concerns in the pack's order.
    pub concerns: Vec<Concern>,
    /// Templates in the pack's order; those that it does not name follow by file name.
    pub templates: Vec<Template>,
    /// Templates for joint responses, which nobody writes alone.
    pub joint: Vec<Template>,
    /// Partials by name.
    pub partials: Vec<Partial>,
    /// Areas, bodies and destinations: the shipped ones with the pack's own.
    pub registers: Arc<Registers>,
}

/// Where a statement comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Id, with hyphens.
    pub id: String,
    /// Title of the document.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When: a day, a month (`2018-06`) or a year, as written.
    pub date: String,
    /// Where to read it.
    pub url: Option<String>,
    /// When somebody last looked.
    pub checked: Option<Date>,
    /// Last day on which to rely on it unlooked; a month in YAML means its last day.
    pub review_by: Option<Date>,
}

/// A point the person may choose. Wordings are Handlebars that yield Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    /// Id, with hyphens.
    pub id: String,
    /// What the person reads; asks or names, never asserts.
    pub title: String,
    /// Full wording; none means a heading for the person's own words.
    pub text: Option<String>,
    /// Short wording, used when the document is over its budget.
    pub short: Option<String>,
    /// Wording for one kind of receiver, by destination id.
    pub to: Vec<(String, String)>,
}

/// One thing that can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// File stem, with hyphens.
    pub id: String,
    /// File it came from, for messages.
    pub file: String,
    /// What it is: "A letter to your MP".
    pub title: String,
    /// The same by nation, where the title names who sits for people: "A letter to your MSP".
    pub titles: Vec<(String, String)>,
    /// What the person does with it, for the menu: "write to my MP".
    pub action: String,
    /// Whom it goes to.
    pub destination: To,
    /// Ids asked, in order; groups are spelt out.
    pub questions: Vec<String>,
    /// Those that an interview in a terminal leaves for the end, where they can be answered.
    pub later: Vec<String>,
    /// Subject line, Handlebars.
    pub subject: Option<String>,
    /// For a joint response: the template that one person writes and that it stands for.
    pub joint: Option<String>,
    /// Body, Handlebars that yields CommonMark, led by as many empty lines as the front matter
    /// had, so that line numbers are those of the file.
    pub body: String,
    /// When the consultation that it answers closes, where the pack knows.
    pub closes: Option<Closes>,
    /// For which answers, and for what follows from them, it is written: all of these.
    pub when: Vec<Condition>,
    /// Most words for the whole, when it differs from the destination's.
    pub words: Option<usize>,
    /// Most words for a part, when it differs from the destination's.
    pub part_words: Option<usize>,
    /// What to do with it besides what the destination says, Handlebars.
    pub next: Vec<String>,
    /// What is written next where it had no answer in time; a reminder unless stated.
    pub unanswered: Option<Unanswered>,
}

/// What follows a document that had no answer in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// Id of the template.
    pub write: String,
    /// Its question for the day on which the document was sent.
    pub sent: String,
    /// Its answers that say that there was none, each to a question of one's choice.
    pub answers: Vec<(String, String)>,
}

impl Template {
    /// Whether it holds in a nation. A place of which the nation is not known is not refused.
    pub fn holds_in(&self, nation: &str) -> bool {
        let mut nations = self.when.iter().filter(|one| one.fact == Some(Fact::Nation));
        nation.is_empty() || nations.all(|one| one.is.iter().any(|n| n == nation))
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
        let title = template.titles.iter().find(|(of, _)| Some(of.as_str()) == nation);
        title.map_or(&template.title, |(_, title)| title)
    }

    /// A source by id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|s| s.id == id)
    }
}

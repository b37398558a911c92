//! What stands where nothing was given.

use std::collections::HashMap;
use std::sync::OnceLock;

use handlebars::Context;
use jiff::civil::Date;
use serde_json::Value as Json;

use crate::answers::{Answers, GroupText};
use crate::pack::Pack;
use crate::question::Question;
use crate::template::context::Scope;
use crate::template::engine::Texts;
use crate::template::marks;

/// The defaults of a pack's questions, ready to be filled.
pub(crate) struct Defaults<'p> {
    today: Date,
    texts: Texts,
    /// Those with tags, by the ids of their questions.
    filled: HashMap<&'p str, Filled<'p>>,
}

/// A default with tags.
struct Filled<'p> {
    /// What it speaks of.
    scope: Scope<'p>,
    /// How it reads where none of that is answered, as is mostly so.
    blank: OnceLock<Option<String>>,
}

impl<'p> Defaults<'p> {
    pub(crate) fn new(pack: &'p Pack, today: Date) -> Defaults<'p> {
        let texts = || {
            let texts = pack.questions.iter().filter_map(|q| Some((q, q.default.as_deref()?)));
            texts.filter(|(_, text)| has_tags(text)).map(|(q, text)| (q.id.as_str(), text))
        };
        let filled = |text| Filled { scope: Scope::of(pack, [text]), blank: OnceLock::new() };
        Defaults {
            today,
            texts: Texts::new(pack, texts()),
            filled: texts().map(|(id, text)| (id, filled(text))).collect(),
        }
    }

    /// The default of a question, filled from the answers so far. A default that comes out empty
    /// is none.
    pub(crate) fn of(&self, question: &Question, answers: &Answers) -> Option<String> {
        match self.filled.get(question.id.as_str()) {
            Some(one) if one.scope.is_answered(answers) => self.fill(question, one, answers),
            Some(one) => one.blank.get_or_init(|| self.fill(question, one, answers)).clone(),
            None => some(marks::strip(question.default.as_deref()?.trim())),
        }
    }

    fn fill(&self, question: &Question, one: &Filled<'_>, answers: &Answers) -> Option<String> {
        let mut data = one.scope.data(answers, &GroupText::default());
        data["today"] = Json::from(self.today.to_string());
        some(self.texts.fill(&question.id, &Context::from(data)).ok()?)
    }
}

fn has_tags(text: &str) -> bool {
    text.contains("{{")
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

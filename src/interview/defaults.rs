//! What stands where nothing was given.

use std::sync::{PoisonError, RwLock};

use handlebars::Context;
use jiff::civil::Date;
use rapidhash::RapidHashMap;
use serde_json::Value as Json;

use crate::answer::{Answers, GroupText, Value};
use crate::model::{Pack, Question};
use crate::template::context::Scope;
use crate::template::engine::{Texts, has_tags};
use crate::text::marks;

/// Most ways of filling one default that are kept.
const MOST: usize = 8;

/// The defaults of a pack's questions, ready to be filled.
pub(crate) struct Defaults<'p> {
    today: Date,
    texts: Texts,
    /// Those with tags, by the ids of their questions.
    filled: RapidHashMap<&'p str, Filled<'p>>,
}

/// A default with tags.
struct Filled<'p> {
    /// What it speaks of.
    scope: Scope<'p>,
    /// How it reads for the answers to what it speaks of. For most people these are the same, as
    /// most do not know their MP's name.
    kept: RwLock<Vec<Kept>>,
}

/// Answers to what a default speaks of, in the order of its scope, and how it reads then.
type Kept = (Vec<Option<Value>>, Option<String>);

impl Filled<'_> {
    /// How it was filled before for the same answers.
    fn kept(&self, answers: &Answers) -> Option<Option<String>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        let same = |to: &[Option<Value>]| {
            self.scope.ids().map(|id| answers.get(id)).eq(to.iter().map(Option::as_ref))
        };
        kept.iter().find(|(to, _)| same(to)).map(|(_, reads)| reads.clone())
    }
}

impl<'p> Defaults<'p> {
    pub(crate) fn new(pack: &'p Pack, today: Date) -> Defaults<'p> {
        let texts = || {
            let texts = pack.questions.iter().filter_map(|q| Some((q, q.default.as_deref()?)));
            texts.filter(|(_, text)| has_tags(text)).map(|(q, text)| (q.id.as_str(), text))
        };
        let filled = |text| Filled { scope: Scope::of(pack, [text]), kept: RwLock::default() };
        Defaults {
            today,
            texts: Texts::new(pack, texts()),
            filled: texts().map(|(id, text)| (id, filled(text))).collect(),
        }
    }

    /// The default of a question, filled from the answers so far. A default that comes out empty
    /// is none.
    pub(crate) fn of(&self, question: &Question, answers: &Answers) -> Option<String> {
        let Some(one) = self.filled.get(question.id.as_str()) else {
            return some(marks::strip(question.default.as_deref()?.trim()));
        };
        if let Some(reads) = one.kept(answers) {
            return reads;
        }
        let reads = self.fill(question, one, answers);
        let mut kept = one.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < MOST {
            let to = one.scope.ids().map(|id| answers.get(id).cloned());
            kept.push((to.collect(), reads.clone()));
        }
        reads
    }

    fn fill(&self, question: &Question, one: &Filled<'_>, answers: &Answers) -> Option<String> {
        let mut data = one.scope.data(answers, &GroupText::default());
        data["today"] = Json::from(self.today.to_string());
        some(self.texts.fill(&question.id, &Context::from(data)).ok()?)
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

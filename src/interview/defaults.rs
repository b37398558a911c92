//! What stands where nothing was given.

use handlebars::Context;
use jiff::civil::Date;
use rapidhash::RapidHashMap;
use serde_json::Value as Json;

use crate::answer::{Answers, GroupText};
use crate::model::{Pack, Question};
use crate::template::context::Scope;
use crate::template::engine::Texts;
use crate::text::marks;

/// The defaults of a pack's questions, ready to be filled.
pub(crate) struct Defaults<'p> {
    today: Date,
    texts: Texts,
    /// What those with tags speak of, by the ids of their questions.
    scopes: RapidHashMap<&'p str, Scope<'p>>,
}

impl<'p> Defaults<'p> {
    pub(crate) fn new(pack: &'p Pack, today: Date) -> Defaults<'p> {
        let texts = || {
            let texts = pack.questions.iter().filter_map(|q| Some((&*q.id, q.default.as_deref()?)));
            texts.filter(|(_, text)| text.contains("{{"))
        };
        let scopes = texts().map(|(id, text)| (id, Scope::of(pack, [text]))).collect();
        Defaults { today, texts: Texts::new(pack, texts()), scopes }
    }

    /// The default of a question, filled from the answers so far. A default that comes out empty
    /// is none.
    pub(crate) fn of(&self, question: &Question, answers: &Answers) -> Option<String> {
        let text = match self.scopes.get(question.id.as_str()) {
            None => marks::strip(question.default.as_deref()?.trim()),
            Some(scope) => {
                let mut data = scope.data(answers, &GroupText::default());
                data["today"] = Json::from(self.today.to_string());
                self.texts.fill(&question.id, &Context::from(data)).ok()?
            }
        };
        (!text.is_empty()).then_some(text)
    }
}

//! What stands where nothing was given.

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
    texts: Texts,
    scope: Scope<'p>,
}

impl<'p> Defaults<'p> {
    pub(crate) fn new(pack: &'p Pack) -> Defaults<'p> {
        let texts = || {
            let texts = pack.questions.iter().filter_map(|q| Some((q, q.default.as_deref()?)));
            texts.filter(|(_, text)| has_tags(text)).map(|(q, text)| (q.id.as_str(), text))
        };
        let scope = Scope::of(pack, texts().map(|(_, text)| text));
        Defaults { texts: Texts::new(pack, texts()), scope }
    }

    /// The default of a question, filled from the answers so far. A default that comes out empty
    /// is none.
    pub(crate) fn of(&self, question: &Question, answers: &Answers, today: Date) -> Option<String> {
        let text = question.default.as_deref()?;
        let filled = if has_tags(text) {
            let mut data = self.scope.data(answers, &GroupText::default());
            data["today"] = Json::from(today.to_string());
            self.texts.fill(&question.id, &Context::from(data)).ok()?
        } else {
            marks::strip(text.trim())
        };
        (!filled.is_empty()).then_some(filled)
    }
}

fn has_tags(text: &str) -> bool {
    text.contains("{{")
}

//! What stands where nothing was given.

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

/// The defaults of a pack's questions.
pub(super) struct Defaults<'p> {
    pack: &'p Pack,
    /// Those with tags, made ready when the first is asked for.
    filled: OnceLock<(Texts, Scope<'p>)>,
}

impl<'p> Defaults<'p> {
    pub(super) fn new(pack: &'p Pack) -> Defaults<'p> {
        Defaults { pack, filled: OnceLock::new() }
    }

    /// The default of a question, filled from the answers so far. A default that comes out empty
    /// is none.
    pub(super) fn of(&self, question: &Question, answers: &Answers, today: Date) -> Option<String> {
        let text = question.default.as_deref()?;
        let filled = if text.contains("{{") {
            let (texts, scope) = self.filled.get_or_init(|| self.make_ready());
            let mut data = scope.data(answers, &GroupText::default());
            data["today"] = Json::from(today.to_string());
            texts.fill(&question.id, &Context::from(data)).ok()?
        } else {
            marks::strip(text.trim())
        };
        (!filled.is_empty()).then_some(filled)
    }

    fn make_ready(&self) -> (Texts, Scope<'p>) {
        let texts = || {
            let questions = self.pack.questions.iter();
            questions.filter_map(|q| Some((q.id.as_str(), q.default.as_deref()?)))
        };
        (Texts::new(self.pack, texts()), Scope::of(self.pack, texts().map(|(_, text)| text)))
    }
}

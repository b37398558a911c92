//! What many people answer alike (their council, one of five options) is read once.

use std::sync::{PoisonError, RwLock};

use rapidhash::RapidHashMap;

use crate::answer::{Input, Value};
use crate::model::{Kind, Question};
use crate::question::AnswerFault;

/// Kinds of which many people give the same answer, and which take longer to read than to find.
const ALIKE: [Kind; 7] = {
    use Kind::*;
    [Choice, Choices, Date, DateTime, Area, Body, Concerns]
};

/// Most answers kept for a question; when there are more, all are let go.
const MOST: usize = 1000;

/// Longer answers are not kept: hardly two people give the same.
const LONGEST: usize = 200;

/// What came of reading an answer.
type Read = Result<Option<Value>, AnswerFault>;

/// Answers read before, by the ids of their questions. Each is as it would be read anew.
pub(super) struct AnswerCache<'p>(RapidHashMap<&'p str, RwLock<RapidHashMap<Input, Read>>>);

impl<'p> AnswerCache<'p> {
    pub(super) fn new(questions: &[&'p Question]) -> AnswerCache<'p> {
        let alike = questions.iter().filter(|question| ALIKE.contains(&question.kind));
        AnswerCache(alike.map(|question| (question.id.as_str(), RwLock::default())).collect())
    }

    /// An answer as it was read before, or else read now.
    pub(super) fn read(
        &self,
        question: &Question,
        raw: &Input,
        read: impl FnOnce() -> Read,
    ) -> Read {
        let Some(kept) = self.0.get(question.id.as_str()).filter(|_| is_short(raw)) else {
            return read();
        };
        if let Some(known) = kept.read().unwrap_or_else(PoisonError::into_inner).get(raw) {
            return known.clone();
        }
        let read = read();
        let mut kept = kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(raw.clone(), read.clone());
        read
    }
}

/// Whether what was typed is short enough to be kept: a text, or a list that a group gives for all.
fn is_short(raw: &Input) -> bool {
    match raw {
        Input::Text(text) => text.len() <= LONGEST,
        Input::List(items) => items.iter().map(String::len).sum::<usize>() <= LONGEST,
        Input::Map(_) => false,
    }
}

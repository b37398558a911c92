//! The questions that columns may answer, by what a heading may say of them.

use std::collections::{BTreeMap, BTreeSet};

use super::By;
use super::heading::{fold, fold_id, numbered};
use super::numbered::Numbers;
use crate::model::{Pack, Question, Template};
use crate::questionnaire::DATED;

/// Fewest characters of a folded heading that is taken for the beginning of a question.
pub(super) const BEGINNING: usize = 25;

/// The questions of a template, its date, and the two ways of contact where it asks for one.
pub(super) fn questions<'p>(pack: &'p Pack, template: &Template) -> Vec<&'p Question> {
    let asks_contact = template.questions.iter().any(|id| id == "contact");
    let contact = if asks_contact { &["telephone", "email"][..] } else { &[] };
    let ids = template.questions.iter().map(String::as_str);
    let mut ids: Vec<&str> = ids.chain([DATED]).chain(contact.iter().copied()).collect();
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    ids.iter().filter_map(|id| pack.question(id)).collect()
}

/// The questions by what a heading may say of them.
pub(super) struct Known<'p> {
    pub(super) by_id: BTreeMap<String, &'p Question>,
    pub(super) by_text: BTreeMap<String, Vec<&'p Question>>,
    pub(super) numbers: Numbers<'p>,
}

impl<'p> Known<'p> {
    /// Of the questions of a template.
    pub(super) fn of(template: &Template, questions: &[&'p Question]) -> Known<'p> {
        let by_id = questions.iter().map(|q| (fold_id(&q.id), *q)).collect();
        let mut by_text: BTreeMap<String, Vec<&Question>> = BTreeMap::new();
        for question in questions {
            let ask = numbered(&question.ask).map_or(question.ask.as_str(), |(_, rest)| rest);
            for text in BTreeSet::from([fold(&question.ask), fold(ask)]) {
                if !text.is_empty() {
                    by_text.entry(text).or_default().push(question);
                }
            }
        }
        Known { by_id, by_text, numbers: Numbers::of(template, questions) }
    }

    /// The one question whose text begins as the heading does, or the other way round.
    pub(super) fn beginning(&self, folded: &str) -> Option<(&'p Question, By)> {
        let is_long = |text: &str| text.chars().count() >= BEGINNING;
        let begins =
            |text: &str| text.starts_with(folded) || is_long(text) && folded.starts_with(text);
        if !is_long(folded) {
            return None;
        }
        let mut found = self.by_text.iter().filter(|(text, _)| begins(text)).flat_map(|(_, q)| q);
        let first = found.next()?;
        found.all(|other| other.id == first.id).then_some((*first, By::Beginning))
    }
}

//! What online forms do to a table: numbers and columns of their own, a column for each option.

use std::collections::BTreeSet;

use super::heading::{fold, numbered, with_option};
use super::matching::Matching;
use super::questions::Known;
use crate::model::{Kind, Pack, Question};

impl<'a> Matching<'a> {
    /// Whether a heading has the words of one question and the number of another.
    pub(super) fn numbers_itself(&self, known: &Known<'a>) -> bool {
        self.table.headings.iter().any(|heading| {
            let Some((number, rest)) = numbered(heading) else { return false };
            let rest = fold(rest);
            let asked = match known.by_text.get(&rest).map(Vec::as_slice) {
                Some([one]) => Some(*one),
                Some(_) => None,
                None => self.by_name(&rest).map(|(question, _)| question),
            };
            asked.is_some_and(|question| known.numbers.is_of_another(&number, question))
        })
    }

    /// Of several columns those that people filled in: Microsoft Forms adds `Email` and `Name` of
    /// its own, of the account that somebody was signed in with, or `anonymous`.
    pub(super) fn without_those_of_the_form(&self, columns: Vec<usize>) -> Vec<usize> {
        let at = |heading: &str| self.folded.iter().position(|folded| folded == heading);
        let Some(end) = at("start time").and(at("completion time")) else { return columns };
        let own = |column: &usize| {
            (end + 1..=end + 2).contains(column)
                && matches!(self.folded[*column].as_str(), "email" | "name")
        };
        let asked: Vec<usize> = columns.iter().copied().filter(|column| !own(column)).collect();
        if asked.is_empty() { columns } else { asked }
    }

    /// The options that columns stand for, where each is headed by the question and an option.
    pub(super) fn ticks(&self, question: &Question, columns: &[usize]) -> Vec<String> {
        let option = |column: &usize| {
            let heading = &self.table.headings[*column];
            if self.is_option(question, *column) || self.is_other(question, *column) {
                return Some(heading.clone());
            }
            Some(with_option(heading)?.1.into())
        };
        let options = columns.iter().map(option);
        let all: Option<Vec<String>> = options.collect();
        all.filter(|_| takes_ticks(question)).unwrap_or_default()
    }
}

impl<'a> Matching<'a> {
    /// The question of which a column is an option, or the one for something else, as Typeform
    /// heads them: by the option alone, several beside each other.
    pub(super) fn by_option(&self, column: usize) -> Option<&'a Question> {
        self.options.iter().map(|(question, _)| *question).find(|question| {
            let columns = 0..self.folded.len();
            let several = || columns.filter(|c| self.is_option(question, *c)).nth(1).is_some();
            (self.is_option(question, column) || self.is_other(question, column)) && several()
        })
    }

    /// Whether a column is headed by an option of a question alone.
    fn is_option(&self, question: &Question, column: usize) -> bool {
        let options = self.options.iter().find(|(other, _)| other.id == question.id);
        options.is_some_and(|(_, options)| options.contains(&self.folded[column]))
    }

    /// Whether a column is for a point that is not among the options, right behind them.
    fn is_other(&self, question: &Question, column: usize) -> bool {
        let before = column.checked_sub(1);
        question.kind == Kind::Concerns
            && self.folded[column] == "other"
            && before.is_some_and(|before| self.is_option(question, before))
    }
}

/// The questions that may be answered in several columns of ticks, with their options as headings
/// are compared.
pub(super) fn options<'a>(
    pack: &Pack,
    questions: &[&'a Question],
) -> Vec<(&'a Question, BTreeSet<String>)> {
    let of = |question: &'a Question| {
        let folded = option_texts(question, pack).into_iter().map(fold);
        (question, folded.filter(|option| !option.is_empty()).collect())
    };
    questions.iter().copied().filter(|question| takes_ticks(question)).map(of).collect()
}

/// The options of a question as people see them.
pub(super) fn option_texts<'p>(question: &'p Question, pack: &'p Pack) -> Vec<&'p str> {
    match question.kind {
        Kind::Concerns => pack.concerns.iter().map(|concern| concern.title.as_str()).collect(),
        _ => question.options.iter().map(|option| option.text.as_str()).collect(),
    }
}

/// Whether an answer may stand in several columns of ticks.
pub(super) fn takes_ticks(question: &Question) -> bool {
    matches!(question.kind, Kind::Choices | Kind::Concerns)
}

//! Headings that are nearly what a question is called. A long one with all the words of a question
//! but a few small ones is taken for it. From others nothing is taken, and they are told, or are a
//! fault where they may hold people's own words: an answer that is left out is missed by nobody.

use std::collections::BTreeSet;

use super::fault::ColumnFault;
use super::heading::{fold, numbered};
use super::matching::{MOST_COMPARED, Matching, Use};
use super::questions::BEGINNING;
use super::{By, Field, known};
use crate::model::{Kind, Question};

/// Words that a question keeps its meaning without.
const SMALL: [&str; 14] =
    ["a", "an", "and", "are", "at", "for", "in", "is", "of", "on", "or", "please", "the", "to"];
/// Words that turn a question round.
const TURNS: [&str; 6] = ["not", "no", "never", "dont", "without", "against"];
/// How like a long heading is to a question, small words left out, from which it is taken for it.
const NEARLY_SAME: f64 = 0.9;
/// Most characters of a heading that is compared with a question: comparing takes its square.
const MOST_LONG: usize = 600;

/// How like a heading is to a question's name from which it may be meant, 1 being the same.
const ALIKE: f64 = 0.7;

/// How like two long folded texts are, 1 being the same; 0 where a number or a "not" differs.
fn likeness_of_long(a: &str, b: &str) -> f64 {
    let without = |words: &[&str], text: &str| -> Vec<String> {
        text.split(' ').filter(|word| !words.contains(word)).map(str::to_string).collect()
    };
    let turns = |text: &str| text.split(' ').filter(|word| TURNS.contains(word)).count();
    if digits(a) != digits(b) || turns(a) != turns(b) {
        return 0.0;
    }
    let (a, b) = (without(&SMALL, a).join(" "), without(&SMALL, b).join(" "));
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if a == b {
        1.0
    } else if long > MOST_LONG || short * 10 < long * 8 {
        0.0
    } else {
        strsim::normalized_damerau_levenshtein(&a, &b)
    }
}

impl<'a> Matching<'a> {
    /// Takes long headings that are nearly a question without a column.
    pub(super) fn nearly_asked(&mut self) {
        let is_long = |text: &str| text.chars().count() >= BEGINNING;
        let answered = |of: &Use<'a>| match of {
            Use::Question(question, _) => Some(question.id.as_str()),
            _ => None,
        };
        let answered: BTreeSet<&str> = self.uses.values().filter_map(answered).collect();
        let asked = self.questions.iter().filter(|q| !answered.contains(q.id.as_str()));
        let asked = asked.map(|q| (fold(numbered(&q.ask).map_or(&q.ask, |(_, rest)| rest)), *q));
        let asked: Vec<(String, &Question)> = asked.filter(|(text, _)| is_long(text)).collect();
        let mut found = Vec::new();
        let free = (0..self.folded.len()).filter(|column| {
            !self.uses.contains_key(column)
                && self.table.mend_column() != Some(*column)
                && is_long(&self.folded[*column])
        });
        for column in free.take(MOST_COMPARED) {
            let heading = self.table.headings[column].as_str();
            let heading = fold(numbered(heading).map_or(heading, |(_, rest)| rest));
            let like = asked.iter().map(|(text, q)| (likeness_of_long(&heading, text), *q));
            let mut like: Vec<(f64, &Question)> = like.filter(|(l, _)| *l >= NEARLY_SAME).collect();
            like.sort_by(|a, b| b.0.total_cmp(&a.0));
            match like.as_slice() {
                [(_, one)] => found.push((column, *one)),
                [(first, one), (second, _), ..] if first > second => found.push((column, *one)),
                _ => {}
            }
        }
        self.uses.extend(found.into_iter().map(|(c, q)| (c, Use::Question(q, By::Near))));
    }

    /// A heading without a use that is nearly what the question is called.
    pub(super) fn nearly(&self, question: &Question) -> Option<String> {
        let free = (0..self.folded.len()).filter(|column| !self.uses.contains_key(column));
        let best = free
            .take(MOST_COMPARED)
            .map(|column| (self.likeness(column, question), column))
            .filter(|(likeness, _)| *likeness > ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0));
        best.map(|(_, column)| self.table.headings[column].clone())
    }

    /// How like a heading is to the id of a question, its text or a usual name for it.
    fn likeness(&self, column: usize, question: &Question) -> f64 {
        let heading = self.folded[column].as_str();
        if heading.is_empty() || heading.len() > 200 {
            return 0.0;
        }
        let ask = numbered(&question.ask).map_or(question.ask.as_str(), |(_, rest)| rest);
        let called = [fold(&question.id), fold(&question.ask), fold(ask)];
        let names = known::names(&question.id).iter().copied();
        let called = called.iter().map(String::as_str).chain(names);
        // Two short words are alike by chance, and numbers at their end tell questions apart.
        let called = called.filter(|name| name.len() > 4 && digits(name) == digits(heading));
        called.map(|name| strsim::normalized_damerau_levenshtein(name, heading)).fold(0.0, f64::max)
    }

    /// Columns that are nearly called as a question for own words: whether they are, somebody has
    /// to say, since people would be told to have said nothing.
    pub(super) fn own_words_left(&mut self, nearly: &[(usize, String)]) {
        for (column, id) in nearly {
            let question = self.questions.iter().find(|question| question.id == *id);
            if let Some(question) = question.filter(|q| q.kind == Kind::OwnWords) {
                let (id, ask) = (id.clone(), question.ask.clone());
                let heading = self.table.column_name(*column);
                self.faults.push(ColumnFault::Nearly { heading, id, ask });
            }
        }
    }

    /// Columns that answer nothing and are nearly called as a question that has no column.
    pub(super) fn nearly_used(&self, fields: &[Field], consent: usize) -> Vec<(usize, String)> {
        let free = (0..self.folded.len()).filter(|column| {
            !self.uses.contains_key(column)
                && *column != consent
                && self.table.mend_column() != Some(*column)
                && self.spare.iter().all(|(spare, _)| spare != column)
        });
        let unanswered = |question: &&&Question| fields.iter().all(|f| f.id != question.id);
        let nearest = |column: usize| {
            let questions = self.questions.iter().filter(unanswered);
            let alike = questions.map(|q| (self.likeness(column, q), q.id.clone()));
            let best = alike.max_by(|a, b| a.0.total_cmp(&b.0))?;
            (best.0 > ALIKE).then_some((column, best.1))
        };
        free.take(MOST_COMPARED).filter_map(nearest).collect()
    }
}

/// The digits of a text.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

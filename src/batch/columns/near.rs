//! Headings that are nearly what a question is called: nothing is taken from them, and they are
//! told, since an answer that is left out is missed by nobody.

use super::heading::{fold, numbered};
use super::matching::{MOST_COMPARED, Matching};
use super::{Field, known};
use crate::question::Question;

/// How like a heading is to a question's name from which it may be meant, 1 being the same.
const ALIKE: f64 = 0.7;

impl Matching<'_> {
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

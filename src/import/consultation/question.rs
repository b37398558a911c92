//! A consultation as it was read.

use super::limits::{Limit, limit};
use super::lines::behind;
use crate::import::error::ImportError;
use crate::import::words::{says, short};
use crate::limits;
use crate::register::deadline::Closes;
use crate::text::question_number::{first, stem};

/// A question of a consultation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedQuestion {
    /// Its line or column.
    pub line: usize,
    /// Its number as it stands.
    pub number: String,
    /// What it asks.
    pub title: String,
    /// What can be ticked.
    pub options: Vec<String>,
    /// Whether more than one can be.
    pub several: bool,
    /// The rows of a grid, each ticked by itself.
    pub rows: Vec<String>,
    /// What asks for reasons beside a tick.
    pub why: Vec<String>,
    /// What is said below it.
    pub guidance: Vec<String>,
    /// The shared question that it is, where it asks who answers.
    pub about: Vec<&'static str>,
    /// Most words and characters of an answer.
    pub limit: Limit,
    /// The heading of a table that it is, as it stands.
    pub(super) heading: Option<String>,
}

impl ParsedQuestion {
    /// Takes the words that ask, with the answers that stand behind them.
    pub(super) fn ask(&mut self, words: &str) {
        let words = self.limited(words);
        (self.title, self.options) = behind(&words);
    }

    /// Takes the limit that words state, and whether several answers can be ticked: the words
    /// without the brackets that state a limit.
    pub(super) fn limited(&mut self, words: &str) -> String {
        let (stated, rest) = limit(words);
        self.limit = self.limit.or(stated);
        self.several |= says(words, "several");
        rest
    }
}

/// A consultation as it was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Consultation {
    /// What it is called, where that was found.
    pub title: Option<String>,
    /// When it closes, where that was found.
    pub closes: Option<Closes>,
    /// What is no question, and was set aside: its line and its words.
    pub aside: Vec<(usize, String)>,
    /// What places count: `line`, `paragraph` or `column`.
    pub counts: &'static str,
    /// What was left out while it was read, a sentence each.
    pub told: Vec<String>,
    /// Its questions, in order.
    pub questions: Vec<ParsedQuestion>,
    /// What somebody should look at, a sentence each.
    pub unsure: Vec<String>,
    /// Whether somebody looked at it.
    pub confirmed: bool,
    pub(super) is_table: bool,
}

impl Consultation {
    /// It, where it has questions and not more than are read.
    pub(super) fn counted(self, none: ImportError) -> Result<Consultation, ImportError> {
        match self.questions.len() {
            0 => Err(none),
            1..=limits::QUESTIONS => Ok(self),
            _ => Err(ImportError::TooMany(limits::QUESTIONS)),
        }
    }

    /// What a person should look at: numbers that are left out or there twice, and its name.
    pub(super) fn doubts(&self) -> Vec<String> {
        let counts = self.counts;
        let mut told = Vec::new();
        for pair in self.questions.windows(2) {
            let (above, next) = (&pair[0], &pair[1]);
            let (last, after) = (first(&above.number), first(&next.number));
            if after > last + 1 && stem(&above.number) == stem(&next.number) {
                let gap = match after - last {
                    2 => format!("there is no question {}", last + 1),
                    _ => format!("there are no questions {} to {}", last + 1, after - 1),
                };
                told.push(format!(
                    "{gap}: {counts} {} has {}, {counts} {} has {}.",
                    above.line, above.number, next.line, next.number
                ));
            }
            if !next.number.is_empty() && above.number.eq_ignore_ascii_case(&next.number) {
                told.push(format!(
                    "two questions have the number {} ({counts}s {} and {}).",
                    next.number, above.line, next.line
                ));
            }
        }
        told.extend(self.title.as_ref().map(|title| {
            let title = short(title, 120);
            format!("is it called “{title}”? If not, change `consultation_title` in pack.yaml.")
        }));
        told
    }
}

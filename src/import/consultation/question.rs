//! A consultation as it was read.

use std::collections::BTreeSet;

use super::limits::{Limit, limit};
use super::lines::behind;
use crate::import::error::{ImportError, too_many};
use crate::import::words::{says, shape, short};
use crate::limits;
use crate::register::deadline::Closes;
use crate::text::question_number::{ordinal, stem};

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
    /// Whether it says that each of several rows is ticked.
    pub(super) each: bool,
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
        // `Could you help? Yes / No If yes, how?`
        let reasons = words.rfind(" If ").map(|at| words.split_at(at));
        let reasons = reasons.filter(|(words, _)| behind(words).1.len() > 1);
        let (words, reasons) = reasons.unwrap_or((&words, ""));
        self.why.extend(Some(reasons.trim().to_string()).filter(|reasons| !reasons.is_empty()));
        (self.title, self.options) = behind(words);
    }

    /// Takes the limit that words state, and whether several answers can be ticked: the words
    /// without the brackets that state a limit.
    pub(super) fn limited(&mut self, words: &str) -> String {
        let (stated, rest) = limit(words);
        self.limit = self.limit.or(stated);
        self.several |= says(words, "several") || shape("some").is_match(words);
        self.each |= says(words, "each_row");
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
    /// What somebody should look at: the line of its question, or 0, and a sentence.
    pub unsure: Vec<(usize, String)>,
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
            _ => Err(too_many("too_many_questions", limits::QUESTIONS)),
        }
    }

    /// Tells questions without words, and sets those aside that have nothing under them and stand
    /// elsewhere with words.
    pub(super) fn wordless(&mut self) {
        let worded = self.questions.iter().filter(|q| !q.title.is_empty());
        let worded: BTreeSet<String> = worded.map(|q| q.number.clone()).collect();
        for question in std::mem::take(&mut self.questions) {
            if !question.title.is_empty() {
                self.questions.push(question);
                continue;
            }
            let ParsedQuestion { line, number, options, guidance, why, .. } = &question;
            let (line, place) = (*line, format!("{} {line}: question {number}", self.counts));
            let bare = options.is_empty() && guidance.is_empty() && why.is_empty();
            if bare && worded.contains(number) {
                let told = format!("{place} has no words, and is taken for an entry of a list.");
                self.unsure.push((line, told));
                self.aside.push((line, format!("Question {number}")));
            } else {
                self.unsure.push((line, format!("{place} has no words.")));
                self.questions.push(question);
            }
        }
    }

    /// Tells numbers that are left out, there twice or not in order.
    pub(super) fn doubts(&mut self) {
        let counts = self.counts;
        let mut twice = false;
        let numbered = self.questions.iter().enumerate().filter(|(_, q)| !q.number.is_empty());
        for (at, next) in numbered {
            let number = next.number.as_str();
            let mut above = self.questions[..at].iter().rev();
            let last =
                above.clone().find(|q| !q.number.is_empty() && stem(&q.number) == stem(number));
            let (from, to) = (last.map_or(0, |last| ordinal(&last.number)), ordinal(number));
            let place = |q: &ParsedQuestion| format!("{counts} {} has {}", q.line, q.number);
            let places = last.map(|last| format!("{}, ", place(last))).unwrap_or_default();
            let same = above.find(|q| q.number.eq_ignore_ascii_case(number));
            let told = match (same, to.saturating_sub(from + 1)) {
                (Some(same), _) => {
                    let told = format!(
                        "two questions have the number {number} ({counts}s {} and {}).",
                        same.line, next.line
                    );
                    // Where a section begins anew, one is told for all.
                    Some(told).filter(|_| !twice)
                }
                (None, 0) if to < from => {
                    Some(format!("the numbers count back: {places}{}.", place(next)))
                }
                (None, 0) => None,
                (None, 1) => {
                    Some(format!("there is no question {}: {places}{}.", to - 1, place(next)))
                }
                (None, _) => Some(format!(
                    "there are no questions {} to {}: {places}{}.",
                    from + 1,
                    to - 1,
                    place(next)
                )),
            };
            twice = same.is_some();
            self.unsure.extend(told.map(|told| (next.line, told)));
        }
    }

    /// What nobody has looked at yet, a sentence each.
    pub fn to_look_at(&self) -> Vec<String> {
        if self.confirmed {
            return Vec::new();
        }
        let title = self.title.as_ref().map(|title| {
            let title = short(title, 120);
            format!("is it called “{title}”? If not, change `consultation_title` in pack.yaml.")
        });
        self.unsure.iter().map(|(_, told)| told.clone()).chain(title).collect()
    }
}

//! The numbered questions of a batch: which letters answer them in the person's own words.
//!
//! Records keep a bit for each question. Bits are given out as letters come, on any thread, so
//! nothing that is told may depend on their order: numbers are sorted before they are shown.

use std::sync::{Mutex, PoisonError};

use rapidhash::v3::rapidhash_v3;

use crate::document::Part;

/// Most numbered questions of a batch; where letters have more between them, none are told.
pub const MOST: usize = 128;

/// The numbered questions that letters of a batch have.
#[derive(Debug, Default)]
pub struct Questions(Mutex<Known>);

#[derive(Debug, Default)]
struct Known {
    questions: Vec<Question>,
    /// Letters seen.
    letters: usize,
    too_many: bool,
}

/// A numbered question as the letters answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Number as it reads, such as `3a`.
    pub number: String,
    /// The bit that records have for it.
    pub bit: u128,
    /// Most words and most characters that it takes, where both are the same for all.
    pub limits: Option<[Option<usize>; 2]>,
    /// Whether every letter answers it, and all in the same way.
    pub same: bool,
    /// Hash of the first answer seen.
    answer: u64,
    /// Letters that answer it.
    letters: usize,
}

impl Questions {
    /// Takes note of a letter's numbered answers: the bits of those that hold own words, and of
    /// those over their limit.
    pub fn mark(&self, parts: &[Part]) -> (u128, u128) {
        let (mut own, mut long) = (0, 0);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.letters += 1;
        for part in parts {
            let bit = known.bit(part).unwrap_or_default();
            own |= if part.measure.own > 0 { bit } else { 0 };
            long |= if part.measure.fits() { 0 } else { bit };
        }
        (own, long)
    }

    /// The questions in the order of their numbers; none when there are too many to tell.
    pub fn told(&self) -> Vec<Question> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut told = if known.too_many { Vec::new() } else { known.questions.clone() };
        told.iter_mut().for_each(|question| question.same &= question.letters >= known.letters);
        told.sort_by_key(|question| natural(&question.number));
        told
    }
}

impl Known {
    /// The bit of a question, given out when it is first seen.
    fn bit(&mut self, part: &Part) -> Option<u128> {
        let limits = [part.measure.budget, part.measure.most_characters];
        let answer = rapidhash_v3(part.text.as_bytes());
        if let Some(known) = self.questions.iter_mut().find(|known| known.number == part.number) {
            known.letters += 1;
            known.same &= known.answer == answer;
            known.limits = known.limits.filter(|known| *known == limits);
            return Some(known.bit);
        }
        self.too_many |= self.questions.len() == MOST;
        if self.too_many {
            return None;
        }
        let bit = 1 << self.questions.len();
        self.questions.push(Question {
            number: part.number.clone(),
            bit,
            limits: Some(limits),
            same: true,
            answer,
            letters: 1,
        });
        Some(bit)
    }
}

/// A number so that `2` comes before `10` and `3` before `3a`.
fn natural(number: &str) -> (Vec<u64>, String) {
    let digits = number.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok());
    (digits.collect(), number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_in_the_order_of_counting() {
        let mut numbers = ["10", "2", "3a", "3", "2.1", "1"];
        numbers.sort_by_key(|n| natural(n));
        assert_eq!(numbers, ["1", "2", "2.1", "3", "3a", "10"]);
    }
}

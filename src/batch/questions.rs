//! The numbered questions of a batch: which letters answer them in the person's own words.
//!
//! Records keep a bit for each question. Bits are given out as letters come, on any thread, so
//! nothing that is told may depend on their order: numbers are sorted before they are shown.

use std::sync::{Mutex, PoisonError};

use super::similar::text;
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
#[derive(Debug)]
struct Question {
    number: String,
    /// Most words and most characters.
    limits: (Option<usize>, Option<usize>),
    /// Hash of the first answer seen.
    answer: u64,
    /// Letters that answer it.
    letters: usize,
    /// Whether another answer differs from it.
    differs: bool,
    /// Whether another letter has another limit.
    other_limit: bool,
}

/// A numbered question as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Number as it reads, such as `3a`.
    pub number: String,
    /// The bit that records have for it.
    pub bit: u128,
    /// Most words that it takes, where that is the same for all.
    pub limit: Option<usize>,
    /// Most characters that it takes, where that is the same for all.
    pub most_characters: Option<usize>,
    /// Whether every letter answers it, and all in the same way.
    pub same: bool,
}

impl Questions {
    /// No questions yet.
    pub fn new() -> Questions {
        Questions::default()
    }

    /// Takes note of a letter's numbered answers: the bits of those that hold own words, and of
    /// those over their limit.
    pub fn mark(&self, parts: &[Part]) -> (u128, u128) {
        let answers: Vec<u64> = parts.iter().map(|part| text::hash(&part.text)).collect();
        let (mut own, mut long) = (0, 0);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.letters += 1;
        for (part, answer) in parts.iter().zip(answers) {
            let Some(place) = known.place(part, answer) else { continue };
            own |= u128::from(part.measure.own > 0) << place;
            long |= u128::from(!part.measure.fits()) << place;
        }
        (own, long)
    }

    /// The questions in the order of their numbers; none when there are too many to tell.
    pub fn told(&self) -> Vec<Told> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.too_many {
            return Vec::new();
        }
        let tell = |(place, question): (usize, &Question)| Told {
            number: question.number.clone(),
            bit: 1 << place,
            limit: question.limits.0.filter(|_| !question.other_limit),
            most_characters: question.limits.1.filter(|_| !question.other_limit),
            same: !question.differs && question.letters >= known.letters,
        };
        let mut told: Vec<Told> = known.questions.iter().enumerate().map(tell).collect();
        told.sort_by_key(|a| natural(&a.number));
        told
    }
}

impl Known {
    /// The place of the bit of a question, given out when it is first seen.
    fn place(&mut self, part: &Part, answer: u64) -> Option<usize> {
        let limits = (part.measure.budget, part.measure.most_characters);
        let found = self.questions.iter().position(|q| q.number == part.number);
        let Some(place) = found else {
            self.too_many |= self.questions.len() == MOST;
            let (number, letters) = (part.number.clone(), 1);
            let (differs, other_limit) = (false, false);
            let new = Question { number, limits, answer, letters, differs, other_limit };
            return (!self.too_many).then(|| {
                self.questions.push(new);
                self.questions.len() - 1
            });
        };
        let question = &mut self.questions[place];
        question.letters += 1;
        question.differs |= question.answer != answer;
        question.other_limit |= question.limits != limits;
        Some(place)
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

//! The numbered questions of a batch: which letters answer them in the person's own words.
//!
//! Records keep a bit for each question. Bits are given out as letters come, on any thread, so
//! nothing that is told may depend on their order: numbers are sorted before they are shown.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{PoisonError, RwLock};

use super::similar::text;
use crate::document::Part;

/// Most numbered questions of a batch; where letters have more between them, none are told.
pub const MOST: usize = 128;

/// The numbered questions that letters of a batch have.
#[derive(Debug, Default)]
pub struct Questions {
    known: RwLock<Vec<Question>>,
    /// Letters seen.
    letters: AtomicUsize,
    too_many: AtomicBool,
}

/// A numbered question as the letters answer it.
#[derive(Debug)]
struct Question {
    number: String,
    limit: Option<usize>,
    most_characters: Option<usize>,
    /// Hash of the first answer seen.
    answer: u64,
    /// Letters that answer it.
    letters: AtomicUsize,
    /// Whether another answer differs from it.
    differs: AtomicBool,
    /// Whether another letter has another limit.
    other_limit: AtomicBool,
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
        let (mut own, mut long) = (0, 0);
        self.letters.fetch_add(1, Ordering::Relaxed);
        for part in parts {
            let Some(place) = self.place(part) else { continue };
            if part.measure.own > 0 {
                own |= 1 << place;
            }
            if !part.measure.fits() {
                long |= 1 << place;
            }
        }
        (own, long)
    }

    /// The questions in the order of their numbers; none when there are too many to tell.
    pub fn told(&self) -> Vec<Told> {
        if self.too_many.load(Ordering::Relaxed) {
            return Vec::new();
        }
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let letters = self.letters.load(Ordering::Relaxed);
        let mut told: Vec<Told> = known
            .iter()
            .enumerate()
            .map(|(place, question)| {
                let one_limit = !question.other_limit.load(Ordering::Relaxed);
                Told {
                    number: question.number.clone(),
                    bit: 1 << place,
                    limit: question.limit.filter(|_| one_limit),
                    most_characters: question.most_characters.filter(|_| one_limit),
                    same: !question.differs.load(Ordering::Relaxed)
                        && question.letters.load(Ordering::Relaxed) >= letters,
                }
            })
            .collect();
        told.sort_by_key(|a| natural(&a.number));
        told
    }

    /// The place of a question's bit, given out when it is first seen.
    fn place(&self, part: &Part) -> Option<usize> {
        let answer = text::hash(&part.text);
        let limits = (part.measure.budget, part.measure.most_characters);
        let find = |known: &[Question]| {
            let place = known.iter().position(|q| q.number == part.number)?;
            let question = &known[place];
            question.letters.fetch_add(1, Ordering::Relaxed);
            if question.answer != answer {
                question.differs.store(true, Ordering::Relaxed);
            }
            if (question.limit, question.most_characters) != limits {
                question.other_limit.store(true, Ordering::Relaxed);
            }
            Some(place)
        };
        let found = find(&self.known.read().unwrap_or_else(PoisonError::into_inner));
        if found.is_some() {
            return found;
        }
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = find(&known) {
            return Some(place);
        }
        if known.len() == MOST {
            self.too_many.store(true, Ordering::Relaxed);
            return None;
        }
        known.push(Question {
            number: part.number.clone(),
            limit: limits.0,
            most_characters: limits.1,
            answer,
            letters: AtomicUsize::new(1),
            differs: AtomicBool::new(false),
            other_limit: AtomicBool::new(false),
        });
        Some(known.len() - 1)
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

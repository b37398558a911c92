//! A consultation as it was read.

use super::super::words::short;
use crate::import::consultation::question::ParsedQuestion;
use crate::register::deadline::Closes;
use crate::text::numbering;

/// Most questions of a consultation.
pub(super) const MOST: usize = 200;

/// A consultation as it was understood.
#[derive(Clone, Debug, PartialEq)]
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
    /// What a person should look at: numbers that are left out or there twice, a name that no
    /// heading gives.
    pub(super) fn doubts(&self) -> Vec<String> {
        let mut told = std::mem::take(&mut self.unsure.clone());
        let mut before: Option<&ParsedQuestion> = None;
        for question in &self.questions {
            if let Some(above) = before {
                let (last, next) =
                    (numbering::first(&above.number), numbering::first(&question.number));
                if next > last + 1
                    && numbering::stem(&above.number) == numbering::stem(&question.number)
                {
                    let gap = if next == last + 2 {
                        format!("there is no question {}", last + 1)
                    } else {
                        format!("there are no questions {} to {}", last + 1, next - 1)
                    };
                    told.push(format!(
                        "{gap}: {} {} has {}, {} {} has {}.",
                        self.counts,
                        above.line,
                        above.number,
                        self.counts,
                        question.line,
                        question.number
                    ));
                }
                if above.number.eq_ignore_ascii_case(&question.number) {
                    told.push(format!(
                        "two questions have the number {} ({}s {} and {}).",
                        question.number, self.counts, above.line, question.line
                    ));
                }
            }
            before = Some(question);
        }
        if let Some(title) = &self.title {
            told.push(format!(
                "is it called “{}”? If not, change `consultation_title` in pack.yaml.",
                short(title, 120)
            ));
        }
        told
    }
}

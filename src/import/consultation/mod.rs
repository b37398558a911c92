//! The questions of a consultation, made into a pack that answers them by their numbers. What is
//! not certain is told, and marked `TO CONFIRM` in the pack unless somebody looked at it.

mod closes;
mod limit;
mod lines;
mod number;
mod parse;
mod table;
mod under;
mod write;

use closes::Closes;
pub use parse::ParsedQuestion;
pub use write::Became;

use super::error::ImportError;
use super::read;
use super::words::short;

/// Most questions of a consultation.
const MOST: usize = 200;

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
    is_table: bool,
}

impl Consultation {
    /// Reads the questions as they were pasted into a file.
    ///
    /// # Errors
    /// Why it cannot be read, or that there is no question in it.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Consultation, ImportError> {
        let source = read::lines(name, bytes)?;
        let mut consultation = parse::parse(&source);
        if consultation.questions.is_empty() {
            return Err(ImportError::NoQuestions);
        }
        if consultation.questions.len() > MOST {
            return Err(ImportError::TooMany(MOST));
        }
        consultation.unsure = consultation.doubts();
        Ok(consultation)
    }

    /// Takes the headings of a form's export for the questions.
    ///
    /// # Errors
    /// That none of them asks anything.
    pub fn of_headings(headings: &[String]) -> Result<Consultation, ImportError> {
        table::read(headings)
    }

    /// What a person should look at: numbers that are left out or there twice, a name that no
    /// heading gives.
    fn doubts(&self) -> Vec<String> {
        let mut told = std::mem::take(&mut self.unsure.clone());
        let mut before: Option<&ParsedQuestion> = None;
        for question in &self.questions {
            if let Some(above) = before {
                let (last, next) = (number::first(&above.number), number::first(&question.number));
                if next > last + 1 && number::stem(&above.number) == number::stem(&question.number)
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

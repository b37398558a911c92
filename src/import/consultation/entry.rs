//! The ways into a consultation: what was pasted, and the headings of a form's export.

use super::read_form::Consultation;
use super::{parse, table};
use crate::import::error::ImportError;
use crate::import::read;
use crate::limits;

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
        if consultation.questions.len() > limits::QUESTIONS {
            return Err(ImportError::TooMany(limits::QUESTIONS));
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
}

//! Why a letter of an example, or a preview, cannot be made.

use std::fmt;

use crate::diagnostic::Diagnostic;
use crate::interview::Problem;
use crate::template::engine::TemplateFault;

/// Why a letter cannot be made.
#[derive(Clone, Debug, PartialEq)]
pub enum LetterError {
    /// Its answers file cannot be read as one; all its faults.
    AnswersFile(Vec<Diagnostic>),
    /// It names a template that the pack does not have.
    NoSuchTemplate {
        /// The name given.
        name: String,
        /// The pack's id.
        pack: String,
        /// The pack's templates.
        known: Vec<String>,
        /// One that may be meant.
        meant: Option<String>,
    },
    /// Answers are missing or were not taken.
    Answers(Vec<Problem>),
    /// Its template could not be filled.
    Template(TemplateFault),
}

impl fmt::Display for LetterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LetterError::AnswersFile(_) => f.write_str("the answers file cannot be read"),
            LetterError::NoSuchTemplate { name, pack, .. } => {
                write!(f, "the pack `{pack}` has no template `{name}`")
            }
            LetterError::Answers(problems) => match problems.len() {
                1 => f.write_str("an answer is missing or was not taken"),
                n => write!(f, "{n} answers are missing or were not taken"),
            },
            LetterError::Template(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for LetterError {}

impl From<TemplateFault> for LetterError {
    fn from(fault: TemplateFault) -> LetterError {
        LetterError::Template(fault)
    }
}

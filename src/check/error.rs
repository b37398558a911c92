//! Why a letter of an example, or a preview, cannot be made.

use crate::diagnostic::Diagnostic;
use crate::interview::Problem;
use crate::template::engine::TemplateFault;

/// Why a letter cannot be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LetterError {
    /// Its answers file cannot be read as one; all its faults.
    #[error("the answers file cannot be read")]
    AnswersFile(Vec<Diagnostic>),
    /// Answers are missing or were not taken.
    #[error("answers are missing or were not taken")]
    Answers(Vec<Problem>),
    /// Its template could not be filled.
    #[error("{0}")]
    Template(#[from] TemplateFault),
}

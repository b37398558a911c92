//! How setting a PDF can fail.

use thiserror::Error;

/// Why a document has no PDF.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PdfError {
    /// Characters that no font has, each once, with the words around the first.
    #[error("no font has the character {}", listed(.0))]
    Missing(Vec<Missing>),
    /// A font could not be put into the file.
    #[error("the font {0} cannot be put into a PDF")]
    Embed(String),
    /// The file could not be put together.
    #[error("the PDF could not be put together: {0}")]
    Write(String),
}

fn listed(missing: &[Missing]) -> String {
    missing.iter().map(Missing::to_string).collect::<Vec<_>>().join(", ")
}

/// A character that no font has.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("U+{:04X} {character} in “{around}”", u32::from(*character))]
pub struct Missing {
    /// The character.
    pub character: char,
    /// Some words around it, to find the answer it came from.
    pub around: String,
}

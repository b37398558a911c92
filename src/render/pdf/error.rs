//! How setting a PDF can fail.

use std::fmt;

/// Why a document has no PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PdfError {
    /// Characters that no font has, each once, with the words around the first.
    Missing(Vec<Missing>),
    /// A font could not be put into the file.
    Embed(String),
    /// The file could not be put together.
    Write(String),
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfError::Missing(missing) => {
                let missing: Vec<String> = missing.iter().map(Missing::to_string).collect();
                write!(f, "no font has the character {}", missing.join(", "))
            }
            PdfError::Embed(name) => write!(f, "the font {name} cannot be put into a PDF"),
            PdfError::Write(why) => write!(f, "the PDF could not be put together: {why}"),
        }
    }
}

impl std::error::Error for PdfError {}

/// A character that no font has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The character.
    pub character: char,
    /// Some words around it, to find the answer it came from.
    pub around: String,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Missing { character, around } = self;
        write!(f, "U+{:04X} {character} in “{around}”", u32::from(*character))
    }
}

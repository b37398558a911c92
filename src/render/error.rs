//! Why a document has no bytes in a format.

use std::fmt;

use super::docx::DocxError;
use super::pdf::PdfError;

/// Why a document has no bytes in a format.
#[derive(Clone, Debug, PartialEq)]
pub enum RenderError {
    /// It cannot be set as PDF.
    Pdf(PdfError),
    /// It cannot be put into a Word file.
    Docx(DocxError),
    /// An address that no e-mail can go to, made harmless to show.
    Address(String),
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RenderError::Pdf(fault) => fault.fmt(f),
            RenderError::Docx(fault) => fault.fmt(f),
            RenderError::Address(address) => write!(f, "`{address}` is not an e-mail address"),
        }
    }
}

impl std::error::Error for RenderError {}

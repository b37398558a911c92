//! Why a document has no bytes in a format.

use std::fmt;

use super::pdf::PdfError;

/// Why a document has no bytes in a format.
#[derive(Clone, Debug, PartialEq)]
pub enum RenderError {
    /// It cannot be set as PDF.
    Pdf(PdfError),
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RenderError::Pdf(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for RenderError {}

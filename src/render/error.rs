//! Why a document has no bytes in a format.

use super::pdf::PdfError;

/// Why a document has no bytes in a format.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RenderError {
    /// It cannot be set as PDF.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// It cannot be put into a Word file.
    #[error("the Word file could not be put together: {0}")]
    Docx(String),
    /// An address that no e-mail can go to, made harmless to show.
    #[error("`{0}` is not an e-mail address")]
    Address(String),
}

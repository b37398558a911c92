//! From a document to the bytes of a PDF, and how it can fail.

use super::super::apostrophes;
use super::super::options::Options;
use super::super::signature::Signature;
use super::fonts::Fonts;
use super::shape::Shaper;
use crate::document::Document;
use crate::render::pdf::combine::{LaidOut, Sides};
use crate::render::pdf::error::PdfError;

/// The document as PDF.
pub fn pdf(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    with_options(document, &Options { fonts: Some(fonts), ..Options::default() })
}

/// The document as PDF, in the fonts and with the signature of some options.
///
/// # Errors
/// As [`pdf`].
pub fn with_options(document: &Document, options: &Options<'_>) -> Result<Vec<u8>, PdfError> {
    let set = |fonts: &Fonts| laid_out(document, fonts, options.signature)?.write(fonts);
    match options.fonts {
        Some(fonts) => set(fonts),
        None => set(&Fonts::built_in()),
    }
}

/// Many letters as one file: each begins on a new page and has an entry in the outline, by the
/// title that comes with it; `title` is that of the whole. All fonts are in it once.
///
/// The letters are held in memory, about 50 KB each, and the file too: put together some hundreds
/// at a time.
///
/// # Errors
/// No letter at all, or as [`LaidOut::write`].
pub fn combine(
    title: &str,
    letters: impl IntoIterator<Item = (String, LaidOut)>,
    sides: Sides,
    fonts: &Fonts,
) -> Result<Vec<u8>, PdfError> {
    let joined = super::combine::joined(title, letters, sides);
    let none = || PdfError::Write("there are no letters to put together".into());
    super::write::write(&joined.ok_or_else(none)?, fonts)
}

/// Sets the document on pages.
pub fn lay_out(document: &Document, fonts: &Fonts) -> Result<LaidOut, PdfError> {
    laid_out(document, fonts, None)
}

fn laid_out(
    document: &Document,
    fonts: &Fonts,
    signature: Option<&Signature>,
) -> Result<LaidOut, PdfError> {
    let mut shaper = Shaper::new(fonts);
    super::layout::lay_out(&apostrophes::printed(document), &mut shaper, signature).map(LaidOut)
}

//! PDF: a document on A4, tagged for screen readers, with its fonts in it.
//!
//! `layout` places words on pages and knows no PDF; `write` turns pages into a file and is the
//! only part that knows printpdf and lopdf. The same document gives the same bytes, whatever
//! was written before, on whichever thread: no clock, no counter, no random number is used.

mod combine;
mod error;
mod fonts;
mod kept;
mod layout;
mod page;
mod shape;
mod word;
mod write;

pub use combine::{Sides, combine};
pub use error::{Missing, PdfError};
pub use fonts::{FontError, Fonts};
pub use page::LaidOut;

use super::apostrophes;
use super::options::Options;
use super::signature::Signature;
use crate::document::Document;

/// The document as PDF, in the fonts and with the signature of some options.
///
/// # Errors
/// A character that no font has, or as [`LaidOut::write`].
pub fn pdf(document: &Document, options: &Options<'_>) -> Result<Vec<u8>, PdfError> {
    let set = |fonts: &Fonts| lay_out(document, fonts, options.signature)?.write(fonts);
    options.fonts.map_or_else(|| set(&Fonts::built_in()), set)
}

/// Sets the document on pages, with a picture of a signature if there is one.
///
/// # Errors
/// A character that no font has.
pub fn lay_out(
    document: &Document,
    fonts: &Fonts,
    signature: Option<&Signature>,
) -> Result<LaidOut, PdfError> {
    layout::lay_out(&apostrophes::printed(document), &mut shape::Shaper::new(fonts), signature)
}

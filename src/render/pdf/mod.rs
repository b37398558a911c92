//! PDF: a document on A4, tagged for screen readers, with its fonts in it.
//!
//! `layout` places words on pages and knows no PDF; `write` turns pages into a file and is the
//! only part that knows printpdf and lopdf. The same document gives the same bytes, whatever
//! was written before, on whichever thread: no clock, no counter, no random number is used.

mod combine;
mod fonts;
mod kept;
mod layout;
mod page;
mod shape;
mod write;

use std::fmt;

pub use fonts::{FontError, Fonts};
use shape::Shaper;

use crate::document::Document;

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

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PdfError::Missing(missing) => {
                f.write_str("no font has the character ")?;
                for (n, one) in missing.iter().enumerate() {
                    let comma = if n > 0 { ", " } else { "" };
                    write!(f, "{comma}{one}")?;
                }
                Ok(())
            }
            PdfError::Embed(name) => write!(f, "the font {name} cannot be put into a PDF"),
            PdfError::Write(why) => write!(f, "the PDF could not be put together: {why}"),
        }
    }
}

impl std::error::Error for PdfError {}

/// The document as PDF.
pub fn pdf(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    lay_out(document, fonts)?.write(fonts)
}

/// On which sides of the paper a file of many letters is to be printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sides {
    /// On the front alone.
    #[default]
    One,
    /// On both: an empty page follows a letter that ends on a front.
    Two,
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
    let joined = combine::joined(title, letters, sides);
    let none = || PdfError::Write("there are no letters to put together".into());
    write::write(&joined.ok_or_else(none)?, fonts)
}

/// A document on its pages, not yet a file.
#[derive(Debug)]
pub struct LaidOut(page::Pages);

/// Sets the document on pages.
pub fn lay_out(document: &Document, fonts: &Fonts) -> Result<LaidOut, PdfError> {
    let mut shaper = Shaper::new(fonts);
    layout::lay_out(document, &mut shaper).map(LaidOut)
}

impl LaidOut {
    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.0.pages.len()
    }

    /// The pages as a file. The fonts are those the document was set in.
    pub fn write(&self, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
        write::write(&self.0, fonts)
    }
}

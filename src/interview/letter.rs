//! A finished letter, ready for any format.

use crate::document::Document;
use crate::render::{self, Format, Options, RenderError};

/// A finished letter: the document that a template and a person's answers give.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter(Document);

impl Letter {
    pub(super) fn new(document: Document) -> Letter {
        Letter(document)
    }

    /// The document: its blocks, notes, parts and measure.
    pub fn document(&self) -> &Document {
        &self.0
    }

    /// The letter as bytes of a format. The same letter gives the same bytes.
    ///
    /// # Errors
    /// As [`render::render_as`]: above all, a character that no font has.
    pub fn render(&self, format: Format, options: &Options<'_>) -> Result<Vec<u8>, RenderError> {
        render::render_as(&self.0, format, options)
    }
}

//! Laid-out pages to a PDF file. The only part that knows printpdf and lopdf.
//!
//! printpdf makes the document, its pages and its fonts; what it has no words for is added to
//! the lopdf document it hands over: the structure tree (`tag`), the outline, metadata, and page
//! contents written glyph run by glyph run (`content`), which is both smaller and quicker than
//! its one string a glyph. `save` puts the file together.

mod content;
mod embed;
mod embedded;
mod file;
mod meta;
mod objects;
mod picture;
mod save;
mod tag;

pub(super) use embedded::{Embedded, Subsets};
pub(super) use objects::Packer;

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
mod sheet;
mod word;
mod write;

pub use fonts::{FontError, Fonts};
pub use sheet::{combine, lay_out, pdf, with_options};

pub use crate::render::pdf::combine::{LaidOut, Sides};
pub use crate::render::pdf::error::{Missing, PdfError};

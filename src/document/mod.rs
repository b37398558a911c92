//! A composed document, before any format: who it goes to, its words, its notes, its measure.
//!
//! Renderers (`render/`) take a [`Document`] and give bytes. Nothing here knows of a format,
//! a file or a terminal.

pub mod address;
mod closes;
mod content;
pub mod parse;
pub mod words;

pub use closes::Closes;
pub use content::{Align, Block, Details, Document, Inline, Line, Measure, Part, Span, Table};

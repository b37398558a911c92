//! The check of texts with tags before any is filled in: every name, helper, partial and source
//! that they use is there, and nothing in them can hang the program or reach past it.

mod calls;
mod known;
mod markdown;
pub mod names;
mod partials;
pub mod piece;
mod types;
mod walk;

pub use known::{Known, Reader, Used};
pub use markdown::check_markdown;
pub use names::{Names, Type};
pub use partials::find_cycles;
pub use piece::{Budget, Piece};

use crate::diagnostic::Diagnostic;

/// Checks a text; what it finds goes into `faults`, what it uses into `used`.
pub fn check(
    piece: &Piece<'_>,
    reader: &Reader<'_>,
    known: &Known<'_>,
    used: &mut Used,
    faults: &mut Vec<Diagnostic>,
) {
    walk::Walk::new(reader, known, used, faults).piece(piece);
}

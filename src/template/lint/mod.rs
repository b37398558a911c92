//! The check of texts with tags before any is filled in: every name, helper, partial and source
//! that they use is there, and nothing in them can hang the program or reach past it.

mod markdown;
pub mod names;
pub mod piece;
mod walk;

pub use markdown::{check_markdown, markdown};
pub use names::{Names, Type};
pub use piece::{Budget, Piece};
pub use walk::{Known, Reader, Used};

use crate::diagnostic::Faults;

/// Checks a text; what it finds goes into `faults`, what it uses into `used`.
pub fn check(
    piece: &Piece<'_>,
    reader: &Reader<'_>,
    known: &Known<'_>,
    used: &mut Used,
    faults: &Faults,
) {
    walk::Walk::new(reader, known, used, faults).piece(piece);
}

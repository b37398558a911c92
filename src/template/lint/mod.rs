//! The check of texts with tags before any is filled in: every name, helper, partial and source
//! that they use is there, and nothing in them can hang the program or reach past it.

pub mod names;
pub mod piece;
mod walk;

pub use names::Type;
pub use piece::{Budget, Piece};
pub use walk::{Lint, Used};

//! From a document to laid-out pages, free of any PDF type.
//!
//! Words become pieces, pieces lines (`lines`), blocks rows (`block`, `letter`), rows pages (`run`). The structure tree grows in reading order on the way.

mod block;
mod letter;
mod lines;
mod run;
mod setter;

pub(super) use crate::render::pdf::layout::run::lay_out;

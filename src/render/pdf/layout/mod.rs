//! From a document to laid-out pages, free of any PDF type.
//!
//! Words become pieces (`inline`), pieces lines (`lines`), blocks rows (`block`, `table`,
//! `letter`), rows pages (`paginate`). The structure tree grows in reading order on the way.

mod block;
mod inline;
mod letter;
mod lines;
mod paginate;
mod run;
mod setter;
mod table;

pub(super) use crate::render::pdf::layout::run::lay_out;

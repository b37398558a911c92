//! Which column answers which question, and what a row answers.
//!
//! A heading is matched exactly: by what `--map` says, by the id of a question as `--columns` writes
//! it, by how the question is asked, or by a name that means one thing on every form. Whatever else
//! may be meant is proposed, and somebody confirms it.

mod column_map;
pub mod consent;
mod fields;
pub mod form;
pub(super) mod heading;
mod mapping;
mod matching;
mod row;

pub use column_map::{By, Columns, Field, Maps, Proposal};
pub use mapping::Mapping;
pub use matching::{proposals, unconfirmed};
pub use row::{RowFault, faults_by_row};

//! Tables: whatever a spreadsheet or an online form hands out, as records of text in memory.
//!
//! Nothing is opened here: the bytes are given. A table is held once, as one text of all its
//! cells and eight bytes a row that say where the row begins and what its number is; a row is
//! taken apart when it is asked for. So a table takes about as much memory as its file does as
//! UTF-8, and threads share it by reference.

mod apart;
pub(in crate::batch) mod damage;
mod delimited;
pub mod faults;
mod kind;
mod looks;
mod marks;
mod mended;
mod not_people;
mod quotes;
mod read;
mod records;
pub(crate) mod rows;
pub mod safe;
mod second;
mod sniff;
mod xlsx;
mod zipped;

pub use faults::{Note, TableFault};
pub use rows::{Row, Table};
pub use safe::{Csv, csv_safe};

pub use crate::batch::table::apart::NotAPerson;
pub use crate::batch::table::marks::{TO_MEND, mend_cell};

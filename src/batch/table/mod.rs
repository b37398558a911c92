//! Tables: whatever a spreadsheet or an online form hands out, as rows of text in memory.
//!
//! Nothing is opened here: the bytes are given. A table is held once, as one text of all its
//! cells and sixteen bytes a row that say where the row stands in it; a row is taken apart when it
//! is asked for. So a table takes about as much memory as its file does as UTF-8, and threads share
//! it by reference.

pub(in crate::batch) mod damage;
mod delimited;
pub mod faults;
mod read;
mod reading;
mod rows;
pub mod safe;
mod xlsx;

pub use faults::TableFault;
pub use rows::{NotAPerson, Row, TO_MEND, Table, mend_cell};
pub use safe::{csv, csv_safe};

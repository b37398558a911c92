//! Many documents from a table: a document a row, and a report of what came of it.

pub mod columns;
pub mod names;
pub mod questions;
pub mod reading;
pub mod record;
pub mod similar;
pub mod table;

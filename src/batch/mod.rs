//! Many documents from a table: a document a row, and a report of what came of it.

mod astray;
pub mod columns;
pub mod combine;
pub mod faults;
pub mod finish;
pub mod for_all;
pub mod job;
pub mod joint;
pub mod letters;
mod lists;
pub mod names;
pub mod options;
pub mod order;
mod people;
pub mod plan;
pub mod questions;
pub mod receivers;
pub mod record;
pub mod report;
pub mod review;
pub mod run;
pub mod similar;
pub mod sink;
pub mod table;
mod taken;
mod words;

pub use faults::Fault;
pub use options::Options;
pub use run::Batch;
pub use sink::Done;

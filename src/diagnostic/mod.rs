//! What a person is told when something is wrong: how bad it is, what, where, and what to do.

pub mod report;
mod table;

pub use report::{Diagnostic, Location, Remedy, Severity, near};
pub(crate) use table::filled;
pub use table::{Faults, Values, fault, named};

//! What a person is told when something is wrong: how bad it is, what, where, and what to do.

mod faults;
pub mod location;
pub mod near;
pub mod report;
mod table;

pub use faults::Faults;
pub use location::Location;
pub use near::near;
pub use report::{Diagnostic, Remedy, Severity};
pub(crate) use table::filled;
pub use table::{Values, fault, named};

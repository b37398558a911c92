//! Questions: what a person is asked, and how what they gave is read and checked.
//!
//! Every kind reads a plain string, so that a cell, a flag and a keyboard meet the same check.

pub(crate) mod calendar;
mod choice;
mod concerns;
pub(crate) mod contact;
pub mod fault;
mod lists;
mod parse;
mod places;
pub mod postcode;
#[cfg(test)]
pub(crate) mod properties;
pub mod salutation;
mod scan;
mod text;

#[cfg(feature = "parallel")]
pub(crate) use calendar::day_and_time;
pub use fault::AnswerFault;
pub use parse::ParseContext;

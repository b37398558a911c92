//! Questions: what a person is asked, and how what they gave is read and checked.
//!
//! Every kind reads a plain string, so that a cell, a flag and a keyboard meet the same check.

pub(crate) mod calendar;
mod choice;
mod concerns;
mod contact;
mod dates;
pub mod input;
pub mod model;
mod parse;
mod places;
pub mod reading;
pub mod postcode;
#[cfg(test)]
pub(crate) mod properties;
pub mod salutation;
mod scan;
mod text;
mod tokens;

pub use crate::register::lookup::{AreaMatch, BodyMatch, Lookup};
pub use input::Raw;
pub use model::{Choice, Condition, Kind, Question, Suggest};
pub use reading::Reading;

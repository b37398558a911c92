//! The questions of a consultation, made into a pack that answers them by their numbers. What is
//! not certain is told, and marked `TO CONFIRM` in the pack unless somebody looked at it.

mod limits;
mod lines;
mod parse;
mod question;
mod write;

pub use question::{Consultation, ParsedQuestion};

//! The questions of a consultation, made into a pack that answers them by their numbers. What is
//! not certain is told, and marked `TO CONFIRM` in the pack unless somebody looked at it.

mod closes;
mod entry;
mod limit;
mod lines;
mod parse;
mod question;
mod read_form;
mod table;
mod under;
mod write;

pub use read_form::Consultation;
pub use write::Became;

pub use crate::import::consultation::question::ParsedQuestion;

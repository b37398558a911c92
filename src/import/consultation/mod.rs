//! The questions of a consultation, made into a pack that answers them by their numbers. What is
//! not certain is told, and marked `TO CONFIRM` in the pack unless somebody looked at it.

mod closes;
mod limit;
mod lines;
mod number;
mod parse;
mod read_form;
mod table;
mod under;
mod write;

pub use parse::ParsedQuestion;
pub use read_form::Consultation;
pub use write::Became;

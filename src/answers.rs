//! Answers: the values of questions by id, read from and written to answer files.

mod file;
mod group;
mod signatory;
pub mod value;
mod write;

pub(crate) use file::file_keys;
pub use file::{AnswerFile, Extra};
pub use group::GroupText;
pub use signatory::Signatory;
pub use value::{Answers, BodyAnswer, Chosen, Value};
pub(crate) use write::quoted;

#[cfg(test)]
mod tests;

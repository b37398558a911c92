//! Text files and YAML with the location of everything in them, and answers files.

pub mod answers_file;
#[cfg(feature = "parallel")]
pub(crate) mod decode;
pub mod faults;
pub mod text;
pub mod typed;
pub mod yaml;
pub(crate) mod zipped;

pub use answers_file::{AnswerFile, Extra};

#[cfg(test)]
mod answers_tests;

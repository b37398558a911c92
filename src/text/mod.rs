//! Plain text: marks, escape, words, numbers, language and dates.

pub mod dates;
pub mod escape;
pub mod language;
mod list;
pub mod marks;
mod number;
pub mod words;

pub use language::Language;
pub use list::join;
pub(crate) use number::thousands;

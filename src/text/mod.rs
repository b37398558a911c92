//! Plain text: marks, escape, words, numbers, language and dates.

pub mod dates;
pub mod escape;
pub mod gap;
pub mod html;
pub mod language;
mod list;
pub mod marks;
mod number;
pub mod unseen;
pub mod words;

pub use language::Language;
pub use list::join;
pub(crate) use number::thousands;

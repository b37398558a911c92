//! Plain text: marks, escape, words, numbers, language and dates.

pub mod dates;
pub mod escape;
mod fold;
pub mod gap;
pub mod html;
pub mod language;
mod list;
pub mod marks;
pub(crate) mod names;
mod number;
pub(crate) mod question_number;
pub mod unseen;
pub mod words;
mod wrap;

pub use fold::fold;
pub use language::Language;
pub use list::join;
pub(crate) use number::thousands;
pub use wrap::wrap;

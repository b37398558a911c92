//! Plain text: marks, escape, words, numbers, language and dates.

pub mod escape;
mod fold;
pub mod gap;
pub mod html;
pub mod language;
pub mod marks;
pub(crate) mod names;
pub(crate) mod patterns;
pub(crate) mod question_number;
pub mod unseen;
pub mod words;
mod wrap;

pub use fold::fold;
pub use language::{ENGLISH, Language};
pub(crate) use words::thousands;
pub use wrap::wrap;

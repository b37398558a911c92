//! From files to a pack, with every fault told at once.

mod alone;
mod confirm;
mod dates;
mod item;
mod pack_file;
mod parts;
pub(crate) mod questions;
pub(crate) mod registers;
pub(crate) mod review;
mod templates;
mod texts;
mod unanswered;
mod uses;
mod whole;

pub use confirm::CONFIRM;
pub(crate) use dates::last_day;
pub use whole::{Loaded, load};
pub(crate) use whole::{Wording, in_order, is_usable, load_sound, reviewed};

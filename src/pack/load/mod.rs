//! From files to a pack, with every fault told at once.

mod confirm;
mod item;
mod pack_file;
pub(crate) mod questions;
pub(crate) mod registers;
mod templates;
mod texts;
mod uses;
mod whole;

pub use confirm::CONFIRM;
pub(crate) use item::Item;
pub(crate) use pack_file::PackFile;
pub(crate) use texts::Review;
pub use whole::{Loaded, load};
pub(crate) use whole::{Wording, in_order, load_sound, reviewed};

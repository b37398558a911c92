//! From files to a pack, with every fault told at once.

mod item;
pub(crate) mod pack_file;
pub(crate) mod questions;
mod templates;
mod texts;
mod whole;

pub(crate) use item::{Item, read_yaml};
pub(crate) use pack_file::PackFile;
pub(crate) use texts::{Review, Wording};
pub use whole::{CONFIRM, Loaded, load};
pub(crate) use whole::{in_order, read, reviewed};

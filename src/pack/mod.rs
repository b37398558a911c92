//! A pack, checked: what a campaign publishes and templates are filled from.
//!
//! Files come in as bytes and are turned in `load` into a [`Pack`](crate::model::Pack) that cannot be
//! wrong; every fault on the way is told with its place.

pub mod files;
pub(crate) mod load;
pub mod schema;
mod shared;
pub mod shipped;

pub use files::PackFiles;
pub use load::{CONFIRM, Loaded, load};
pub use shared::Shared;

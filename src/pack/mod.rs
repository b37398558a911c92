//! A pack, checked: what a campaign publishes and templates are filled from.
//!
//! Files come in as bytes and are turned in `load` into a [`Pack`](crate::model::Pack) that cannot be
//! wrong; every fault on the way is told with its place.

mod copy;
pub mod files;
pub(crate) mod load;
mod made;
pub mod schema;
mod shared;
pub mod shipped;

pub use copy::{copy, starter};
pub use files::PackFiles;
pub use load::{CONFIRM, Loaded, load};
pub use made::{Made, PUBLISHER, id};
pub use shared::Shared;

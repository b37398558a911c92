//! A pack, checked: what a campaign publishes and templates are filled from.
//!
//! Files are read in `read`, mirrored in `spec`, and turned here into a [`Pack`] that cannot be
//! wrong; every fault on the way is told with its place.

pub mod faults;
pub(crate) mod load;
pub mod read;
pub mod schema;
mod shared;
pub mod shipped;
pub mod spec;
mod zipped;

pub use load::load;
pub use read::Files;
pub use shared::Shared;

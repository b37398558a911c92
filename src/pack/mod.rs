//! A pack, checked: what a campaign publishes and templates are filled from.
//!
//! Files are read in `read`, mirrored in `spec`, and turned here into a [`Pack`] that cannot be
//! wrong; every fault on the way is told with its place.

pub(crate) mod check;
pub mod read;
pub mod schema;
mod shared;
pub mod shipped;
pub mod spec;
mod zipped;

use jiff::civil::Date;
pub use read::Files;
pub use shared::Shared;

use crate::error::Fault;
use crate::model::Pack;
use crate::template::helpers;

/// Reads and checks a pack: the pack with its warnings, or all its faults at once. `today`
/// decides which facts are past their review.
pub fn load(files: &Files, shared: &Shared, today: Date) -> Result<(Pack, Vec<Fault>), Vec<Fault>> {
    let helpers: Vec<&str> = helpers::names().chain(["concerns"]).collect();
    check::load(files, shared, &helpers, today)
}

/// Checks a pack as its author wants it checked: all that [`load`] tells, and what is doubtful in
/// its texts, and what breaks or looks wrong when they are filled on trial. The pack when it can be used, and every fault, warning and piece of advice.
pub fn examine(files: &Files, shared: &Shared, today: Date) -> (Option<Pack>, Vec<Fault>) {
    let helpers: Vec<&str> = helpers::names().chain(["concerns"]).collect();
    check::examine(files, shared, &helpers, today)
}

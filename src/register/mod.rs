//! What every pack shares: the areas of the United Kingdom and the bodies that can be written to.
//!
//! Registers are data (`data/areas.yaml`, `data/bodies.yaml`), embedded in the program; a pack
//! can bring files of the same shape, whose entries win. Nothing here reads a file or a clock.

pub mod areas;
pub mod bodies;
pub mod councils;
pub mod deadline;
pub mod destinations;
mod find;
pub mod home;
mod known;
pub mod members;
mod names;
pub mod postcodes;
mod registers;
pub mod rules;
pub mod table;
#[cfg(test)]
mod tests;

pub use areas::{AREAS, Area, Areas, Board, NameMatch, Nation};
pub use bodies::{Bodies, Body, Serves};
pub use destinations::Destination;
pub use home::Home;
pub use registers::{BODIES, DESTINATIONS, Registers, Taken};
pub use rules::{HandIn, Questions, Rules};

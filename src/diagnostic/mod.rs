//! What a person is told when something is wrong: severity, location, and the name that may be
//! meant.

pub mod location;
pub mod near;

pub use location::Location;
pub use near::near;

//! Which people's own words are like someone else's.

pub mod sketch;
pub mod text;

pub use sketch::Sketch;

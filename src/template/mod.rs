//! Templates: Handlebars that yields CommonMark, with marks that tell whose words are whose.

pub mod context;
pub mod engine;
pub mod helpers;
pub mod lint;
pub mod parts;
pub mod tags;
mod typed;

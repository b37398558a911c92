//! sayso helps people write to those in power, in their own words.
//!
//! One straight line: pack files → pack → questionnaire and answers → document → bytes → file.

pub mod answer;
#[cfg(feature = "parallel")]
pub mod batch;
pub mod check;
pub mod compose;
pub mod diagnostic;
#[cfg(feature = "cli")]
pub mod disk;
pub mod document;
#[cfg(feature = "cli")]
pub mod error;
#[cfg(feature = "parallel")]
pub mod import;
pub mod interview;
pub mod model;
pub mod pack;
mod parallel;
pub mod question;
pub mod register;
pub mod render;
pub mod source;
pub mod template;
pub mod text;

//! sayso helps people write to those in power, in their own words.
//!
//! One straight line: pack files → pack → questionnaire and answers → document → bytes → file.

pub mod adapt;
pub mod answer;
pub mod batch;
pub mod check;
pub mod compose;
pub mod diagnostic;
pub mod disk;
pub mod document;
pub mod error;
pub mod model;
pub mod pack;
pub mod question;
pub mod questionnaire;
pub mod register;
pub mod render;
pub mod source;
pub mod template;
pub mod text;

//! sayso helps people write to those in power, in their own words.
//!
//! One straight line: pack files → pack → questionnaire and answers → document → bytes → file.

pub mod import;
pub mod advice;
pub mod answers;
pub mod batch;
pub mod compose;
pub mod dates;
pub mod deadline;
pub mod document;
pub mod error;
pub mod examples;
pub mod output;
pub mod pack;
pub mod preview;
pub mod question;
pub mod questionnaire;
pub mod register;
pub mod render;
pub mod schema;
pub mod template;
pub mod trial;

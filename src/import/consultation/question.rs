//! One question of a consultation as it was read.

use super::limit::Limit;

/// A question of a consultation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedQuestion {
    /// Its line or column.
    pub line: usize,
    /// Its number as it stands.
    pub number: String,
    /// What it asks.
    pub title: String,
    /// What can be ticked.
    pub options: Vec<String>,
    /// Whether more than one can be.
    pub several: bool,
    /// The rows of a grid, each ticked by itself.
    pub rows: Vec<String>,
    /// What asks for reasons beside a tick.
    pub why: Vec<String>,
    /// What is said below it.
    pub guidance: Vec<String>,
    /// The shared question that it is, where it asks who answers.
    pub about: Vec<&'static str>,
    /// The heading of a table that it is, as it stands.
    pub(super) heading: Option<String>,
    pub(super) limit: Limit,
}

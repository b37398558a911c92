//! A question and the columns that answer it.

use crate::model::Kind;

/// How a column was matched, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// `--map`, or the file beside the table.
    Map,
    /// The id of the question.
    Id,
    /// How the question is asked.
    Text,
    /// A name that every form gives to it.
    Name,
}

/// A question and the columns that answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Id of the question.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// The columns, from 0: one, or several that make one answer, such as a first and a last name
    /// or the lines of an address.
    pub columns: Vec<usize>,
    /// The options that the columns stand for, where each is one of ticks; else empty.
    pub ticks: Vec<String>,
    /// How they were found.
    pub by: By,
}

//! What is wrong with a row, told so that nobody's answers are shown.

use std::collections::HashMap;
use std::fmt;

use crate::batch::lists::lists;
use crate::diagnostic::Remedy;
use crate::question::AnswerFault;

/// What is wrong with a row. Shows nothing of what the person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Its number.
    pub row: u32,
    /// Heading of the column; none when it is the row as a whole.
    pub heading: Option<String>,
    /// What is wrong, in whole sentences.
    pub what: String,
    /// What a front end can offer to do about it.
    pub remedy: Option<Remedy>,
}

/// The faults of each row, by its number. Those of one row stand together, as a check gives them.
pub fn faults_by_row(faults: &[RowFault]) -> HashMap<u32, &[RowFault]> {
    let rows = faults.chunk_by(|a, b| a.row == b.row);
    rows.filter_map(|of_row| Some((of_row.first()?.row, of_row))).collect()
}

/// What became of a cell, in the words of `data/tables.yaml`.
pub(in crate::batch) fn spoiled(how: &str) -> &'static str {
    lists().spoiled.get(how).map_or("", String::as_str)
}

/// That a row has so many cells beyond the last heading.
pub(super) fn beyond(count: usize) -> String {
    let cells = if count == 1 { "cell" } else { "cells" };
    format!(
        "This row has {count} {cells} beyond the last heading. Put quotation marks round an answer \
         that holds the separator, or give the column a heading."
    )
}

impl RowFault {
    /// A fault of a cell, or of the row as a whole.
    pub fn at(row: u32, heading: Option<&str>, what: impl Into<String>) -> RowFault {
        RowFault { row, heading: heading.map(str::to_string), what: what.into(), remedy: None }
    }

    /// An answer of this row that was not taken. What the fault would repeat of it is left out, since
    /// messages of a batch are kept and passed on.
    pub fn answer(row: u32, heading: Option<&str>, fault: AnswerFault) -> RowFault {
        use AnswerFault::*;
        let hidden = match fault {
            NotOffered { near, offered, .. } => NotOffered { given: None, near, offered },
            UnknownConcern { near, .. } => UnknownConcern { given: None, near },
            UnknownBody { near, .. } => UnknownBody { given: None, near },
            SeveralAreas { names, .. } => SeveralAreas { asked_for: None, names },
            Told("postcode-near", _) => Told("postcode", Vec::new()),
            Told(day @ ("other-weekday" | "no-such-day"), _) => {
                return RowFault::at(row, heading, spoiled(day));
            }
            Told("no-such-day-ever", _) => {
                return RowFault::at(row, heading, spoiled("no-such-day"));
            }
            other => other,
        };
        RowFault::at(row, heading, hidden.to_string())
    }

    /// What is wrong, for somebody who looks at the row: `Postcode: …`.
    pub fn in_its_row(&self) -> String {
        match &self.heading {
            Some(heading) => format!("{heading}: {}", self.what),
            None => self.what.clone(),
        }
    }
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heading = self.heading.iter().map(|heading| format!(", {heading}"));
        write!(f, "row {}{}: {}", self.row, heading.collect::<String>(), self.what)
    }
}

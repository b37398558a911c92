//! What is wrong with a row, told so that nobody's answers are shown.

use std::collections::HashMap;
use std::fmt;

use crate::batch::lists::lists;
use crate::diagnostic::Remedy;
use crate::question::AnswerFault;
use crate::question::fault::DateFault;

/// What is wrong with a row. Shows nothing of what the person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// Its number.
    pub row: u32,
    /// Heading of the column; none when it is the row as a whole.
    pub heading: Option<String>,
    /// What is wrong.
    pub kind: RowFaultKind,
}

/// The faults of each row, by its number. Those of one row stand together, as a check gives them.
pub fn faults_by_row(faults: &[RowFault]) -> HashMap<u32, &[RowFault]> {
    let rows = faults.chunk_by(|a, b| a.row == b.row);
    rows.filter_map(|of_row| Some((of_row.first()?.row, of_row))).collect()
}

/// What is wrong with a cell or a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFaultKind {
    /// The answer was not taken.
    Answer(AnswerFault),
    /// Letters that the font has not, in a name or another answer that nobody can change.
    Letters,
    /// The letter could not be filled: what the template says.
    Template(String),
    /// The row has so many cells beyond the last heading.
    Beyond(usize),
    /// What became of a cell on its way, or what is wrong with a date in it, in words.
    Spoiled(&'static str),
}

/// What became of a cell, in the words of `data/tables.yaml`.
pub(in crate::batch) fn spoiled(how: &str) -> RowFaultKind {
    RowFaultKind::Spoiled(lists().spoiled.get(how).map_or("", String::as_str))
}

impl RowFault {
    /// An answer of this row that was not taken. What the fault would repeat of it is left out.
    pub fn answer(row: u32, heading: Option<&str>, fault: AnswerFault) -> RowFault {
        RowFault::at(row, heading, hidden(fault))
    }

    /// A fault of a cell, or of the row as a whole.
    pub fn at(row: u32, heading: Option<&str>, kind: RowFaultKind) -> RowFault {
        RowFault { row, heading: heading.map(str::to_string), kind }
    }
}

/// A fault without anything that the person gave: messages of a batch are kept and passed on.
fn hidden(fault: AnswerFault) -> RowFaultKind {
    use AnswerFault::*;
    RowFaultKind::Answer(match fault {
        NotOffered { near, offered, .. } => NotOffered { given: None, near, offered },
        UnknownConcern { near, .. } => UnknownConcern { given: None, near },
        UnknownBody { near, .. } => UnknownBody { given: None, near },
        SeveralAreas { names, .. } => SeveralAreas { asked_for: None, names },
        Postcode { .. } => Postcode { near: None },
        Date(DateFault::OtherWeekday(_)) => return spoiled("other-weekday"),
        Date(DateFault::NoSuchDay { .. }) => return spoiled("no-such-day"),
        other => other,
    })
}

impl RowFault {
    /// What a front end can offer to do about it.
    pub fn remedy(&self) -> Option<Remedy> {
        (self.kind == RowFaultKind::Letters).then_some(Remedy::ChooseFont)
    }

    /// What is wrong, for somebody who looks at the row: `Postcode: …`.
    pub fn in_its_row(&self) -> String {
        match &self.heading {
            Some(heading) => format!("{heading}: {}", self.kind),
            None => self.kind.to_string(),
        }
    }
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}", self.row)?;
        if let Some(heading) = &self.heading {
            write!(f, ", {heading}")?;
        }
        write!(f, ": {}", self.kind)
    }
}

impl fmt::Display for RowFaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RowFaultKind::Answer(fault) => return fault.fmt(f),
            RowFaultKind::Letters => "The built-in font cannot print these letters.",
            RowFaultKind::Template(why) => why,
            RowFaultKind::Beyond(count) => {
                let cells = if *count == 1 { "cell" } else { "cells" };
                return write!(
                    f,
                    "This row has {count} {cells} beyond the last heading. Put quotation marks \
                     round an answer that holds the separator, or give the column a heading."
                );
            }
            RowFaultKind::Spoiled(why) => why,
        })
    }
}

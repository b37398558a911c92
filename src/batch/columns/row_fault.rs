//! What is wrong with a row, told so that nobody's answers are shown.

use std::collections::HashMap;
use std::fmt;

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
    /// Characters that no font has, so that there can be no PDF of it.
    Characters(Vec<char>),
    /// Letters that the font has not, in a name or another answer that nobody can change.
    Letters,
    /// The letter could not be filled: what the template says.
    Template(String),
    /// The row has so many cells beyond the last heading.
    Beyond(usize),
    /// A spreadsheet took a telephone number for a number, and the 0 at its beginning is lost.
    LeadingZero,
    /// A spreadsheet shortened a long number.
    Shortened,
    /// A spreadsheet shows an error of its own.
    SpreadsheetError,
    /// Characters were lost when the table was saved.
    Damaged,
    /// A day of the week that is not that of the date.
    Weekday,
    /// A day that its month does not have.
    NoSuchDay,
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
        Date(DateFault::OtherWeekday(_)) => return RowFaultKind::Weekday,
        Date(DateFault::NoSuchDay { .. }) => return RowFaultKind::NoSuchDay,
        other => other,
    })
}

impl RowFault {
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
            RowFaultKind::Characters(characters) => return no_font(f, characters),
            RowFaultKind::Letters => {
                "The built-in font cannot print these letters. Give a font that can with --font \
                 FILE, or write -f txt,md without PDF."
            }
            RowFaultKind::Template(why) => why,
            RowFaultKind::Beyond(count) => {
                let cells = if *count == 1 { "cell" } else { "cells" };
                return write!(
                    f,
                    "This row has {count} {cells} more than there are headings. Put quotation \
                     marks round an answer that holds the separator."
                );
            }
            RowFaultKind::LeadingZero => {
                "The 0 at the beginning of this telephone number is missing: a spreadsheet took \
                 it for a number. Format the column as text, and put the 0 back."
            }
            RowFaultKind::Shortened => {
                "A spreadsheet has shortened this number. Format the column as text, and type \
                 the number again."
            }
            RowFaultKind::SpreadsheetError => {
                "The spreadsheet has an error here in place of what was typed. An answer that \
                 begins with = or - may have been taken for a formula; begin it with a word."
            }
            RowFaultKind::Damaged => {
                "Characters were lost here when the table was saved. Save it again as UTF-8, or \
                 type them again."
            }
            RowFaultKind::Weekday => {
                "The day of the week is not that of the date. Check the day and the date."
            }
            RowFaultKind::NoSuchDay => "That month has no such day. Check the date.",
        })
    }
}

fn no_font(f: &mut fmt::Formatter<'_>, characters: &[char]) -> fmt::Result {
    f.write_str("no font has ")?;
    for (index, c) in characters.iter().enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        write!(f, "{comma}{c} (U+{:04X})", u32::from(*c))?;
    }
    f.write_str(". Take it out, or give a font that has it with --font FILE.")
}

//! Which column answers which question, and what a row answers.

use std::collections::BTreeSet;
use std::fmt;

use crate::error::AnswerFault;
use crate::pack::{Pack, Template};
use crate::question::{Kind, Raw};

use super::table::{Row, Table};

/// The columns of a table, matched to the questions of a template.
#[derive(Clone, Debug)]
pub struct Columns {
    /// The columns that answer a question, in the table's order.
    pub fields: Vec<Field>,
    /// The column by which each person agreed.
    pub consent: usize,
    names: Vec<String>,
}

/// A column that answers a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Id of the question.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// The column, from 0.
    pub column: usize,
}

/// What is wrong with the columns of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnFault {
    /// No column says that the person agreed.
    NoConsent,
    /// A question that must be answered has no column.
    Missing {
        /// Id of the question.
        id: String,
        /// The question as asked.
        ask: String,
        /// A heading that may be meant.
        near: Option<String>,
    },
}

/// What a row answers.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    /// Answers by question id, as they came; empty cells are not among them.
    pub given: Vec<(String, Raw)>,
    /// Ids of the own-words questions that the row itself answers.
    pub own: Vec<String>,
    /// What is wrong with the row's cells, as far as can be seen without their questions.
    pub faults: Vec<RowFault>,
}

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

/// What is wrong with a cell or a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFaultKind {
    /// The answer was not taken.
    Answer(AnswerFault),
    /// Characters that no font has, so that there can be no PDF of it.
    Characters(Vec<char>),
    /// The letter could not be filled: what the template says.
    Template(String),
}

impl Columns {
    /// Matches the columns of a table to the questions of a template. `maps` are headings with
    /// the question each answers, `given_for_all` the questions answered for every row.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn matched(
        table: &Table,
        pack: &Pack,
        template: &Template,
        maps: &[(String, String)],
        given_for_all: &BTreeSet<String>,
    ) -> Result<Columns, Vec<ColumnFault>> {
        let _ = (maps, given_for_all);
        let mut fields = Vec::new();
        for id in &template.questions {
            let Some(question) = pack.question(id) else { continue };
            let fits = |h: &String| h == id || *h == question.ask;
            if let Some(column) = table.headings.iter().position(fits) {
                fields.push(Field { id: id.clone(), kind: question.kind, column });
            }
        }
        let consent = table.headings.iter().position(|h| h == "agreed");
        let names = (0..table.headings.len()).map(|column| table.column_name(column)).collect();
        let Some(consent) = consent else { return Err(vec![ColumnFault::NoConsent]) };
        Ok(Columns { fields, consent, names })
    }

    /// Whether the row's person agreed.
    pub fn agrees(&self, row: &Row<'_>) -> bool {
        row.cell(self.consent).trim().eq_ignore_ascii_case("yes")
    }

    /// Who the row is from, for telling one person's rows from another's: an e-mail address, or a
    /// name with a postcode. Never to be shown.
    pub fn identity(&self, row: &Row<'_>) -> Option<String> {
        let field = self.fields.iter().find(|field| field.kind == Kind::Email)?;
        Some(row.cell(field.column).trim().to_lowercase()).filter(|email| !email.is_empty())
    }

    /// What a row answers.
    pub fn read(&self, row: &Row<'_>) -> Answered {
        let mut answered = Answered::default();
        for field in &self.fields {
            let cell = row.cell(field.column);
            if cell.trim().is_empty() {
                continue;
            }
            if field.kind == Kind::OwnWords {
                answered.own.push(field.id.clone());
            }
            answered.given.push((field.id.clone(), Raw::Text(cell.to_string())));
        }
        answered
    }

    /// The heading of the column that answers a question, as messages call it.
    pub fn heading(&self, id: &str) -> Option<&str> {
        let field = self.fields.iter().find(|field| field.id == id)?;
        self.names.get(field.column).map(String::as_str)
    }

    /// The columns that answer no question, from 0.
    pub fn unused(&self) -> Vec<usize> {
        (0..self.names.len())
            .filter(|c| *c != self.consent && self.fields.iter().all(|field| field.column != *c))
            .collect()
    }

    /// For each column the name by which a file's name may use it: `ward`, `post_code`.
    pub fn variables(&self) -> Vec<String> {
        self.names.iter().map(|name| name.to_lowercase().replace(' ', "_")).collect()
    }
}

impl RowFault {
    /// An answer of this row that was not taken.
    pub fn answer(row: u32, heading: Option<&str>, fault: AnswerFault) -> RowFault {
        RowFault::at(row, heading, RowFaultKind::Answer(fault))
    }

    /// A fault of a cell, or of the row as a whole.
    pub fn at(row: u32, heading: Option<&str>, kind: RowFaultKind) -> RowFault {
        RowFault { row, heading: heading.map(str::to_string), kind }
    }
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
        match self {
            RowFaultKind::Answer(fault) => write!(f, "{fault}"),
            RowFaultKind::Characters(characters) => {
                write!(f, "no font has ")?;
                for (index, c) in characters.iter().enumerate() {
                    let comma = if index > 0 { ", " } else { "" };
                    write!(f, "{comma}{c} (U+{:04X})", u32::from(*c))?;
                }
                write!(f, ". Take it out, or give a font that has it with --font FILE.")
            }
            RowFaultKind::Template(why) => write!(f, "{why}"),
        }
    }
}

impl ColumnFault {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        None
    }
}

impl fmt::Display for ColumnFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

//! A table in memory: its headings, and its rows by place. One that a batch left to be mended, such
//! as `failed.csv`, says of each row which letter of the first table it is.

use serde::Deserialize;

use super::faults::{self, TableFault, quoted};
use crate::diagnostic::Diagnostic;
use crate::text::words::cut;

/// Ends each cell in memory. A cell that holds it has another sign instead, which questions refuse too.
pub(super) const CELL: char = '\u{1f}';

/// A table: headings, and rows by place.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What each column is headed with: one line, without hidden characters. May be empty.
    pub headings: Vec<String>,
    /// What was noted while reading, for people, in whole sentences.
    pub notes: Vec<Diagnostic>,
    /// The cells of all rows.
    pub(super) text: String,
    pub(super) rows: Vec<Stored>,
    /// The column that says what is to be mended, in a table that a batch left for that: its rows
    /// carry the numbers of letters.
    pub mend: Option<usize>,
}

/// Where a row stands in the text, and what is known of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stored {
    pub(super) number: u32,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) apart: Option<NotAPerson>,
    pub(super) is_mended: bool,
}

/// One row of a table.
#[derive(Clone, Debug)]
pub struct Row<'t> {
    /// Its number in the spreadsheet, in which the headings are row 1. In a table to be mended it
    /// is the number of its letter.
    pub number: u32,
    /// Whether cells of it were mended while it was read.
    pub is_mended: bool,
    /// Why the workbook itself sets it apart.
    pub(in crate::batch) apart: Option<NotAPerson>,
    pub(super) cells: Vec<&'t str>,
    width: usize,
}

/// Why a row is no person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotAPerson {
    /// It has the headings again.
    Headings,
    /// The maker of the form tried it out.
    Preview,
    /// The person took it back.
    Withdrawn,
    /// It sums up the others.
    Total,
    /// The spreadsheet hides it.
    Hidden,
    /// It is struck out.
    StruckOut,
}

impl Table {
    /// How many rows there are besides the headings; blank ones are not among them.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A row by its place, from 0. `None` beyond the end.
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        let Stored { number, start, end, apart, is_mended } = *self.rows.get(index)?;
        let text = self.text.get(start as usize..end as usize)?;
        let mut cells = Vec::with_capacity(self.headings.len());
        let mut start = 0;
        for end in memchr::memchr_iter(CELL as u8, text.as_bytes()) {
            cells.push(&text[start..end]);
            start = end + 1;
        }
        Some(Row { number, is_mended, apart, cells, width: self.headings.len() })
    }

    /// The number of the row at a place, as [`Row::number`] has it.
    pub fn number(&self, index: usize) -> Option<u32> {
        self.rows.get(index).map(|row| row.number)
    }

    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).filter_map(|index| self.row(index))
    }

    /// The first table with the rows of a mended one, each at its place now, where its letter has
    /// one. Columns go by their headings, in whatever order they stand.
    ///
    /// # Errors
    /// The mended table has other headings.
    pub fn overlay(
        mut self,
        mended: &Table,
        place: impl Fn(u32) -> Option<usize>,
    ) -> Result<Table, TableFault> {
        let columns = self.columns_in(mended)?;
        for row in mended.rows() {
            let Some(stored) = place(row.number).and_then(|place| self.rows.get_mut(place)) else {
                continue;
            };
            // It fits: both texts are bounded.
            stored.start = self.text.len() as u32;
            for column in &columns {
                self.text.push_str(row.cell(*column));
                self.text.push(CELL);
            }
            stored.end = self.text.len() as u32;
        }
        Ok(self)
    }

    /// For each column that of a mended table with the same heading: of several alike the next one.
    fn columns_in(&self, mended: &Table) -> Result<Vec<usize>, TableFault> {
        let mut left: Vec<usize> = (0..mended.headings.len()).collect();
        left.retain(|column| mended.mend != Some(*column));
        let (mut columns, mut strange) = (Vec::new(), Vec::new());
        for heading in &self.headings {
            match left.iter().position(|column| mended.headings[*column] == *heading) {
                Some(at) => columns.push(left.remove(at)),
                None => strange.push(heading),
            }
        }
        strange.extend(left.iter().map(|column| &mended.headings[*column]));
        if strange.is_empty() && self.mend.is_none() {
            return Ok(columns);
        }
        Err(faults::fault("table-other-headings", &[("headings", &quoted(&strange))]))
    }

    /// What a column is called in messages: its heading, cut short, or `column C`.
    pub fn column_name(&self, column: usize) -> String {
        match self.headings.get(column).map(String::as_str) {
            None | Some("") => format!("column {}", letters(column)),
            Some(heading) => cut(heading, 60),
        }
    }
}

impl<'t> Row<'t> {
    /// The cell of a column as it stands in the table; empty where the row ends before.
    pub fn cell(&self, column: usize) -> &'t str {
        if column < self.width { self.cells.get(column).copied().unwrap_or_default() } else { "" }
    }

    /// The cells, as many as there are headings.
    pub fn cells(&self) -> impl Iterator<Item = &'t str> + '_ {
        (0..self.width).map(|column| self.cell(column))
    }

    /// How many cells beyond the last heading have something in them: then a separator within an
    /// answer has moved the others.
    pub fn beyond(&self) -> usize {
        self.unheaded().filter(|cell| !cell.trim().is_empty()).count()
    }

    /// The cells behind those that have a heading, so that nothing is lost where a row is written
    /// again.
    pub fn unheaded(&self) -> impl Iterator<Item = &'t str> + '_ {
        self.cells.iter().skip(self.width).copied()
    }
}

/// Heading of the column that says what is to be mended in each row. It is never the answer to a
/// question.
pub const TO_MEND: &str = "to mend";

/// What stands in such a cell: which row it was, the number of its letter where that is another,
/// and why it is here.
pub fn mend_cell(row: u32, letter: u32, why: &str) -> String {
    let letter = if row == letter { String::new() } else { format!(", letter {letter}") };
    format!("Row {row}{letter}: {why}")
}

/// The number of the letter that such a cell begins with.
pub(super) fn letter_of(cell: &str) -> Option<u32> {
    let (which, _) = cell.split_once(':')?;
    let which = which.trim().to_lowercase();
    let number = which.strip_prefix("row")?.rsplit(", letter").next()?;
    let number = number.trim().parse().ok()?;
    (number > 1).then_some(number)
}

/// The letters of a column in a spreadsheet: A, B … Z, AA.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    match (column / 26).checked_sub(1) {
        Some(before) => format!("{}{last}", letters(before)),
        None => last.to_string(),
    }
}

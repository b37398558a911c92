//! A table in memory: its headings, and its rows by place.

use std::collections::BTreeMap;

use super::faults::Note;
use crate::batch::table::apart::NotAPerson;
use crate::text::words::cut;

/// Ends each cell in memory. A cell that holds it has another sign instead, which questions refuse too.
pub(super) const CELL: char = '\u{1f}';

/// What an empty cell is.
pub(super) const EMPTY: &str = "\u{1f}";

/// A table: headings, and rows by place.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// What each column is headed with: one line, without hidden characters. May be empty.
    pub headings: Vec<String>,
    /// What was noted while reading, for people.
    pub notes: Vec<Note>,
    pub(super) text: String,
    pub(super) starts: Vec<u32>,
    pub(super) numbers: Vec<u32>,
    /// Rows that the workbook itself sets apart.
    pub(super) apart: BTreeMap<u32, NotAPerson>,
    /// Columns that say of what kind a row is.
    pub(super) kinds: Vec<usize>,
    /// Rows of which cells were mended.
    pub(super) mended: Vec<u32>,
    pub(super) mend: Option<usize>,
    /// Rows that were mended outside it, by place, in place of those in the text.
    pub(super) instead: BTreeMap<usize, String>,
}

/// One row of a table.
#[derive(Clone, Debug)]
pub struct Row<'t> {
    /// Its number in the spreadsheet, in which the headings are row 1. In a table to be mended it
    /// is the number of its letter.
    pub number: u32,
    pub(super) cells: Vec<&'t str>,
    width: usize,
}

impl Table {
    /// How many rows there are besides the headings; blank ones are not among them.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// A row by its place, from 0. `None` beyond the end.
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        let text = self.text_of(index)?;
        let mut cells = Vec::with_capacity(self.headings.len());
        let mut start = 0;
        for end in memchr::memchr_iter(CELL as u8, text.as_bytes()) {
            cells.push(&text[start..end]);
            start = end + 1;
        }
        Some(Row { number: self.number(index)?, cells, width: self.headings.len() })
    }

    /// The number of the row at a place, as [`Row::number`] has it.
    pub fn number(&self, index: usize) -> Option<u32> {
        self.numbers.get(index).copied()
    }

    /// The cells of a row, each ended by its mark.
    pub(super) fn text_of(&self, index: usize) -> Option<&str> {
        if let Some(mended) = self.instead.get(&index) {
            return Some(mended);
        }
        let start = *self.starts.get(index)? as usize;
        let end = self.starts.get(index + 1).map_or(self.text.len(), |next| *next as usize);
        self.text.get(start..end)
    }

    /// The rows in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).filter_map(|index| self.row(index))
    }

    /// Whether cells of the row with this number were mended while it was read.
    pub fn was_mended(&self, number: u32) -> bool {
        self.mended.binary_search(&number).is_ok()
    }

    /// Whether it is what a batch left to be mended: it has a column headed [`TO_MEND`](super::marks::TO_MEND), and its
    /// rows carry the numbers of letters.
    pub fn is_mended(&self) -> bool {
        self.mend.is_some()
    }

    /// The column headed [`TO_MEND`](super::marks::TO_MEND).
    pub fn mend_column(&self) -> Option<usize> {
        self.mend
    }

    /// What a column is called in messages: its heading, cut short, or `column C`.
    pub fn column_name(&self, column: usize) -> String {
        name_of(&self.headings, column)
    }

    /// How many bytes it holds in memory, besides the headings.
    pub fn bytes(&self) -> usize {
        self.text.len() + 8 * self.len()
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

/// What a column is called in messages.
pub(super) fn name_of(headings: &[String], column: usize) -> String {
    match headings.get(column).map(String::as_str) {
        None | Some("") => format!("column {}", letters(column)),
        Some(heading) => cut(heading, 60),
    }
}

/// The letters of a column in a spreadsheet: A, B … Z, AA.
fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters.iter().rev().collect()
}

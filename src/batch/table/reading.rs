//! A table as its rows are read: cells one behind the other in one text.

use std::collections::BTreeSet;

use super::damage;
use super::headings::{heading, take_out};
use super::mended::{TO_MEND, letter_of};
use super::rows::{CELL, NotAPerson, Stored, Table};
use super::safe::undone;
use crate::batch::table::faults::{self, TableFault};
use crate::batch::words::named_rows;
use crate::diagnostic::Diagnostic;
use crate::limits;

/// What other programs put where a character is that they cannot keep.
const SUBSTITUTE: &str = "\u{1a}";

/// Most rows that a message names.
const MOST_NAMED: usize = 12;

/// A table that is being read.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) table: Table,
    /// Rows of a table to be mended that do not say which row they were.
    unnumbered: Vec<u32>,
    /// How many cells there are.
    cells: usize,
}

impl Reading {
    /// Begins a table. `bytes` is about how long all cells are together: a text that grows is moved
    /// each time.
    pub(super) fn new(notes: Vec<Diagnostic>, bytes: usize) -> Reading {
        let text = String::with_capacity(bytes);
        Reading { table: Table { notes, text, ..Table::default() }, ..Reading::default() }
    }

    /// Takes a row, and why it is set apart. The first that has anything in it has the headings. With
    /// each cell goes its column; columns rise, and those that are left out are empty.
    pub(super) fn row<'a>(
        &mut self,
        number: u32,
        apart: Option<NotAPerson>,
        cells: impl Iterator<Item = (usize, &'a str)>,
    ) -> Result<(), TableFault> {
        if !self.table.headings.is_empty() {
            return self.push(number, apart, cells);
        }
        let mut headings = Vec::new();
        for (column, cell) in cells {
            headings.resize(column, String::new());
            headings.push(heading(cell));
        }
        while headings.last().is_some_and(String::is_empty) {
            headings.pop();
        }
        self.table.mend = headings.iter().position(|heading| heading == TO_MEND);
        if self.table.mend.is_some() {
            headings.iter_mut().for_each(|heading| *heading = undone(heading).to_string());
        }
        self.table.headings = headings;
        Ok(())
    }

    /// Adds a row; a blank one leaves nothing behind.
    fn push<'a>(
        &mut self,
        number: u32,
        apart: Option<NotAPerson>,
        cells: impl Iterator<Item = (usize, &'a str)>,
    ) -> Result<(), TableFault> {
        let Table { text, mend, rows, .. } = &mut self.table;
        let start = text.len();
        let (mut end, mut next, mut said) = (start, 0, None);
        let (mut is_blank, mut is_mended) = (true, false);
        for (column, cell) in cells {
            self.cells += column + 1 - next;
            let bytes = text.len() + (column - next) + cell.len();
            if self.cells > limits::TABLE_CELLS || bytes > limits::TABLE_BYTES {
                return Err(faults::too_much(number));
            }
            text.extend(std::iter::repeat_n(CELL, column - next));
            next = column + 1;
            let cell = if mend.is_some() { undone(cell) } else { cell };
            let mended = damage::mended(cell);
            is_mended |= mended != cell;
            if *mend == Some(column) {
                said = letter_of(&mended);
            }
            text.push_str(&mended.replace(CELL, SUBSTITUTE));
            text.push(CELL);
            if !mended.is_empty() {
                end = text.len();
                is_blank &= *mend == Some(column) || mended.trim().is_empty();
            }
        }
        // Empty cells at the end of a row are as good as none.
        text.truncate(if is_blank { start } else { end });
        if is_blank {
            return Ok(());
        }
        if mend.is_some() && said.is_none() {
            self.unnumbered.push(number);
        }
        let number = said.unwrap_or(number);
        // Both fit: the text is bounded above.
        let (start, end) = (start as u32, end as u32);
        rows.push(Stored { number, start, end, apart, is_mended });
        Ok(())
    }

    /// The table.
    pub(super) fn finish(self) -> Result<Table, TableFault> {
        let mut table = self.table;
        if table.headings.is_empty() {
            return Err(faults::fault("table-empty", &[]));
        }
        let of_rows =
            |code, rows: &[u32]| faults::fault(code, &[("rows", &named_rows(rows, MOST_NAMED))]);
        if !self.unnumbered.is_empty() {
            return Err(of_rows("table-unnumbered", &self.unnumbered));
        }
        if table.mend.is_none() {
            take_out(&mut table);
            table.text.shrink_to_fit();
            return Ok(table);
        }
        let mut seen = BTreeSet::new();
        let numbers = table.rows.iter().map(|row| row.number);
        let twice: BTreeSet<u32> = numbers.filter(|number| !seen.insert(*number)).collect();
        match Vec::from_iter(twice).as_slice() {
            [] => Ok(table),
            twice => Err(of_rows("table-same-number", twice)),
        }
    }
}

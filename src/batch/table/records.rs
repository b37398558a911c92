//! Records as they are gathered: cells one behind the other in one text.

use std::collections::BTreeMap;

use super::safe::undone;
use super::second::{self, IMPORT_ID};
use super::{damage, not_people};
use crate::batch::table::apart::NotAPerson;
use crate::batch::table::cells::{CELL, CELL_BYTE, EMPTY, NUMBER, NUMBER_BYTE};
use crate::batch::table::faults::{self, Most, Note, TableFault};
use crate::batch::table::marks::{TO_MEND, letter_of};
use crate::batch::table::rows::{Row, Table};
use crate::limits;
use crate::text::unseen;

/// What other programs put where a character is that they cannot keep.
const SUBSTITUTE: &str = "\u{1a}";

/// From so many bytes on a text is given all the room it may need, of which the system gives what is
/// used: each time that it is moved, it takes its size once more.
const LARGE: usize = 16 << 20;

/// A table that is being read.
pub(super) struct Records {
    headings: Vec<String>,
    notes: Vec<Note>,
    text: String,
    starts: Vec<u32>,
    numbers: Vec<u32>,
    mend: Option<usize>,
    /// The number of a second row of headings.
    second: Option<u32>,
    /// Rows of a table to be mended that do not say which row they were.
    unnumbered: Vec<u32>,
    /// Rows that the workbook sets apart.
    pub(super) apart: BTreeMap<u32, NotAPerson>,
    /// Rows of which cells were mended.
    mended: Vec<u32>,
    /// How many cells there are.
    cells: usize,
}

impl Records {
    /// Begins with the headings. `bytes` is about how long all cells are together: a text that grows is
    /// moved each time.
    pub(super) fn new<'a>(
        cells: impl Iterator<Item = &'a str>,
        notes: Vec<Note>,
        bytes: usize,
    ) -> Records {
        let mut headings: Vec<String> = cells.map(heading).collect();
        while headings.last().is_some_and(String::is_empty) {
            headings.pop();
        }
        let mend = headings.iter().position(|heading| heading == TO_MEND);
        if mend.is_some() {
            headings.iter_mut().for_each(|heading| *heading = undone(heading).to_string());
        }
        let (text, starts, numbers) = (String::with_capacity(bytes), Vec::new(), Vec::new());
        let (second, unnumbered) = (None, Vec::new());
        let (apart, mended) = (BTreeMap::new(), Vec::new());
        Records {
            headings,
            notes,
            text,
            starts,
            numbers,
            mend,
            second,
            unnumbered,
            apart,
            mended,
            cells: 0,
        }
    }

    /// Takes a row for further headings, if it stands under the first ones and is such a row.
    pub(super) fn heads<'a>(&mut self, number: u32, cells: impl Iterator<Item = &'a str>) -> bool {
        if !self.starts.is_empty() || self.mend.is_some() || self.second.is_some() {
            return false;
        }
        let cells: Vec<&str> = cells.collect();
        let Some(headings) = second::headings(&self.headings, &cells) else { return false };
        self.headings = headings.iter().map(|cell| heading(cell)).collect();
        self.second = Some(number);
        self.notes.push(Note::MoreHeadings { last: number });
        true
    }

    /// Takes the first two rows for headings where the second of them is one that a form writes
    /// for programs: the first then has the questions.
    fn take_out_import_ids(&mut self) {
        let (Some(&first), Some(&start)) = (self.starts.first(), self.starts.get(1)) else {
            return;
        };
        let (first, start) = (first as usize, start as usize);
        let is_for_programs = self.text.get(start..).is_some_and(|t| t.starts_with(IMPORT_ID));
        if !is_for_programs || self.mend.is_some() {
            return;
        }
        let asked: Vec<String> =
            self.text[first..start].split(CELL).take(self.headings.len()).map(heading).collect();
        for (heading, asked) in self.headings.iter_mut().zip(asked) {
            if !asked.is_empty() {
                *heading = asked;
            }
        }
        self.starts.drain(..2);
        let last = self.numbers.drain(..2).next_back().unwrap_or_default();
        self.notes.push(Note::MoreHeadings { last });
    }

    /// Adds a row; a blank one leaves nothing behind. With each cell goes its column and whether it
    /// was a number to the spreadsheet; columns rise, and those that are left out are empty.
    pub(super) fn push<'a>(
        &mut self,
        number: u32,
        cells: impl Iterator<Item = (usize, &'a str, bool)>,
    ) -> Result<(), TableFault> {
        let start = self.text.len();
        let mut end = start;
        let (mut said, mut is_blank, mut next) = (None, true, 0);
        for (column, cell, is_number) in cells {
            self.cells += column + 1 - next;
            if self.cells > limits::TABLE_CELLS {
                return Err(faults::too_much(number, Most::Cells));
            }
            if self.text.len() + (column - next) + cell.len() > limits::TABLE_BYTES {
                return Err(faults::too_much(number, Most::Bytes));
            }
            if self.text.len() > LARGE {
                let left = limits::TABLE_BYTES.saturating_sub(self.text.len());
                self.text.reserve_exact(left);
            }
            self.text.push_str(&EMPTY.repeat(column - next));
            next = column + 1;
            let cell = if self.mend.is_some() { undone(cell) } else { cell };
            let mended = damage::mended(cell);
            if matches!(mended, std::borrow::Cow::Owned(_)) || mended.len() < cell.len() {
                self.mended.push(number);
            }
            let cell = mended.as_ref();
            if is_number {
                self.text.push(NUMBER);
            }
            if self.mend == Some(column) {
                said = letter_of(cell);
            }
            self.cell(cell);
            self.text.push(CELL);
            if !cell.is_empty() {
                end = self.text.len();
                is_blank &= self.mend == Some(column) || cell.trim().is_empty();
            }
        }
        if is_blank {
            self.text.truncate(start);
            return Ok(());
        }
        // Empty cells at the end of a row are as good as none.
        self.text.truncate(end);
        if self.mend.is_some() && said.is_none() {
            self.unnumbered.push(number);
        }
        // Both fit: the text is bounded above, and rows by the text.
        self.starts.push(start as u32);
        self.numbers.push(said.unwrap_or(number));
        Ok(())
    }

    /// Adds a row of another table, as it is.
    pub(super) fn push_row(&mut self, row: &Row<'_>) -> Result<(), TableFault> {
        let cells =
            row.cells.iter().enumerate().map(|(at, cell)| match cell.strip_prefix(NUMBER) {
                Some(cell) => (at, cell, true),
                None => (at, *cell, false),
            });
        self.push(row.number, cells)
    }

    /// Rows of which cells were mended when they were read before.
    pub(super) fn was_mended(&mut self, rows: &[u32]) {
        self.mended.extend(rows);
    }

    fn cell(&mut self, cell: &str) {
        if memchr::memchr2(CELL_BYTE, NUMBER_BYTE, cell.as_bytes()).is_none() {
            return self.text.push_str(cell);
        }
        self.text.push_str(&cell.replace([CELL, NUMBER], SUBSTITUTE));
    }

    /// The table.
    pub(super) fn finish(mut self) -> Result<Table, TableFault> {
        if self.headings.is_empty() {
            return Err(faults::empty());
        }
        self.take_out_import_ids();
        if !self.unnumbered.is_empty() {
            return Err(faults::unnumbered(&self.unnumbered));
        }
        if self.mend.is_some() {
            let rows = twice(&self.numbers);
            if !rows.is_empty() {
                return Err(faults::same_number(&rows));
            }
        }
        self.mended.sort_unstable();
        self.mended.dedup();
        self.text.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.numbers.shrink_to_fit();
        let kinds = not_people::kinds(&self.headings);
        Ok(Table {
            headings: self.headings,
            notes: self.notes,
            text: self.text,
            starts: self.starts,
            numbers: self.numbers,
            apart: self.apart,
            kinds,
            mended: self.mended,
            mend: self.mend,
        })
    }
}

/// Numbers that come more than once.
fn twice(numbers: &[u32]) -> Vec<u32> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    let mut twice: Vec<u32> =
        sorted.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    twice.dedup();
    twice
}

/// A heading: one line without hidden characters.
fn heading(cell: &str) -> String {
    let visible: String = damage::mended(cell)
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| {
            !unseen::is_refused(*c) && !unseen::turns(*c) && !matches!(c, '\u{200b}' | '\u{feff}')
        })
        .collect();
    visible.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

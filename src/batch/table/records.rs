//! Records as they are gathered: cells one behind the other in one text.

use std::borrow::Cow;

use super::safe::undone;
use super::second::{self, IMPORT_ID};
use super::{damage, not_people};
use crate::batch::table::apart::NotAPerson;
use crate::batch::table::faults::{self, Most, Note, TableFault};
use crate::batch::table::marks::{TO_MEND, letter_of};
use crate::batch::table::rows::{CELL, EMPTY, Table};
use crate::limits;
use crate::text::unseen;

/// What other programs put where a character is that they cannot keep.
const SUBSTITUTE: &str = "\u{1a}";

/// From so many bytes on a text is given all the room it may need, of which the system gives what is
/// used: each time that it is moved, it takes its size once more.
const LARGE: usize = 16 << 20;

/// A table that is being read.
#[derive(Default)]
pub(super) struct Records {
    table: Table,
    /// Whether a second row of headings was read.
    is_headed: bool,
    /// Rows of a table to be mended that do not say which row they were.
    unnumbered: Vec<u32>,
    /// How many cells there are.
    cells: usize,
}

impl Records {
    /// Begins a table. `bytes` is about how long all cells are together: a text that grows is moved
    /// each time.
    pub(super) fn new(notes: Vec<Note>, bytes: usize) -> Records {
        let text = String::with_capacity(bytes);
        Records { table: Table { notes, text, ..Table::default() }, ..Records::default() }
    }

    /// Takes a row. The first that has anything in it has the headings, and some forms write more of
    /// them below. With each cell goes its column; columns rise, and those that are left out are
    /// empty.
    pub(super) fn row<'a>(
        &mut self,
        number: u32,
        cells: impl Iterator<Item = (usize, &'a str)> + Clone,
    ) -> Result<(), TableFault> {
        if self.table.is_empty() {
            let mut texts = Vec::new();
            for (column, cell) in cells.clone() {
                texts.resize(column, "");
                texts.push(cell);
            }
            if self.table.headings.is_empty() {
                self.head(&texts);
                return Ok(());
            }
            if self.goes_on(number, &texts) {
                return Ok(());
            }
        }
        self.push(number, cells)
    }

    fn head(&mut self, cells: &[&str]) {
        let mut headings: Vec<String> = cells.iter().map(|cell| heading(cell)).collect();
        while headings.last().is_some_and(String::is_empty) {
            headings.pop();
        }
        let mend = headings.iter().position(|heading| heading == TO_MEND);
        if mend.is_some() {
            headings.iter_mut().for_each(|heading| *heading = undone(heading).to_string());
        }
        (self.table.headings, self.table.mend) = (headings, mend);
    }

    /// Notes that the workbook sets a row apart.
    pub(super) fn set_apart(&mut self, number: u32, why: NotAPerson) {
        self.table.apart.insert(number, why);
    }

    /// Takes a row under the headings for more of them, if it is such a row.
    fn goes_on(&mut self, number: u32, cells: &[&str]) -> bool {
        if self.table.is_mended() || self.is_headed {
            return false;
        }
        let Some(headings) = second::headings(&self.table.headings, cells) else { return false };
        self.table.headings = headings.iter().map(|cell| heading(cell)).collect();
        self.is_headed = true;
        self.table.notes.push(Note::MoreHeadings { last: number });
        true
    }

    /// Takes the first two rows for headings where the second of them is one that a form writes
    /// for programs: the first then has the questions.
    fn take_out_import_ids(&mut self) {
        let table = &mut self.table;
        let is_for_programs = table.text_of(1).is_some_and(|row| row.starts_with(IMPORT_ID));
        if !is_for_programs || table.is_mended() {
            return;
        }
        let asked = table.text_of(0).unwrap_or_default().split(CELL);
        let asked: Vec<String> = asked.take(table.headings.len()).map(heading).collect();
        for (heading, asked) in table.headings.iter_mut().zip(asked) {
            if !asked.is_empty() {
                *heading = asked;
            }
        }
        table.starts.drain(..2);
        let last = table.numbers.drain(..2).next_back().unwrap_or_default();
        table.notes.push(Note::MoreHeadings { last });
    }

    /// Adds a row; a blank one leaves nothing behind.
    fn push<'a>(
        &mut self,
        number: u32,
        cells: impl Iterator<Item = (usize, &'a str)>,
    ) -> Result<(), TableFault> {
        let table = &mut self.table;
        let start = table.text.len();
        let mut end = start;
        let (mut said, mut is_blank, mut next) = (None, true, 0);
        for (column, cell) in cells {
            self.cells += column + 1 - next;
            if self.cells > limits::TABLE_CELLS {
                return Err(faults::too_much(number, Most::Cells));
            }
            if table.text.len() + (column - next) + cell.len() > limits::TABLE_BYTES {
                return Err(faults::too_much(number, Most::Bytes));
            }
            if table.text.len() > LARGE {
                let left = limits::TABLE_BYTES.saturating_sub(table.text.len());
                table.text.reserve_exact(left);
            }
            table.text.push_str(&EMPTY.repeat(column - next));
            next = column + 1;
            let cell = if table.mend.is_some() { undone(cell) } else { cell };
            let mended = damage::mended(cell);
            if matches!(mended, Cow::Owned(_)) || mended.len() < cell.len() {
                table.mended.push(number);
            }
            let cell = mended.as_ref();
            if table.mend == Some(column) {
                said = letter_of(cell);
            }
            let kept = if cell.contains(CELL) { &cell.replace(CELL, SUBSTITUTE) } else { cell };
            table.text.push_str(kept);
            table.text.push(CELL);
            if !cell.is_empty() {
                end = table.text.len();
                is_blank &= table.mend == Some(column) || cell.trim().is_empty();
            }
        }
        if is_blank {
            table.text.truncate(start);
            return Ok(());
        }
        // Empty cells at the end of a row are as good as none.
        table.text.truncate(end);
        if table.mend.is_some() && said.is_none() {
            self.unnumbered.push(number);
        }
        // Both fit: the text is bounded above, and rows by the text.
        table.starts.push(start as u32);
        table.numbers.push(said.unwrap_or(number));
        Ok(())
    }

    /// The table.
    pub(super) fn finish(mut self) -> Result<Table, TableFault> {
        if self.table.headings.is_empty() {
            return Err(faults::empty());
        }
        self.take_out_import_ids();
        if !self.unnumbered.is_empty() {
            return Err(faults::unnumbered(&self.unnumbered));
        }
        let mut table = self.table;
        let rows = if table.is_mended() { twice(&table.numbers) } else { Vec::new() };
        if !rows.is_empty() {
            return Err(faults::same_number(&rows));
        }
        table.mended.sort_unstable();
        table.mended.dedup();
        table.text.shrink_to_fit();
        table.starts.shrink_to_fit();
        table.numbers.shrink_to_fit();
        table.kinds = not_people::kinds(&table.headings);
        Ok(table)
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

//! A table as its rows are read: cells one behind the other in one text. Some online forms write two
//! or three rows of headings before the first person.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::damage::mended;
use super::faults::{self, TableFault};
use super::rows::{CELL, NotAPerson, Stored, TO_MEND, Table, letter_of};
use super::safe::undone;
use crate::diagnostic::{self, Diagnostic};
use crate::limits;
use crate::text::words::one_line;
use crate::text::{thousands, unseen};

/// What other programs put where a character is that they cannot keep.
const SUBSTITUTE: &str = "\u{1a}";

/// A table that is being read.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) table: Table,
    /// Which rows of the first table those of a table to be mended were.
    were: BTreeSet<u32>,
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

    /// Takes the cells of a row, and why it is set apart. The first row that has anything in it has
    /// the headings; a blank one leaves nothing behind.
    pub(super) fn row(
        &mut self,
        number: u32,
        apart: Option<NotAPerson>,
        cells: &[Cow<'_, str>],
    ) -> Result<(), TableFault> {
        if self.table.headings.is_empty() {
            self.head(cells);
            return Ok(());
        }
        let Table { text, mend, rows, .. } = &mut self.table;
        let start = text.len();
        self.cells += cells.len();
        let bytes = start + cells.iter().map(|cell| cell.len() + 1).sum::<usize>();
        if self.cells > limits::TABLE_CELLS || bytes > limits::TABLE_BYTES {
            let (bytes, cells) = (limits::TABLE_BYTES >> 20, thousands(limits::TABLE_CELLS));
            let values = [("row", &number as _), ("bytes", &bytes as _), ("cells", &cells as _)];
            return Err(faults::fault("table-too-much", &values));
        }
        let (mut end, mut was) = (start, None);
        let (mut is_blank, mut is_mended) = (true, false);
        for (column, cell) in cells.iter().enumerate() {
            // Of a row that is far too wide most are.
            if !cell.is_empty() {
                let cell = if mend.is_some() { undone(cell) } else { cell };
                let mended = mended(cell);
                is_mended |= mended != cell;
                text.push_str(&mended.replace(CELL, SUBSTITUTE));
                end = if mended.is_empty() { end } else { text.len() + 1 };
                if *mend == Some(column) {
                    was = letter_of(&mended);
                } else {
                    is_blank &= mended.trim().is_empty();
                }
            }
            text.push(CELL);
        }
        // Empty cells at the end of a row are as good as none.
        text.truncate(if is_blank { start } else { end });
        if is_blank {
            return Ok(());
        }
        if mend.is_some() && !was.is_some_and(|was| self.were.insert(was)) {
            return Err(faults::fault("table-unnumbered", &[("row", &number)]));
        }
        let number = was.unwrap_or(number);
        // Both fit: the text is bounded above.
        let (start, end) = (start as u32, end as u32);
        rows.push(Stored { number, start, end, apart, is_mended });
        Ok(())
    }

    fn head(&mut self, cells: &[Cow<'_, str>]) {
        let mut headings: Vec<String> = cells.iter().map(|cell| heading(cell)).collect();
        while headings.last().is_some_and(String::is_empty) {
            headings.pop();
        }
        self.table.mend = headings.iter().position(|heading| heading == TO_MEND);
        if self.table.mend.is_some() {
            headings.iter_mut().for_each(|heading| *heading = undone(heading).to_string());
        }
        self.table.headings = headings;
    }

    /// The table.
    pub(super) fn finish(self) -> Result<Table, TableFault> {
        let mut table = self.table;
        if table.headings.is_empty() {
            return Err(faults::fault("table-empty", &[]));
        }
        if table.mend.is_none() {
            take_out(&mut table);
        }
        table.text.shrink_to_fit();
        Ok(table)
    }
}

/// What SurveyMonkey puts under a question that is answered in one column.
const RESPONSE: [&str; 2] = ["response", "open-ended response"];

/// What begins the cells of the third row of headings that Qualtrics writes.
/// <https://www.qualtrics.com/support/survey-platform/data-and-analysis-module/data/download-data/understanding-your-dataset/>
const IMPORT_ID: &str = "{\"ImportId\"";

/// A heading: one line without hidden characters.
fn heading(cell: &str) -> String {
    let is_hidden = |c: char| {
        !c.is_whitespace() && (unseen::is_refused(c) || unseen::turns(c))
            || matches!(c, '\u{200b}' | '\u{feff}')
    };
    one_line(&mended(cell).replace(is_hidden, ""))
}

/// Takes out the rows below the headings that go on with them.
fn take_out(table: &mut Table) {
    let [first, second] = [0, 1].map(|at| table.row(at).map(|row| row.cells).unwrap_or_default());
    let is_for_programs = second.first().is_some_and(|cell| cell.starts_with(IMPORT_ID));
    let (headings, rows) = if is_for_programs {
        // The row between has the questions.
        let asked = |(column, own): (usize, &String)| {
            let asked = heading(first.get(column).copied().unwrap_or_default());
            if asked.is_empty() { own.clone() } else { asked }
        };
        (table.headings.iter().enumerate().map(asked).collect(), 2)
    } else if let Some(headings) = with_options(&table.headings, &first) {
        (headings.iter().map(|cell| heading(cell)).collect(), 1)
    } else {
        return;
    };
    table.headings = headings;
    let last = table.rows.drain(..rows).next_back().map_or(0, |row| row.number);
    table.notes.push(diagnostic::fault("table-more-headings", &[("last", &last)]));
}

/// The headings of a table whose second row goes on with them: a question once, and under it
/// `Response`, or each of its options in a column of its own. None where that row is a person's.
fn with_options(first: &[String], second: &[&str]) -> Option<Vec<String>> {
    let is_response = |cell: &&str| RESPONSE.contains(&cell.trim().to_lowercase().as_str());
    // The first column is a number that the form gives, and has nothing under it.
    let begins = second.first().is_some_and(|cell| cell.trim().is_empty());
    if !begins || !second.iter().any(is_response) {
        return None;
    }
    let own = |column: usize| first.get(column).map_or("", String::as_str);
    let under = |column: usize| second.get(column).map_or("", |cell| cell.trim());
    let goes_on = |column: usize| own(column).is_empty() && !under(column).is_empty();
    let mut question = "";
    let mut headed = |column: usize| {
        if !own(column).is_empty() {
            question = own(column);
        }
        let is_one_of = goes_on(column) || goes_on(column + 1);
        match under(column) {
            "" => own(column).to_string(),
            cell if is_one_of && !is_response(&cell) => format!("{question} [{cell}]"),
            _ => question.to_string(),
        }
    };
    Some((0..first.len().max(second.len())).map(&mut headed).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_stand_beside_their_question() {
        let first = ["ID", "Your name", "What worries you?", "", "", "I agree"].map(String::from);
        let second = ["", "Open-Ended Response", "Buses", "Trams", "Other (please say)", "Yes"];
        assert_eq!(
            with_options(&first, &second).as_deref(),
            Some(
                &[
                    "ID",
                    "Your name",
                    "What worries you? [Buses]",
                    "What worries you? [Trams]",
                    "What worries you? [Other (please say)]",
                    "I agree"
                ]
                .map(String::from)[..]
            )
        );
        assert_eq!(with_options(&first, &["7", "Response", "x", "", "", "yes"]), None);
        assert_eq!(with_options(&first, &["", "Jean Sample", "x", "", "", "yes"]), None);
    }
}

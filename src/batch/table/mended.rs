//! Tables that a batch left to be mended: `failed.csv`, whose rows say which letter
//! of the first table they are.

use super::faults::{self, TableFault, quoted};
use super::rows::{CELL, Table};

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

impl Table {
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
}

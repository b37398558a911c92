//! Tables that a batch left to be mended: `failed.csv`, whose rows say which letter
//! of the first table they are.

use std::collections::BTreeMap;

use crate::batch::table::faults::{self, TableFault};
use crate::batch::table::marks::TO_MEND;
use crate::batch::table::rows::{EMPTY, Table};

impl Table {
    /// The first table with the rows of a mended one in the place of those with their numbers.
    /// Columns go by their headings, in whatever order they stand.
    ///
    /// # Errors
    /// The mended table has other headings, or rows that the first one has not.
    pub fn overlay(mut self, mended: &Table) -> Result<Table, TableFault> {
        if self.is_mended() {
            return Err(faults::other_headings(&[TO_MEND.to_string()]));
        }
        let columns = same_columns(&self, mended)?;
        let mut strange = Vec::new();
        for row in mended.rows() {
            let cells = columns.iter().flat_map(|column| [row.cell(*column), EMPTY]);
            // Numbers rise, as those of every table but one to be mended.
            match self.numbers.binary_search(&row.number) {
                Ok(place) => drop(self.instead.insert(place, cells.collect())),
                Err(_) => strange.push(row.number),
            }
        }
        strange.sort_unstable();
        if strange.is_empty() { Ok(self) } else { Err(faults::no_such_rows(&strange)) }
    }

    /// The rows alone that have a place now, with its number.
    pub fn placed(&self, place: impl Fn(u32) -> Option<u32>) -> Table {
        let (text, starts, numbers) = (String::new(), Vec::new(), Vec::new());
        let mut table = Table { text, starts, numbers, ..self.clone() };
        for (index, number) in self.numbers.iter().enumerate() {
            let Some(now) = place(*number) else { continue };
            // It fits: the text of the whole table does.
            table.starts.push(table.text.len() as u32);
            table.numbers.push(now);
            table.text.push_str(self.text_of(index).unwrap_or_default());
        }
        table
    }
}

/// For each column of the first table that of the mended one, by heading and by the how-manieth
/// of that heading it is.
fn same_columns(first: &Table, mended: &Table) -> Result<Vec<usize>, TableFault> {
    let mut found: BTreeMap<_, usize> = keys(mended).into_iter().collect();
    let mut columns = Vec::new();
    let mut strange = Vec::new();
    for (key, _) in keys(first) {
        match found.remove(&key) {
            Some(column) => columns.push(column),
            None => strange.push(key.0.to_string()),
        }
    }
    strange.extend(found.into_keys().map(|(heading, _)| heading.to_string()));
    if strange.is_empty() { Ok(columns) } else { Err(faults::other_headings(&strange)) }
}

/// The columns by heading and by how many of that heading stand before it; without the one that says
/// what is to be mended.
fn keys(table: &Table) -> Vec<((&str, usize), usize)> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let headings = table.headings.iter().enumerate();
    let headings = headings.filter(|(column, _)| table.mend_column() != Some(*column));
    let mut key = |(column, heading)| {
        let nth = seen.entry(heading).or_default();
        *nth += 1;
        ((heading, *nth), column)
    };
    headings.map(|(column, heading)| key((column, heading.as_str()))).collect()
}

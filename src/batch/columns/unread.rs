//! Columns that look like people's own words and answer no question, so that somebody looks.

use std::collections::HashSet;

use crate::batch::columns::column_map::Columns;
use crate::batch::lists::fold;
use crate::batch::similar::text::FEWEST_WORDS;
use crate::batch::table::Table;

/// One row in so many has a long cell, from which the column looks like own words.
const ONE_IN: usize = 10;
/// Fewest long cells.
const FEWEST: usize = 2;
/// Most columns that are looked at.
const MOST_LOOKED_AT: usize = 200;

impl Columns {
    /// Columns that are not used and have a sentence or more in many rows, most of them different:
    /// what each is called, and how many rows.
    pub fn unread(&self, table: &Table) -> Vec<(String, usize)> {
        let mut unused = self.unused();
        unused.truncate(MOST_LOOKED_AT);
        if unused.is_empty() {
            return Vec::new();
        }
        let mut seen: Vec<(usize, HashSet<&str>)> = vec![Default::default(); unused.len()];
        for row in table.rows() {
            for (column, (long, different)) in unused.iter().zip(&mut seen) {
                let cell = row.cell(*column);
                // Forms put the sentence that was ticked into the cell.
                let ticked = || fold(cell) == fold(&table.headings[*column]);
                if cell.split_whitespace().nth(FEWEST_WORDS - 1).is_some() && !ticked() {
                    *long += 1;
                    different.insert(cell.trim());
                }
            }
        }
        let looks = |(long, different): &(usize, HashSet<&str>)| {
            *long >= FEWEST && long * ONE_IN >= table.len() && different.len() * 2 > *long
        };
        let told = unused.iter().zip(&seen).filter(|(_, seen)| looks(seen));
        told.map(|(column, (long, _))| (table.column_name(*column), *long)).collect()
    }
}

//! Rows of a table that are no person's: the headings once more, what somebody tried out, a total,
//! what is hidden or struck out.

use crate::batch::lists::{fold, has, lists};
use crate::batch::table::apart::NotAPerson;
use crate::batch::table::rows::{Row, Table};

/// Fewest headings by which a row is known for one of headings.
const FEWEST_HEADINGS: usize = 2;

impl Table {
    /// Why the row at a place is no person's; none where it is.
    pub fn not_a_person(&self, index: usize) -> Option<NotAPerson> {
        let row = self.row(index)?;
        let apart = self.apart.get(&row.number).copied();
        apart.or_else(|| self.of_the_form(&row))
    }

    fn of_the_form(&self, row: &Row<'_>) -> Option<NotAPerson> {
        let filled = || row.cells().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let is_heading = |(column, cell): &(usize, &str)| {
            cell.trim().trim_start_matches('\u{feff}').eq_ignore_ascii_case(&self.headings[*column])
        };
        // Forms put the sentence that was ticked into its cell.
        if filled().nth(FEWEST_HEADINGS - 1).is_some() && filled().all(|cell| is_heading(&cell)) {
            return Some(NotAPerson::Headings);
        }
        let lists = lists();
        for kind in self.kinds.iter().map(|column| fold(row.cell(*column))) {
            for (words, why) in
                [(&lists.previews, NotAPerson::Preview), (&lists.withdrawn, NotAPerson::Withdrawn)]
            {
                if has(words, &kind) {
                    return Some(why);
                }
            }
        }
        let first = filled().next().map(|(_, cell)| cell).filter(|cell| cell.len() < 40)?;
        let word = fold(first);
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        // As `Totals (n = 7)`.
        let word = word.strip_suffix(" n").unwrap_or(word);
        has(&lists.totals, word).then_some(NotAPerson::Total)
    }
}

/// The columns that say of what kind a row is.
pub(super) fn kinds(headings: &[String]) -> Vec<usize> {
    let is_kind = |heading: &String| has(&lists().kinds_of_row, &fold(heading));
    headings.iter().enumerate().filter(|(_, h)| is_kind(h)).map(|(column, _)| column).collect()
}

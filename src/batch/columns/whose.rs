//! Whose each row is, and which rows are no person's.

use super::super::lists::{fold, fold_id, has, lists};
use super::super::table::{NotAPerson, Row, Table};
use super::heading::is_usual;
use crate::batch::columns::column_map::Columns;
use crate::text::words::one_line;

impl Columns {
    /// Why the row at a place is no person's; none where it is.
    pub fn not_a_person(&self, table: &Table, place: usize) -> Option<NotAPerson> {
        let row = table.row(place)?;
        let people =
            self.people.emails.iter().chain(&self.people.name).chain(&self.people.postcode);
        let mut filled = people.filter(|column| !row.cell(**column).trim().is_empty()).peekable();
        // Nobody's name, e-mail address and postcode are headings, those of this table or others.
        let is_heading = |column: &usize| {
            let cell = fold(row.cell(*column));
            cell == fold(&table.headings[*column]) || is_usual(&cell)
        };
        let mut is_headings = || filled.peek().is_some() && filled.all(is_heading);
        let apart = row.apart.or_else(|| self.of_kind(&row));
        apart.or_else(|| is_headings().then_some(NotAPerson::Headings))
    }

    /// What a row says that it is, in a column for that or in its first cell.
    fn of_kind(&self, row: &Row<'_>) -> Option<NotAPerson> {
        let lists = lists();
        for kind in self.people.kinds.iter().map(|column| fold(row.cell(*column))) {
            if has(&lists.previews, &kind) {
                return Some(NotAPerson::Preview);
            } else if has(&lists.withdrawn, &kind) {
                return Some(NotAPerson::Withdrawn);
            }
        }
        let first = row.cells().find(|cell| !cell.trim().is_empty())?;
        let word = if first.len() < 40 { fold(first) } else { return None };
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        // As `Totals (n = 7)`.
        let word = word.strip_suffix(" n").unwrap_or(word);
        has(&lists.totals, word).then_some(NotAPerson::Total)
    }

    /// The row's e-mail address, in small letters. Never to be shown.
    pub fn email(&self, row: &Row<'_>) -> Option<String> {
        let mut cells = self.people.emails.iter().map(|column| row.cell(*column).trim());
        cells.find(|cell| cell.contains('@')).map(str::to_lowercase)
    }

    /// The row's name with its postcode, where it has both. Never to be shown.
    pub fn name_with_postcode(&self, row: &Row<'_>) -> Option<String> {
        let name = self.person(row);
        let postcode = fold_id(row.cell(self.people.postcode?));
        (!name.is_empty() && !postcode.is_empty()).then(|| format!("{name}, {postcode}"))
    }

    /// The row's name in small letters, without punctuation; empty where there is none. Never to
    /// be shown.
    pub fn person(&self, row: &Row<'_>) -> String {
        fold(&self.signed(row))
    }

    /// The row's name as it stands there; empty where there is none. For the index alone.
    pub fn signed(&self, row: &Row<'_>) -> String {
        let name: Vec<&str> = self.people.name.iter().map(|column| row.cell(*column)).collect();
        one_line(&name.join(" "))
    }

    /// The columns that answer no question and yet tell who sent the form twice, from 0.
    pub fn tell_apart(&self) -> Vec<usize> {
        let mut unused = self.unused();
        unused.retain(|column| self.people.uses(*column));
        unused
    }

    /// A column of e-mail addresses that answers no question.
    pub fn unprinted_email(&self) -> Option<usize> {
        let mut emails = self.people.emails.iter().copied();
        emails.find(|email| self.fields.iter().all(|field| !field.columns.contains(email)))
    }
}

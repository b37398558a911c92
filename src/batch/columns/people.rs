//! Which columns tell one person from another, and which say of what kind a row is.

use super::super::lists::{fold, has, lists};
use super::super::table::Table;
use super::heading::is_named;
use crate::batch::columns::field::Field;
use crate::model::Kind;

/// Columns that tell one person from another, used or not.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    pub(super) emails: Vec<usize>,
    pub(super) name: Vec<usize>,
    pub(super) postcode: Option<usize>,
    /// Columns that say of what kind a row is.
    pub(super) kinds: Vec<usize>,
}

impl People {
    pub(super) fn of(table: &Table, fields: &[Field]) -> People {
        let of_kind = |wanted: &[Kind]| -> Vec<usize> {
            let fits = fields.iter().filter(|field| wanted.contains(&field.kind));
            fits.flat_map(|field| field.columns.iter().copied()).collect()
        };
        let headed = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
            (0..table.headings.len()).filter(|column| is(&table.headings[*column])).collect()
        };
        let known = |id: &str| {
            lists().known.get(id).map_or(Vec::new(), |names| headed(&|h| is_named(h, names)))
        };
        let mut emails = of_kind(&[Kind::Email, Kind::Contact]);
        let others = headed(&|heading| is_named(heading, &lists().emails)).into_iter();
        let others: Vec<usize> = others.filter(|column| !emails.contains(column)).collect();
        emails.extend(others);
        let name = match fields.iter().find(|field| field.id == "name") {
            Some(field) => field.columns.clone(),
            None => known("name").into_iter().take(1).collect(),
        };
        let postcode = of_kind(&[Kind::Postcode]).into_iter().chain(known("postcode")).next();
        let kinds = headed(&|heading| has(&lists().kinds_of_row, &fold(heading)));
        People { emails, name, postcode, kinds }
    }

    /// Whether a column is looked at: a name and a postcode count together alone.
    pub(super) fn uses(&self, column: usize) -> bool {
        let together = !self.name.is_empty() && self.postcode.is_some();
        self.emails.contains(&column)
            || together && (self.name.contains(&column) || self.postcode == Some(column))
    }
}

//! Tables that ship, one thing a row, to be found by code or name.

use rapidhash::RapidHashMap;
use serde::de::DeserializeOwned;

/// The rows of a table.
#[derive(Debug)]
pub struct Table<R> {
    rows: Vec<R>,
    by_code: RapidHashMap<String, usize>,
    by_name: RapidHashMap<String, usize>,
}

impl<R: DeserializeOwned> Table<R> {
    /// Reads a table in CSV; a row that is none of its kind is left out. `code` is that of the Office
    /// for National Statistics.
    pub(super) fn read(csv: &str, code: fn(&R) -> &str, name: fn(&R) -> &str) -> Self {
        let rows = csv::Reader::from_reader(csv.as_bytes()).into_deserialize();
        let rows: Vec<R> = rows.flatten().collect();
        Self {
            by_code: rows.iter().map(|row| code(row).to_string()).zip(0..).collect(),
            by_name: rows.iter().map(|row| folded(name(row))).zip(0..).collect(),
            rows,
        }
    }

    /// All of them.
    pub fn all(&self) -> &[R] {
        &self.rows
    }

    /// The one with this code.
    pub fn by_code(&self, code: &str) -> Option<&R> {
        self.rows.get(*self.by_code.get(code)?)
    }

    /// The one of this name, in whatever capitals.
    pub fn by_name(&self, name: &str) -> Option<&R> {
        self.rows.get(*self.by_name.get(&folded(name))?)
    }
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

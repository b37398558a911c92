//! Tables that ship, one thing a row, to be found by code or name.

use rapidhash::RapidHashMap;
use serde::de::DeserializeOwned;

/// What stands in a row.
pub trait Row: DeserializeOwned {
    /// Its code, by the Office for National Statistics.
    fn code(&self) -> &str;
    /// The name by which it is looked for.
    fn known_as(&self) -> &str;
}

/// The rows of a table.
#[derive(Debug)]
pub struct Table<R> {
    rows: Vec<R>,
    by_code: RapidHashMap<String, usize>,
    by_name: RapidHashMap<String, usize>,
}

impl<R: Row> Table<R> {
    /// Reads a table in CSV; a row that is none of its kind is left out.
    pub(super) fn read(csv: &str) -> Self {
        let rows = csv::Reader::from_reader(csv.as_bytes()).into_deserialize();
        let rows: Vec<R> = rows.flatten().collect();
        let by = |key: fn(&R) -> String| rows.iter().map(key).zip(0..).collect();
        Self {
            by_code: by(|row| row.code().into()),
            by_name: by(|row| folded(row.known_as())),
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

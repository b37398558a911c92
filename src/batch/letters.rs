//! By what the letter of a row is known from one run to the next: by the cell of the column that
//! tells rows apart, else by what stands in the row, else by whose it is. So a letter keeps its
//! number wherever its row stands in the table by then, and it is known which were handed in.

use std::collections::{BTreeMap, BTreeSet};

use rapidhash::RapidHashMap;
use rapidhash::v3::rapidhash_v3;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::columns::Columns;
use super::faults::{Fault, usage};
use super::lists::{fold, is};
use super::table::{Row, Table};

/// Name of the file among the notes of a folder.
pub const FILE: &str = "letters.csv";

/// The letters of a folder, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters(BTreeMap<u32, Known>);

/// By what a letter is known. Hashes, so that nobody's details are among the notes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    number: u32,
    id: Option<u64>,
    #[serde(rename = "row")]
    content: u64,
    #[serde(rename = "e-mail")]
    email: Option<u64>,
    name: Option<u64>,
    /// The day on which it was handed in.
    #[serde(rename = "handed in")]
    sent: Option<String>,
}

impl Known {
    fn of(row: &Row<'_>, columns: &Columns, id: Option<usize>) -> Known {
        let hash = |text: &str| rapidhash_v3(text.as_bytes());
        let cells: Vec<&str> = row.cells().collect();
        let id = id.map(|column| row.cell(column).trim()).filter(|cell| !cell.is_empty());
        let name = Some(columns.person(row)).filter(|name| !name.is_empty());
        Known {
            number: 0,
            id: id.map(hash),
            content: hash(&cells.join("\u{1f}")),
            email: columns.email(row).as_deref().map(hash),
            name: name.as_deref().map(hash),
            sent: None,
        }
    }
}

impl Letters {
    /// Reads the file; lines that are none of it are left out.
    pub fn read(text: &str) -> Letters {
        let mut lines = csv::Reader::from_reader(text.as_bytes());
        let known = lines.deserialize().filter_map(|line: Result<Known, _>| line.ok());
        let known = known.filter(|known| known.number > 0);
        Letters(known.map(|known| (known.number, known)).collect())
    }

    /// The file.
    pub fn write(&self) -> Vec<u8> {
        let mut lines = csv::Writer::from_writer(Vec::new());
        for known in self.0.values() {
            // Writing into memory does not fail.
            let _ = lines.serialize(known);
        }
        lines.into_inner().unwrap_or_default()
    }

    /// Whether the letter of a number was handed in.
    pub fn is_sent(&self, number: u32) -> bool {
        self.0.get(&number).is_some_and(|known| known.sent.is_some())
    }

    /// Marks letters as handed in on a day; how many were not before.
    pub fn send(&mut self, numbers: impl Iterator<Item = u32>, day: &str) -> usize {
        let mut new = 0;
        for number in numbers {
            if let Some(known) = self.0.get_mut(&number).filter(|known| known.sent.is_none()) {
                known.sent = Some(day.to_string());
                new += 1;
            }
        }
        new
    }

    /// The number of each row's letter, by place: the one by which it is known, else that of the
    /// row, else the next that nobody had; and the letters whose rows are new or have changed. `id`
    /// is the column that tells rows apart.
    pub fn number(
        &mut self,
        table: &Table,
        columns: &Columns,
        id: Option<usize>,
    ) -> (Vec<u32>, BTreeSet<u32>) {
        let now: Vec<Known> = table.rows().map(|row| Known::of(&row, columns, id)).collect();
        let mut numbers: Vec<Option<u32>> = vec![None; now.len()];
        let mut free: BTreeMap<u32, Known> = self.0.clone();
        for way in 0..4 {
            let key = |known: &Known| [known.id, Some(known.content), known.email, known.name][way];
            let mut by_key: RapidHashMap<u64, Vec<u32>> = RapidHashMap::default();
            for (number, known) in free.iter().rev() {
                key(known).into_iter().for_each(|key| by_key.entry(key).or_default().push(*number));
            }
            for (number, known) in numbers.iter_mut().zip(&now).filter(|(n, _)| n.is_none()) {
                *number = key(known).and_then(|key| by_key.get_mut(&key)).and_then(Vec::pop);
                number.map(|number| free.remove(&number));
            }
        }
        let mut last =
            self.0.keys().chain(&table.number(table.len().saturating_sub(1))).max().copied();
        let mut changed = BTreeSet::new();
        for (place, known) in now.iter().enumerate() {
            let row = table.number(place).unwrap_or_default();
            let number = numbers[place].unwrap_or_else(|| {
                // Somebody changed the row where it stands, and nothing says that it is another's.
                let is_nobody = |known: &Known| known.email.or(known.name).is_none();
                let same = free.get(&row).is_some_and(|old| is_nobody(old) || is_nobody(known));
                if same || !self.0.contains_key(&row) {
                    free.remove(&row);
                    return row;
                }
                let next = last.unwrap_or_default() + 1;
                last = Some(next);
                next
            });
            numbers[place] = Some(number);
            let old = self.0.get(&number);
            if old.is_none_or(|old| old.content != known.content) {
                changed.insert(number);
            }
            let sent = old.and_then(|old| old.sent.clone());
            self.0.insert(number, Known { number, sent, ..known.clone() });
        }
        (numbers.into_iter().flatten().collect(), changed)
    }
}

/// The column that somebody says tells rows apart.
pub(super) fn named_column(table: &Table, wanted: Option<&str>) -> Result<Option<usize>, Fault> {
    let Some(wanted) = wanted else { return Ok(None) };
    let is_it = |heading: &String| heading.trim().eq_ignore_ascii_case(wanted.trim());
    match table.headings.iter().position(is_it) {
        Some(column) => Ok(Some(column)),
        None => usage("no-id", json!({ "heading": wanted })),
    }
}

/// The column that tells the rows of a table apart: headed so, with something else in every row.
pub fn id_column(table: &Table) -> Option<usize> {
    let is_id = |column: &usize| {
        let mut seen = rapidhash::RapidHashSet::default();
        is("ids", &fold(&table.headings[*column]))
            && !table.is_empty()
            && table.rows().all(|row| {
                let cell = row.cell(*column).trim();
                !cell.is_empty() && seen.insert(rapidhash_v3(cell.as_bytes()))
            })
    };
    (0..table.headings.len()).find(is_id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_the_same_and_what_was_handed_in_is_marked_once() {
        let known = |number| Known { number, content: u64::MAX, name: Some(1), ..Known::default() };
        let other = Known { id: Some(7), ..known(9) };
        let mut letters = Letters(BTreeMap::from([(2, known(2)), (9, other)]));
        assert_eq!(letters.send([2, 3].into_iter(), "2026-11-21"), 1);
        assert_eq!(letters.send([2].into_iter(), "2026-11-22"), 0);
        assert!(letters.is_sent(2) && !letters.is_sent(9));
        let file = String::from_utf8(letters.write()).expect("text");
        assert_eq!(Letters::read(&file), letters);
        let head = file.lines().next().expect("a heading");
        let other = format!("{head}\n0,,1,,,\n-1,,1,,,\n2,,g,,,\nx\n");
        assert_eq!(Letters::read(&other), Letters::default());
    }
}

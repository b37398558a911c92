//! What a folder was made with, kept in it: a table of mended rows is then run with the same,
//! and a batch begun yesterday keeps its date.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rapidhash::v3::rapidhash_v3;
use serde::{Deserialize, Serialize};

use super::table::{Row, Table};

/// Name of the file, inside the folder's notes.
pub const FILE: &str = "batch.yaml";

/// Name of the file with the rows that were mended outside the table.
pub const MENDED: &str = "mended.csv";

/// Name of the file with rows that were mended and that the table has no longer as they were, so that
/// nothing that was typed is lost.
pub const NOT_USED: &str = "mended-not-used.csv";

const HEAD: &str = "# What this folder was made with, so that mended rows are written alike.\n";

/// The settings of a batch. Paths are absolute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The date on letters that bring none, as `2026-11-21`.
    pub dated: Option<String>,
    /// The table with every row.
    pub table: Option<PathBuf>,
    /// A hash of the table's file as it was last read, and one of its headings, by which it is
    /// known where it has been moved.
    pub mark: Option<Mark>,
    /// Its sheet.
    pub sheet: Option<String>,
    /// The file of answers for all.
    pub answers: Option<PathBuf>,
    /// Further answers for all, as `id=value`.
    pub set: Vec<String>,
    /// Columns, as `Heading=id`.
    pub map: Vec<String>,
    /// Endings of the formats.
    pub formats: Vec<String>,
    /// The pattern of names.
    pub name: Option<String>,
    /// By what letters are put into folders: `receiver`.
    pub by: Option<String>,
    /// The sides of the paper for which all letters also go into one PDF: `one` or `two`.
    pub combine: Option<String>,
    /// Whether e-mails bring the letter as a PDF too.
    pub attach_pdf: bool,
    /// Files that go with every letter.
    pub enclose: Vec<PathBuf>,
    /// Whether a table for programs that merge e-mails is written.
    pub merge: bool,
    /// Which rows of one person are kept: `first`, `last` or `all`.
    pub keep: Option<String>,
    /// The heading of the column that tells rows apart.
    pub id: Option<String>,
    /// Who goes into a joint response.
    pub joint: Option<String>,
    /// A font that was brought.
    pub font: Option<PathBuf>,
    /// The pack and the template.
    pub what: Option<String>,
    /// Rows that were mended outside the table: their numbers, and a hash of each as the table
    /// has it, so that a row that has changed there since is taken from there again.
    pub mended: BTreeMap<u32, String>,
}

/// By what a table is known again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// A hash of the bytes of its file.
    pub bytes: String,
    /// A hash of its headings.
    pub headings: String,
}

impl Mark {
    /// Of a file's bytes; the headings are added when they are known.
    pub fn of_bytes(bytes: &[u8]) -> Mark {
        Mark { bytes: format!("{:016x}", rapidhash_v3(bytes)), headings: String::new() }
    }

    /// With the headings of the table.
    pub fn with_headings(self, headings: &[String]) -> Mark {
        let headings = rapidhash_v3(headings.join("\u{1f}").as_bytes());
        Mark { headings: format!("{headings:016x}"), ..self }
    }
}

impl Settings {
    /// Reads the file; none when it is not one.
    pub fn read(text: &str) -> Option<Settings> {
        serde_yaml::from_str(text).ok()
    }

    /// The file.
    pub fn write(&self) -> String {
        let text = serde_yaml::to_string(self).unwrap_or_default();
        format!("{HEAD}{text}")
    }

    /// Whether a table somewhere else is the one that the folder was made from: it holds the same,
    /// or it has the same name and headings where the old one is no more.
    pub fn is_moved_to(&self, path: &Path, mark: &Mark, old_is_there: bool) -> bool {
        let (Some(old), Some(kept)) = (&self.table, &self.mark) else { return false };
        let alike = old.file_name() == path.file_name() && kept.headings == mark.headings;
        kept.bytes == mark.bytes || alike && !old_is_there
    }

    /// By what a row of the first table is known again when it comes back mended, whatever took
    /// its place meanwhile.
    pub fn row_mark(&self, row: &Row<'_>) -> String {
        self.mended.get(&row.number).cloned().unwrap_or_else(|| hash(row))
    }

    /// Gives the rows that were mended elsewhere the numbers that they have in the table by now,
    /// and forgets those that it has no longer as they were; the numbers now, by those of before.
    pub fn move_mended(&mut self, table: &Table) -> BTreeMap<u32, u32> {
        let places = places(table, &self.mended);
        let mended = std::mem::take(&mut self.mended);
        let moved = mended.into_iter().filter_map(|(was, mark)| Some((*places.get(&was)?, mark)));
        self.mended = moved.collect();
        places
    }

    /// Notes that a row was mended outside the table, which has it so.
    pub fn mend(&mut self, row: &Row<'_>) {
        self.mended.insert(row.number, hash(row));
    }

    /// The date on letters that bring none.
    pub fn date(&self) -> Option<Date> {
        self.dated.as_ref()?.parse().ok()
    }
}

/// Where rows stand in a table by now that are known by their hashes: where they stood, or else in
/// the only row that has become of them. A row that is nowhere, or in several places, has none.
pub fn places(table: &Table, marks: &BTreeMap<u32, String>) -> BTreeMap<u32, u32> {
    if marks.is_empty() {
        return BTreeMap::new();
    }
    let mut now: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    table.rows().for_each(|row| now.entry(hash(&row)).or_default().push(row.number));
    let place = |(was, mark): (&u32, &String)| match now.get(mark)?.as_slice() {
        rows if rows.contains(was) => Some((*was, *was)),
        [only] => Some((*was, *only)),
        _ => None,
    };
    marks.iter().filter_map(place).collect()
}

/// A hash of a row's cells.
pub fn hash(row: &Row<'_>) -> String {
    let cells: Vec<&str> = row.cells().collect();
    format!("{:016x}", rapidhash_v3(cells.join("\u{1f}").as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_the_same() {
        let settings = Settings {
            dated: Some("2026-11-21".into()),
            table: Some("/tables/Responses #1.csv".into()),
            set: vec!["q4=Yes: we do".into()],
            formats: vec!["pdf".into()],
            combine: Some("two".into()),
            ..Settings::default()
        };
        assert_eq!(Settings::read(&settings.write()), Some(settings.clone()));
        assert_eq!(settings.date(), Some(jiff::civil::date(2026, 11, 21)));
        assert_eq!(Settings::read("- a list"), None);
        assert_eq!(Settings::read("later: true\n"), Some(Settings::default()));
    }
}

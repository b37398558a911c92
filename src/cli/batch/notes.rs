//! What a folder was made with, kept in it: a table of mended rows is then run with the same, and a
//! batch begun yesterday keeps its date.

use std::path::{Path, PathBuf};

use rapidhash::v3::rapidhash_v3;
use sayso::batch::table::Table;
use sayso::disk::{self, NOTES};
use sayso::error::Error;
use sayso::limits;
use serde::{Deserialize, Serialize};

use super::args::{BatchArgs, MadeWith};
use super::tell;

/// Name of the file.
const FILE: &str = "batch.yaml";

const HEAD: &str = "# What this folder was made with, so that mended rows are written alike.\n";

/// What a folder was made with.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Notes {
    /// The date on letters that bring none, as `2026-11-21`.
    pub(crate) dated: Option<String>,
    /// The pack and the template.
    what: Option<String>,
    /// The path of the table with every row.
    pub(crate) table: Option<PathBuf>,
    /// By what the table is known where it has been moved.
    mark: Mark,
    /// The flags.
    pub(crate) with: MadeWith,
}

/// By what a table is known again: hashes of its file and of its headings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    bytes: String,
    headings: String,
}

impl Mark {
    /// The mark of a table that was read from these bytes.
    pub(crate) fn of(bytes: u64, table: &Table) -> Mark {
        let headings = rapidhash_v3(table.headings.join("\u{1f}").as_bytes());
        Mark { bytes: format!("{bytes:016x}"), headings: format!("{headings:016x}") }
    }
}

impl Notes {
    /// The notes of a folder; none where there are none.
    pub(crate) fn of(folder: &Path) -> Option<Notes> {
        let path = folder.join(NOTES).join(FILE);
        serde_yaml::from_str(&disk::read_text(&path, limits::NOTES_BYTES)?).ok()
    }

    /// The notes of a run over a table with every row.
    pub(crate) fn new(args: &BatchArgs, before: Option<Notes>, mark: Mark) -> Notes {
        Notes {
            dated: before.and_then(|notes| notes.dated),
            what: Some(what(args)),
            table: Some(absolute(&args.table)),
            mark,
            with: args.made.clone().anywhere(),
        }
    }

    /// The file, with its name.
    pub(crate) fn file(&self) -> (String, Vec<u8>) {
        let text = serde_yaml::to_string(self).unwrap_or_default();
        (FILE.to_string(), format!("{HEAD}{text}").into_bytes())
    }

    /// The same for rows that come back mended, of a table that is now so.
    pub(crate) fn again(self, args: &BatchArgs, mark: Mark) -> Notes {
        let with = args.made.clone().anywhere().over(&self.with);
        Notes { what: Some(what(args)), mark, with, ..self }
    }

    /// Refuses to write the letters of one table over those of another. One that was moved is the
    /// same: it holds the same, or it has the same name and headings where the old one is no more.
    pub(crate) fn refuse_other(&self, args: &BatchArgs, mark: &Mark) -> Result<(), Error> {
        let same = |path: &PathBuf| {
            let name = path.file_name() == args.table.file_name();
            absolute(&args.table) == *path
                || self.mark.bytes == mark.bytes
                || name && self.mark.headings == mark.headings && !path.exists()
        };
        let table = self.table.as_ref().filter(|path| !same(path));
        let table = table.map(|path| format!("the letters of {}", path.display()));
        let other = self.what.as_ref().filter(|other| **other != what(args));
        match table.or(other.map(|what| format!("letters of {what}"))) {
            Some(held) => Err(tell::refused("other-table", held)),
            None => Ok(()),
        }
    }
}

fn what(args: &BatchArgs) -> String {
    args.what.trim_end_matches('/').to_string()
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

//! Everything that a report is made from, and the names of its files.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::super::columns::RowFault;
use super::super::joint::Apart;
use super::super::options::{Commands, Keep};
use super::super::reading::Reading;
use super::super::record::{Fate, Record};
use super::super::taken::TakenFor;
use super::super::{merge, names, review};
use crate::register::deadline::Closes;

/// Name of the report as a page.
pub const PAGE: &str = "report.md";
/// Name of the report as a table.
pub const TABLE: &str = "report.csv";
/// Name of the table of rows without words of their own.
pub const ASK_AGAIN: &str = "ask-again.csv";
/// Name of the note to hand in.
pub const COVER_NOTE: &str = "cover-note.md";
/// Name of the table of rows to be mended.
pub const FAILED: &str = "failed.csv";

/// Name of the list of letters: number, name, file.
pub const INDEX: &str = "index.csv";
/// Name of the file with all that is handed in.
pub const HAND_IN: &str = "hand-in.zip";

/// Names of the files that a batch writes besides letters.
pub const FILES: [&str; 9] =
    [PAGE, TABLE, ASK_AGAIN, COVER_NOTE, FAILED, merge::FILE, INDEX, review::FILE, HAND_IN];

/// The file of a receiver's cover note, inside the folder of a batch.
pub fn note_for(receiver: &str) -> String {
    names::folder(receiver) + COVER_NOTE
}

/// Everything that a report is made from.
#[derive(Clone)]
pub struct Report<'a> {
    /// What the letters are about: the consultation's name, else the template's title.
    pub title: String,
    /// When it closes, if it does.
    pub closes: Option<Closes>,
    /// The moment at which the report is made.
    pub now: DateTime,
    /// A record a row, in the order of the table.
    pub records: &'a [Record],
    /// How the letters are likely to be read.
    pub reading: &'a Reading,
    /// What is to be mended, in the order of the table.
    pub faults: &'a [RowFault],
    /// Councils and committees that were taken for another than stands in the table.
    pub taken: &'a [TakenFor],
    /// Columns that are not used and look like people's own words, and how many rows have some.
    pub unread: Vec<(String, usize)>,
    /// The file of the letter of the record at a place, inside the folder.
    pub file_of: &'a dyn Fn(usize) -> String,
    /// Who gets letters, with how many each, where every receiver has a folder.
    pub receivers: Vec<(String, usize)>,
    /// Files that hold all letters, inside the folder; empty without `--combine`.
    pub combined: &'a [String],
    /// The joint response made in this run, inside the folder.
    pub joint: Option<String>,
    /// Rows that have a letter of their own and not a place in the joint response, by why.
    pub apart: &'a BTreeMap<Apart, Vec<u32>>,
    /// Files of letters that somebody changed by hand and that are not to be sent, with why.
    pub astray: Vec<(String, String)>,
    /// How many people have a letter of their own.
    pub people: usize,
    /// Whether the letters are those of every row, and not of some that were chosen.
    pub whole: bool,
    /// Which rows of one person are kept.
    pub keep: Keep,
    /// The column that says when an answer came, in words.
    pub dated_by: Option<String>,
    /// How many letters of earlier runs are in the folder besides those of this one.
    pub others: usize,
    /// The heading of the column by which each person agreed, which may be the sentence that they
    /// ticked.
    pub consent: &'a str,
    /// Who gets the letters, such as `The consultation EX/26`.
    pub receiver: Option<String>,
    /// Where they are sent by e-mail.
    pub email: Option<String>,
    /// Who answers for the letters, if the group said so for all.
    pub contact: Option<&'a str>,
    /// The commands to run next.
    pub commands: &'a Commands,
    /// Whether the pack has a template for a joint response.
    pub may_join: bool,
}

impl Report<'_> {
    /// The rows of which this became.
    pub(super) fn of_fate(&self, is: impl Fn(Fate) -> bool) -> Vec<u32> {
        self.records.iter().filter(|r| is(r.fate)).map(|r| r.row).collect()
    }

    /// Whether there is anything to hand in.
    pub fn has_letters(&self) -> bool {
        self.reading.letters() > 0 || self.joint.is_some()
    }
}

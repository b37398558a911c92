//! Everything that a report is made from, and the names of its files.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::super::columns::RowFault;
use super::super::joint::Apart;
use super::super::options::Commands;
use super::super::options::Keep;
use super::super::reading::Reading;
use super::super::record::Record;
use super::super::taken::TakenFor;
use super::super::{merge, review};
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

/// What stands last.
pub(super) const DELETE: &str =
    "These folders hold everyone’s details: delete them when you no longer need them.";

/// Everything that a report is made from.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// What the letters are about: the consultation's name, else the template's title.
    pub title: &'a str,
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
    pub unread: &'a [(String, usize)],
    /// The file of the letter of the record at a place, inside the folder.
    pub file_of: &'a dyn Fn(usize) -> String,
    /// Who gets letters, with how many each, where every receiver has a folder.
    pub receivers: &'a [(String, usize)],
    /// Files that hold all letters, inside the folder; empty without `--combine`.
    pub combined: &'a [String],
    /// The joint response made in this run, inside the folder.
    pub joint: Option<&'a str>,
    /// Rows that have a letter of their own and not a place in the joint response, by why.
    pub apart: &'a BTreeMap<Apart, Vec<u32>>,
    /// Files of letters that somebody changed by hand and that are not to be sent, with why.
    pub astray: &'a [(String, String)],
    /// How many people have a letter of their own.
    pub people: usize,
    /// Whether the letters are those of every row, and not of some that were chosen.
    pub whole: bool,
    /// Which rows of one person are kept.
    pub keep: Keep,
    /// The column that says when an answer came, in words.
    pub dated_by: Option<&'a str>,
    /// How many letters of earlier runs are in the folder besides those of this one.
    pub others: usize,
    /// How each person agreed.
    pub consent: Consent<'a>,
    /// Who gets the letters, such as `The consultation EX/26`.
    pub receiver: Option<&'a str>,
    /// Where they are sent by e-mail.
    pub email: Option<&'a str>,
    /// Who answers for the letters, if the group said so for all.
    pub contact: Option<&'a str>,
    /// What the commands to run next are made from.
    pub commands: &'a Commands,
    /// Whether the pack has a template for a joint response.
    pub may_join: bool,
}

/// How people agreed to the text going out in their name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent<'a> {
    /// They ticked this sentence.
    Sentence(&'a str),
    /// They said yes in the column with this heading.
    Column(&'a str),
}

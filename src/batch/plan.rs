//! The check of a whole table before anything is written: who agreed, who sent it twice, whose
//! row has a fault, what every letter will be made from.
//!
//! Kept of a row: its [`Record`] (64 bytes, 264 more with own words to compare) and its letter's
//! hash (8 bytes). A table of 100,000 rows takes 34 MB beside the table itself. Letters are kept
//! until they are written, as long as there is room (see `kept`).

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::columns::RowFault;
use super::columns::consent::Said;
use super::job::{Job, made_from};
pub use super::kept::ROOM;
use super::kept::{self, Keep, Kept, Room};
use super::names::{self, Pattern};
use super::people::People;
use super::questions::Questions;
use super::record::{Fate, OwnWords, Record, Warnings};
use super::table::Row;
use super::taken;

/// How many rows are done between two looks at whether to stop.
const STRIDE: usize = 1024;
/// How many rows a thread takes at a time: few, so that all threads come to the end of a stride
/// together.
const AT_A_TIME: usize = 8;

/// What of a table is to be written.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The rows, by number; none means all.
    pub rows: Option<BTreeSet<u32>>,
    /// Most letters.
    pub limit: Option<usize>,
    /// Whether several rows of one person are all kept.
    pub keep_all: bool,
    /// Names of files.
    pub names: Pattern,
    /// Bytes of letters to keep until they are written; none where they will not be.
    pub room: usize,
}

/// What came of the check.
pub struct Plan {
    /// A record a row, in the order of the table.
    pub records: Vec<Record>,
    /// What each letter is made from; 0 where there is none.
    pub made_from: Vec<u64>,
    /// Letters on their way to being written.
    pub(super) kept: Kept,
    /// Every fault, in the order of the table.
    pub faults: Vec<RowFault>,
    /// The numbered questions of the letters.
    pub questions: Questions,
    /// A hash of each answer in own words that is long enough to compare, with its row: 16 bytes
    /// an answer.
    pub answers: Vec<(u64, u32)>,
    names: Pattern,
    /// What each column is called in a pattern.
    variables: Vec<String>,
    /// Digits of a row's number in names.
    digits: usize,
}

/// How a long step is going, told to whoever shows it.
pub trait Watch: Sync {
    /// So many more rows are done.
    fn done(&self, rows: usize);
    /// Whether to stop after the row at hand.
    fn stop(&self) -> bool;
}

/// The check was stopped; nothing has been written.
#[derive(Debug)]
pub struct Stopped;

impl Plan {
    /// Checks every row of a job.
    ///
    /// # Errors
    /// [`Stopped`] when the one who watches says so.
    pub fn check(job: &Job<'_>, wanted: &Wanted, watch: &dyn Watch) -> Result<Plan, Stopped> {
        let known = known(job, wanted);
        let questions = Questions::new();
        let mut records = Vec::with_capacity(known.len());
        let mut hashes = Vec::with_capacity(known.len());
        let mut kept = Kept::default();
        let (mut faults, mut answers) = (Vec::new(), Vec::new());
        let mut letters = 0;
        let room = Room::new(wanted.room);
        for (chunk, known) in known.chunks(STRIDE).enumerate() {
            if watch.stop() {
                return Err(Stopped);
            }
            let first = chunk * STRIDE;
            let checked: Vec<Checked> = known
                .par_iter()
                .with_max_len(AT_A_TIME)
                .enumerate()
                .map(|(at, known)| check_row(job, first + at, known, &questions, &room))
                .collect();
            let mut keep = Vec::with_capacity(known.len());
            for Checked { mut record, hash, faults: mut of_row, keep: letter, words } in checked {
                let over = wanted.limit.is_some_and(|limit| letters >= limit);
                if over && matches!(record.fate, Fate::Written | Fate::ToMend) {
                    record = Record::without_letter(record.row, Fate::NotChosen);
                    of_row.clear();
                }
                letters += usize::from(record.fate == Fate::Written);
                hashes.push(if record.fate == Fate::Written { hash } else { 0 });
                keep.push(if record.fate == Fate::Written { letter } else { Keep::Nothing });
                if record.fate == Fate::Written {
                    answers.extend(words.into_iter().map(|hash| (hash, record.row)));
                }
                records.push(record);
                faults.append(&mut of_row);
            }
            kept.extend(keep);
            watch.done(known.len());
        }
        let last = records.iter().map(|r| r.row).max().unwrap_or_default();
        let digits = last.to_string().len().max(3);
        let (names, variables) = (wanted.names.clone(), job.columns.variables());
        let made_from = hashes;
        Ok(Plan { records, made_from, kept, faults, questions, answers, names, variables, digits })
    }

    /// The name of a row's files, without an ending.
    pub fn name(&self, job: &Job<'_>, index: usize) -> String {
        let Some(row) = job.table.row(index) else { return String::new() };
        self.names.fill(|name| match self.variables.iter().position(|v| v == name) {
            Some(column) => row.cell(column).to_string(),
            None => format!("{:0width$}", row.number, width = self.digits),
        })
    }

    /// Names that several rows have, or that the batch needs itself.
    pub fn clashes(&self, job: &Job<'_>, taken: &[&str]) -> Vec<(String, Vec<u32>)> {
        if self.names == Pattern::row() {
            return Vec::new();
        }
        let named: Vec<(u32, String)> =
            self.letters().map(|index| (self.records[index].row, self.name(job, index))).collect();
        names::clashes(named.iter().map(|(row, name)| (*row, name.as_str())), taken)
    }

    /// The rows that have a letter of their own, by place.
    pub fn letters(&self) -> impl Iterator<Item = usize> + '_ {
        let written = |index: &usize| self.records[*index].fate == Fate::Written;
        (0..self.records.len()).filter(written)
    }

    /// How many rows have this fate.
    pub fn count(&self, is: impl Fn(Fate) -> bool) -> usize {
        self.records.iter().filter(|record| is(record.fate)).count()
    }
}

/// What is known of a row before its answers are read.
struct Known {
    number: u32,
    /// `Written` stands for one to compose.
    fate: Fate,
    /// Whether somebody with another name has the same e-mail address, and both are kept.
    shares_address: bool,
}

/// What is known of each row before its answers are read.
fn known(job: &Job<'_>, wanted: &Wanted) -> Vec<Known> {
    let places: Vec<usize> = (0..job.table.len()).collect();
    let said: Vec<(u32, Said)> = places
        .par_iter()
        .filter_map(|index| job.table.row(*index))
        .map(|row| (row.number, job.columns.said(&row)))
        .collect();
    let people = if wanted.keep_all { People::default() } else { People::of(job, &places) };
    let known = |(number, said): (u32, Said)| {
        let kept = people.last(number);
        let fate = match wanted.rows.as_ref() {
            Some(rows) if !rows.contains(&number) => Fate::NotChosen,
            _ if kept != number => Fate::SentAgain { kept },
            _ => match said {
                Said::Yes => Fate::Written,
                Said::No => Fate::NoConsent,
                Said::Unclear => Fate::UnclearConsent,
            },
        };
        Known { number, fate, shares_address: people.shares_address(number) }
    };
    said.into_iter().map(known).collect()
}

/// What came of one row.
struct Checked {
    record: Record,
    hash: u64,
    faults: Vec<RowFault>,
    keep: Keep,
    /// A hash of each answer in own words.
    words: Vec<u64>,
}

fn check_row(
    job: &Job<'_>,
    index: usize,
    known: &Known,
    questions: &Questions,
    room: &Room,
) -> Checked {
    let Known { number, fate, shares_address } = *known;
    let without = |fate, faults| {
        let record = Record::without_letter(number, fate);
        Checked { record, hash: 0, faults, keep: Keep::Nothing, words: Vec::new() }
    };
    let row: Row<'_> = match job.table.row(index) {
        Some(row) if fate == Fate::Written => row,
        _ => return without(fate, Vec::new()),
    };
    let failed = |faults| without(Fate::ToMend, faults);
    let (answers, group, draft) = match job.draft(&row) {
        Ok(drafted) => drafted,
        Err(faults) => return failed(faults),
    };
    let faults = job.unset(&row, &draft);
    if !faults.is_empty() {
        return failed(faults);
    }
    let own = OwnWords::of(job.template, &answers, &group);
    let packed = draft.to_bytes();
    let hash = made_from(&packed, job.salt ^ job.frame);
    let measure = draft.measure();
    let (parts, keep) = if kept::as_drafts(job) {
        (draft.parts(), room.keep_draft(packed))
    } else {
        let document = job.composer.document(draft);
        let keep = room.keep_texts(job, &document);
        (document.parts, keep)
    };
    let mut record = Record::of(number, (measure, &parts), own.sketch(), questions);
    record.warnings.add(taken::warning(job, &row, &answers));
    if shares_address {
        record.warnings.add(Warnings::SAME_ADDRESS);
    }
    Checked { record, hash, faults: Vec::new(), keep, words: own.hashes() }
}

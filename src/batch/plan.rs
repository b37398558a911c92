//! The check of a whole table before anything is written: who agreed, who sent it twice, whose
//! row has a fault, what every letter will be made from.
//!
//! Kept of a row: its [`Record`] (64 bytes, 264 more with own words to compare) and its letter's
//! hash (8 bytes). A table of 100,000 rows takes 34 MB beside the table itself, and until all rows
//! are checked some 15 MB more. Letters are kept until they are written, as long as there is room
//! (see `kept`).

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::columns::RowFault;
use super::columns::consent::Said;
use super::job::Job;
pub use super::kept::ROOM;
use super::kept::{self, Kept, Letters, Room, TOGETHER};
use super::names::{self, Pattern, RECEIVER};
use super::people::People;
use super::questions::Questions;
use super::receivers::{self, NOT_CERTAIN};
use super::record::{Fate, OwnWords, Record, Warnings};
use super::table::Row;
use super::taken;

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
    /// Whether letters are put into folders by receiver.
    pub by_receiver: bool,
    /// Bytes of letters to keep until they are written; none where most of them will not be.
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
    /// The receiver of each letter, where folders are made of them and it is certain.
    pub receivers: Vec<Option<String>>,
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
    /// Whether to stop after what is at hand: a few rows of a check, one letter.
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
        let (rows, kept) = check_rows(job, wanted, &known, &questions, watch)?;
        let mut records = Vec::with_capacity(known.len());
        let mut made_from = Vec::with_capacity(known.len());
        let mut receivers = Vec::new();
        let (mut faults, mut answers) = (Vec::new(), Vec::new());
        let mut letters = 0;
        for checked in rows.into_iter().flatten() {
            let Checked { mut record, mut hash, faults: mut of_row, words, receiver } = checked;
            let over = wanted.limit.is_some_and(|limit| letters >= limit);
            if over && matches!(record.fate, Fate::Written | Fate::ToMend) {
                record = Record::without_letter(record.row, Fate::NotChosen);
                of_row.clear();
                hash = 0;
            }
            if record.fate == Fate::Written {
                letters += 1;
                answers.extend(words.into_iter().map(|hash| (hash, record.row)));
            }
            if wanted.by_receiver {
                receivers.push(receiver);
            }
            made_from.push(hash);
            records.push(record);
            faults.append(&mut of_row);
        }
        let last = records.iter().map(|r| r.row).max().unwrap_or_default();
        let digits = last.to_string().len().max(3);
        let (mut names, variables) = (wanted.names.clone(), job.columns.variables());
        if wanted.by_receiver {
            names = names.by_receiver();
        }
        Ok(Plan {
            records,
            made_from,
            kept,
            faults,
            questions,
            answers,
            receivers,
            names,
            variables,
            digits,
        })
    }

    /// The places of the letters of each receiver, by its name. Those not certain are not among
    /// them.
    pub fn by_receiver(&self) -> BTreeMap<&str, Vec<usize>> {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for place in self.letters() {
            if let Some(name) = self.receivers.get(place).and_then(Option::as_deref) {
                places.entry(name).or_default().push(place);
            }
        }
        places
    }

    /// The name of a row's files, without an ending.
    pub fn name(&self, job: &Job<'_>, index: usize) -> String {
        let Some(number) = job.table.number(index) else { return String::new() };
        self.names.fill(|name| match self.variables.iter().position(|v| v == name) {
            Some(column) => {
                job.table.row(index).map(|row| row.cell(column).to_string()).unwrap_or_default()
            }
            None if name == RECEIVER => {
                let receiver = self.receivers.get(index).and_then(Option::as_deref);
                names::folder(receiver.unwrap_or(NOT_CERTAIN))
            }
            None => format!("{number:0width$}", width = self.digits),
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
    /// A hash of each answer in own words.
    words: Vec<u64>,
    receiver: Option<String>,
}

/// Checks every row, on every core; what came of each, in order, and what is kept of their letters.
fn check_rows(
    job: &Job<'_>,
    wanted: &Wanted,
    known: &[Known],
    questions: &Questions,
    watch: &dyn Watch,
) -> Result<(Vec<Vec<Checked>>, Kept), Stopped> {
    let room = Room::new(wanted.room);
    let by_receiver = wanted.by_receiver;
    let check = |letters: &mut Letters, (at, known): (usize, &[Known])| {
        if watch.stop() {
            return Err(Stopped);
        }
        let mut check = Check { job, questions, by_receiver, room: &room, letters };
        let rows = known.iter().enumerate();
        let rows = rows.map(|(row, known)| check.row(at * TOGETHER + row, known)).collect();
        watch.done(known.len());
        Ok((rows, letters.take()))
    };
    let checked = known.par_chunks(TOGETHER).enumerate().map_init(Letters::default, check);
    let checked: Vec<(Vec<Checked>, Letters)> = checked.collect::<Result<_, Stopped>>()?;
    let (rows, letters) = checked.into_iter().unzip();
    Ok((rows, Kept(letters)))
}

/// The check of rows that follow each other.
struct Check<'c> {
    job: &'c Job<'c>,
    questions: &'c Questions,
    by_receiver: bool,
    room: &'c Room,
    /// What is kept of their letters.
    letters: &'c mut Letters,
}

impl Check<'_> {
    fn row(&mut self, index: usize, known: &Known) -> Checked {
        let row = self.job.table.row(index).filter(|_| known.fate == Fate::Written);
        let checked =
            row.map(|row| self.letter(&row, known)).unwrap_or(Err((known.fate, Vec::new())));
        checked.unwrap_or_else(|(fate, faults)| {
            self.letters.nothing();
            let record = Record::without_letter(known.number, fate);
            Checked { record, hash: 0, faults, words: Vec::new(), receiver: None }
        })
    }

    /// The check of a row that is to have a letter; why it has none.
    fn letter(&mut self, row: &Row<'_>, known: &Known) -> Result<Checked, (Fate, Vec<RowFault>)> {
        let job = self.job;
        let to_mend = |faults| (Fate::ToMend, faults);
        let (answers, group, draft) = job.draft(row).map_err(to_mend)?;
        let faults = job.unset(row, &draft);
        if !faults.is_empty() {
            return Err(to_mend(faults));
        }
        let own = OwnWords::of(job.template, &answers, &group);
        let measure = draft.measure();
        let packed = draft.to_bytes();
        let hash = job.made_from(&packed);
        let parts = if kept::as_drafts(job) {
            self.letters.draft(&packed, self.room);
            draft.parts()
        } else {
            let document = job.composer.document(draft);
            self.letters.texts(job, &document, self.room);
            document.parts
        };
        let measures = (measure, parts.as_slice());
        let mut record = Record::of(known.number, measures, own.sketch(), self.questions);
        record.warnings.add(taken::warning(job, row, &answers));
        record.warnings.add(taken::member(job, row, &answers));
        if known.shares_address {
            record.warnings.add(Warnings::SAME_ADDRESS);
        }
        let receiver = self.by_receiver.then(|| receivers::receiver(job, &answers)).flatten();
        if self.by_receiver && receiver.is_none() {
            record.warnings.add(Warnings::NO_RECEIVER);
        }
        Ok(Checked { record, hash, faults: Vec::new(), words: own.hashes(), receiver })
    }
}

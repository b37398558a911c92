//! The check of a whole table before anything is written: who agreed, who sent it twice, whose
//! row has a fault, what every letter will be made from.
//!
//! Kept of a row: its [`Record`], with own words to compare four bytes a word more, and its letter's
//! hash. A letter is composed again when it is written, which takes a tenth of what its PDF does.

use std::collections::{BTreeMap, BTreeSet};

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use super::columns::RowFault;
use super::columns::consent::Said;
use super::faults::{self, Fault};
use super::job::Job;
use super::names::{self, Pattern, RECEIVER};
use super::order::{DateOrder, Order};
use super::people::People;
use super::questions::Questions;
use super::receivers::{self, NOT_CERTAIN};
use super::record::{Fate, OwnWords, Record, Warnings};
use super::table::{NotAPerson, Row};
use super::taken;
use crate::compose::advice;
use crate::render::Format;
use crate::text::fold;

/// What of a table is to be written.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The rows, by number; none means all.
    pub rows: Option<BTreeSet<u32>>,
    /// Most letters.
    pub limit: Option<usize>,
    /// Which rows of one person are kept.
    pub keep: Keep,
    /// What somebody says of the dates of the table.
    pub dates: Option<DateOrder>,
    /// Names of files, those of receivers' folders among them.
    pub names: Pattern,
    /// Whether letters are put into folders by receiver.
    pub by_receiver: bool,
    /// The number of each row's letter, by place.
    pub numbers: Vec<u32>,
    /// Letters that were handed in and are left out, by number.
    pub handed_in: BTreeSet<u32>,
}

/// Which rows of one person are kept. One who takes back their answer has none, whichever it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// The first.
    First,
    /// The last.
    #[default]
    Last,
    /// Every one.
    All,
}

/// What came of the check.
#[derive(Default)]
pub struct Plan {
    /// The order in which the answers came.
    pub order: Order,
    /// What was to be written.
    pub wanted: Wanted,
    /// A record a row, in the order of the table.
    pub records: Vec<Record>,
    /// What each letter is made from; 0 where there is none.
    pub made_from: Vec<u64>,
    /// Every fault, in the order of the table.
    pub faults: Vec<RowFault>,
    /// Rows of people whose answers differ, where no column says which came last.
    pub open: Vec<u32>,
    /// The numbered questions of the letters.
    pub questions: Questions,
    /// The receiver of each letter, by place, where folders are made of them and it is certain.
    receivers: Vec<Option<String>>,
    /// What each column is called in a pattern.
    variables: Vec<String>,
    /// Digits of a row's number in names.
    digits: usize,
}

/// How a long step is going, told to whoever shows it.
pub trait Watch: Sync {
    /// A step begins, which is called so and is of so many rows.
    fn begin(&self, _step: &'static str, _rows: usize) {}
    /// So many more rows are done.
    fn done(&self, rows: usize);
    /// Whether to stop after what is at hand: a few rows of a check, one letter.
    fn stop(&self) -> bool;
}

/// Nobody watches, and nothing is stopped.
impl Watch for () {
    fn done(&self, _rows: usize) {}

    fn stop(&self) -> bool {
        false
    }
}

impl Plan {
    /// Checks every row of a job.
    ///
    /// # Errors
    /// Dates that leave open which answer of somebody is the last; [`Fault::Stopped`] when the one
    /// who watches says so.
    pub fn check(job: &Job<'_>, wanted: Wanted, watch: &dyn Watch) -> Result<Plan, Fault> {
        let order = Order::of(&job.table, wanted.dates);
        let (known, open) = known(job, &wanted, &order)?;
        let questions = Questions::new();
        let rows = check_rows(job, &wanted, &known, &questions, watch)?;
        let mut records = Vec::with_capacity(known.len());
        let mut made_from = Vec::with_capacity(known.len());
        let (mut faults, mut receivers) = (Vec::new(), Vec::new());
        let mut letters = 0;
        for checked in rows.into_iter().flatten() {
            let Checked { mut record, mut hash, faults: mut of_row, receiver } = checked;
            let over = wanted.limit.is_some_and(|limit| letters >= limit);
            if over && matches!(record.fate, Fate::Written | Fate::ToMend) {
                record = Record::without_letter(record.row, Fate::NotChosen);
                of_row.clear();
                hash = 0;
            }
            if record.fate == Fate::Written {
                letters += 1;
            }
            if wanted.by_receiver {
                receivers.push(receiver);
            }
            made_from.push(hash);
            records.push(record);
            faults.append(&mut of_row);
        }
        let last = wanted.numbers.iter().copied().max().unwrap_or_default();
        let digits = last.to_string().len().max(3);
        let mut plan = Plan {
            order,
            wanted,
            records,
            made_from,
            faults,
            open,
            questions,
            receivers,
            variables: job.columns.variables(),
            digits,
        };
        plan.note_same_names(job);
        Ok(plan)
    }

    /// Notes letters of people whom nothing tells apart: no e-mail address, the same name, the same
    /// words.
    fn note_same_names(&mut self, job: &Job<'_>) {
        let mut named: RapidHashMap<String, Vec<usize>> = RapidHashMap::default();
        for index in self.letters() {
            let Some(row) = job.table.row(index) else { continue };
            let name = job.columns.person(&row);
            if !name.is_empty() && job.columns.email(&row).is_none() {
                named.entry(name).or_default().push(index);
            }
        }
        for rows in named.into_values().filter(|rows| rows.len() > 1) {
            let mut said: RapidHashMap<String, usize> = RapidHashMap::default();
            for index in rows {
                let row = job.table.row(index);
                let words = row.and_then(|row| job.own_text(&row)).unwrap_or_default();
                if let Some(other) = said.insert(fold(&words), index) {
                    self.records[other].warnings.add(Warnings::SAME_NAME);
                    self.records[index].warnings.add(Warnings::SAME_NAME);
                }
            }
        }
    }

    /// The name of a row's files, without an ending.
    pub fn name(&self, job: &Job<'_>, index: usize) -> String {
        let number = self.wanted.numbers.get(index).copied().unwrap_or_default();
        self.wanted.names.fill(|name| match self.variables.iter().position(|v| v == name) {
            Some(column) => {
                job.table.row(index).map(|row| row.cell(column).to_string()).unwrap_or_default()
            }
            None if name == RECEIVER => {
                let receiver = self.receivers.get(index).and_then(Option::as_deref);
                names::file_name(receiver.unwrap_or(NOT_CERTAIN))
            }
            None => format!("{number:0width$}", width = self.digits),
        })
    }

    /// The file of a row's letter, as lists name it.
    pub fn file(&self, job: &Job<'_>, index: usize) -> String {
        self.files(job, index).next().map(|(_, file)| file).unwrap_or_default()
    }

    /// The files of a row's letter, one in each format.
    pub fn files(&self, job: &Job<'_>, index: usize) -> impl Iterator<Item = (Format, String)> {
        let name = self.name(job, index);
        job.formats.iter().map(move |format| (*format, format!("{name}.{}", format.extension())))
    }

    /// Names that several rows have, or that the batch needs itself.
    pub fn clashes(&self, job: &Job<'_>, taken: &[&str]) -> Vec<(String, Vec<u32>)> {
        if [Pattern::row(), Pattern::row().by_receiver()].contains(&self.wanted.names) {
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

    /// The places of those who write to each receiver, by its name, where folders are made of them:
    /// by themselves or in a joint response. Those of whom it is not certain are not among them.
    pub fn by_receiver(&self) -> BTreeMap<&str, Vec<usize>> {
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let writes =
            |place: &usize| matches!(self.records[*place].fate, Fate::Written | Fate::InJoint);
        for place in (0..self.records.len()).filter(writes) {
            if let Some(name) = self.receivers.get(place).and_then(Option::as_deref) {
                places.entry(name).or_default().push(place);
            }
        }
        places
    }

    /// The letters that are handed in together, by place, and the folder before their files' names:
    /// all of them, or those of each receiver.
    pub(super) fn heaps(&self) -> Vec<(String, Vec<usize>)> {
        if self.receivers.is_empty() {
            return vec![(String::new(), self.letters().collect())];
        }
        let is_letter = |place: &usize| self.records[*place].fate == Fate::Written;
        let heap = |(name, places): (&str, Vec<usize>)| {
            (names::folder(name), places.into_iter().filter(is_letter).collect())
        };
        self.by_receiver().into_iter().map(heap).collect()
    }

    /// How many rows have this fate.
    pub fn count(&self, is: impl Fn(Fate) -> bool) -> usize {
        self.records.iter().filter(|record| is(record.fate)).count()
    }
}

/// What is known of a row before its answers are read.
struct Known {
    number: u32,
    /// The number of its letter.
    letter: u32,
    /// `Written` stands for one to compose.
    fate: Fate,
    /// Whether somebody with another name has the same e-mail address, and both are kept.
    shares_address: bool,
}

/// What is known of each row before its answers are read, and which rows leave it open.
fn known(job: &Job<'_>, wanted: &Wanted, order: &Order) -> Result<(Vec<Known>, Vec<u32>), Fault> {
    let looked: Vec<(u32, Option<NotAPerson>, Said)> = (0..job.table.len())
        .into_par_iter()
        .filter_map(|place| {
            let row = job.table.row(place)?;
            Some((row.number, job.table.not_a_person(place), job.columns.said(&row)))
        })
        .collect();
    let places: Vec<usize> = (0..looked.len()).filter(|place| looked[*place].1.is_none()).collect();
    let last = People::of(job, &places, |place| order.rank(place));
    let open = open_rows(job, wanted.keep, order, &places, &last)?;
    let kept = match wanted.keep {
        Keep::First => People::of(job, &places, |place| u32::MAX - order.rank(place)),
        Keep::Last | Keep::All => last.clone(),
    };
    let said: RapidHashMap<u32, Said> = looked.iter().map(|(row, _, said)| (*row, *said)).collect();
    let known = |(number, apart, own): (u32, Option<NotAPerson>, Said)| {
        let (final_row, kept) = (last.last(number), kept.last(number));
        let withdrawn = final_row != number && said.get(&final_row) != Some(&Said::Yes);
        let fate = match wanted.rows.as_ref() {
            Some(rows) if !rows.contains(&number) => Fate::NotChosen,
            _ if apart.is_some() => apart.map_or(Fate::NotChosen, Fate::NotAPerson),
            _ if withdrawn => Fate::SentAgain { kept: final_row },
            _ if kept != number && wanted.keep != Keep::All => Fate::SentAgain { kept },
            _ => match own {
                Said::Yes => Fate::Written,
                Said::No => Fate::NoConsent,
                Said::Unclear => Fate::UnclearConsent,
            },
        };
        let shares_address = wanted.keep != Keep::All && last.shares_address(number);
        Known { number, letter: number, fate, shares_address }
    };
    let mut all: Vec<Known> = looked.into_iter().map(known).collect();
    for (known, number) in all.iter_mut().zip(&wanted.numbers) {
        known.letter = *number;
        if known.fate == Fate::Written && wanted.handed_in.contains(number) {
            known.fate = Fate::HandedIn;
        }
    }
    Ok((all, open))
}

/// Rows of people who answered more than once, where another of their answers would count, or say
/// whether they agree, were the order another; none where either order gives the same. A column of
/// dates that leaves it open is refused.
fn open_rows(
    job: &Job<'_>,
    keep: Keep,
    order: &Order,
    places: &[usize],
    last: &People,
) -> Result<Vec<u32>, Fault> {
    if order.others().is_empty() {
        return Ok(Vec::new());
    }
    let mut people: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for place in places {
        let number = job.table.number(*place).unwrap_or_default();
        people.entry(last.last(number)).or_default().push(*place);
    }
    people.retain(|_, places| places.len() > 1);
    let said = |place: usize| job.table.row(place).map(|row| job.columns.said(&row));
    let answers = |place: usize| -> Option<Vec<String>> {
        let row = job.table.row(place)?;
        Some(job.columns.fields.iter().map(|field| field.given(&row)).collect())
    };
    let is_same = |a: usize, b: usize| a == b || said(a) == said(b) && answers(a) == answers(b);
    for (doubt, ranks) in order.others() {
        let is_open = |places: &&Vec<usize>| {
            let last = |rank: &dyn Fn(usize) -> u32| {
                places.iter().copied().max_by_key(|place| rank(*place)).unwrap_or_default()
            };
            let (one, other) = (last(&|place| order.rank(place)), last(&|place| ranks[place]));
            match keep {
                Keep::Last => !is_same(one, other),
                Keep::All => said(one) != said(other),
                Keep::First => {
                    let first = last(&|place| u32::MAX - order.rank(place));
                    let other_first = last(&|place| u32::MAX - ranks[place]);
                    !is_same(first, other_first) || said(one) != said(other)
                }
            }
        };
        let open = people.values().filter(is_open).flatten();
        let mut rows: Vec<u32> = open.filter_map(|place| job.table.number(*place)).collect();
        rows.sort_unstable();
        match doubt {
            _ if rows.is_empty() => {}
            None => return Ok(rows),
            Some(doubt) => {
                let heading = order.column().and_then(|column| job.columns.name(column));
                return Err(faults::open_order(*doubt, heading.unwrap_or_default(), &rows));
            }
        }
    }
    Ok(Vec::new())
}

/// What came of one row.
struct Checked {
    record: Record,
    hash: u64,
    faults: Vec<RowFault>,
    receiver: Option<String>,
}

/// How many rows a thread takes at once.
const TOGETHER: usize = 64;

/// Checks every row, on every core; what came of each, in order.
fn check_rows(
    job: &Job<'_>,
    wanted: &Wanted,
    known: &[Known],
    questions: &Questions,
    watch: &dyn Watch,
) -> Result<Vec<Vec<Checked>>, Fault> {
    let check = |(at, known): (usize, &[Known])| {
        if watch.stop() {
            return Err(Fault::Stopped);
        }
        let check = Check { job, questions, by_receiver: wanted.by_receiver };
        let rows = known.iter().enumerate();
        let rows = rows.map(|(row, known)| check.row(at * TOGETHER + row, known)).collect();
        watch.done(known.len());
        Ok(rows)
    };
    known.par_chunks(TOGETHER).enumerate().map(check).collect()
}

/// The check of rows that follow each other.
struct Check<'c> {
    job: &'c Job<'c>,
    questions: &'c Questions,
    by_receiver: bool,
}

impl Check<'_> {
    fn row(&self, index: usize, known: &Known) -> Checked {
        let row = self.job.table.row(index).filter(|_| known.fate == Fate::Written);
        let checked =
            row.map(|row| self.letter(&row, known)).unwrap_or(Err((known.fate, Vec::new())));
        checked.unwrap_or_else(|(fate, faults)| {
            let record = Record::without_letter(known.number, fate);
            Checked { record, hash: 0, faults, receiver: None }
        })
    }

    /// The check of a row that is to have a letter; why it has none.
    fn letter(&self, row: &Row<'_>, known: &Known) -> Result<Checked, (Fate, Vec<RowFault>)> {
        let job = self.job;
        let to_mend = |faults| (Fate::ToMend, faults);
        let (answers, group, document) = job.composed(row).map_err(to_mend)?;
        let (mut faults, signs) = job.unset(row, &document);
        faults.extend(job.unfinished(row, &document, &answers));
        if !faults.is_empty() {
            return Err(to_mend(faults));
        }
        let own = OwnWords::of(job.template, &answers, &group);
        let hash = job.made_from(&document, known.letter);
        let measures = (document.measure, document.parts.as_slice());
        let mut record =
            Record::of(known.number, measures, own.sketch(), (self.questions, &job.common));
        record.warnings.add(taken::warning(job, row, &answers));
        record.warnings.add(taken::member(job, row, &answers));
        if !signs.is_empty() {
            record.warnings.add(Warnings::LEFT_OUT);
        }
        if job.table.was_mended(known.number) {
            record.warnings.add(Warnings::MENDED);
        }
        if advice::lost(job.template, &answers).is_some() {
            record.warnings.add(Warnings::NO_SEAT);
        } else if job.is_unnamed(&answers) {
            record.warnings.add(Warnings::NO_NAME);
        }
        if known.shares_address {
            record.warnings.add(Warnings::SAME_ADDRESS);
        }
        let receiver = self.by_receiver.then(|| receivers::receiver(job, &answers)).flatten();
        if self.by_receiver && receiver.is_none() {
            record.warnings.add(Warnings::NO_RECEIVER);
        }
        Ok(Checked { record, hash, faults: Vec::new(), receiver })
    }
}

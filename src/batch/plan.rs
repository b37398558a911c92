//! The check of a whole table before anything is written: who agreed, who sent it twice, whose
//! row has a fault, what every letter will be made from.
//!
//! Kept of a row: its [`Record`], with own words to compare four bytes a word more, and its letter's
//! hash. A letter is composed again when it is written, which takes a tenth of what its PDF does.

use std::collections::BTreeMap;

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use super::columns::RowFault;
use super::columns::consent::Said;
use super::faults::{self, Fault};
use super::job::{self, Job};
use super::letters::Letters;
use super::names::{self, NameValue};
use super::options::Keep;
use super::order::{Doubt, Order};
use super::people::People;
use super::questions::Questions;
use super::receivers::{self, NOT_CERTAIN};
use super::record::{Fate, Record, Warning, own_sketch};
use super::table::NotAPerson;
use super::taken;
use crate::compose::advice;
use crate::document::Document;
use crate::render::Format;
use crate::text::fold;

/// What came of the check.
#[derive(Default)]
pub struct Plan {
    /// The order in which the answers came.
    pub order: Order,
    /// A record a row, in the order of the table.
    pub records: Vec<Record>,
    /// Every fault, in the order of the table.
    pub faults: Vec<RowFault>,
    /// Rows of people whose answers differ, where no column says which came last.
    pub open: Vec<u32>,
    /// The numbered questions of the letters.
    pub questions: Questions,
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
    pub fn check(job: &Job<'_>, letters: &Letters, watch: &dyn Watch) -> Result<Plan, Fault> {
        let options = &job.options;
        let is_person = |place| job.columns.not_a_person(&job.table, place).is_none();
        let order = Order::of(&job.table, options.dates, is_person);
        let (mut records, open) = known(job, letters, &order)?;
        let questions = Questions::default();
        let check = |(index, record): (usize, &mut Record)| {
            if watch.stop() {
                return Err(Fault::Stopped);
            }
            let faults = check_row(job, index, record, &questions);
            watch.done(1);
            Ok(faults)
        };
        let rows = records.par_iter_mut().enumerate().map(check);
        let rows: Vec<Vec<RowFault>> = rows.collect::<Result<_, _>>()?;
        let mut faults = Vec::new();
        let mut left = options.limit.unwrap_or(usize::MAX);
        for (record, of_row) in records.iter_mut().zip(rows) {
            if left == 0 && matches!(record.fate, Fate::Written | Fate::ToMend) {
                *record = Record::without_letter(record.row, Fate::NotChosen);
                continue;
            }
            left -= usize::from(record.fate == Fate::Written);
            faults.extend(of_row);
        }
        let mut plan = Plan { order, records, faults, open, questions };
        plan.note_same_names(job);
        Ok(plan)
    }

    /// Notes letters of one name that no e-mail address tells apart: of those who say the same, and of
    /// whom somebody did not agree.
    fn note_same_names(&mut self, job: &Job<'_>) {
        let mut named: RapidHashMap<String, Vec<(usize, bool)>> = RapidHashMap::default();
        for (index, record) in self.records.iter().enumerate() {
            let is_asked =
                matches!(record.fate, Fate::Written | Fate::NoConsent | Fate::UnclearConsent);
            let Some(row) = job.table.row(index).filter(|_| is_asked) else { continue };
            let name = job.columns.person(&row);
            if !name.is_empty() {
                named.entry(name).or_default().push((index, job.columns.email(&row).is_some()));
            }
        }
        for people in named.into_values().filter(|people| people.len() > 1) {
            let is_letter = |index: usize| self.records[index].fate == Fate::Written;
            let (letters, refusals): (Vec<_>, Vec<_>) =
                people.into_iter().partition(|(index, _)| is_letter(*index));
            let is_certain = refusals.iter().all(|(_, has_email)| *has_email);
            let mut said: RapidHashMap<String, usize> = RapidHashMap::default();
            for (index, has_email) in letters {
                let may_be_theirs = !has_email || !is_certain;
                if may_be_theirs && !refusals.is_empty() {
                    self.records[index].warnings.insert(Warning::SaidNo);
                }
                if has_email {
                    continue;
                }
                let words = job.own_text(index).unwrap_or_default();
                if let Some(other) = said.insert(fold(&words), index) {
                    self.records[other].warnings.insert(Warning::SameName);
                    self.records[index].warnings.insert(Warning::SameName);
                }
            }
        }
    }

    /// The name of a row's files, without an ending.
    pub fn name(&self, job: &Job<'_>, index: usize) -> String {
        let row = job.table.row(index);
        let receiver = self.records[index].receiver.as_deref().unwrap_or(NOT_CERTAIN);
        job.names.fill(|value| match value {
            NameValue::Number => format!("{:0width$}", job.numbers[index], width = job.digits),
            NameValue::Receiver => names::file_name(receiver),
            NameValue::Cell(column) => {
                row.as_ref().map_or(String::new(), |row| row.cell(column).to_string())
            }
        })
    }

    /// The file of a row's letter, as lists name it.
    pub fn file(&self, job: &Job<'_>, index: usize) -> String {
        self.files(job, index).next().map(|(_, file)| file).unwrap_or_default()
    }

    /// The files of a row's letter, one in each format.
    pub fn files(&self, job: &Job<'_>, index: usize) -> impl Iterator<Item = (Format, String)> {
        let name = self.name(job, index);
        job.options
            .formats
            .iter()
            .map(move |format| (*format, format!("{name}.{}", format.extension())))
    }

    /// A row's letter in a format; none where its row can no longer be read. A PDF has its number, and
    /// none of the signs that no font has.
    pub(super) fn letter(&self, job: &Job<'_>, index: usize, format: Format) -> Option<Document> {
        if format != Format::Pdf {
            return job.letter(index);
        }
        let is_settable = !self.records[index].warnings.contains(&Warning::LeftOut);
        let letter = if is_settable { job.letter(index) } else { job.settable_letter(index) };
        Some(Document { number: Some(job.numbers[index]), ..letter? })
    }

    /// The rows that have a letter of their own, by place.
    pub fn letters(&self) -> impl Iterator<Item = usize> + '_ {
        let written = |index: &usize| self.records[*index].fate == Fate::Written;
        (0..self.records.len()).filter(written)
    }

    /// The letters to each receiver, by its name and by place, where folders are made of them; none
    /// where everybody is in a joint response. Those of whom it is not certain are not among them.
    pub fn by_receiver(&self) -> BTreeMap<&str, Vec<usize>> {
        let mut letters: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (place, record) in self.records.iter().enumerate() {
            match (record.receiver.as_deref(), record.fate) {
                (Some(name), Fate::Written) => letters.entry(name).or_default().push(place),
                (Some(name), Fate::InJoint) => drop(letters.entry(name).or_default()),
                _ => {}
            }
        }
        letters
    }

    /// The letters that are handed in together, by place, and the folder before their files' names:
    /// all of them, or those of each receiver.
    pub(super) fn heaps(&self, job: &Job<'_>) -> Vec<(String, Vec<usize>)> {
        if !job.options.by_receiver {
            return vec![(String::new(), self.letters().collect())];
        }
        let heaps = self.by_receiver().into_iter();
        heaps.map(|(name, letters)| (names::folder(name), letters)).collect()
    }
}

/// What is known of each row before its answers are read, where [`Fate::Written`] stands for a letter
/// to be composed; and the rows that leave it open.
fn known(
    job: &Job<'_>,
    letters: &Letters,
    order: &Order,
) -> Result<(Vec<Record>, Vec<u32>), Fault> {
    let looked: Vec<(u32, Option<NotAPerson>, Said)> = (0..job.table.len())
        .into_par_iter()
        .filter_map(|place| {
            let row = job.table.row(place)?;
            // Its cells may stand in others' places: that is told, whatever they seem to say.
            let said = if row.beyond() > 0 { Said::Yes } else { job.columns.said(&row) };
            Some((row.number, job.columns.not_a_person(&job.table, place), said))
        })
        .collect();
    let options = &job.options;
    let keep = options.keep.unwrap_or_default();
    let places: Vec<usize> = (0..looked.len()).filter(|place| looked[*place].1.is_none()).collect();
    let last = People::of(job, &places, |place| order.rank(place));
    let open = open_rows(job, keep, order, &places, &last)?;
    let first = || People::of(job, &places, |place| u32::MAX - order.rank(place));
    let first = (keep == Keep::First).then(first);
    let kept = first.as_ref().unwrap_or(&last);
    let said: RapidHashMap<u32, Said> = looked.iter().map(|(row, _, said)| (*row, *said)).collect();
    let known = |((number, apart, own), letter): ((u32, Option<NotAPerson>, Said), &u32)| {
        let (final_row, kept) = (last.last(number), kept.last(number));
        let withdrawn = final_row != number && said.get(&final_row) != Some(&Said::Yes);
        let fate = match (apart, own) {
            _ if options.rows.as_ref().is_some_and(|rows| !rows.contains(&number)) => {
                Fate::NotChosen
            }
            (Some(why), _) => Fate::NotAPerson(why),
            _ if withdrawn => Fate::SentAgain { kept: final_row },
            _ if kept != number && keep != Keep::All => Fate::SentAgain { kept },
            (None, Said::Yes) if options.new && letters.is_sent(*letter) => Fate::HandedIn,
            (None, Said::Yes) => Fate::Written,
            (None, Said::No) => Fate::NoConsent,
            (None, Said::Unclear) => Fate::UnclearConsent,
        };
        let mut record = Record { person: final_row, ..Record::without_letter(number, fate) };
        if keep != Keep::All && last.shares_address(number) {
            record.warnings.insert(Warning::SameAddress);
        }
        record
    };
    Ok((looked.into_iter().zip(&job.numbers).map(known).collect(), open))
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
    let mut people: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for place in places.iter().filter(|_| !order.others.is_empty()) {
        let number = job.table.number(*place).unwrap_or_default();
        people.entry(last.last(number)).or_default().push(*place);
    }
    people.retain(|_, places| places.len() > 1);
    let told = |place: &usize| {
        let row = job.table.row(*place)?;
        let answers = job.columns.fields.iter().map(|field| field.given(&row));
        Some((job.columns.said(&row), answers.collect::<Vec<String>>()))
    };
    // What somebody said last of whether they agree, and the answer that is kept.
    let counts = |places: &[usize], rank: &dyn Fn(usize) -> u32| {
        let first = places.iter().min_by_key(|place| rank(**place)).and_then(told);
        let last = places.iter().max_by_key(|place| rank(**place)).and_then(told);
        let said = last.as_ref().map(|(said, _)| *said);
        match keep {
            Keep::First => (said, first),
            Keep::Last => (said, last),
            Keep::All => (said, None),
        }
    };
    for (doubt, ranks) in &order.others {
        // A form that somebody left has neither its date nor a word on whether they agree.
        let is_left = |place: &usize| {
            let row = job.table.row(*place).filter(|_| ranks[*place] > order.rank(*place));
            *doubt == Some(Doubt::NoDate)
                && row.is_some_and(|row| row.cell(job.columns.consent).trim().is_empty())
        };
        let is_open = |places: &&Vec<usize>| {
            let mut places = places.to_vec();
            places.retain(|place| !is_left(place));
            counts(&places, &|place| order.rank(place)) != counts(&places, &|place| ranks[place])
        };
        let open = people.values().filter(is_open).flatten();
        let mut rows: Vec<u32> = open.filter_map(|place| job.table.number(*place)).collect();
        rows.sort_unstable();
        match doubt {
            _ if rows.is_empty() => {}
            None => return Ok(rows),
            Some(doubt) => {
                let heading = order.column.and_then(|column| job.columns.name(column));
                return Err(faults::open_order(*doubt, heading.unwrap_or_default(), &rows));
            }
        }
    }
    Ok(Vec::new())
}

/// Checks a row that is to have a letter; what is wrong with it.
fn check_row(
    job: &Job<'_>,
    index: usize,
    record: &mut Record,
    questions: &Questions,
) -> Vec<RowFault> {
    let row = job.table.row(index).filter(|_| record.fate == Fate::Written);
    let Some(row) = row else { return Vec::new() };
    let checked = job.composed(&row).and_then(|(answers, group, document)| {
        let (mut faults, signs) = job.unset(&row, &document);
        faults.extend(job.unfinished(&row, &document, &answers));
        if faults.is_empty() { Ok((answers, group, document, signs)) } else { Err(faults) }
    });
    let (answers, group, document, signs) = match checked {
        Ok(checked) => checked,
        Err(faults) => {
            record.fate = Fate::ToMend;
            return faults;
        }
    };
    let own = own_sketch(job.template, &answers, &group);
    let measures = (document.measure, document.parts.as_slice());
    let known = std::mem::take(record);
    *record = Record::of(row.number, measures, own, (questions, &job.common));
    record.made_from = job::made_from(&(document, job.numbers[index]), job.salt);
    let by_receiver = job.options.by_receiver;
    let receiver = by_receiver.then(|| receivers::receiver(job, &answers)).flatten();
    record.receiver = receiver.map(String::into_boxed_str);
    record.warnings.extend(known.warnings);
    record.person = known.person;
    let lost = advice::lost(job.template, &answers).is_some();
    for (is, warning) in [
        (taken::of_row(job, &row, &answers).next().is_some(), Warning::Taken),
        (taken::is_member(job, &row, &answers), Warning::MpName),
        (!signs.is_empty(), Warning::LeftOut),
        (row.is_mended, Warning::Mended),
        (job.has_unasked(&row, &answers), Warning::Unasked),
        (lost, Warning::NoSeat),
        (!lost && job.is_unnamed(&answers), Warning::NoName),
        (by_receiver && record.receiver.is_none(), Warning::NoReceiver),
    ] {
        if is {
            record.warnings.insert(warning);
        }
    }
    Vec::new()
}

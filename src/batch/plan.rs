//! The check of a whole table before anything is written: who agreed, who sent it twice, whose
//! row has a fault, what every letter will be made from.
//!
//! Kept of a row: its [`Record`], with own words to compare four bytes a word more, and its letter's
//! hash. A letter is composed again when it is written, which takes a tenth of what its PDF does.

use std::collections::BTreeMap;

use rapidhash::RapidHashMap;
use rayon::prelude::*;
use serde_json::json;

use super::columns::RowFault;
use super::columns::consent::Said;
use super::faults::{Fault, usage};
use super::job::{self, Job};
use super::options::Keep;
use super::order::{NO_DATE, Order};
use super::people;
use super::questions::Questions;
use super::record::{Fate, Record, Warning, own_sketch};
use super::run::{Batch, JOINT, stem};
use super::sink::Watch;
use super::table::NotAPerson;
use super::words::named_rows;
use super::{combine, joint, names, receivers, taken};
use crate::check::finished;
use crate::compose::advice;
use crate::diagnostic::fault;
use crate::text::fold;

/// The rows of each person by their last one, each by place: the first answer first.
type ByPerson = BTreeMap<usize, Vec<usize>>;

impl Batch<'_> {
    /// Checks every row, and joins those who go into a joint response.
    ///
    /// # Errors
    /// What keeps all of it from being written, such as dates that leave open which answer of somebody
    /// is the last; [`Fault::Stopped`] when whoever watches says so.
    pub fn check(&mut self, watch: &dyn Watch) -> Result<(), Fault> {
        let job = &self.job;
        watch.begin("Checked", job.table.len());
        let is_person = |place| job.columns.not_a_person(&job.table, place).is_none();
        self.order = Order::of(&job.table, job.options.dates, is_person);
        let questions = Questions::default();
        let (mut records, open) = self.known()?;
        let check = |(index, record): (usize, &mut Record)| {
            if watch.stop() {
                return Err(Fault::Stopped);
            }
            let checked = check_row(job, index, record, &questions);
            if checked.is_err() {
                record.fate = Fate::ToMend;
            }
            watch.done(1);
            Ok(checked.err().unwrap_or_default())
        };
        let faults = records.par_iter_mut().enumerate().map(check);
        let faults: Vec<Vec<RowFault>> = faults.collect::<Result<_, _>>()?;
        self.faults = faults.into_iter().flatten().collect();
        (self.records, self.open, self.questions) = (records, open, questions);
        self.note_same_names();
        (self.joint, self.apart) = Default::default();
        if let Some(who) = self.job.options.joint {
            joint::join(self, who)?;
        }
        self.refuse_clashes()?;
        self.taken = taken::told(&self.job, &self.records);
        Ok(())
    }

    /// Names, without ending, that a batch needs itself; no letter can have one.
    pub fn own_names(&self) -> Vec<String> {
        let files = combine::files(self).into_iter().map(|(name, _)| name).chain(self.own_files());
        let joint = self.joint.iter().map(|(folder, _)| format!("{folder}{JOINT}"));
        files.map(|name| stem(&name).to_string()).chain([JOINT.to_string()]).chain(joint).collect()
    }

    fn refuse_clashes(&self) -> Result<(), Fault> {
        if self.job.names == names::BY_ROW {
            return Ok(());
        }
        let named = self.letters().map(|place| (self.records[place].row, self.name(place)));
        let clashes = names::clashes(named, &self.own_names());
        if clashes.is_empty() {
            return Ok(());
        }
        let told = clashes.iter().take(10);
        let told = told.map(|(_, rows)| json!({ "n": rows.len(), "rows": named_rows(rows, 8) }));
        let (told, more) = (told.collect::<Vec<_>>(), clashes.len().saturating_sub(10));
        usage("clashes", json!({ "clashes": told, "more": more, "row": "{{row}}" }))
    }

    /// Notes letters of one name that no e-mail address tells apart: of those who say the same, and of
    /// whom somebody did not agree.
    fn note_same_names(&mut self) {
        let job = &self.job;
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
            let is_letter = |of: &(usize, bool)| self.records[of.0].fate == Fate::Written;
            let (letters, refusals): (Vec<_>, Vec<_>) = people.into_iter().partition(is_letter);
            let is_certain = refusals.iter().all(|(_, has_email)| *has_email);
            let mut said: RapidHashMap<String, usize> = RapidHashMap::default();
            for (index, has_email) in letters {
                let is_another = has_email && is_certain;
                if !refusals.is_empty() && !is_another {
                    self.records[index].warnings.insert(Warning::SaidNo);
                }
                let words = || fold(&job.own_text(index).unwrap_or_default());
                if !has_email && let Some(other) = said.insert(words(), index) {
                    self.records[other].warnings.insert(Warning::SameName);
                    self.records[index].warnings.insert(Warning::SameName);
                }
            }
        }
    }

    /// What is known of each row before its answers are read, where [`Fate::Written`] stands for a
    /// letter to be composed; and the rows that leave it open.
    fn known(&self) -> Result<(Vec<Record>, Vec<u32>), Fault> {
        let Batch { job, letters, order, .. } = self;
        let look = |place: usize| {
            let row = job.table.row(place)?;
            // Its cells may stand in others' places: that is told, whatever they seem to say.
            let said = if row.beyond() > 0 { Said::Yes } else { job.columns.said(&row) };
            Some((row.number, job.columns.not_a_person(&job.table, place), said))
        };
        let looked: Vec<(u32, Option<NotAPerson>, Said)> =
            (0..job.table.len()).into_par_iter().filter_map(look).collect();
        let options = &job.options;
        let keep = options.keep.unwrap_or_default();
        let mut places: Vec<usize> =
            (0..looked.len()).filter(|place| looked[*place].1.is_none()).collect();
        places.sort_by_key(|place| order.ranks[*place]);
        let people = people::found(job, &places);
        let mut by_person = ByPerson::new();
        for place in places {
            by_person.entry(people[place].0).or_default().push(place);
        }
        let open = self.open_rows(keep, &by_person)?;
        let known = |(place, letter): (usize, &u32)| {
            let (number, apart, own) = looked[place];
            let (whose, shares_address) = people[place];
            let (person, _, _) = looked[whose];
            let rows = by_person.get(&whose).map_or(&[][..], Vec::as_slice);
            let (first, last) = (rows.first().unwrap_or(&place), rows.last().unwrap_or(&place));
            let took_back = person != number && looked[*last].2 != Said::Yes;
            let kept = match keep {
                _ if took_back => person,
                Keep::First => looked[*first].0,
                Keep::Last => person,
                Keep::All => number,
            };
            let fate = match (apart, own) {
                _ if options.rows.as_ref().is_some_and(|rows| !rows.contains(&number)) => {
                    Fate::NotChosen
                }
                (Some(_), _) => Fate::NotAPerson,
                _ if kept != number => Fate::SentAgain,
                (None, Said::Yes) if options.new && letters.is_sent(*letter) => Fate::HandedIn,
                (None, Said::Yes) => Fate::Written,
                (None, Said::No) => Fate::NoConsent,
                (None, Said::Unclear) => Fate::UnclearConsent,
            };
            let apart = apart.filter(|_| fate == Fate::NotAPerson);
            let mut record = Record { row: number, person, fate, kept, apart, ..Record::default() };
            if keep != Keep::All && shares_address {
                record.warnings.insert(Warning::SameAddress);
            }
            record
        };
        let mut records: Vec<Record> = (0..looked.len()).zip(&job.numbers).map(known).collect();
        let written = records.iter_mut().filter(|record| record.fate == Fate::Written);
        for record in written.skip(options.limit.unwrap_or(usize::MAX)) {
            record.fate = Fate::NotChosen;
        }
        Ok((records, open))
    }

    /// Rows of people who answered more than once, where another of their answers would count, or say
    /// whether they agree, were the order another; none where either order gives the same. A column of
    /// dates that leaves it open is refused.
    fn open_rows(&self, keep: Keep, by_person: &ByPerson) -> Result<Vec<u32>, Fault> {
        let Batch { job, order, .. } = self;
        let told = |place: &usize| {
            let row = job.table.row(*place)?;
            let answers = job.columns.fields.iter().map(|field| field.given(&row));
            Some((job.columns.said(&row), answers.collect::<Vec<String>>()))
        };
        // What somebody said last of whether they agree, and the answer that is kept.
        let counts = |places: &[usize], ranks: &[u32]| {
            let first = places.iter().min_by_key(|place| ranks[**place]).and_then(told);
            let last = places.iter().max_by_key(|place| ranks[**place]).and_then(told);
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
                let row = job.table.row(*place).filter(|_| ranks[*place] > order.ranks[*place]);
                *doubt == Some(NO_DATE)
                    && row.is_some_and(|row| row.cell(job.columns.consent).trim().is_empty())
            };
            let is_open = |places: &&Vec<usize>| {
                let mut places = places.to_vec();
                places.retain(|place| !is_left(place));
                counts(&places, &order.ranks) != counts(&places, ranks)
            };
            let several = by_person.values().filter(|places| places.len() > 1);
            let open = several.filter(is_open).flatten();
            let mut rows: Vec<u32> = open.filter_map(|place| job.table.number(*place)).collect();
            rows.sort_unstable();
            match doubt {
                _ if rows.is_empty() => {}
                None => return Ok(rows),
                Some(doubt) => {
                    let heading = order.column.and_then(|column| job.columns.name(column));
                    let (heading, rows) = (heading.unwrap_or_default(), named_rows(&rows, 20));
                    let open = fault(doubt, &[("heading", &heading), ("rows", &rows)]);
                    return Err(Fault::Columns(vec![open]));
                }
            }
        }
        Ok(Vec::new())
    }
}

/// Checks a row that is to have a letter.
///
/// # Errors
/// Everything that is wrong with it.
fn check_row(
    job: &Job<'_>,
    index: usize,
    record: &mut Record,
    questions: &Questions,
) -> Result<(), Vec<RowFault>> {
    let row = job.table.row(index).filter(|_| record.fate == Fate::Written);
    let Some(row) = row else { return Ok(()) };
    let (answers, group, letter) = job.composed(index)?;
    let (mut faults, lacks_signs) = job.unset(&row, &letter);
    if !job.options.force {
        let left = finished::of_document(&letter, &answers).into_iter();
        let fault = |left| RowFault::at(row.number, None, format!("In the letter, {left}."));
        faults.extend(left.map(fault));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let own = own_sketch(job.template, &answers, &group);
    let known = std::mem::take(record);
    *record = Record {
        person: known.person,
        made_from: job::made_from(&letter, job.salt),
        receiver: receivers::receiver(job, &answers).map(String::into_boxed_str),
        ..Record::of(row.number, &letter, own, questions, &job.common)
    };
    let lost = advice::lost(job.template, &answers).is_some();
    let is_astray = job.options.by_receiver && record.receiver.is_none();
    let warnings = [
        (taken::of_row(job, &row, &answers).next().is_some(), Warning::Taken),
        (taken::is_member(job, &row, &answers), Warning::MpName),
        (lacks_signs, Warning::LeftOut),
        (row.is_mended, Warning::Mended),
        (job.has_unasked(&row, &answers), Warning::Unasked),
        (lost, Warning::NoSeat),
        (!lost && job.is_unnamed(&answers), Warning::NoName),
        (is_astray, Warning::NoReceiver),
    ];
    let warnings = warnings.into_iter().filter_map(|(is, warning)| is.then_some(warning));
    record.warnings.extend(known.warnings.into_iter().chain(warnings));
    Ok(())
}

//! Writing a checked batch: letters, all of them in one PDF, the joint response, the report.

use std::collections::{BTreeMap, HashMap};

use super::columns::{Field, RowFault, faults_by_row};
use super::combine;
use super::done::Done;
use super::faults::Fault;
use super::job::Job;
use super::plan::Watch;
use super::reading::Reading;
use super::record::{Fate, Record, Voice};
use super::report::{self, Report};
use super::run::{Batch, JOINT, stem};
use super::sink::{Put, Sink};
use super::table::{Csv, TO_MEND, mend_cell};
use super::write;
use super::{astray, job, letters, merge, names, receivers, review};
use crate::answer::Answers;
use crate::compose;
use crate::model::Kind;
use crate::text::{unseen, words};

/// The note with rows that were mended outside the table.
pub const MENDED: &str = "mended.csv";

/// What was noted of mended rows when the table had some of them no longer as they were, so that
/// nothing that was typed is lost.
pub const NOT_USED: &str = "mended-not-used.csv";

impl Batch<'_> {
    /// Checks every row and writes everything.
    ///
    /// # Errors
    /// What keeps it from being written; what was written before is kept and noted.
    pub fn run<S: Sink>(&mut self, sink: &S, watch: &dyn Watch) -> Result<Done, S::Error> {
        self.check(watch)?;
        self.write(sink, watch)
    }

    /// Writes the letters of a checked batch, then what is made of them all.
    ///
    /// # Errors
    /// As [`Batch::run`].
    pub fn write<S: Sink>(&self, sink: &S, watch: &dyn Watch) -> Result<Done, S::Error> {
        self.refuse_foreign(sink)?;
        self.remember(sink)?;
        let Batch { job, plan, .. } = self;
        let letters = plan.letters().count();
        watch.begin("Written", letters);
        let mut done = Done { wrote: write::letters(job, plan, sink, watch)?, ..Done::default() };
        if done.wrote.stopped {
            let there = done.wrote.written + done.wrote.kept;
            done.stopped = Some(format!("{there} of {letters} letters are written"));
            return Ok(done);
        }
        if let Some(sides) = job.options.combine {
            watch.begin("Combined", letters);
            let edited = &mut done.wrote.edited;
            let Some(files) = combine::combine(job, plan, sink, (sides, watch), edited)? else {
                let what = "the letters are written, and not all of them are in one file";
                return Ok(Done { stopped: Some(what.into()), ..done });
            };
            done.combined = files;
        }
        done.joint = self.write_joint(sink)?;
        if !self.is_whole() {
            done.others = astray::others(self, sink);
        } else if !job.options.force {
            done.astray = astray::edited(self, sink);
        }
        done.astray.extend(done.wrote.out_of_date.iter().map(|(file, row)| {
            let why = "changed by hand, and out of date, since row";
            (file.clone(), format!("{why} {row} has changed in the table"))
        }));
        self.write_report(&mut done, sink)?;
        if job.options.zip {
            self.zip(&done, sink)?;
        }
        let number = |name: &str| stem(name).rsplit('/').next().and_then(|n| n.parse().ok());
        let is_sent = |name: &str| number(name).is_some_and(|n| self.letters.is_sent(n));
        done.swept = sink.sweep(&|name| self.is_whole() && !is_sent(name))?;
        Ok(done)
    }

    /// Marks the letters that stand in a place as handed in on a day; how many were not before.
    ///
    /// # Errors
    /// What keeps the place from taking a note of it.
    pub fn mark_sent<S: Sink>(&mut self, sink: &S, day: &str) -> Result<usize, S::Error> {
        let (job, plan) = (&self.job, &self.plan);
        let is_there = |(_, file): (_, String)| sink.read(&file).is_some();
        let stands = |index: &usize| plan.files(job, *index).any(is_there);
        let numbers = plan.letters().filter(stands).map(|index| job.numbers[index]);
        let new = self.letters.send(numbers, day);
        sink.note(letters::FILE, &self.letters.write())?;
        Ok(new)
    }

    /// The report of what was done.
    fn report<'r>(&'r self, done: &'r Done) -> Report<'r> {
        let Batch { job, plan, .. } = self;
        let joined = || plan.records.iter().position(|record| record.fate == Fate::InJoint);
        let first = plan.letters().next().or_else(joined).and_then(|index| job.answered(index));
        let (answers, _) = first.unwrap_or_default();
        let receiver = compose::receiver(job.pack, job.template, &answers);
        let receiver = receiver.filter(|first| self.all_go_to(first, &answers));
        let body = receiver.as_ref().and_then(|r| r.body.as_ref());
        let email = body.and_then(|b| b.rules.hand_in.email.clone());
        let joint = done.joint.first().map(|file| match file.rsplit_once('/') {
            Some((_, file)) => format!("{file} of their receiver"),
            None => file.clone(),
        });
        Report {
            batch: self,
            done,
            records: &plan.records,
            reading: Reading::of(&plan.records, &plan.questions),
            joint,
            email: email.or_else(|| receiver.as_ref()?.destination.email.clone()),
            receiver: receiver.as_ref().map(|one| name_of(job, one, &answers)),
            answers,
        }
    }

    /// Whether every letter goes where the first one goes. Where no column says, they do.
    fn all_go_to(&self, first: &compose::Receiver<'_>, answers: &Answers) -> bool {
        let job = &self.job;
        let lines = first.destination.recipient.join("\n");
        let is_asked = |field: &Field| {
            matches!(field.kind, Kind::Area | Kind::Body) || lines.contains(&field.id)
        };
        if !job.columns.fields.iter().any(is_asked) {
            return true;
        }
        let wanted = name_of(job, first, answers);
        self.plan.letters().filter_map(|index| job.answered(index)).all(|(answers, _)| {
            let receiver = compose::receiver(job.pack, job.template, &answers);
            receiver.is_some_and(|one| name_of(job, &one, &answers) == wanted)
        })
    }

    /// Refuses to write over what somebody else put there.
    fn refuse_foreign<S: Sink>(&self, sink: &S) -> Result<(), Fault> {
        let own = report::FILES.map(str::to_string).into_iter().chain(self.cover_notes());
        let mut foreign: Vec<String> = own.filter(|name| sink.is_foreign(name, &|| None)).collect();
        foreign.extend(write::in_the_way(&self.job, &self.plan, sink));
        if foreign.is_empty() { Ok(()) } else { Err(Fault::InTheWay(foreign)) }
    }

    /// Notes what a run that goes on needs: by what letters are known, and the rows that were mended
    /// outside the table.
    fn remember<S: Sink>(&self, sink: &S) -> Result<(), S::Error> {
        let before = sink.noted(MENDED);
        if let Some(before) = before.as_ref().filter(|_| !self.not_used.is_empty()) {
            let earlier = sink.noted(NOT_USED).unwrap_or_default();
            sink.note(NOT_USED, &[&earlier[..], before].concat())?;
        }
        let is_mended = |index: usize| self.mended.contains(&self.job.numbers[index]);
        let mended =
            self.to_mend(|index| is_mended(index).then(|| "mended".into()), str::to_string);
        if !self.mended.is_empty() || before.is_some() {
            sink.note(MENDED, &mended)?;
        }
        for (name, bytes) in &self.job.options.notes {
            sink.note(name, bytes)?;
        }
        sink.note(letters::FILE, &self.letters.write())
    }

    /// A table of the rows that have a reason `why` they are to be mended: the table's columns, each
    /// cell as it is to be `shown`, and one that says which row it is.
    fn to_mend(&self, why: impl Fn(usize) -> Option<String>, shown: fn(&str) -> String) -> Vec<u8> {
        let table = &self.job.table;
        let mut csv = Csv::new();
        csv.row(table.headings.iter().map(String::as_str).chain([TO_MEND]));
        for (index, row) in table.rows().enumerate() {
            let Some(why) = why(index) else { continue };
            let note = mend_cell(row.number, self.job.numbers[index], &why);
            let cells: Vec<String> = row.cells().map(shown).collect();
            let cells = cells.iter().map(String::as_str);
            csv.row(cells.chain([note.as_str()]).chain(row.unheaded()));
        }
        csv.finish()
    }

    /// The rows of whom nothing of their own is to be read, to be asked and run again: without
    /// characters that are not seen but steer what is.
    fn to_ask(&self) -> Vec<u8> {
        let why = |index: usize| {
            let record = &self.plan.records[index];
            let is_asked = record.fate == Fate::Written && record.is_ours();
            is_asked.then(|| match record.voice() {
                Voice::Sentence => {
                    let own = self.job.own_text(index).unwrap_or_default();
                    format!("{ASK_MORE} “{}”", visible(&words::one_line(&own)))
                }
                _ => ASK.to_string(),
            })
        };
        self.to_mend(why, visible)
    }

    /// The rows that have a fault, each with all of them.
    fn failed(&self) -> Vec<u8> {
        let faults = faults_by_row(&self.plan.faults);
        let offered = |fault: &RowFault| {
            self.job.options.commands.offered(fault.in_its_row(), fault.remedy.as_ref())
        };
        let why = |index: usize| {
            let record = &self.plan.records[index];
            let of_row = faults.get(&record.row).filter(|_| record.fate == Fate::ToMend)?;
            Some(of_row.iter().map(offered).collect::<Vec<_>>().join(" "))
        };
        self.to_mend(why, str::to_string)
    }

    /// By which number and in which file each person's letter is, so that a hand-in can be checked.
    fn index(&self) -> Vec<u8> {
        let line = |index: usize| {
            let name = self.job.table.row(index).map(|row| self.job.columns.signed(&row));
            let name = visible(&name.unwrap_or_default());
            [self.job.numbers[index].to_string(), name, self.plan.file(&self.job, index)]
        };
        Csv::of(["number", "name", "file"], self.plan.letters().map(line))
    }

    /// Writes the files of the report, and notes which of them somebody changed by hand.
    fn write_report<S: Sink>(&self, done: &mut Done, sink: &S) -> Result<(), S::Error> {
        let Batch { job, plan, .. } = self;
        let report = self.report(done);
        let (mut files, screen) = report.files();
        let merge = job.options.merge.as_ref();
        let any = |is: bool| is.then_some(());
        let sheets = [
            (report::ASK_AGAIN, any(report.reading.ours() > 0).map(|()| self.to_ask())),
            (report::INDEX, any(report.has_letters()).map(|()| self.index())),
            (review::FILE, review::sheet(job, plan)),
            (report::FAILED, any(!plan.faults.is_empty()).map(|()| self.failed())),
            (merge::FILE, merge.map(|root| merge::table(job, plan, root))),
        ];
        let sheets =
            sheets.into_iter().filter_map(|(name, bytes)| Some((name.to_string(), bytes?)));
        files.extend(sheets.chain(self.notes_for_receivers(&report)));
        done.screen = screen;
        for (name, bytes) in files {
            if sink.put_as_it_is(&name, &bytes)? == Put::Edited {
                let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, "txt"));
                let new = format!("{stem}.new.{ending}");
                sink.put_as_it_is(&new, &bytes)?;
                done.beside.push((name, new));
            }
        }
        Ok(())
    }

    /// A cover note for each receiver that has a folder, of the letters there alone.
    fn notes_for_receivers(&self, whole: &Report<'_>) -> Vec<(String, Vec<u8>)> {
        let plan = &self.plan;
        let writes =
            plan.records.iter().filter(|r| matches!(r.fate, Fate::Written | Fate::InJoint));
        let whose: HashMap<u32, &str> =
            writes.filter_map(|record| Some((record.row, record.receiver.as_deref()?))).collect();
        let mut records: BTreeMap<&str, Vec<Record>> = BTreeMap::new();
        for record in &plan.records {
            let row = match record.fate {
                Fate::SentAgain { kept } => kept,
                _ => record.row,
            };
            if let Some(name) = whose.get(&row) {
                records.entry(name).or_default().push(record.clone());
            }
        }
        let note = |(name, records): (&str, Vec<Record>)| {
            let mut joint = whole.done.joint.iter();
            let note = Report {
                records: &records,
                reading: Reading::of(&records, &plan.questions),
                joint: joint.find(|f| f.starts_with(&names::folder(name))).cloned(),
                receiver: Some(receivers::in_words(name)),
                ..whole.clone()
            };
            (report::note_for(name), note.cover_note())
        };
        records.into_iter().map(note).collect()
    }

    /// Puts what is handed in into one file: letters, index, cover notes.
    fn zip<S: Sink>(&self, done: &Done, sink: &S) -> Result<(), S::Error> {
        let letters = self.plan.letters().flat_map(|index| self.plan.files(&self.job, index));
        let names = letters.map(|(_, name)| name);
        let notes = [report::INDEX, report::COVER_NOTE].map(str::to_string);
        let names = names.chain(done.combined.iter().chain(&done.joint).cloned());
        let names = names.chain(notes).chain(self.cover_notes());
        let files = names.filter_map(|name| Some((sink.read(&name)?, name)));
        let bytes = report::hand_in(files.map(|(bytes, name)| (name, bytes)));
        sink.put_as_it_is(report::HAND_IN, &bytes).map(|_| ())
    }

    /// Writes the joint response, or that of each receiver; the names of the files.
    fn write_joint<S: Sink>(&self, sink: &S) -> Result<Vec<String>, S::Error> {
        let mut names = Vec::new();
        for (folder, document) in &self.joint.documents {
            let made_from = job::made_from(document, self.job.salt);
            for format in &self.job.options.formats {
                let name = format!("{folder}{JOINT}.{}", format.extension());
                sink.put(&name, made_from, &self.job.render(document, *format)?)?;
                names.push(name);
            }
        }
        Ok(names)
    }
}

/// Why a row is among those to ask again.
const ASK: &str = "no words of their own yet; type what they tell you under its question.";

/// The same where there is a sentence, which follows.
const ASK_MORE: &str = "one sentence of their own in our text; ask for more of the like:";

/// A cell without characters that are not seen but steer what is.
fn visible(cell: &str) -> String {
    cell.chars().filter(|c| !unseen::is_refused(*c) && !unseen::turns(*c) && *c != '\t').collect()
}

/// What a receiver is called: the body, else whom its own lines name, else its kind.
fn name_of(job: &Job<'_>, receiver: &compose::Receiver<'_>, answers: &Answers) -> String {
    let body = receiver.body.as_ref().map(|body| body.name.clone());
    body.unwrap_or_else(|| receivers::named(job, receiver.destination, answers))
}

//! Writing a checked batch: letters on every core, all of them in one PDF, the joint response, the
//! report.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use rayon::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::columns::{RowFault, faults_by_row};
use super::faults::Fault;
use super::record::{Fate, Reading, Record, Voice};
use super::report::Report;
use super::run::{
    ASK_AGAIN, Batch, COVER_NOTE, FAILED, HAND_IN, INDEX, JOINT, MERGE, REVIEW, note_for, stem,
};
use super::sink::{Done, Put, Sink, Watch};
use super::table::{Row, TO_MEND, csv, mend_cell};
use super::{astray, combine, job, letters, names, receivers, review};
use crate::render::text;
use crate::text::{unseen, words};

/// The note with rows that were mended outside the table.
pub const MENDED: &str = "mended.csv";

/// What was noted of mended rows when the table had some of them no longer as they were, so that
/// nothing that was typed is lost.
pub const NOT_USED: &str = "mended-not-used.csv";

/// How many letters a thread makes before it writes them. Making and writing use different code and
/// memory, and going to and fro for each letter makes a batch of PDFs a tenth slower.
const AT_ONCE: usize = 32;

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
        let job = &self.job;
        let letters = self.letters().count();
        watch.begin("Written", letters);
        let mut done = self.write_letters(sink, watch)?;
        if watch.stop() {
            let there = done.written + done.kept;
            done.stopped = Some(format!("{there} of {letters} letters are written"));
            return Ok(done);
        }
        if let Some(sides) = job.options.combine {
            watch.begin("Combined", letters);
            combine::combine(self, sink, (sides, watch), &mut done)?;
            if watch.stop() {
                let what = "the letters are written, and not all of them are in one file";
                done.stopped = Some(what.into());
                return Ok(done);
            }
        }
        self.write_joint(sink, &mut done)?;
        if !self.is_whole() {
            done.others = astray::others(self, sink);
        } else if !job.options.force {
            done.astray.splice(0..0, astray::edited(self, sink));
        }
        self.write_report(&mut done, sink)?;
        if job.options.zip {
            self.zip(&done, sink)?;
        }
        let number = |name: &str| stem(name).rsplit('/').next().and_then(|n| n.parse().ok());
        let is_sent = |name: &str| number(name).is_some_and(|n| self.letters.is_sent(n));
        Ok(done.and(sink.sweep(&|name| self.is_whole() && !is_sent(name))?))
    }

    /// Marks the letters that stand in a place as handed in on a day; how many were not before.
    ///
    /// # Errors
    /// What keeps the place from taking a note of it.
    pub fn mark_sent<S: Sink>(&mut self, sink: &S, day: &str) -> Result<usize, S::Error> {
        let is_there = |(_, file): (_, String)| sink.read(&file).is_some();
        let stands = |index: &usize| self.files(*index).any(is_there);
        let numbers = self.letters().filter(stands).map(|index| self.job.numbers[index]);
        let numbers: Vec<u32> = numbers.collect();
        let new = self.letters.send(numbers.into_iter(), day);
        sink.note(letters::FILE, &self.letters.write())?;
        Ok(new)
    }

    /// Refuses to write over what somebody else put there.
    fn refuse_foreign<S: Sink>(&self, sink: &S) -> Result<(), Fault> {
        let letters = self.letters().flat_map(|index| self.files(index)).map(|(_, name)| name);
        let names = self.own_files().chain(letters);
        let foreign: Vec<String> = names.filter(|name| sink.is_foreign(name)).collect();
        if foreign.is_empty() { Ok(()) } else { Err(Fault::InTheWay(foreign)) }
    }

    /// Writes every letter that is not there yet, until it is stopped.
    fn write_letters<S: Sink>(&self, sink: &S, watch: &dyn Watch) -> Result<Done, S::Error> {
        let job = &self.job;
        let letters: Vec<usize> = self.letters().collect();
        let share = |indices: &[usize]| {
            // Each file with what is there of it already, or with the bytes that are to be there.
            let mut made: Vec<(usize, String, Option<Put>, Vec<u8>)> = Vec::new();
            for index in indices.iter().take_while(|_| !watch.stop()) {
                let mut letter = None;
                for (format, file) in self.files(*index) {
                    let there = sink.has(&file, self.records[*index].made_from);
                    let mut bytes = Vec::new();
                    if there.is_none() {
                        let letter = letter.get_or_insert_with(|| job.letter(*index));
                        let Some(letter) = letter else { continue };
                        bytes = job.render(letter, format)?;
                    }
                    made.push((*index, file, there, bytes));
                }
            }
            let mut done = Done::default();
            for files in made.chunk_by(|a, b| a.0 == b.0) {
                let Record { row, made_from, .. } = self.records[files[0].0];
                let (edited, mut is_written) = (done.edited.len(), false);
                for (_, file, there, bytes) in files {
                    let put = there.map_or_else(|| sink.put(file, made_from, bytes), Ok)?;
                    is_written |= put == Put::Written;
                    done.edited.extend((put == Put::Edited).then(|| file.clone()));
                    if put == Put::Edited && there.is_none() {
                        // What it was made from is known to differ.
                        let why = "changed by hand, and out of date, since row";
                        let why = format!("{why} {row} has changed in the table");
                        done.astray.push((file.clone(), why));
                    }
                }
                if done.edited.len() == edited {
                    done.written += usize::from(is_written);
                    done.kept += usize::from(!is_written);
                }
                watch.done(1);
            }
            Ok(done)
        };
        let shares = letters.par_chunks(AT_ONCE).map(share);
        shares.try_reduce(Done::default, |these, others| Ok(these.and(others)))
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
        let line = |(index, row): (usize, Row<'_>)| -> Option<Vec<String>> {
            let note = mend_cell(row.number, self.job.numbers[index], &why(index)?);
            let unheaded = row.unheaded().map(str::to_string);
            Some(row.cells().map(shown).chain([note]).chain(unheaded).collect())
        };
        let headings = table.headings.iter().map(String::as_str).chain([TO_MEND]);
        csv(headings, table.rows().enumerate().filter_map(line))
    }

    /// The rows of whom nothing of their own is to be read, to be asked and run again: without
    /// characters that are not seen but steer what is.
    fn to_ask(&self) -> Vec<u8> {
        let why = |index: usize| {
            let record = &self.records[index];
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
        let faults = faults_by_row(&self.faults);
        let offered = |fault: &RowFault| {
            self.job.options.commands.offered(fault.in_its_row(), fault.remedy.as_ref())
        };
        let why = |index: usize| {
            let record = &self.records[index];
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
            [self.job.numbers[index].to_string(), name, self.file(index)]
        };
        csv(["number", "name", "file"], self.letters().map(line))
    }

    /// The table that programs for sending many e-mails take: whom each letter goes to, its
    /// subject, its text and where its file is. `root` stands before a letter's name in the folder.
    fn merge(&self, root: &str) -> Vec<u8> {
        let line = |index: usize| {
            let letter = self.job.letter(index)?;
            let (text, path) = (text::text(&letter), format!("{root}{}", self.file(index)));
            let subject = letter.subject.unwrap_or(letter.title);
            Some([letter.email.unwrap_or_default(), subject, text, path])
        };
        csv(["address", "subject", "text", "path"], self.letters().filter_map(line))
    }

    /// Writes the files of the report, and notes which of them somebody changed by hand.
    fn write_report<S: Sink>(&self, done: &mut Done, sink: &S) -> Result<(), S::Error> {
        let job = &self.job;
        let report = Report::of(self, done);
        let (mut files, screen) = report.files();
        let merge = job.options.merge.as_ref();
        let sheets = [
            (ASK_AGAIN, (report.reading.ours() > 0).then(|| self.to_ask())),
            (INDEX, report.has_letters().then(|| self.index())),
            (REVIEW, review::sheet(self)),
            (FAILED, (!self.faults.is_empty()).then(|| self.failed())),
            (MERGE, merge.map(|root| self.merge(root))),
        ];
        let sheets = sheets.into_iter().filter_map(|(name, sheet)| Some((name.into(), sheet?)));
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
        let mut records: BTreeMap<&str, Vec<Record>> = BTreeMap::new();
        for record in self.records.iter().filter(|_| self.job.options.by_receiver) {
            let counts = match record.fate {
                Fate::SentAgain => self.of_row(record.kept),
                _ => Some(record),
            };
            if let Some(name) = counts.and_then(|one| one.receiver.as_deref()) {
                records.entry(name).or_default().push(record.clone());
            }
        }
        let note = |(name, records): (&str, Vec<Record>)| {
            let mut joint = whole.done.joint.iter();
            let note = Report {
                records: &records,
                reading: Reading::of(&records, &self.questions),
                joint: joint.find(|f| f.starts_with(&names::folder(name))).cloned(),
                receiver: Some(receivers::in_words(name)),
                ..whole.clone()
            };
            (note_for(name), note.cover_note())
        };
        records.into_iter().map(note).collect()
    }

    /// Puts what is handed in into one file, the same bytes whenever it is made: letters, index, cover
    /// notes.
    fn zip<S: Sink>(&self, done: &Done, sink: &S) -> Result<(), S::Error> {
        let letters = self.letters().flat_map(|index| self.files(index));
        let names = letters.map(|(_, name)| name);
        let names = names.chain(done.combined.iter().chain(&done.joint).cloned());
        let notes = [INDEX, COVER_NOTE].map(str::to_string);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names.chain(notes).chain(self.cover_notes()) {
            let Some(bytes) = sink.read(&name) else { continue };
            // Writing into memory does not fail, and a name that comes twice is in it once.
            if zip.start_file(name, SimpleFileOptions::default()).is_ok() {
                let _ = zip.write_all(&bytes);
            }
        }
        let bytes = zip.finish().map(Cursor::into_inner).unwrap_or_default();
        sink.put_as_it_is(HAND_IN, &bytes).map(|_| ())
    }

    /// Writes the joint response, or that of each receiver.
    fn write_joint<S: Sink>(&self, sink: &S, done: &mut Done) -> Result<(), S::Error> {
        for (folder, document) in &self.joint {
            let made_from = job::made_from(document, self.job.salt);
            for format in &self.job.options.formats {
                let name = format!("{folder}{JOINT}.{}", format.extension());
                sink.put(&name, made_from, &self.job.render(document, *format)?)?;
                done.joint.push(name);
            }
        }
        Ok(())
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

//! Writing the letters of a checked table, on every core, into a folder.

use std::borrow::Cow;

use rayon::prelude::*;

use super::job::Job;
use super::plan::{Plan, Watch};
use super::record::Warnings;
use crate::batch::sink::{Put, Sink, ToPut};
use crate::document::Document;
use crate::render::Format;

/// What came of writing.
#[derive(Clone, Debug, Default)]
pub struct Wrote {
    /// Letters written in this run.
    pub written: usize,
    /// Letters that were there already, as they should be.
    pub kept: usize,
    /// Files changed by hand, which were left as they are.
    pub edited: Vec<String>,
    /// Those of them whose rows have changed since, with the number of the row.
    pub out_of_date: Vec<(String, u32)>,
    /// Whether it was stopped before the end.
    pub stopped: bool,
}

/// Files of letters that are in the way: there, and not written by an earlier run.
pub fn in_the_way(job: &Job<'_>, plan: &Plan, folder: &impl Sink) -> Vec<String> {
    if folder.is_new() {
        return Vec::new();
    }
    let indices: Vec<usize> = plan.letters().collect();
    let foreign = |index: &usize| {
        let bytes = |format| {
            let letter = match format {
                Format::Pdf => settable(job, plan, *index),
                _ => letter(job, *index),
            };
            letter.and_then(|letter| job.render(&letter, format).ok())
        };
        plan.files(job, *index)
            .filter(|(format, name)| folder.is_foreign(name, &|| bytes(*format)))
            .map(|(_, name)| name)
            .collect::<Vec<_>>()
    };
    indices.par_iter().flat_map_iter(foreign).collect()
}

/// Writes every letter that is not there yet.
///
/// # Errors
/// The first file that could not be written; what was written before is kept and noted.
pub fn letters<S: Sink>(
    job: &Job<'_>,
    plan: &Plan,
    folder: &S,
    watch: &dyn Watch,
) -> Result<Wrote, S::Error> {
    let rows: Vec<usize> = plan.letters().collect();
    // Every thread takes the next rows that nobody has: so the folder fills about in the order of
    // its rows, and no thread waits for another before the end.
    let shares = rows.chunks(AT_ONCE).par_bridge();
    let shares = shares.map(|rows| Share::of(job, plan, folder, watch, rows));
    let shares: Vec<Share> = shares.collect::<Result<_, _>>()?;
    let mut wrote = Wrote::default();
    let (mut edited, mut out_of_date) = (Vec::new(), Vec::new());
    for share in shares {
        wrote.written += share.written;
        wrote.kept += share.kept;
        wrote.stopped |= share.stopped;
        edited.extend(share.edited);
        out_of_date.extend(share.out_of_date);
    }
    edited.sort();
    out_of_date.sort();
    let row = |(index, name): (usize, String)| (name, plan.records[index].row);
    wrote.out_of_date = out_of_date.into_iter().map(row).collect();
    wrote.edited = edited.into_iter().map(|(_, name)| name).collect();
    Ok(wrote)
}

/// How many letters a thread makes before it writes them. Making and writing use different code and
/// memory, and going to and fro for each letter makes both slower.
const AT_ONCE: usize = 32;

/// What became of letters that a thread made together.
#[derive(Default)]
struct Share {
    written: usize,
    kept: usize,
    /// Files changed by hand, with their rows.
    edited: Vec<(usize, String)>,
    /// Those of them that would now be made otherwise.
    out_of_date: Vec<(usize, String)>,
    stopped: bool,
}

/// A letter that is made and not yet written.
#[derive(Default)]
struct Made<'p> {
    index: usize,
    /// The files that are not there as they should be.
    files: Vec<ToPut<'p>>,
    /// Files changed by hand.
    edited: Vec<String>,
}

impl Share {
    /// Makes letters and writes them.
    fn of<S: Sink>(
        job: &Job<'_>,
        plan: &Plan,
        folder: &S,
        watch: &dyn Watch,
        rows: &[usize],
    ) -> Result<Share, S::Error> {
        let (mut share, mut all, mut failed) = (Share::default(), Vec::new(), None);
        for index in rows {
            share.stopped = watch.stop();
            if share.stopped {
                break;
            }
            match made(job, plan, folder, *index) {
                Ok(made) => all.push(made),
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
        }
        // What was made is written, whatever came after it.
        share.put(all, folder, watch)?;
        failed.map_or(Ok(share), Err)
    }

    /// Writes what is made.
    fn put<S: Sink>(
        &mut self,
        all: Vec<Made<'_>>,
        folder: &S,
        watch: &dyn Watch,
    ) -> Result<(), S::Error> {
        folder.announce(&all.iter().flat_map(|made| &made.files).collect::<Vec<_>>())?;
        for Made { index, files, mut edited } in all {
            let mut written = false;
            for file in files {
                match folder.put(&file)? {
                    Put::Written => written = true,
                    Put::Kept => {}
                    // What it was made from is known to differ.
                    Put::Edited => {
                        self.out_of_date.push((index, file.name.clone()));
                        edited.push(file.name);
                    }
                }
            }
            match (written, edited.is_empty()) {
                (_, false) => self.edited.extend(edited.into_iter().map(|name| (index, name))),
                (true, _) => self.written += 1,
                (false, _) => self.kept += 1,
            }
            watch.done(1);
        }
        Ok(())
    }
}

/// Makes the files of a letter that are not there as they should be.
fn made<'p, S: Sink>(
    job: &Job<'_>,
    plan: &Plan,
    folder: &S,
    index: usize,
) -> Result<Made<'p>, S::Error> {
    let made_from = plan.made_from[index];
    let mut made = Made { index, ..Made::default() };
    let mut letter_of_row = None;
    for (format, file) in plan.files(job, index) {
        match folder.has(&file, made_from) {
            None => {}
            Some(Put::Edited) => {
                made.edited.push(file);
                continue;
            }
            Some(_) => continue,
        }
        let bytes = if format == Format::Pdf {
            let Some(letter) = settable(job, plan, index) else { continue };
            job.render(&letter, format)?
        } else {
            let letter = letter_of_row.get_or_insert_with(|| letter(job, index));
            let Some(letter) = letter else { continue };
            job.render(letter, format)?
        };
        made.files.push(ToPut::new(file, made_from, Cow::Owned(bytes)));
    }
    Ok(made)
}

/// A row's letter, as it was when the row was checked.
pub(super) fn letter(job: &Job<'_>, index: usize) -> Option<Document> {
    job.table.row(index).and_then(|row| job.letter(&row).ok())
}

/// A row's letter as its PDF can be set.
pub(super) fn settable(job: &Job<'_>, plan: &Plan, index: usize) -> Option<Document> {
    let letter = match plan.records[index].warnings.has(Warnings::LEFT_OUT) {
        true => job.table.row(index).and_then(|row| job.settable_letter(&row)),
        false => letter(job, index),
    };
    letter.map(|letter| Document { number: plan.wanted.numbers.get(index).copied(), ..letter })
}

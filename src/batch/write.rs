//! Writing the letters of a checked table, on every core, into a folder.

use rayon::prelude::*;

use super::job::Job;
use super::plan::{Plan, Watch};
use super::record::Record;
use crate::batch::sink::{Put, Sink};
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

impl Wrote {
    /// What came of these and of the others behind them.
    fn and(mut self, others: Wrote) -> Wrote {
        self.written += others.written;
        self.kept += others.kept;
        self.edited.extend(others.edited);
        self.out_of_date.extend(others.out_of_date);
        self.stopped |= others.stopped;
        self
    }
}

/// Files of letters that are in the way: there, and not written by an earlier run.
pub fn in_the_way(job: &Job<'_>, plan: &Plan, folder: &impl Sink) -> Vec<String> {
    let indices: Vec<usize> = plan.letters().collect();
    let foreign = |index: &usize| {
        let bytes = |format| job.render(&plan.letter(job, *index, format)?, format).ok();
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
    let share = |rows: &[usize]| {
        let (mut wrote, mut made) = (Wrote::default(), Vec::new());
        for index in rows {
            wrote.stopped = watch.stop();
            if wrote.stopped {
                break;
            }
            made.push(Made::of(job, plan, folder, *index)?);
        }
        for letter in made {
            wrote = wrote.and(letter.put(folder)?);
            watch.done(1);
        }
        Ok(wrote)
    };
    let shares = rows.par_chunks(AT_ONCE).map(share);
    shares.try_reduce(Wrote::default, |these, others| Ok(these.and(others)))
}

/// How many letters a thread makes before it writes them. Making and writing use different code and
/// memory, and going to and fro for each letter makes a batch of PDFs a tenth slower.
const AT_ONCE: usize = 32;

/// A letter that is made and not yet written.
struct Made<'p> {
    record: &'p Record,
    /// Files changed by hand.
    edited: Vec<String>,
    /// The files that are not there as they should be.
    files: Vec<(String, Vec<u8>)>,
}

impl<'p> Made<'p> {
    /// Makes the files of a letter that are not there as they should be.
    fn of<S: Sink>(
        job: &Job<'_>,
        plan: &'p Plan,
        folder: &S,
        index: usize,
    ) -> Result<Made<'p>, S::Error> {
        let record = &plan.records[index];
        let mut made = Made { record, edited: Vec::new(), files: Vec::new() };
        // All formats but PDF have the same letter.
        let mut plain = None;
        for (format, file) in plan.files(job, index) {
            if let Some(put) = folder.has(&file, record.made_from) {
                made.edited.extend((put == Put::Edited).then_some(file));
                continue;
            }
            let pdf = (format == Format::Pdf).then(|| plan.letter(job, index, format));
            let compose = || plan.letter(job, index, format);
            let letter = pdf.as_ref().unwrap_or_else(|| plain.get_or_insert_with(compose));
            let Some(letter) = letter else { continue };
            made.files.push((file, job.render(letter, format)?));
        }
        Ok(made)
    }

    /// Writes them.
    fn put<S: Sink>(self, folder: &S) -> Result<Wrote, S::Error> {
        let mut wrote = Wrote { edited: self.edited, ..Wrote::default() };
        let mut is_written = false;
        for (file, bytes) in self.files {
            match folder.put(&file, self.record.made_from, &bytes)? {
                Put::Written => is_written = true,
                Put::Kept => {}
                // What it was made from is known to differ.
                Put::Edited => {
                    wrote.out_of_date.push((file.clone(), self.record.row));
                    wrote.edited.push(file);
                }
            }
        }
        if wrote.edited.is_empty() {
            (wrote.written, wrote.kept) = (usize::from(is_written), usize::from(!is_written));
        }
        Ok(wrote)
    }
}

//! Writing the letters of a checked table, on every core, into a folder.

use rayon::prelude::*;

use super::job::Job;
use super::plan::{Plan, Watch};
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
    let one = |index: &usize| {
        if watch.stop() {
            return Ok(Wrote { stopped: true, ..Wrote::default() });
        }
        let wrote = letter(job, plan, folder, *index);
        watch.done(1);
        wrote
    };
    rows.par_iter().map(one).try_reduce(Wrote::default, |these, others| Ok(these.and(others)))
}

/// Writes the files of a letter that are not there as they should be.
fn letter<S: Sink>(
    job: &Job<'_>,
    plan: &Plan,
    folder: &S,
    index: usize,
) -> Result<Wrote, S::Error> {
    let record = &plan.records[index];
    let (mut wrote, mut is_written) = (Wrote::default(), false);
    // All formats but PDF have the same letter.
    let mut plain = None;
    for (format, file) in plan.files(job, index) {
        let there = folder.has(&file, record.made_from);
        let put = match there {
            Some(put) => put,
            None => {
                let pdf = (format == Format::Pdf).then(|| plan.letter(job, index, format));
                let compose = || plan.letter(job, index, format);
                let letter = pdf.as_ref().unwrap_or_else(|| plain.get_or_insert_with(compose));
                let Some(letter) = letter else { continue };
                folder.put(&file, record.made_from, &job.render(letter, format)?)?
            }
        };
        is_written |= put == Put::Written;
        if put == Put::Edited {
            // What it was made from differs where it is not counted as there.
            wrote.out_of_date.extend(there.is_none().then(|| (file.clone(), record.row)));
            wrote.edited.push(file);
        }
    }
    if wrote.edited.is_empty() {
        (wrote.written, wrote.kept) = (usize::from(is_written), usize::from(!is_written));
    }
    Ok(wrote)
}

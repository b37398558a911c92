//! Writing the letters of a checked table, on every core, into a folder.

use std::borrow::Cow;

use rayon::prelude::*;

use super::job::Job;
use super::plan::{Plan, Watch};
use crate::batch::sink::{Put, Sink, ToPut};
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
    let writing = Writing { job, plan, folder, watch };
    let rows: Vec<usize> = plan.letters().collect();
    // Every thread takes the next rows that nobody has: so the folder fills about in the order of
    // its rows, and no thread waits for another before the end.
    let shares = rows.chunks(AT_ONCE).enumerate().par_bridge();
    let shares = shares.map(|(at, rows)| Ok((at, writing.share(rows)?)));
    let mut shares: Vec<(usize, Wrote)> = shares.collect::<Result<_, S::Error>>()?;
    shares.sort_by_key(|(at, _)| *at);
    let mut all = Wrote::default();
    for (_, share) in shares {
        all.written += share.written;
        all.kept += share.kept;
        all.stopped |= share.stopped;
        all.edited.extend(share.edited);
        all.out_of_date.extend(share.out_of_date);
    }
    Ok(all)
}

/// How many letters a thread makes before it writes them. Making and writing use different code and
/// memory, and going to and fro for each letter makes both slower.
const AT_ONCE: usize = 32;

/// A letter that is made and not yet written.
#[derive(Default)]
struct Made<'p> {
    index: usize,
    /// The files that are not there as they should be.
    files: Vec<ToPut<'p>>,
    /// Files changed by hand.
    edited: Vec<String>,
}

/// What letters are made from, and where they go.
struct Writing<'w, S> {
    job: &'w Job<'w>,
    plan: &'w Plan,
    folder: &'w S,
    watch: &'w dyn Watch,
}

impl<S: Sink> Writing<'_, S> {
    /// Makes letters and writes them.
    fn share(&self, rows: &[usize]) -> Result<Wrote, S::Error> {
        let (mut share, mut all, mut failed) = (Wrote::default(), Vec::new(), None);
        for index in rows {
            share.stopped = self.watch.stop();
            if share.stopped {
                break;
            }
            match self.made(*index) {
                Ok(made) => all.push(made),
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
        }
        // What was made is written, whatever came after it.
        self.put(all, &mut share)?;
        failed.map_or(Ok(share), Err)
    }

    /// Writes what is made.
    fn put(&self, all: Vec<Made<'_>>, share: &mut Wrote) -> Result<(), S::Error> {
        self.folder.announce(&all.iter().flat_map(|made| &made.files).collect::<Vec<_>>())?;
        for Made { index, files, mut edited } in all {
            let mut written = false;
            for file in files {
                match self.folder.put(&file)? {
                    Put::Written => written = true,
                    Put::Kept => {}
                    // What it was made from is known to differ.
                    Put::Edited => {
                        let row = self.plan.records[index].row;
                        share.out_of_date.push((file.name.clone(), row));
                        edited.push(file.name);
                    }
                }
            }
            match (written, edited.is_empty()) {
                (true, true) => share.written += 1,
                (false, true) => share.kept += 1,
                (_, false) => edited.sort(),
            }
            share.edited.append(&mut edited);
            self.watch.done(1);
        }
        Ok(())
    }

    /// Makes the files of a letter that are not there as they should be.
    fn made(&self, index: usize) -> Result<Made<'static>, S::Error> {
        let (job, plan) = (self.job, self.plan);
        let made_from = plan.records[index].made_from;
        let mut made = Made { index, ..Made::default() };
        // All formats but PDF have the same letter.
        let mut plain = None;
        for (format, file) in plan.files(job, index) {
            if let Some(there) = self.folder.has(&file, made_from) {
                made.edited.extend((there == Put::Edited).then_some(file));
                continue;
            }
            let own = (format == Format::Pdf).then(|| plan.letter(job, index, format));
            let letter = match &own {
                Some(letter) => letter,
                None => plain.get_or_insert_with(|| plan.letter(job, index, format)),
            };
            let Some(letter) = letter else { continue };
            let bytes = job.render(letter, format)?;
            made.files.push(ToPut::new(file, made_from, Cow::Owned(bytes)));
        }
        Ok(made)
    }
}

//! Writing the letters of a checked table, on every core, into a folder.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

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
        let name = plan.name(job, *index);
        let bytes = |format| {
            let letter = match format {
                Format::Pdf => settable(job, plan, *index),
                _ => letter(job, *index),
            };
            letter.and_then(|letter| job.render(&letter, format).ok())
        };
        let names = job.formats.iter().map(move |f| (*f, format!("{name}.{}", f.extension())));
        names
            .filter(|(f, name)| folder.is_foreign(name, &|| bytes(*f)))
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
    let queue = Queue { rows, next: AtomicUsize::new(0), failed: AtomicBool::new(false) };
    let shares = rayon::broadcast(|_| Worker::new(job, plan, folder).run(watch, &queue));
    let mut wrote = Wrote::default();
    let (mut edited, mut out_of_date) = (Vec::new(), Vec::new());
    for share in shares {
        let share = share?;
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

/// The letters to write. Every thread takes the next one that nobody has: so the folder fills about
/// in the order of its rows, and no thread waits for another before the end.
struct Queue {
    rows: Vec<usize>,
    next: AtomicUsize,
    /// Whether one could not be written, so that the others are left.
    failed: AtomicBool,
}

/// How many letters a thread makes before it writes them. Making and writing use different code and
/// memory, and going to and fro for each letter makes both slower.
const AT_ONCE: usize = 32;

/// What one thread did.
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
struct Made<'p> {
    index: usize,
    /// The files that are not there as they should be.
    files: Vec<ToPut<'p>>,
    /// Files changed by hand.
    edited: Vec<String>,
}

/// One thread's part of the writing.
struct Worker<'a, S: Sink> {
    job: &'a Job<'a>,
    plan: &'a Plan,
    folder: &'a S,
    made: Vec<Made<'a>>,
    share: Share,
}

impl<'a, S: Sink> Worker<'a, S> {
    fn new(job: &'a Job<'a>, plan: &'a Plan, folder: &'a S) -> Worker<'a, S> {
        let made = Vec::with_capacity(AT_ONCE);
        Worker { job, plan, folder, made, share: Share::default() }
    }

    /// Writes letters until there are none left.
    fn run(mut self, watch: &dyn Watch, queue: &Queue) -> Result<Share, S::Error> {
        let came = self.make_and_put(watch, queue);
        // What was made is written, whatever came after it.
        let put = self.put(watch);
        came.and(put).inspect_err(|_| queue.failed.store(true, Ordering::Relaxed))?;
        Ok(self.share)
    }

    fn make_and_put(&mut self, watch: &dyn Watch, queue: &Queue) -> Result<(), S::Error> {
        while let Some(index) = queue.rows.get(queue.next.fetch_add(1, Ordering::Relaxed)) {
            self.share.stopped = watch.stop();
            if self.share.stopped || queue.failed.load(Ordering::Relaxed) {
                break;
            }
            self.make(*index)?;
            if self.made.len() == AT_ONCE {
                self.put(watch)?;
            }
        }
        Ok(())
    }

    fn make(&mut self, index: usize) -> Result<(), S::Error> {
        let (job, plan) = (self.job, self.plan);
        let name = plan.name(job, index);
        let made_from = plan.made_from[index];
        let mut made = Made { index, files: Vec::new(), edited: Vec::new() };
        let mut letter_of_row = None;
        for format in &job.formats {
            let file = format!("{name}.{}", format.extension());
            match self.folder.has(&file, made_from) {
                None => {}
                Some(Put::Edited) => {
                    made.edited.push(file);
                    continue;
                }
                Some(_) => continue,
            }
            let bytes = if *format == Format::Pdf {
                let Some(letter) = settable(job, plan, index) else { continue };
                job.render(&letter, *format)?
            } else {
                let letter = letter_of_row.get_or_insert_with(|| letter(job, index));
                let Some(letter) = letter else { continue };
                job.render(letter, *format)?
            };
            let bytes = Cow::Owned(bytes);
            made.files.push(ToPut::new(file, made_from, bytes));
        }
        self.made.push(made);
        Ok(())
    }

    /// Writes what is made.
    fn put(&mut self, watch: &dyn Watch) -> Result<(), S::Error> {
        let files: Vec<&ToPut<'_>> = self.made.iter().flat_map(|made| &made.files).collect();
        self.folder.announce(&files)?;
        for Made { index, files, mut edited } in self.made.drain(..) {
            let mut written = false;
            for file in files {
                match self.folder.put(&file)? {
                    Put::Written => written = true,
                    Put::Kept => {}
                    // What it was made from is known to differ.
                    Put::Edited => {
                        let name = file.name.clone();
                        self.share.out_of_date.push((index, name.clone()));
                        edited.push(name);
                    }
                }
            }
            let share = &mut self.share;
            match (written, edited.is_empty()) {
                (_, false) => share.edited.extend(edited.into_iter().map(|name| (index, name))),
                (true, _) => share.written += 1,
                (false, _) => share.kept += 1,
            }
            watch.done(1);
        }
        Ok(())
    }
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
    letter.map(|letter| Document { number: plan.numbers.get(index).copied(), ..letter })
}

//! Writing the letters of a checked table, on every core, into a folder.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::job::Job;
use super::kept::Found;
use super::plan::{Plan, Watch};
use crate::compose::Draft;
use crate::document::Document;
use crate::error::Error;
use crate::output::{Folder, Put};

/// What came of writing.
#[derive(Clone, Debug, Default)]
pub struct Wrote {
    /// Letters written in this run.
    pub written: usize,
    /// Letters that were there already, as they should be.
    pub kept: usize,
    /// Files changed by hand, which were left as they are.
    pub edited: Vec<String>,
    /// Whether it was stopped before the end.
    pub stopped: bool,
}

/// One letter's way to its files.
enum One {
    Written,
    Kept,
    Edited(Vec<String>),
}

/// Files of letters that are in the way: there, and not written by an earlier run.
pub fn in_the_way(job: &Job<'_>, plan: &Plan, folder: &Folder) -> Vec<PathBuf> {
    if folder.is_new() {
        return Vec::new();
    }
    let indices: Vec<usize> = plan.letters().collect();
    let foreign = |index: &usize| {
        let name = plan.name(job, *index);
        let bytes =
            |format| letter(job, plan, *index).and_then(|letter| job.render(&letter, format).ok());
        let names = job.formats.iter().map(move |f| (*f, format!("{name}.{}", f.extension())));
        names
            .filter(|(f, name)| folder.is_foreign(name, || bytes(*f)))
            .map(|(_, name)| name)
            .collect::<Vec<_>>()
    };
    let names: Vec<String> = indices.par_iter().flat_map_iter(foreign).collect();
    names.iter().map(|name| folder.path(name)).collect()
}

/// Writes every letter that is not there yet.
///
/// # Errors
/// The first file that could not be written; what was written before is kept and noted.
pub fn letters(
    job: &Job<'_>,
    plan: &Plan,
    folder: &Folder,
    watch: &dyn Watch,
) -> Result<Wrote, Error> {
    let rows: Vec<usize> = plan.letters().collect();
    let queue = Queue { rows, next: AtomicUsize::new(0), failed: AtomicBool::new(false) };
    let shares = rayon::broadcast(|_| share(job, plan, folder, watch, &queue));
    let mut wrote = Wrote::default();
    let mut edited = Vec::new();
    for share in shares {
        let share = share?;
        wrote.written += share.written;
        wrote.kept += share.kept;
        wrote.stopped |= share.stopped;
        edited.extend(share.edited);
    }
    edited.sort();
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

/// What one thread did.
#[derive(Default)]
struct Share {
    written: usize,
    kept: usize,
    /// Files changed by hand, with their rows.
    edited: Vec<(usize, String)>,
    stopped: bool,
}

/// Writes letters until there are none left.
fn share(
    job: &Job<'_>,
    plan: &Plan,
    folder: &Folder,
    watch: &dyn Watch,
    queue: &Queue,
) -> Result<Share, Error> {
    let mut share = Share::default();
    while let Some(index) = queue.rows.get(queue.next.fetch_add(1, Ordering::Relaxed)) {
        share.stopped = watch.stop();
        if share.stopped || queue.failed.load(Ordering::Relaxed) {
            break;
        }
        let one = write_one(job, plan, folder, *index);
        match one.inspect_err(|_| queue.failed.store(true, Ordering::Relaxed))? {
            One::Written => share.written += 1,
            One::Kept => share.kept += 1,
            One::Edited(names) => share.edited.extend(names.into_iter().map(|n| (*index, n))),
        }
        watch.done(1);
    }
    Ok(share)
}

fn write_one(job: &Job<'_>, plan: &Plan, folder: &Folder, index: usize) -> Result<One, Error> {
    let name = plan.name(job, index);
    let made_from = plan.made_from[index];
    let files = job.formats.iter().map(|format| format!("{name}.{}", format.extension()));
    let mut edited = Vec::new();
    let mut missing: Vec<(usize, String)> = Vec::new();
    for (format, file) in files.enumerate() {
        match folder.has(&file, made_from) {
            None => missing.push((format, file)),
            Some(Put::Edited) => edited.push(file),
            Some(_) => {}
        }
    }
    if missing.is_empty() {
        return Ok(if edited.is_empty() { One::Kept } else { One::Edited(edited) });
    }
    let kept = match plan.kept.of(index) {
        Some(Found::Texts(texts, first)) => Some((texts, first)),
        _ => None,
    };
    let made = if kept.is_some() { None } else { letter(job, plan, index) };
    let mut written = false;
    for (format, file) in missing {
        let bytes: Cow<'_, [u8]> = match (kept, &made) {
            (Some((texts, first)), _) => Cow::Borrowed(texts.file(first + format)),
            (None, Some(letter)) => Cow::Owned(job.render(letter, job.formats[format])?),
            (None, None) => continue,
        };
        match folder.put(&file, made_from, &bytes)? {
            Put::Written => written = true,
            Put::Kept => {}
            Put::Edited => edited.push(file),
        }
    }
    Ok(match (written, edited.is_empty()) {
        (_, false) => One::Edited(edited),
        (true, _) => One::Written,
        (false, _) => One::Kept,
    })
}

/// A row's letter, as it was when the row was checked: of its draft, or composed again.
pub(super) fn letter(job: &Job<'_>, plan: &Plan, index: usize) -> Option<Document> {
    if let Some(Found::Draft(bytes)) = plan.kept.of(index)
        && let Some(draft) = Draft::from_bytes(bytes)
    {
        return Some(job.composer.document(draft));
    }
    job.table.row(index).and_then(|row| job.letter(&row).ok())
}

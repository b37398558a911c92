//! Writing the letters of a checked table, on every core, into a folder.

use std::borrow::Cow;
use std::path::PathBuf;

use rayon::prelude::*;

use super::job::Job;
use super::kept::Found;
use super::plan::{Plan, Watch};
use crate::document::Document;
use crate::error::Error;
use crate::output::{Folder, Put};

/// How many letters are shared out between threads at a time, so that a folder fills about in the
/// order of its rows. At the end of each lot all but one thread wait.
const LOT: usize = 512;

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
    /// It was stopped before.
    NotReached,
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
    let indices: Vec<usize> = plan.letters().collect();
    let mut wrote = Wrote::default();
    let one = |index: &usize| {
        if watch.stop() {
            return Ok(One::NotReached);
        }
        let one = write_one(job, plan, folder, *index)?;
        watch.done(1);
        Ok(one)
    };
    for lot in indices.chunks(LOT) {
        for one in lot.par_iter().map(one).collect::<Result<Vec<One>, Error>>()? {
            match one {
                One::Written => wrote.written += 1,
                One::Kept => wrote.kept += 1,
                One::Edited(names) => wrote.edited.extend(names),
                One::NotReached => wrote.stopped = true,
            }
        }
        if wrote.stopped {
            break;
        }
    }
    Ok(wrote)
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
    if let Some(Found::Draft(draft)) = plan.kept.of(index) {
        return Some(job.composer.document(draft.clone()));
    }
    job.table.row(index).and_then(|row| job.letter(&row).ok())
}

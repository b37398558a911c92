//! Letters of earlier runs that stand in the folder and are not to be sent: changed by hand, and
//! of somebody who no longer agrees, or whose row is gone or has moved.

use std::collections::{BTreeSet, HashMap, HashSet};

use sayso::batch::job::Job;
use sayso::batch::plan::Plan;
use sayso::batch::record::Fate;
use sayso::batch::{combine, report};
use sayso::disk::Folder;
use sayso::error::Error;

use super::writing::{stem, taken};

/// Files that a message names at the most.
const MOST_NAMED: usize = 8;

/// Refuses to go on where rows have moved and letters were changed by hand: these would stand for
/// somebody else. Rows have moved where a letter is now made from what another one was.
pub(super) fn refuse_moved(job: &Job<'_>, plan: &Plan, folder: &Folder) -> Result<(), Error> {
    if folder.is_new() {
        return Ok(());
    }
    let now: HashSet<u64> = plan.letters().map(|index| plan.made_from[index]).collect();
    let (mut has_moved, mut edited) = (false, Vec::new());
    for index in plan.letters() {
        let name = plan.name(job, index);
        for file in job.formats.iter().map(|format| format!("{name}.{}", format.extension())) {
            let before = folder.made_from(&file).filter(|made| *made != plan.made_from[index]);
            let Some(before) = before else { continue };
            has_moved |= now.contains(&before);
            if folder.is_edited(&file) {
                edited.push(file);
            }
        }
    }
    if !has_moved || edited.is_empty() {
        return Ok(());
    }
    let mut named = edited[..edited.len().min(MOST_NAMED)].join(", ");
    if edited.len() > MOST_NAMED {
        named.push_str(&format!(" and {} more", edited.len() - MOST_NAMED));
    }
    Err(Error::Usage(
        format!(
            "rows of the table have moved since these letters were written, and {named}, changed \
             by hand, would now stand for somebody else; nothing was written"
        ),
        "put the rows back in their places (instead of deleting a row, empty its consent), or \
         move the files you changed out of the folder; --force writes them anew"
            .into(),
    ))
}

/// Letters that this run does not make, and leaves since somebody changed them by hand; with why
/// they are not to be sent.
pub(super) fn edited(job: &Job<'_>, plan: &Plan, folder: &Folder) -> Vec<(String, String)> {
    let edited: Vec<String> =
        letters(plan, folder).into_iter().filter(|name| folder.is_edited(name)).collect();
    if edited.is_empty() {
        return Vec::new();
    }
    let places = 0..plan.records.len();
    let of: HashMap<String, usize> = places.map(|index| (plan.name(job, index), index)).collect();
    let why = |file: &String| match of.get(stem(file)).map(|index| plan.records[*index].fate) {
        None => "their row is gone".to_string(),
        Some(Fate::NoConsent | Fate::UnclearConsent) => "this person no longer agrees".into(),
        Some(Fate::SentAgain { kept }) => format!("this person sent row {kept} later"),
        Some(Fate::InJoint) => "this person is in the joint response".into(),
        Some(Fate::ToMend) => format!("their row is now in {}", report::FAILED),
        Some(Fate::Written) => "this person has another file".into(),
        Some(Fate::NotChosen | Fate::NotReached) => "it is not of this run".into(),
    };
    edited.into_iter().map(|file| (file.clone(), why(&file))).collect()
}

/// How many letters of earlier runs are in the folder besides those of this one.
pub(super) fn others(plan: &Plan, folder: &Folder) -> usize {
    let letters = letters(plan, folder);
    letters.iter().map(|name| stem(name)).collect::<BTreeSet<_>>().len()
}

/// Letters of earlier runs that this one has not written or found.
fn letters(plan: &Plan, folder: &Folder) -> Vec<String> {
    let taken = taken(plan);
    let is_letter = |name: &String| {
        let stem = stem(name);
        !taken.iter().any(|taken| taken == stem)
            && !stem.ends_with(".new")
            && !combine::is_name(stem)
    };
    folder.others().into_iter().filter(is_letter).collect()
}

//! Letters of earlier runs that stand in the folder and are not to be sent: changed by hand, and
//! of somebody who no longer agrees, or whose row is gone or has moved.

use std::collections::{BTreeSet, HashMap};

use sayso::batch::job::Job;
use sayso::batch::plan::Plan;
use sayso::batch::record::Fate;
use sayso::batch::{combine, merge, report, review};
use sayso::disk::Folder;

/// The name of the joint response, without an ending.
pub(super) const JOINT: &str = "joint-response";

/// Files of the report.
pub(super) const REPORT: [&str; 9] = [
    report::PAGE,
    report::TABLE,
    report::ASK_AGAIN,
    report::COVER_NOTE,
    report::FAILED,
    merge::FILE,
    report::INDEX,
    review::FILE,
    report::HAND_IN,
];

/// The cover notes inside the folders of receivers.
pub(super) fn notes(plan: &Plan) -> Vec<String> {
    plan.by_receiver().keys().map(|name| report::note_for(name)).collect()
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
        Some(Fate::SentAgain { kept }) => format!("this person sent row {kept}, which is kept"),
        Some(Fate::InJoint) => "this person is in the joint response".into(),
        Some(Fate::ToMend) => format!("their row is now in {}", report::FAILED),
        Some(Fate::Written) => "this person has another file".into(),
        Some(Fate::NotChosen | Fate::NotReached) => "it is not of this run".into(),
        Some(Fate::HandedIn) => "it was handed in before".into(),
        Some(Fate::NotAPerson(why)) => format!("its row {}", why.told()),
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
    let note = format!("/{}", report::COVER_NOTE);
    let is_letter = |name: &String| {
        let stem = stem(name);
        !taken.iter().any(|taken| taken == stem)
            && !stem.ends_with(".new")
            && !name.ends_with(&note)
            && !combine::is_name(stem)
    };
    folder.others().into_iter().filter(is_letter).collect()
}

/// Names, without ending, that a batch needs itself; no letter can have one.
pub(crate) fn taken(plan: &Plan) -> Vec<String> {
    let files =
        REPORT.map(str::to_string).into_iter().chain(combine::names(plan.letters().count()));
    let files = files.chain(notes(plan));
    files.map(|name| stem(&name).to_string()).chain([JOINT.to_string()]).collect()
}

/// A file's name without its ending.
pub(super) fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

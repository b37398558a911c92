//! Letters of earlier runs that stand in the folder and are not to be sent: changed by hand, and
//! of somebody who no longer agrees, or whose row is gone.

use std::collections::{BTreeSet, HashMap};

use super::combine;
use super::run::{Batch, COVER_NOTE, stem};
use super::sink::Sink;

/// Letters that this run does not make, and leaves since somebody changed them by hand; with why
/// they are not to be sent.
pub(super) fn edited(batch: &Batch<'_>, sink: &impl Sink) -> Vec<(String, String)> {
    let edited: Vec<String> =
        letters(batch, sink).into_iter().filter(|name| sink.is_edited(name)).collect();
    if edited.is_empty() {
        return Vec::new();
    }
    let records = batch.records.iter().enumerate();
    let told: HashMap<String, [String; 2]> =
        records.map(|(index, record)| (batch.name(index), record.told())).collect();
    let why = |file: &String| match told.get(stem(file)) {
        Some([_, why]) => why.clone(),
        None => "their row is gone".to_string(),
    };
    edited.into_iter().map(|file| (file.clone(), why(&file))).collect()
}

/// How many letters of earlier runs are in the folder besides those of this one.
pub(super) fn others(batch: &Batch<'_>, sink: &impl Sink) -> usize {
    let letters = letters(batch, sink);
    letters.iter().map(|name| stem(name)).collect::<BTreeSet<_>>().len()
}

/// Letters of earlier runs that this one has not written or found.
fn letters(batch: &Batch<'_>, sink: &impl Sink) -> Vec<String> {
    let own = batch.own_names();
    let note = format!("/{}", COVER_NOTE);
    let is_letter = |name: &String| {
        let stem = stem(name);
        !own.iter().any(|own| own == stem)
            && !stem.ends_with(".new")
            && !name.ends_with(&note)
            && !combine::is_name(stem)
    };
    sink.others().into_iter().filter(is_letter).collect()
}

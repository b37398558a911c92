//! What stands in a pack and nothing uses: likely a slip, so a warning.

use std::collections::BTreeSet;

use super::item::Placed;
use super::pack_file::PackFile;
use crate::diagnostic::{Diagnostic, Location};
use crate::model::{Kind, Partial, Question, Template, To};
use crate::pack::faults::{self, Thing};
use crate::register::Registers;
use crate::source::text::SourceText;
use crate::template::lint::Used;

/// Warns of what nothing uses.
pub(crate) fn warn(
    file: &PackFile<'_>,
    questions: &[Question],
    templates: &[Placed<'_, Template>],
    partials: &[(Partial, SourceText)],
    (used, registers): (&Used, &Registers),
    faults: &mut Vec<Diagnostic>,
) {
    let is_needed = |id: &str| {
        let to = templates.iter().map(|(template, _)| &template.destination);
        let mut kinds = to.filter_map(|to| match to {
            To::Kind(kind) => registers.destination(kind),
            To::Chosen(_) => None,
        });
        kinds.any(|kind| kind.needs.iter().any(|need| need == id))
    };
    let mut unused = |thing, id: &str, place: Location| {
        let kind = faults::unused(thing, id);
        faults.push(kind.warning().at(place));
    };
    for (source, item) in &file.sources {
        if !used.sources.contains(&source.id) {
            let sources = file.item.node.get("sources").and_then(|node| node.entry(&source.id));
            let place = sources.map(|(key, _)| item.source.place(key.span));
            unused(Thing::Source, &source.id, place.unwrap_or_else(|| item.whole()));
        }
    }
    let asked: BTreeSet<&str> = templates
        .iter()
        .flat_map(|(template, _)| &template.questions)
        .map(String::as_str)
        .collect();
    for (own, item) in &file.questions {
        let id = own.id.as_str();
        let is_read = is_needed(id) || is_read(own, questions, templates, used);
        if !asked.contains(id) || !is_read {
            unused(Thing::Question, id, item.place("id"));
        }
    }
    let concerns_asked =
        questions.iter().any(|q| q.kind == Kind::Concerns && asked.contains(q.id.as_str()));
    if !concerns_asked {
        for (concern, item) in &file.concerns {
            unused(Thing::Concern, &concern.id, item.place("id"));
        }
    }
    for (partial, text) in partials {
        if !used.partials.contains(&partial.name) {
            unused(Thing::Partial, &partial.name, Location::file(text.file.as_str()));
        }
    }
}

/// Whether a text, another question or a destination reads the answer.
fn is_read(
    question: &Question,
    all: &[Question],
    templates: &[Placed<'_, Template>],
    used: &Used,
) -> bool {
    matches!(question.kind, Kind::Concerns | Kind::Area)
        || used.question(&question.id)
        || all.iter().any(|q| q.when.iter().any(|when| when.waits_for(question)))
        || templates.iter().any(|(t, _)| {
            t.when.iter().any(|when| when.waits_for(question))
                || t.destination == To::Chosen(question.id.clone())
        })
}

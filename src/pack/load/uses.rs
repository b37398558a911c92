//! What stands in a pack and nothing uses: likely a slip, so a warning.

use std::collections::BTreeSet;

use super::texts::Texts;
use crate::diagnostic::{Location, fault};
use crate::model::{Kind, Question, To};
use crate::register::Registers;
use crate::template::lint::Used;

/// Warns of what nothing uses.
pub(crate) fn warn(texts: &Texts<'_>, used: &Used, registers: &Registers) {
    let templates = || texts.templates.iter().map(|(template, _)| template);
    let asked: BTreeSet<&str> =
        templates().flat_map(|t| &t.questions).map(String::as_str).collect();
    let unused = |thing: &str, id: &str, place: Location| {
        texts.file.item.faults.push(fault("unused", &[("thing", &thing), ("id", &id)]).at(place));
    };
    for (source, _) in texts.file.sources.iter().filter(|(s, _)| !used.sources.contains(&s.id)) {
        unused("source", &source.id, texts.file.item.inside("sources").key_place(&source.id));
    }
    for (question, item) in &texts.file.questions {
        if !asked.contains(&*question.id) || !is_read(question, texts, used, registers) {
            unused("question", &question.id, item.place("id"));
        }
    }
    let asks = |q: &Question| q.kind == Kind::Concerns && asked.contains(&*q.id);
    if !texts.questions.iter().any(asks) {
        for (concern, item) in &texts.file.concerns {
            unused("concern", &concern.id, item.place("id"));
        }
    }
    for (partial, _) in texts.partials.iter().filter(|(p, _)| !used.partials.contains(&p.name)) {
        unused("partial", &partial.name, Location::file(partial.file.as_str()));
    }
}

/// Whether a text, another question, a template or a destination reads the answer.
fn is_read(question: &Question, texts: &Texts<'_>, used: &Used, registers: &Registers) -> bool {
    let id = &question.id;
    matches!(question.kind, Kind::Concerns | Kind::Area)
        || used.question(id)
        || texts.questions.iter().any(|q| q.when.iter().any(|when| when.waits_for(question)))
        || texts.templates.iter().any(|(template, _)| {
            let to = match &template.destination {
                To::Kind(kind) => {
                    registers.destination(kind).is_some_and(|to| to.needs.contains(id))
                }
                To::Chosen(chosen) => chosen == id,
            };
            to || template.when.iter().any(|when| when.waits_for(question))
        })
}

//! From files to a pack, with every fault told at once.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::confirm::to_confirm;
use super::item::{self, Placed, is_id};
use super::pack_file::{self, PackFile};
use super::parts::{partials, read_yaml, template_files};
use super::review::Reviewer;
use super::texts::Texts;
use super::{alone, questions, registers, templates, unanswered, uses};
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::model::{Pack, Question, Template};
use crate::pack::faults::{self, Thing};
use crate::pack::files::{PackFiles, meant};
use crate::pack::shared::Shared;
use crate::register::{Areas, Registers};
use crate::template::helpers;
use crate::template::lint::{Budget, Used};

/// Most faults that are told at once.
const MOST_FAULTS: usize = 200;

/// A pack with its warnings, or all its faults in the order of its files and lines.
pub type Loaded = Result<(Pack, Vec<Diagnostic>), Vec<Diagnostic>>;

/// Reads and checks a pack: the pack with its warnings, or all its faults at once. `today`
/// decides which facts are past their review.
///
/// # Errors
/// Every fault of the pack, in the order of its files and lines.
pub fn load(files: &PackFiles, shared: &Shared, today: Date) -> Loaded {
    read(files, shared, today, Wording::Checked)
}

/// Reads a pack as [`load`] does, but for its texts, which are known to be sound.
///
/// # Errors
/// Every other fault of the pack.
pub(crate) fn load_sound(files: &PackFiles, shared: &Shared, today: Date) -> Loaded {
    read(files, shared, today, Wording::Sound)
}

fn read(files: &PackFiles, shared: &Shared, today: Date, wording: Wording<'_>) -> Loaded {
    let mut faults = Vec::new();
    let read = reviewed(files, shared, today, wording, &mut faults);
    let faults = in_order(faults);
    match read {
        Some((pack, _)) if is_usable(&faults) => Ok((pack, faults)),
        _ => Err(faults),
    }
}

/// Whether a pack with these faults can be used.
pub(crate) fn is_usable(faults: &[Diagnostic]) -> bool {
    faults.iter().all(|fault| fault.severity != Severity::Error)
}

/// How the texts of a pack are looked at.
#[derive(Clone, Copy)]
pub(crate) enum Wording<'r> {
    /// Not at all: a test has held them to be sound.
    Sound,
    /// For what would stop them from being filled.
    Checked,
    /// For what reads badly, too.
    Reviewed(&'r dyn Reviewer),
}

/// Reads a pack as far as it can be read: the pack, and how much work its texts may be, by file.
/// Every fault is told, in no order yet.
pub(crate) fn reviewed(
    files: &PackFiles,
    shared: &Shared,
    today: Date,
    wording: Wording<'_>,
    faults: &mut Vec<Diagnostic>,
) -> Option<(Pack, BTreeMap<String, usize>)> {
    let helpers: Vec<&str> = helpers::names().chain(["concerns"]).collect();
    let reviewer = match wording {
        Wording::Reviewed(reviewer) => Some(reviewer),
        Wording::Sound | Wording::Checked => None,
    };
    let sound = matches!(wording, Wording::Sound);
    if !is_id(Thing::Pack, &files.name) {
        let kind = faults::bad_id(Thing::Pack, &files.name);
        faults.push(kind.at(Location::file(files.shown(""))));
    }
    for path in &files.misnamed {
        let fault =
            meant(path).map_or_else(faults::document_beside, |right| faults::misnamed(&right));
        faults.push(fault.at(Location::file(files.shown(path))));
    }
    to_confirm(files, faults);
    let text = files.text("pack.yaml", faults);
    if !files.files.contains_key("pack.yaml") {
        faults.push(faults::no_pack_file().at(Location::file(files.shown(""))));
    }
    let root = text.as_ref().and_then(|text| Some((text, read_yaml(text, faults)?)));
    let Some((text, root)) = &root else {
        alone::check(files, faults);
        return None;
    };
    let destinations = files.text("destinations.yaml", faults);
    let destinations =
        destinations.and_then(|text| read_yaml(&text, faults).map(|node| (text, node)));
    let destinations = destinations
        .as_ref()
        .map(|(text, node)| registers::destinations(text, node, today, faults))
        .unwrap_or_default();
    let mut registers = registers::with_own(&shared.registers, &destinations);
    registers::take_in(&mut registers, files, faults);
    let Some(mut file) = pack_file::read(text, root, &helpers, today, faults) else {
        alone::check(files, faults);
        return None;
    };
    let language =
        registers::language(&registers, file.spec.language.as_deref(), file.item, faults);
    let questions = all_questions(&shared.questions, &mut file, &registers.areas, faults);
    check_receivers(&file, &registers, faults);
    let about = file.spec.about.as_deref();
    if let Some(id) = about.filter(|id| !questions.iter().any(|q| q.id == **id)) {
        let fault = item::unknown(Thing::Question, id, questions.iter().map(|q| q.id.as_str()));
        faults.push(fault.at(file.item.place("about")));
    }
    let cut = template_files(files, faults);
    let mut templates: Vec<Placed<'_, Template>> = cut
        .iter()
        .filter_map(|file| templates::read(file, &questions, &registers, faults))
        .collect();
    templates::put_in_order(&mut templates, &file, files, faults);
    templates::check_joint(&templates, files, faults);
    unanswered::check(&templates, &questions, files, faults);
    let partials = partials(files, faults);
    if let Some(reviewer) = reviewer {
        templates::warn_closed(&templates, today, faults);
        reviewer.sources(&mut file.sources.iter().map(|(source, _)| source));
    }
    let texts = Texts {
        reviewer,
        file: &file,
        questions: &questions,
        templates: &templates,
        partials: &partials,
        destinations: &destinations,
        helpers: &helpers,
        budget: Budget::default(),
    };
    let used = if sound { Used::default() } else { texts.check(faults) };
    if !sound && is_usable(faults) {
        let known = (&used, &*registers);
        uses::warn(&file, &questions, &templates, &partials, known, faults);
    }
    let (joint, templates) =
        templates.into_iter().map(|(template, _)| template).partition(|one| one.joint.is_some());
    let pack = Pack {
        id: files.name.clone(),
        title: file.spec.title?,
        summary: file.spec.summary?,
        publisher: file.spec.publisher?,
        licence: file.spec.licence?,
        updated: file.updated?,
        language,
        about: file.spec.about,
        sources: file.sources.into_iter().map(|(source, _)| source).collect(),
        questions,
        concerns: file.concerns.into_iter().map(|(concern, _)| concern).collect(),
        templates,
        joint,
        partials: partials.into_iter().map(|(partial, _)| partial).collect(),
        registers,
    };
    Some((pack, used.works))
}

/// The shared questions and the pack's own, an own one in the place of one with its id.
fn all_questions(
    shared: &[Question],
    file: &mut PackFile<'_>,
    areas: &Areas,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Question> {
    let merge = |own: &[Placed<'_, Question>]| {
        let mut all = shared.to_vec();
        for (question, _) in own {
            // Of two own ones the first stands, which leaves one fault and no others after it.
            match all.iter().position(|q| q.id == question.id) {
                Some(at) if at < shared.len() => all[at] = question.clone(),
                Some(_) => {}
                None => all.push(question.clone()),
            }
        }
        all
    };
    let all = merge(&file.questions);
    questions::check_together(&mut file.questions, (&all, areas), faults);
    merge(&file.questions)
}

/// Kinds of receiver that concerns are worded for.
fn check_receivers(file: &PackFile<'_>, registers: &Registers, faults: &mut Vec<Diagnostic>) {
    for (_, item) in &file.concerns {
        for (key, _) in item.node.get("to").map(|to| to.entries()).unwrap_or_default() {
            if registers.destination(&key.text).is_none() {
                let known = registers.destinations.iter().map(|d| d.id.as_str());
                let kind = item::unknown(Thing::Destination, &key.text, known);
                faults.push(kind.at(item.source.place(key.span)));
            }
        }
    }
}

/// By file and line, each once, and no more than somebody can read.
pub(crate) fn in_order(mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let key = |fault: &Diagnostic| {
        let place = fault.location.as_ref();
        (place.map(|p| (p.file.clone(), p.line, p.column)), fault.severity, fault.message.clone())
    };
    faults.sort_by_cached_key(key);
    faults.dedup_by(|a, b| a.location == b.location && a.message == b.message);
    if faults.len() > MOST_FAULTS {
        // Errors before warnings, so that none is cut off for a warning's sake.
        faults.sort_by_key(|fault| fault.severity);
        faults.truncate(MOST_FAULTS);
        faults.sort_by_cached_key(key);
        faults.push(faults::and_more());
    }
    faults
}

impl Pack {
    /// Reads and checks a pack: the pack with its warnings. See [`load`].
    ///
    /// # Errors
    /// Every fault of the pack, in the order of its files and lines.
    pub fn load(
        files: &PackFiles,
        shared: &Shared,
        today: Date,
    ) -> Result<(Pack, Vec<Diagnostic>), Vec<Diagnostic>> {
        load(files, shared, today)
    }
}

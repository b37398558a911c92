//! From files to a pack, with every fault told at once.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::item::{Item, bad_id, read_yaml};
use super::texts::{Texts, Wording, partials};
use super::{pack_file, questions, templates, texts};
use crate::diagnostic::{Diagnostic, Faults, Location, fault};
use crate::model::{Pack, Template};
use crate::pack::files::{PackFiles, is_example, meant};
use crate::pack::shared::Shared;
use crate::source::text::SourceText;
use crate::template::lint::{Budget, Piece, Used};

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

/// Reads a pack as [`load`] does, its texts as is said.
pub(crate) fn read(
    files: &PackFiles,
    shared: &Shared,
    today: Date,
    wording: Wording<'_>,
) -> Loaded {
    let faults = Faults::default();
    let read = reviewed(files, shared, today, wording, &faults);
    let read = read.filter(|_| faults.leave_it_usable());
    let faults = in_order(faults.into_vec());
    match read {
        Some((pack, _)) => Ok((pack, faults)),
        None => Err(faults),
    }
}

/// Reads a pack as far as it can be read: the pack, and how much work its texts may be, by file.
/// Every fault is told, in no order yet.
pub(crate) fn reviewed(
    files: &PackFiles,
    shared: &Shared,
    today: Date,
    wording: Wording<'_>,
    faults: &Faults,
) -> Option<(Pack, BTreeMap<String, usize>)> {
    let budget = Budget::default();
    let is_looked_at = !matches!(wording, Wording::Sound);
    names(files, faults);
    to_confirm(files, faults);
    let cut = templates::files(files, faults);
    let partials = partials(files, faults);
    let bodies = cut.iter().map(|file| (file.front.file.as_str(), file.body.as_str()));
    let markdown = partials.iter().map(|one| (one.file.as_str(), one.text.as_str())).chain(bodies);
    let pieces: BTreeMap<_, _> = markdown
        .filter(|_| is_looked_at)
        .map(|(file, text)| (file, Piece::file(file, text, &budget, faults)))
        .collect();
    if !files.files.contains_key("pack.yaml") {
        faults.push(fault("no-pack-file", &[]).at(Location::file(files.shown(""))));
    }
    let yaml = |path: &str| read_yaml(files.text(path, faults)?, faults);
    let (root, destinations) = (yaml("pack.yaml"), yaml("destinations.yaml"));
    let destinations = destinations.as_ref().map(|list| Item::of(list, faults));
    let destinations =
        destinations.map(|list| pack_file::destinations(list, today)).unwrap_or_default();
    let mut registers = pack_file::with_destinations(&shared.registers, &destinations);
    pack_file::take_in(&mut registers, files, faults);
    let root = root.as_ref().map(|root| Item::of(root, faults));
    let Some(file) = root.and_then(|root| pack_file::read(root, today)) else {
        // What can be told of each text by itself does not wait for the pack.
        for item in cut.iter().filter_map(|file| file.item(faults)) {
            item.read::<Template>(&[]);
            texts::lines(item, &budget);
        }
        return None;
    };
    if !files.files.keys().any(|path| templates::id(path).is_some()) {
        faults.push(fault("no-template", &[]).at(Location::file(files.shown(""))));
    }
    let language = pack_file::language_of(&registers, file.item);
    let questions = questions::with_own(&shared.questions, &file.questions, &registers.areas);
    let receivers: Vec<&str> = registers.destinations.iter().map(|d| d.id.as_str()).collect();
    for (_, concern) in &file.concerns {
        concern.known("destination", "to", &receivers);
    }
    let ids: Vec<&str> = questions.iter().map(|question| question.id.as_str()).collect();
    file.item.known("question", "about", &ids);
    let reader = templates::Reader { files, questions: &questions, registers: &registers, faults };
    let mut templates: Vec<_> = cut.iter().filter_map(|file| reader.template(file)).collect();
    reader.put_in_order(&mut templates, file.item);
    reader.check_together(&templates);
    if let Wording::Reviewed(_) = wording {
        templates::warn_closed(&templates, today);
    }
    let texts = Texts {
        wording,
        file: &file,
        questions: &questions,
        templates: &templates,
        partials: &partials,
        pieces: &pieces,
        destinations: &destinations,
        budget: &budget,
    };
    let used = if is_looked_at { texts.check() } else { Used::default() };
    if is_looked_at && faults.leave_it_usable() {
        texts::warn_unused(&texts, &used, &registers);
    }
    let (joint, templates) =
        templates.into_iter().map(|(template, _)| template).partition(|one| one.joint.is_some());
    let pack = Pack {
        id: files.name.clone(),
        language,
        sources: file.sources.into_iter().map(|(source, _)| source).collect(),
        questions,
        concerns: file.concerns.into_iter().map(|(concern, _)| concern).collect(),
        templates,
        joint,
        partials,
        registers,
        ..file.pack
    };
    Some((pack, used.works))
}

/// What the pack and its files are called.
fn names(files: &PackFiles, faults: &Faults) {
    let at = |fault: Diagnostic, path: &str| fault.at(Location::file(files.shown(path)));
    faults.extend(bad_id("pack", &files.name).map(|bad| at(bad, "")));
    faults.extend(files.misnamed.iter().map(|path| match meant(path) {
        Some(right) => at(fault("misnamed-file", &[("right", &right)]), path),
        None => at(fault("document-beside", &[]), path),
    }));
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
        faults.push(fault("and-more", &[]));
    }
    faults
}

/// What marks a line of a pack that somebody has to look at before anybody can write with it.
pub const CONFIRM: &str = "TO CONFIRM";

/// Most marked lines of one file that are told.
const MOST_TOLD: usize = 200;

/// Lines that somebody has to look at before anybody writes with the pack: a fault each.
fn to_confirm(files: &PackFiles, faults: &Faults) {
    let texts = files
        .files
        .iter()
        .filter(|(path, _)| path.ends_with(".hbs") || path.ends_with(".yaml") && !is_example(path));
    for (path, bytes) in texts {
        let text = String::from_utf8_lossy(bytes).replace('\r', "");
        let text = SourceText::new(files.shown(path), text);
        for (at, _) in text.text.match_indices(CONFIRM).take(MOST_TOLD) {
            let end = at + CONFIRM.len();
            let what = text.text[end..].lines().next().unwrap_or_default();
            let what = what.trim_start_matches([':', ' ']).trim_end_matches(['-', '}', ' ', '.']);
            let what = if what.is_empty() { String::new() } else { format!(": {what}") };
            let place = text.place(text.span_at(at, end));
            faults.push(fault("to-confirm", &[("what", &what)]).at(place));
        }
    }
}

//! From files to a pack, with every fault told at once.

mod alone;
mod dates;
mod item;
mod joint;
mod pack_file;
pub(crate) mod questions;
pub(crate) mod registers;
mod templates;
mod texts;
mod uses;

use std::collections::BTreeMap;

pub(crate) use dates::last_day;
use jiff::civil::Date;

use self::item::{Item, is_id};
use self::pack_file::PackFile;
use self::templates::{TemplateFile, Written};
use self::texts::Texts;
use super::Shared;
use super::read::Files;
use crate::check::prose::Editor;
use crate::check::{dry_run, examples};
use crate::diagnostic::Location;
use crate::error::fault::Thing;
use crate::error::{Fault, FaultKind, Severity};
use crate::model::{Pack, Partial, Question};
use crate::register::{Destination, Registers};
use crate::source::text::SourceText;
use crate::source::yaml::Node;
use crate::source::{yaml, yaml_mistakes};
use crate::template::lint::Budget;
use crate::text::Language;

/// Most faults that are told at once.
const MOST_FAULTS: usize = 200;

/// Reads and checks a pack.
pub(crate) fn load(
    files: &Files,
    shared: &Shared,
    helpers: &[&str],
    today: Date,
) -> Result<(Pack, Vec<Fault>), Vec<Fault>> {
    let mut faults = Vec::new();
    let checked = checked(files, shared, &Given { helpers, today, edit: false }, &mut faults);
    let faults = in_order(faults);
    match checked {
        Some((pack, _)) if is_usable(&faults) => Ok((pack, faults)),
        _ => Err(faults),
    }
}

/// Reads and checks a pack, its wording too.
pub(crate) fn examine(
    files: &Files,
    shared: &Shared,
    helpers: &[&str],
    today: Date,
) -> (Option<Pack>, Vec<Fault>) {
    let mut faults = Vec::new();
    let checked = checked(files, shared, &Given { helpers, today, edit: true }, &mut faults);
    let checked = checked.filter(|_| is_usable(&faults));
    if let (Some((pack, works)), Some(file)) = (&checked, files.text("pack.yaml", &mut Vec::new()))
    {
        faults.extend(dry_run::pack(pack, &file, works).faults);
    }
    let pack = checked.map(|(pack, _)| pack).filter(|_| is_usable(&faults));
    faults.extend(examples::faults(pack.as_ref(), files));
    (pack, in_order(faults))
}

fn is_usable(faults: &[Fault]) -> bool {
    faults.iter().all(|fault| fault.severity != Severity::Error)
}

/// What a pack is checked with besides what every pack shares.
struct Given<'g> {
    /// Names that templates call.
    helpers: &'g [&'g str],
    today: Date,
    /// Whether the wording is looked at too.
    edit: bool,
}

/// The pack as far as it can be read, and how much work its texts may be, by file.
fn checked(
    files: &Files,
    shared: &Shared,
    given: &Given<'_>,
    faults: &mut Vec<Fault>,
) -> Option<(Pack, BTreeMap<String, usize>)> {
    let Given { helpers, today, edit } = *given;
    if !is_id(Thing::Pack, &files.name) {
        let kind = FaultKind::BadId { thing: Thing::Pack, id: files.name.clone() };
        faults.push(Fault::error(kind, Location::file(files.shown(""))));
    }
    for path in &files.misnamed {
        let right = yaml_mistakes::meant(path).unwrap_or_default();
        faults.push(Fault::warning(FaultKind::Misnamed(right), Location::file(files.shown(path))));
    }
    let Some(text) = files.text("pack.yaml", faults) else {
        if !files.files.contains_key("pack.yaml") {
            faults.push(Fault::error(FaultKind::NoPackFile, Location::file(files.shown(""))));
        }
        alone::check(files, faults);
        return None;
    };
    let Some(root) = read_yaml(&text, faults) else {
        alone::check(files, faults);
        return None;
    };
    let destinations = files.text("destinations.yaml", faults);
    let destinations =
        destinations.and_then(|text| read_yaml(&text, faults).map(|node| (text, node)));
    let destinations: Vec<(Destination, Item<'_>)> = destinations
        .as_ref()
        .map(|(text, node)| registers::destinations(text, node, today, faults))
        .unwrap_or_default();
    let mut registers = registers::with_own(&shared.registers, &destinations);
    let (areas, bodies) = (files.text("areas.yaml", faults), files.text("bodies.yaml", faults));
    registers::take_in(&mut registers, areas.as_ref(), bodies.as_ref(), faults);
    let languages = files.text("languages.yaml", faults);
    registers::take_in_languages(&mut registers, languages.as_ref(), faults);
    let Some(mut file) = pack_file::read(&text, &root, helpers, today, faults) else {
        alone::check(files, faults);
        return None;
    };
    let language =
        registers::language(&registers, file.spec.language.as_deref(), file.item, faults);
    let questions = all_questions(&shared.questions, &mut file, faults);
    check_receivers(&file, &registers, faults);
    let cut = template_files(files, faults);
    let mut templates: Vec<Written<'_>> = cut
        .iter()
        .filter_map(|file| templates::read(file, &questions, &registers, faults))
        .collect();
    templates::put_in_order(&mut templates, &file, files, faults);
    joint::check(&templates, files, faults);
    if edit {
        templates::warn_closed(&templates, today, faults);
    }
    let partials = partials(files, faults);
    let editor = edit.then(|| Editor::new(today, file.sources.iter().map(|(source, _)| source)));
    let texts = Texts {
        editor: editor.as_ref(),
        file: &file,
        questions: &questions,
        templates: &templates,
        partials: &partials,
        destinations: &destinations,
        helpers,
        budget: Budget::default(),
    };
    let used = texts.check(faults);
    if faults.iter().all(|fault| fault.severity != Severity::Error) {
        uses::warn(&file, &questions, &templates, &partials, &used, faults);
    }
    let pack = pack(files, file, language, questions, templates, partials, registers)?;
    Some((pack, used.works))
}

/// A file's YAML; an empty file is a fault.
fn read_yaml(text: &SourceText, faults: &mut Vec<Fault>) -> Option<Node> {
    let told = faults.len();
    let node = yaml::read(text, faults).filter(|node| !node.is_null());
    if node.is_none() && faults.len() == told {
        faults.push(Fault::error(FaultKind::Empty, Location::file(text.file.as_str())));
    }
    node
}

/// The shared questions and the pack's own, an own one in the place of one with its id.
fn all_questions(
    shared: &[Question],
    file: &mut PackFile<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<Question> {
    let merge = |own: &[questions::Asked<'_>]| {
        let mut all = shared.to_vec();
        for asked in own {
            // Of two own ones the first stands, which leaves one fault and no others after it.
            match all.iter().position(|q| q.id == asked.question.id) {
                Some(at) if at < shared.len() => all[at] = asked.question.clone(),
                Some(_) => {}
                None => all.push(asked.question.clone()),
            }
        }
        all
    };
    let all = merge(&file.questions);
    questions::check_together(&mut file.questions, &all, faults);
    merge(&file.questions)
}

/// Kinds of receiver that concerns are worded for.
fn check_receivers(file: &PackFile<'_>, registers: &Registers, faults: &mut Vec<Fault>) {
    for (_, item) in &file.concerns {
        for (key, _) in item.node.get("to").map(|to| to.entries()).unwrap_or_default() {
            if registers.destination(&key.text).is_none() {
                let known = registers.destinations.iter().map(|d| d.id.as_str());
                let kind = item::unknown(Thing::Destination, &key.text, known);
                faults.push(Fault::error(kind, item.source.place(key.span)));
            }
        }
    }
}

fn template_files(files: &Files, faults: &mut Vec<Fault>) -> Vec<TemplateFile> {
    let mut all = Vec::new();
    let is_template = |path: &&String| templates::id(path).is_some();
    let paths: Vec<&String> = files.files.keys().filter(is_template).collect();
    let whole = || Location::file(files.shown(""));
    for path in item::up_to_most(Thing::Template, &paths, whole, faults) {
        let Some(id) = templates::id(path) else { continue };
        if !is_id(Thing::Template, id) {
            let kind = FaultKind::BadId { thing: Thing::Template, id: id.to_string() };
            faults.push(Fault::error(kind, Location::file(files.shown(path))));
        }
        if let Some(text) = files.text(path, faults) {
            all.extend(templates::cut(id, text, faults));
        }
    }
    if paths.is_empty() {
        faults.push(Fault::error(FaultKind::NoTemplate, whole()));
    }
    all
}

fn partials(files: &Files, faults: &mut Vec<Fault>) -> Vec<(Partial, SourceText)> {
    let mut all = Vec::new();
    for path in files.files.keys() {
        let name = path.strip_prefix("partials/").and_then(|p| p.strip_suffix(".md.hbs"));
        let Some(name) = name else { continue };
        if !is_id(Thing::Partial, name) {
            let kind = FaultKind::BadId { thing: Thing::Partial, id: name.to_string() };
            faults.push(Fault::error(kind, Location::file(files.shown(path))));
        }
        if let Some(text) = files.text(path, faults) {
            let partial = Partial {
                name: name.to_string(),
                file: text.file.clone(),
                text: text.text.clone(),
            };
            all.push((partial, text));
        }
    }
    all
}

/// The pack, when all that it must have is there.
fn pack(
    files: &Files,
    file: PackFile<'_>,
    language: Language,
    questions: Vec<Question>,
    templates: Vec<Written<'_>>,
    partials: Vec<(Partial, SourceText)>,
    registers: Registers,
) -> Option<Pack> {
    let templates = templates.into_iter().map(|written| written.template);
    let (joint, templates) = templates.partition(|template| template.joint.is_some());
    Some(Pack {
        id: files.name.clone(),
        title: file.spec.title?,
        summary: file.spec.summary?,
        publisher: file.spec.publisher?,
        licence: file.spec.licence?,
        updated: file.updated?,
        language,
        sources: file.sources.into_iter().map(|(source, _)| source).collect(),
        questions,
        concerns: file.concerns.into_iter().map(|(concern, _)| concern).collect(),
        templates,
        joint,
        partials: partials.into_iter().map(|(partial, _)| partial).collect(),
        registers,
    })
}

/// By file and line, each once, and no more than somebody can read.
fn in_order(mut faults: Vec<Fault>) -> Vec<Fault> {
    let key = |fault: &Fault| {
        let place = fault.place.as_ref();
        (place.map(|p| (p.file.clone(), p.line, p.column)), fault.severity, fault.kind.to_string())
    };
    faults.sort_by_cached_key(key);
    faults.dedup_by(|a, b| a.place == b.place && a.kind.to_string() == b.kind.to_string());
    if faults.len() > MOST_FAULTS {
        // Errors before warnings, so that none is cut off for a warning's sake.
        faults.sort_by_key(|fault| fault.severity);
        faults.truncate(MOST_FAULTS);
        faults.sort_by_cached_key(key);
        faults.push(Fault::error(FaultKind::AndMore, None));
    }
    faults
}

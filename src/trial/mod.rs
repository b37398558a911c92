//! A pack's templates filled on trial, with invented answers, so that a combination that breaks is
//! found before anybody meets it. `cases` says which answers are tried, `look` what is looked for.
//!
//! How much is tried is bounded: a pack of 50 templates and 500 concerns takes about
//! [`MOST_DOCUMENTS`] documents and [`MOST_WORDINGS`] wordings, not a combination more.

mod cases;
mod look;
mod samples;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use self::cases::{Axes, Case};
use crate::answers::Answers;
use crate::compose::{Composer, wordings};
use crate::document::Document;
use crate::error::trial::{Flaw, Trial};
use crate::error::{Fault, FaultKind, Place};
use crate::pack::text::{Span, Text};
use crate::pack::{Concern, Pack, Template, To};
use crate::question::Kind;
use crate::render::text;
use crate::template::engine::TemplateFault;

/// Most documents made for one pack.
pub const MOST_DOCUMENTS: usize = 3_000;

/// Most documents made for one template.
const MOST_OF_ONE: usize = 250;

/// Fewest documents that a template of many is tried with.
const FEWEST_OF_ONE: usize = 20;

/// Most wordings of concerns filled for one pack.
pub const MOST_WORDINGS: usize = 10_000;

/// Most faults told of one template.
const MOST_TOLD: usize = 10;

/// What was tried, and what went wrong.
#[derive(Clone, Debug, Default)]
pub struct Tried {
    /// Faults and warnings.
    pub faults: Vec<Fault>,
    /// Documents made.
    pub documents: usize,
    /// Wordings of concerns filled on their own.
    pub wordings: usize,
}

/// Fills every template and every concern of a pack, whose `pack.yaml` is `pack_file`.
pub fn pack(pack: &Pack, pack_file: &Text) -> Tried {
    let mut tried = Tried::default();
    let templates: Vec<&Template> = pack.templates.iter().chain(&pack.joint).collect();
    let share = MOST_DOCUMENTS / templates.len().max(1);
    let most = share.clamp(FEWEST_OF_ONE, MOST_OF_ONE);
    let few = with_few_concerns(pack, most);
    let try_one = |one: &&Template| template(&few, one, pack_file, most);
    for one in templates.par_iter().map(try_one).collect::<Vec<Tried>>() {
        tried.faults.extend(one.faults);
        tried.documents += one.documents;
    }
    concerns(pack, pack_file, &mut tried);
    tried
}

/// The pack with as many concerns as are tried in each template: its texts are read anew for each.
fn with_few_concerns(pack: &Pack, most: usize) -> Cow<'_, Pack> {
    if pack.concerns.len() <= most {
        return Cow::Borrowed(pack);
    }
    Cow::Owned(Pack { concerns: pack.concerns[..most].to_vec(), ..pack.clone() })
}

/// Tries a template.
fn template(pack: &Pack, template: &Template, pack_file: &Text, most: usize) -> Tried {
    let mut tried = Tried::default();
    let mut told = Told { template, pack_file, seen: BTreeSet::new(), faults: &mut tried.faults };
    let composer = match Composer::new(pack, template) {
        Ok(composer) => composer,
        Err(fault) => {
            told.fail(&fault, "");
            return tried;
        }
    };
    let axes = Axes::new(pack, template);
    let mut cases = axes.cases(most);
    // Each concern alone while they are few; their wordings are all tried apart.
    let room = most.saturating_sub(cases.len()) / 2;
    let each = pack.concerns.iter().map(|c| c.id.as_str()).take(room.max(3));
    cases.extend(axes.of_concerns(each));
    for case in &cases {
        match compose(&composer, &case.answers) {
            Ok(document) => told.document(&document, case),
            Err(fault) => told.fail(&fault, &case.when),
        }
        if let Err(fault) = composer.next_steps(&case.answers) {
            told.fail(&fault, &case.when);
        }
    }
    tried.documents = cases.len();
    tried
}

/// The document of these answers, for a joint response with two who sign it.
fn compose(composer: &Composer<'_>, answers: &Answers) -> Result<Document, TemplateFault> {
    if composer.template.joint.is_none() {
        return composer.compose(answers, &Default::default());
    }
    composer.compose_joint(answers, &samples::signatories())
}

/// Tries every wording of every concern with the answers that may change it.
fn concerns(pack: &Pack, pack_file: &Text, tried: &mut Tried) {
    let mut composers = BTreeMap::new();
    for concern in &pack.concerns {
        for (which, words) in wordings(concern) {
            for (template, case) in cases_of_wording(pack, which, words) {
                if tried.wordings == MOST_WORDINGS {
                    return;
                }
                tried.wordings += 1;
                // One that cannot be made has been told.
                let made = || Composer::new(pack, template).ok();
                let composer = composers.entry(&template.id).or_insert_with(made);
                let found = composer.as_ref().and_then(|c| wording(c, concern, which, &case));
                if let Some(trial) = found {
                    let error = matches!(trial.flaw, Flaw::Fails { .. });
                    let fault = if error { Fault::error } else { Fault::warning };
                    let place = place_of_concern(pack_file, &concern.id);
                    tried.faults.push(fault(FaultKind::Trial(trial), Some(place)));
                    break;
                }
            }
        }
    }
}

/// The answers to try a wording with: those of the template that asks most of what it names, and
/// once those of the template that asks least of it.
fn cases_of_wording<'p>(pack: &'p Pack, which: &str, words: &str) -> Vec<(&'p Template, Case)> {
    let asks = |template: &&Template| {
        let named = |id: &&String| words.contains(id.split('.').next().unwrap_or_default());
        template.questions.iter().filter(named).count()
    };
    let may = || pack.templates.iter().filter(|template| may_use(pack, template, which));
    let (Some(most), Some(fewest)) = (may().max_by_key(asks), may().min_by_key(asks)) else {
        return Vec::new();
    };
    let cases = Axes::new(pack, most).of_text(words).into_iter();
    let mut all: Vec<(&Template, Case)> = cases.map(|case| (most, case)).collect();
    if asks(&fewest) < asks(&most) {
        let when = format!("in the template `{}`", fewest.id);
        all.push((fewest, Case { when, answers: Axes::new(pack, fewest).full(), least: false }));
    }
    all
}

/// What is wrong with a wording under some answers.
fn wording(composer: &Composer<'_>, concern: &Concern, which: &str, case: &Case) -> Option<Trial> {
    let name = wording_in_words(&concern.id, which);
    let when = case.when.clone();
    match composer.wording(concern, which, &case.answers) {
        Ok(blocks) => {
            let words = text::blocks(&blocks);
            if !words.contains(char::is_alphanumeric) {
                return Some(Trial { flaw: Flaw::EmptyWording(name), when });
            }
            let first = look::untidy(&words).into_iter().next();
            first.map(|found| Trial { flaw: found.flaw, when })
        }
        Err(fault) => Some(fails(name, fault.reason, when)),
    }
}

/// Whether a template may have this wording of a concern in it.
fn may_use(pack: &Pack, template: &Template, which: &str) -> bool {
    let mut asked = template.questions.iter().filter_map(|id| pack.question(id));
    let asks = asked.any(|question| question.kind == Kind::Concerns);
    let to = match &template.destination {
        To::Kind(id) => matches!(which, "text" | "short") || id == which,
        To::Chosen(_) => true,
    };
    asks && to
}

fn wording_in_words(id: &str, which: &str) -> String {
    match which {
        "text" => format!("the wording of `{id}`"),
        "short" => format!("the short wording of `{id}`"),
        to => format!("the wording of `{id}` for `{to}`"),
    }
}

fn fails(text: String, reason: String, when: String) -> Trial {
    Trial { flaw: Flaw::Fails { text, reason }, when }
}

/// The line of `pack.yaml` that gives a concern its id.
fn place_of_concern(file: &Text, id: &str) -> Place {
    let given = |line: &str| {
        let value = line.trim_start().trim_start_matches("- ").strip_prefix("id:")?;
        let value = value.trim().trim_matches(['"', '\'']);
        (value == id).then(|| line.find(id)).flatten()
    };
    let lines = file.text.lines().zip(1..);
    // Questions have ids too, and come first where both have the same.
    let found = lines.filter_map(|(line, number)| Some((given(line)?, number))).last();
    match found {
        Some((at, line)) => file.place(Span { line, column: at + 1, length: id.len() }),
        None => Place::file(file.file.as_str()),
    }
}

/// Where the last of these words stand in a text, as many of them as stand there once; else the
/// file.
fn place_of_words(text: &Text, words: &str) -> Place {
    let starts = words.char_indices().filter(|(at, _)| *at == 0 || words[..*at].ends_with(' '));
    for (at, _) in starts {
        let tail = words[at..].trim_end_matches(['.', ',', ' ', '?']);
        let few = !tail.contains(' ') && tail.len() < 8;
        let mut found = text.text.match_indices(tail);
        if let (false, Some((from, words)), None) = (few, found.next(), found.next()) {
            return text.place(text.span_at(from, from + words.len()));
        }
    }
    Place::file(text.file.as_str())
}

/// What has been told of a template: each thing once, with the simplest answers that show it.
struct Told<'t> {
    template: &'t Template,
    pack_file: &'t Text,
    seen: BTreeSet<String>,
    faults: &'t mut Vec<Fault>,
}

impl Told<'_> {
    /// What is wrong with a document.
    fn document(&mut self, document: &Document, case: &Case) {
        for found in look::flaws(document) {
            let once = format!("{} {}", found.flaw.code(), found.words);
            if self.is_new(once) {
                let body = Text::new(self.template.file.as_str(), self.template.body.as_str());
                self.warn(found.flaw, case, place_of_words(&body, &found.words));
            }
        }
        for flaw in if case.least { look::too_long(document) } else { Vec::new() } {
            let part = matches!(flaw, Flaw::TooLong { part: Some(_), .. });
            if self.is_new(format!("too long {part}")) {
                self.warn(flaw, case, Place::file(self.template.file.as_str()));
            }
        }
    }

    fn warn(&mut self, flaw: Flaw, case: &Case, place: Place) {
        let trial = Trial { flaw, when: case.when.clone() };
        self.faults.push(Fault::warning(FaultKind::Trial(trial), place));
    }

    fn fail(&mut self, fault: &TemplateFault, when: &str) {
        if !self.is_new(format!("{} {:?} {}", fault.name, fault.at, fault.reason)) {
            return;
        }
        let (place, text) = self.place(fault);
        let trial = fails(text, fault.reason.clone(), when.to_string());
        self.faults.push(Fault::error(FaultKind::Trial(trial), place));
    }

    fn is_new(&mut self, once: String) -> bool {
        self.seen.len() < MOST_TOLD && self.seen.insert(once)
    }

    /// Where a text that cannot be filled stands, and what it is where the place does not say.
    fn place(&self, fault: &TemplateFault) -> (Place, String) {
        let file = &self.template.file;
        if fault.name == *file {
            let place = fault.at.map(|(line, column)| {
                let body = Text::new(file.as_str(), self.template.body.as_str());
                body.place(Span { line, column, length: 1 })
            });
            return (place.unwrap_or_else(|| Place::file(file.as_str())), String::new());
        }
        let mut words = fault.name.split(' ');
        match (words.next(), words.next(), words.next()) {
            (Some("concern"), Some(id), Some(which)) => {
                (place_of_concern(self.pack_file, id), wording_in_words(id, which))
            }
            _ => (Place::file(file.as_str()), format!("`{}`", fault.name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pack::{Shared, load, shipped};

    #[test]
    fn a_bounded_number_of_documents_is_made() {
        let shared = Shared::built_in().expect("sound");
        for name in shipped::names() {
            let files = shipped::files(name).expect("it ships");
            let (pack, _) = load(&files, &shared, date(2026, 11, 21)).expect("sound");
            let tried = super::pack(&pack, &Text::new("pack.yaml", ""));
            let most = pack.templates.len() * (2 * MOST_OF_ONE);
            assert!(tried.documents >= 10 * pack.templates.len(), "{name}: {}", tried.documents);
            assert!(tried.documents <= most, "{name}: {}", tried.documents);
            assert!(tried.wordings >= 2 * pack.concerns.len(), "{name}: {}", tried.wordings);
        }
    }
}

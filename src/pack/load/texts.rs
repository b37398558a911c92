//! Every text with tags, checked with the names that it will have.

use std::collections::{BTreeMap, BTreeSet};

use super::item::{Item, Placed, texts};
use super::pack_file::PackFile;
use crate::diagnostic::{Faults, Location, fault};
use crate::model::{Kind, Partial, Question, Template, To};
use crate::pack::files::PackFiles;
use crate::register::{Destination, Registers};
use crate::source::faults::Shape;
use crate::source::yaml::{Node, Value};
use crate::template::lint::names::{self, Type};
use crate::template::lint::{Budget, Lint, Piece, Used};

/// The partials of a pack.
pub(crate) fn partials(files: &PackFiles, faults: &Faults) -> Vec<Partial> {
    let all = texts(files, "partial", partial_name, faults).into_iter();
    all.map(|(name, text)| Partial { name: name.into(), file: text.file, text: text.text })
        .collect()
}

fn partial_name(path: &str) -> Option<&str> {
    path.strip_prefix("partials/")?.strip_suffix(".md.hbs")
}

/// What the texts of a pack are checked with.
pub(crate) struct Texts<'a> {
    pub(crate) file: &'a PackFile<'a>,
    pub(crate) questions: &'a [Question],
    pub(crate) templates: &'a [Placed<'a, Template>],
    pub(crate) partials: &'a [Partial],
    /// Partials and bodies of templates, by file, each as it was looked at by itself.
    pub(crate) pieces: &'a BTreeMap<&'a str, Piece<'a>>,
    pub(crate) destinations: &'a [Placed<'a, Destination>],
    pub(crate) budget: &'a Budget,
    pub(crate) wording: Wording<'a>,
}

/// How the texts of a pack are looked at.
#[derive(Clone, Copy)]
pub(crate) enum Wording<'r> {
    /// Not at all: a test has held them to be sound.
    Sound,
    /// For what would stop them from being filled.
    Checked,
    /// For what reads badly, too.
    Reviewed(Review<'r>),
}

/// Looks at the wording of a pack, whose texts these are.
pub(crate) type Review<'r> = &'r dyn Fn(&PackFile<'_>, &mut dyn Iterator<Item = &Piece<'_>>);

impl Texts<'_> {
    /// Checks them all; gives back what they use.
    pub(crate) fn check(&self) -> Used {
        let partials = self.partials.iter();
        let partials =
            partials.filter_map(|one| Some((one.name.as_str(), self.pieces.get(&*one.file)?)));
        let concerns = self.concerns();
        let lines = self.templates.iter().map(|(_, item)| lines(*item, self.budget));
        let lines: Vec<Vec<Piece<'_>>> = lines.collect();
        if let Wording::Reviewed(review) = self.wording {
            let values = lines.iter().flatten().chain(concerns.iter().map(|(_, piece)| piece));
            review(self.file, &mut self.pieces.values().chain(values));
        }
        let listed = self.file.item.node.get("sources").is_none_or(|s| s.shape() != Shape::List);
        let ids = self.file.sources.iter().map(|(source, _)| source.id.as_str());
        let mut lint = Lint {
            sources: listed.then(|| ids.collect()),
            partials: partials.collect(),
            questions: self.questions.iter().map(|q| q.id.as_str()).collect(),
            faults: self.file.item.faults,
            used: Used::default(),
        };
        self.templates(&lines, &concerns, &mut lint);
        // Defaults may use every question and the day.
        let defaults = self.file.questions.iter();
        let defaults = defaults.filter_map(|(_, item)| Some((item, item.node.get("default")?)));
        self.values(("today", Type::Text), defaults, &mut lint);
        // Texts of a destination may use every answer and the body chosen.
        let destinations = self.destinations.iter();
        let texts = destinations.flat_map(|(_, item)| scalars(item.node).map(move |n| (item, n)));
        self.values(("body", names::of(&names::body())), texts, &mut lint);
        lint.used
    }

    /// Checks texts that may use every question and one name more.
    fn values<'v>(
        &self,
        (name, of): (&str, Type),
        texts: impl Iterator<Item = (&'v Item<'v>, &'v Node)>,
        lint: &mut Lint<'_>,
    ) {
        let root = names::at_the_top(self.questions, |_| true, [(name, of)]);
        for (item, node) in texts {
            let piece = Piece::value(item.source, node, self.budget, item.faults);
            lint.check(&piece, &root, None);
        }
    }

    fn templates(
        &self,
        lines: &[Vec<Piece<'_>>],
        concerns: &[(Option<&str>, Piece<'_>)],
        lint: &mut Lint<'_>,
    ) {
        for ((template, item), lines) in self.templates.iter().zip(lines) {
            let root = self.root(template);
            if let Some(body) = self.pieces.get(&*template.file) {
                // Only a joint response has them, so what is noted is of this template.
                lint.used.names.remove(names::SIGNATORIES);
                lint.check(body, &root, None);
            }
            if template.joint.is_some() && !lint.used.names.contains(names::SIGNATORIES) {
                item.tell_key("joint", fault("no-signatories", &[]));
            }
            lines.iter().for_each(|piece| lint.check(piece, &root, None));
            let chooses =
                |q: &Question| q.kind == Kind::Concerns && template.questions.contains(&q.id);
            if !self.questions.iter().any(chooses) {
                continue;
            }
            if self.file.concerns.is_empty() {
                item.tell_key("questions", fault("no-concerns", &[]));
            }
            for (to, piece) in concerns {
                if to.is_none_or(|to| template.may_go_to(to)) {
                    lint.check(piece, &root, Some(&template.id));
                }
            }
        }
    }

    /// The names that a template's texts have.
    fn root(&self, template: &Template) -> Type {
        let asked: BTreeSet<&str> = template.questions.iter().map(String::as_str).collect();
        let people = template.joint.is_some().then_some((names::SIGNATORIES, Type::People));
        let body = match &template.destination {
            To::Chosen(_) => Some(("body", names::of(&names::body()))),
            // The destination is not known, which has been told.
            To::Kind(id) if id.is_empty() => Some(("body", Type::Any)),
            To::Kind(_) => None,
        };
        names::at_the_top(self.questions, |id| asked.contains(id), people.into_iter().chain(body))
    }

    /// The wordings of all concerns, with the kind of receiver that one is for.
    fn concerns(&self) -> Vec<(Option<&str>, Piece<'_>)> {
        let mut all = Vec::new();
        for (_, item) in &self.file.concerns {
            let texts = ["text", "short"].into_iter().filter_map(|key| item.node.get(key));
            let to = item.node.get("to").map(Node::entries).unwrap_or_default();
            let to = to.iter().map(|(key, node)| (Some(key.text.as_str()), node));
            for (to, node) in texts.map(|node| (None, node)).chain(to) {
                let piece = Piece::value(item.source, node, self.budget, item.faults);
                piece.check_markdown(item.faults);
                all.push((to, piece));
            }
        }
        all
    }
}

/// The subject of a template, and what it says to do then.
pub(crate) fn lines<'a>(item: Item<'a>, budget: &Budget) -> Vec<Piece<'a>> {
    let values = item.node.get("subject").into_iter().chain(item.items("next"));
    values.map(|node| Piece::value(item.source, node, budget, item.faults)).collect()
}

/// Every text in a node, however deep.
fn scalars(node: &Node) -> Box<dyn Iterator<Item = &Node> + '_> {
    match &node.value {
        Value::Scalar { .. } => Box::new(std::iter::once(node)),
        Value::List(items) => Box::new(items.iter().flat_map(scalars)),
        Value::Map(entries) => Box::new(entries.iter().flat_map(|(_, node)| scalars(node))),
    }
}

/// Warns of what nothing uses.
pub(crate) fn warn_unused(texts: &Texts<'_>, used: &Used, registers: &Registers) {
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
    for partial in texts.partials.iter().filter(|p| !used.partials.contains(&p.name)) {
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

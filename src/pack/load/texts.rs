//! Every text with tags, checked with the names that it will have.

use std::collections::{BTreeMap, BTreeSet};

use super::item::{Item, Placed, bad_id};
use super::pack_file::PackFile;
use super::templates::TemplateFile;
use crate::diagnostic::{Faults, Location, fault};
use crate::model::{Kind, Partial, Question, Template, To};
use crate::pack::files::PackFiles;
use crate::register::Destination;
use crate::source::faults::Shape;
use crate::source::yaml::{Node, Value};
use crate::template::lint::names::{self, Type};
use crate::template::lint::{
    Budget, Known, Names, Piece, Reader, Used, check, check_markdown, markdown,
};

/// The partials of a pack, each as it was looked at by itself.
pub(crate) fn partials(
    files: &PackFiles,
    budget: Option<&Budget>,
    faults: &Faults,
) -> Vec<(Partial, Option<Piece<'static>>)> {
    let mut all = Vec::new();
    for path in files.files.keys() {
        let name = path.strip_prefix("partials/").and_then(|p| p.strip_suffix(".md.hbs"));
        let Some(name) = name else { continue };
        let place = || Location::file(files.shown(path));
        faults.extend(bad_id("partial", name).map(|bad| bad.at(place())));
        if let Some(text) = files.text(path, faults) {
            let piece = budget.map(|budget| markdown(&text.file, &text.text, budget, faults));
            all.push((Partial { name: name.into(), file: text.file, text: text.text }, piece));
        }
    }
    all
}

/// What the texts of a pack are checked with.
pub(crate) struct Texts<'a> {
    pub(crate) file: &'a PackFile<'a>,
    pub(crate) questions: &'a [Question],
    pub(crate) files: &'a [TemplateFile],
    pub(crate) templates: &'a [Placed<'a, Template>],
    pub(crate) partials: &'a [(Partial, Option<Piece<'static>>)],
    pub(crate) destinations: &'a [Placed<'a, Destination>],
    pub(crate) helpers: &'a [&'a str],
    pub(crate) budget: &'a Budget,
    /// Looks at the wording, where that is wished.
    pub(crate) review: Option<Review<'a>>,
}

/// Looks at the wording of a pack, whose texts these are.
pub(crate) type Review<'r> = &'r dyn Fn(&PackFile<'_>, &mut dyn Iterator<Item = &Piece<'_>>);

impl Texts<'_> {
    /// Checks them all; gives back what they use.
    pub(crate) fn check(&self) -> Used {
        let partials = self.partials.iter();
        let partials: BTreeMap<&str, &Piece<'_>> = partials
            .filter_map(|(partial, piece)| Some((partial.name.as_str(), piece.as_ref()?)))
            .collect();
        let concerns = self.concerns();
        let lines: Vec<Vec<Piece<'_>>> = self.templates.iter().map(|one| self.lines(one)).collect();
        if let Some(review) = self.review {
            let bodies = self.files.iter().filter_map(|file| file.piece.as_ref());
            let values = lines.iter().flatten().chain(concerns.iter().map(|(_, piece)| piece));
            review(self.file, &mut partials.values().copied().chain(bodies).chain(values));
        }
        let listed = self.file.item.node.get("sources").is_none_or(|s| s.shape() != Shape::List);
        let ids = self.file.sources.iter().map(|(source, _)| source.id.as_str());
        let known = Known {
            helpers: self.helpers,
            sources: listed.then(|| ids.collect()),
            partials,
            questions: self.questions.iter().map(|q| q.id.as_str()).collect(),
        };
        let mut used = Used::default();
        self.templates(&lines, &concerns, &known, &mut used);
        // Defaults may use every question and the day.
        let defaults = self.file.questions.iter();
        let defaults = defaults.filter_map(|(_, item)| Some((item, item.node.get("default")?)));
        self.values(("today", Type::Text), defaults, &known, &mut used);
        // Texts of a destination may use every answer and the body chosen.
        let destinations = self.destinations.iter();
        let texts = destinations.flat_map(|(_, item)| scalars(item.node).map(move |n| (item, n)));
        let body = names::fields_of(&names::body());
        self.values(("body", body), texts, &known, &mut used);
        used
    }

    /// Checks texts that may use every question and one name more.
    fn values<'v>(
        &self,
        (name, of): (&str, Type),
        texts: impl Iterator<Item = (&'v Item<'v>, &'v Node)>,
        known: &Known<'_>,
        used: &mut Used,
    ) {
        let mut names = Names::new(self.questions, |_| true);
        names.add(name, of);
        let reader = Reader { root: names.root(), shared_by: None };
        for (item, node) in texts {
            let piece = Piece::value(item.source, node, self.budget, item.faults);
            check(&piece, &reader, known, used, item.faults);
        }
    }

    /// The subject of a template, and what it says to do then.
    fn lines<'t>(&self, (_, item): &'t Placed<'_, Template>) -> Vec<Piece<'t>> {
        let values = item.node.get("subject").into_iter().chain(item.items("next"));
        values.map(|node| Piece::value(item.source, node, self.budget, item.faults)).collect()
    }

    fn templates(
        &self,
        lines: &[Vec<Piece<'_>>],
        concerns: &[(Option<&str>, Piece<'_>)],
        known: &Known<'_>,
        used: &mut Used,
    ) {
        let faults = self.file.item.faults;
        let bodies: BTreeMap<&str, &TemplateFile> =
            self.files.iter().map(|file| (file.id.as_str(), file)).collect();
        for ((template, item), lines) in self.templates.iter().zip(lines) {
            let root = self.root(template);
            let own = Reader { root: root.clone(), shared_by: None };
            if let Some(body) = bodies.get(&*template.id).and_then(|file| file.piece.as_ref()) {
                // Only a joint response has them, so what is noted is of this template.
                used.names.remove(names::SIGNATORIES);
                check(body, &own, known, used, faults);
            }
            if template.joint.is_some() && !used.names.contains(names::SIGNATORIES) {
                faults.push(fault("no-signatories", &[]).at(item.key_place("joint")));
            }
            lines.iter().for_each(|piece| check(piece, &own, known, used, faults));
            let asks_concerns = self.questions.iter().any(|question| {
                question.kind == Kind::Concerns && template.questions.contains(&question.id)
            });
            if asks_concerns && self.file.concerns.is_empty() {
                faults.push(fault("no-concerns", &[]).at(item.key_place("questions")));
            }
            let reader = Reader { root, shared_by: Some(&template.id) };
            for (to, piece) in concerns.iter().filter(|_| asks_concerns) {
                if to.is_none_or(|to| template.may_go_to(to)) {
                    check(piece, &reader, known, used, faults);
                }
            }
        }
    }

    /// The names that a template's texts have.
    fn root(&self, template: &Template) -> Type {
        let asked: BTreeSet<&str> = template.questions.iter().map(String::as_str).collect();
        let mut names = Names::new(self.questions, |id| asked.contains(id));
        if template.joint.is_some() {
            names.add(names::SIGNATORIES, Type::People);
        }
        match &template.destination {
            To::Chosen(_) => names.add("body", names::fields_of(&names::body())),
            // The destination is not known, which has been told.
            To::Kind(id) if id.is_empty() => names.add("body", Type::Any),
            To::Kind(_) => {}
        }
        names.root()
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
                check_markdown(&piece, item.faults);
                all.push((to, piece));
            }
        }
        all
    }
}

/// Every text in a node, however deep.
fn scalars(node: &Node) -> Box<dyn Iterator<Item = &Node> + '_> {
    match &node.value {
        Value::Scalar { .. } => Box::new(std::iter::once(node)),
        Value::List(items) => Box::new(items.iter().flat_map(scalars)),
        Value::Map(entries) => Box::new(entries.iter().flat_map(|(_, node)| scalars(node))),
    }
}

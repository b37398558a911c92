//! Every text with tags, checked with the names that it will have.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::item::{Item, Placed};
use super::pack_file::PackFile;
use super::review::Reviewer;
use crate::diagnostic::Diagnostic;
use crate::model::{Kind, Partial, Question, Template, To};
use crate::pack::faults::{self, Shape};
use crate::register::Destination;
use crate::source::text::SourceText;
use crate::template::lint::names::{self, Type};
use crate::template::lint::{
    Budget, Known, Names, Piece, Reader, Used, check, check_markdown, find_cycles,
};

/// What the texts of a pack are checked with.
pub(crate) struct Texts<'a> {
    pub(crate) file: &'a PackFile<'a>,
    pub(crate) questions: &'a [Question],
    pub(crate) templates: &'a [Placed<'a, Template>],
    pub(crate) partials: &'a [(Partial, SourceText)],
    pub(crate) destinations: &'a [Placed<'a, Destination>],
    pub(crate) helpers: &'a [&'a str],
    pub(crate) budget: Budget,
    /// Looks at the wording, where that is wished.
    pub(crate) reviewer: Option<&'a dyn Reviewer>,
}

impl Texts<'_> {
    /// Checks them all; gives back what they use.
    pub(crate) fn check(&self, faults: &mut Vec<Diagnostic>) -> Used {
        let mut partials = BTreeMap::new();
        for (partial, text) in self.partials {
            let piece = Piece::file(&text.file, &text.text, &self.budget, faults);
            check_markdown(&piece, faults);
            self.review(&piece, faults);
            partials.insert(partial.name.clone(), piece);
        }
        let in_cycles = find_cycles(&partials, faults);
        let listed = self.file.item.node.get("sources").is_none_or(|s| s.shape() != Shape::List);
        let ids = self.file.sources.iter().map(|(source, _)| source.id.clone());
        let sources = listed.then(|| ids.collect());
        let known = {
            let questions = self.questions.iter().map(|q| q.id.clone()).collect();
            Known { helpers: self.helpers, sources, partials, questions, in_cycles }
        };
        let mut used = Used::default();
        self.templates(&known, &mut used, faults);
        self.defaults(&known, &mut used, faults);
        self.destinations(&known, &mut used, faults);
        used
    }

    fn templates(&self, known: &Known<'_>, used: &mut Used, faults: &mut Vec<Diagnostic>) {
        let concerns = self.concern_pieces(faults);
        for (template, item) in self.templates {
            let root = self.root(template);
            let own = Reader { root: root.clone(), shared_by: None };
            let body = Piece::file(&template.file, &template.body, &self.budget, faults);
            check_markdown(&body, faults);
            self.review(&body, faults);
            // Only a joint response has them, so what is noted is of this template.
            used.names.remove(names::SIGNATORIES);
            check(&body, &own, known, used, faults);
            if template.joint.is_some() && !used.names.contains(names::SIGNATORIES) {
                let kind = faults::no_signatories();
                faults.push(kind.at(item.key_place("joint")));
            }
            for text in item.node.get("subject").into_iter().chain(items(*item, "next")) {
                let piece = Piece::value(item.source, text, &self.budget, faults);
                self.review(&piece, faults);
                check(&piece, &own, known, used, faults);
            }
            let asks_concerns = self.questions.iter().any(|question| {
                question.kind == Kind::Concerns && template.questions.contains(&question.id)
            });
            if asks_concerns && self.file.concerns.is_empty() {
                let place = item.key_place("questions");
                faults.push(faults::no_concerns().at(place));
            }
            if asks_concerns {
                let reader = Reader { root, shared_by: Some(&template.id) };
                for (to, piece) in &concerns {
                    if to.is_none_or(|to| may_go_to(&template.destination, to)) {
                        check(piece, &reader, known, used, faults);
                    }
                }
            }
        }
    }

    /// Has the wording of a text looked at.
    fn review(&self, piece: &Piece<'_>, faults: &mut Vec<Diagnostic>) {
        if let Some(reviewer) = self.reviewer {
            reviewer.text(piece, faults);
        }
    }

    /// The names that a template's texts have.
    fn root(&self, template: &Template) -> Rc<Type> {
        let asked: BTreeSet<&str> = template.questions.iter().map(String::as_str).collect();
        let mut names = Names::new(self.questions, |id| asked.contains(id));
        if template.joint.is_some() {
            let fields = names::fields(names::SIGNATORY);
            names.add(names::SIGNATORIES, Type::People(Rc::new(fields)));
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
    fn concern_pieces(&self, faults: &mut Vec<Diagnostic>) -> Vec<(Option<&str>, Piece<'_>)> {
        let mut all = Vec::new();
        for (concern, item) in &self.file.concerns {
            if let Some(reviewer) = self.reviewer {
                reviewer.title(&concern.id, &concern.title, item.place("title"), faults);
            }
            let texts = ["text", "short"].into_iter().filter_map(|key| item.node.get(key));
            let to = item.node.get("to").map(|to| to.entries()).unwrap_or_default();
            let to = to.iter().map(|(key, node)| (Some(key.text.as_str()), node));
            for (to, node) in texts.map(|node| (None, node)).chain(to) {
                let piece = Piece::value(item.source, node, &self.budget, faults);
                check_markdown(&piece, faults);
                self.review(&piece, faults);
                all.push((to, piece));
            }
        }
        all
    }

    /// Defaults may use every question and the day.
    fn defaults(&self, known: &Known<'_>, used: &mut Used, faults: &mut Vec<Diagnostic>) {
        let mut names = Names::new(self.questions, |_| true);
        names.add("today", Type::Text);
        let reader = Reader { root: names.root(), shared_by: None };
        for (_, item) in &self.file.questions {
            if let Some(node) = item.node.get("default") {
                let piece = Piece::value(item.source, node, &self.budget, faults);
                check(&piece, &reader, known, used, faults);
            }
        }
    }

    /// Texts of a destination may use every answer and the body chosen.
    fn destinations(&self, known: &Known<'_>, used: &mut Used, faults: &mut Vec<Diagnostic>) {
        let mut names = Names::new(self.questions, |_| true);
        names.add("body", names::fields_of(&names::body()));
        let reader = Reader { root: names.root(), shared_by: None };
        for (_, item) in self.destinations {
            let lists = ["sender", "recipient", "signature", "next"];
            let single = ["salutation", "closing"].into_iter().filter_map(|k| item.node.get(k));
            let rows = item.node.get("details").and_then(|d| d.get("rows"));
            let rows = rows.map(|rows| rows.items()).unwrap_or_default();
            let rows = rows.iter().filter_map(|row| row.get("value"));
            for node in lists.into_iter().flat_map(|k| items(*item, k)).chain(single).chain(rows) {
                let piece = Piece::value(item.source, node, &self.budget, faults);
                check(&piece, &reader, known, used, faults);
            }
        }
    }
}

fn items<'a>(item: Item<'a>, key: &str) -> impl Iterator<Item = &'a crate::source::yaml::Node> {
    item.node.get(key).map(|node| node.items()).unwrap_or_default().iter()
}

/// Whether a template may go to this kind of receiver.
fn may_go_to(to: &To, kind: &str) -> bool {
    match to {
        To::Kind(id) => id == kind,
        To::Chosen(_) => true,
    }
}

//! Templates: front matter, the questions that they ask, whom they go to.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::item::{Ids, Item, Placed, texts, unknown};
use super::questions::{check_conditions, no_such_answer};
use crate::diagnostic::{Faults, Location, Values, fault, near};
use crate::model::{Condition, Fact, Kind, Question, Template, To};
use crate::pack::files::PackFiles;
use crate::register::areas::Nation;
use crate::register::{Areas, Registers};
use crate::source::faults::Shape;
use crate::source::text::{SourceText, Span};
use crate::source::yaml::{self, Node, Value};
use crate::text::Language;

/// A template's file cut in two.
#[derive(Debug)]
pub(crate) struct TemplateFile {
    /// File stem.
    pub(crate) id: String,
    /// The front matter, in its lines.
    pub(crate) front: SourceText,
    /// The front matter as YAML; none where it cannot be read.
    pub(crate) node: Option<Node>,
    /// The body, led by as many empty lines as the front matter has.
    pub(crate) body: String,
}

impl TemplateFile {
    /// The front matter, where it can be read.
    pub(crate) fn item<'a>(&'a self, faults: &'a Faults) -> Option<Item<'a>> {
        Some(Item { source: &self.front, node: self.node.as_ref()?, faults })
    }
}

/// The templates of a pack, each cut into front matter and body.
pub(crate) fn files(files: &PackFiles, faults: &Faults) -> Vec<TemplateFile> {
    let all = texts(files, "template", id, faults).into_iter();
    all.filter_map(|(id, text)| cut(id, text, faults)).collect()
}

/// The id of the template in a file of this path; none for another file.
pub(crate) fn id(path: &str) -> Option<&str> {
    path.strip_suffix(".md.hbs").filter(|id| !id.contains('/'))
}

/// Cuts a template's file in two; none where it has no front matter.
fn cut(id: &str, text: SourceText, faults: &Faults) -> Option<TemplateFile> {
    if text.text.trim().is_empty() {
        faults.push(fault("empty-file", &[]).at(Location::file(text.file)));
        return None;
    }
    let span = |line| Span { line, column: 1, length: text.line(line).chars().count() };
    if text.line(1).trim_end() != "---" {
        faults.push(fault("no-front-matter", &[]).at(text.place(span(1))));
        return None;
    }
    let lines = text.text.matches('\n').count() + 1;
    let Some(end) = (2..=lines).find(|line| text.line(*line).trim_end() == "---") else {
        faults.push(fault("open-front-matter", &[]).at(text.place(span(1))));
        return None;
    };
    let front = SourceText::new(text.file.as_str(), &text.text[..text.offset(end, 1)]);
    let rest = text.text.get(text.offset(end, usize::MAX)..).unwrap_or_default();
    let body = "\n".repeat(end - 1) + rest;
    if body.trim().is_empty() {
        faults.push(fault("no-body", &[]).at(text.place(span(end))));
    }
    let told = faults.count();
    let node = match yaml::read(&front, faults) {
        Some(node) if !node.is_null() => Some(node),
        _ if faults.count() > told => None,
        _ => Some(Node { span: span(1), value: Value::Map(Vec::new()) }),
    };
    Some(TemplateFile { id: id.to_string(), front, node, body })
}

/// What a template is checked against, and what is told of it.
pub(crate) struct Reader<'p> {
    pub(crate) files: &'p PackFiles,
    pub(crate) questions: &'p [Question],
    pub(crate) registers: &'p Registers,
    pub(crate) faults: &'p Faults,
}

impl<'p> Reader<'p> {
    /// Reads a template's front matter and checks it against the pack.
    pub(crate) fn template<'a>(&self, file: &'a TemplateFile) -> Option<Placed<'a, Template>>
    where
        'p: 'a,
    {
        let item = file.item(self.faults)?;
        let mut read: Template = item.read(&[])?;
        item.require(&["title", "destination", "questions"]);
        let listed = item.node.get("questions").is_some_and(|node| node.shape() == Shape::List);
        let asked = if listed {
            self.spell_out(item)
        } else {
            // Told already; with every question asked nothing else is told because of it.
            self.questions.iter().map(|question| (question, item.node.span)).collect()
        };
        self.check_order(item, &asked);
        let questions: Vec<String> = asked.iter().map(|(q, _)| q.id.clone()).collect();
        self.check_later(item, &questions);
        check_conditions(&mut read.when, item, self.questions, &self.registers.areas);
        self.check_asked(&read.when, item, &questions);
        read.when.splice(..0, self.nations(&read.nations, item));
        let (title, titles) = titles(&read, &self.registers.areas);
        let unanswered = item.inside("unanswered");
        if read.unanswered.is_some() {
            unanswered.require(&["write", "sent"]);
        }
        let action = Some(read.action).filter(|action| !action.trim().is_empty());
        let template = Template {
            id: file.id.clone(),
            file: file.front.file.clone(),
            action: action.unwrap_or_else(|| title.clone()),
            title,
            titles,
            destination: self.to(read.destination, item, &questions),
            questions,
            body: file.body.clone(),
            unanswered: read
                .unanswered
                .filter(|_| !unanswered.lacks("write") && !unanswered.lacks("sent")),
            ..read
        };
        Some((template, item))
    }

    /// The condition that it holds in these nations; one that the register has not is told.
    fn nations(&self, named: &[String], item: Item<'_>) -> Option<Condition> {
        let nations = self.registers.areas.nations.iter();
        item.known("nation", "nations", &nations.map(|n| n.name.as_str()).collect::<Vec<_>>());
        (!named.is_empty()).then(|| Condition::new(Fact::Nation.name().into(), named.to_vec()))
    }

    /// What it waits for must be asked.
    fn check_asked(&self, when: &[Condition], item: Item<'_>, asked: &[String]) {
        for condition in when {
            let mut waits = self.questions.iter().filter(|q| condition.waits_for(q)).peekable();
            if waits.peek().is_some() && !waits.any(|q| asked.contains(&q.id)) {
                let fault = fault("written-when-not-asked", &[("on", &condition.on)]);
                item.tell("when", fault);
            }
        }
    }

    /// The questions in order, groups spelt out, each with the place that lists it.
    fn spell_out(&self, item: Item<'_>) -> Vec<(&'p Question, Span)> {
        let mut all: Vec<(&Question, Span)> = Vec::new();
        let questions = self.questions;
        let of = |id: &str| {
            let inside = format!("{id}.");
            let exact = questions.iter().find(|q| q.id == id);
            let group = questions.iter().filter(|q| exact.is_none() && q.id.starts_with(&inside));
            exact.into_iter().chain(group).collect::<Vec<_>>()
        };
        for (id, span) in item.named("question", "questions") {
            let mut found = of(id);
            if found.is_empty() {
                let groups = questions.iter().filter_map(|q| Some(q.id.split_once('.')?.0));
                let known: BTreeSet<&str> =
                    questions.iter().map(|q| q.id.as_str()).chain(groups).collect();
                item.tell_at(span, unknown("question", id, known.iter().copied()));
                // What was most likely meant counts as asked, so that one slip is told once.
                found = near(id, known).map(|near| of(&near)).unwrap_or_default();
                found.retain(|question| all.iter().all(|(other, _)| other.id != question.id));
            }
            for question in found {
                if all.iter().any(|(other, _)| other.id == question.id) {
                    item.tell_at(span, fault("asked-twice", &[("id", &question.id)]));
                } else {
                    all.push((question, span));
                }
            }
        }
        all
    }

    /// A question that waits for another must come after it.
    fn check_order(&self, item: Item<'_>, asked: &[(&Question, Span)]) {
        for (at, (question, span)) in asked.iter().enumerate() {
            for condition in &question.when {
                let name = match asked.iter().position(|(q, _)| condition.waits_for(q)) {
                    Some(before) if before < at => continue,
                    Some(_) => "when-later",
                    None if !self.questions.iter().any(|q| condition.waits_for(q)) => continue,
                    None => "when-not-asked",
                };
                let fault = fault(name, &[("id", &question.id), ("on", &condition.on)]);
                item.tell_at(*span, fault);
            }
        }
    }

    /// What is left for the end must be asked, and can be left out.
    fn check_later(&self, item: Item<'_>, asked: &[String]) {
        item.known("question", "later", &asked.iter().map(String::as_str).collect::<Vec<_>>());
        for (id, span) in item.named("question", "later") {
            let needed = |q: &Question| q.id == id && q.required && q.default.is_none();
            if self.questions.iter().any(needed) && asked.iter().any(|asked| asked == id) {
                item.tell_at(span, fault("later-needed", &[("id", &id)]));
            }
        }
    }

    /// Whom a template goes to, given what stands there.
    fn to(&self, written: To, item: Item<'_>, asked: &[String]) -> To {
        let (To::Kind(id) | To::Chosen(id)) = &written;
        if id.is_empty() {
            return written;
        }
        if let Some(destination) = self.registers.destination(id) {
            for need in &destination.needs {
                let inside = format!("{need}.");
                if !asked.iter().any(|id| id == need || id.starts_with(&inside)) {
                    let values: &Values<'_> = &[("destination", id), ("question", need)];
                    item.tell_key("questions", fault("destination-needs", values));
                }
            }
            return written;
        }
        let chosen = To::Chosen(id.clone());
        let (fault, to) = match self.questions.iter().find(|q| q.id == *id) {
            Some(question) if question.kind != Kind::Body => {
                (fault("not-a-body", &[("id", id)]), To::default())
            }
            Some(_) if asked.contains(id) => return chosen,
            Some(_) => (fault("not-asked", &[("name", id), ("question", id)]), chosen),
            None => {
                let bodies = self.questions.iter().filter(|q| q.kind == Kind::Body);
                let known = self.registers.destinations.iter().map(|d| d.id.as_str());
                let known = known.chain(bodies.map(|q| q.id.as_str()));
                (unknown("destination", id, known), To::default())
            }
        };
        item.tell("destination", fault);
        to
    }

    /// Puts templates in the order that the pack gives; those that it does not name follow by file
    /// name.
    pub(crate) fn put_in_order(&self, templates: &mut [Placed<'_, Template>], pack: Item<'_>) {
        // By the files, so that a template with a fault of its own is not told to be missing.
        let known: Vec<&str> = self.files.files.keys().filter_map(|path| id(path)).collect();
        pack.known("template", "order", &known);
        let listed = pack.named("template", "order");
        let mut ids = Ids::new("template");
        for (id, span) in listed.iter().filter(|(id, _)| known.contains(id)) {
            self.faults.extend(ids.take(id, pack.source.place(*span)));
        }
        templates.sort_by_key(|(template, _)| {
            listed.iter().position(|(id, _)| *id == template.id).unwrap_or(listed.len())
        });
    }

    /// Checks what templates say of each other.
    pub(crate) fn check_together(&self, templates: &[Placed<'_, Template>]) {
        for (template, item) in templates {
            if let Some(stands_for) = &template.joint
                && let Some(other) = self.named(stands_for, templates, *item, "joint")
                && other.joint.is_some()
            {
                item.tell("joint", fault("joint-of-joint", &[("id", stands_for)]));
            }
            self.check_unanswered(template, *item, templates);
        }
    }

    /// The template of an id that another names under a key; one that is not there is told.
    fn named<'t>(
        &self,
        id: &str,
        templates: &'t [Placed<'_, Template>],
        item: Item<'_>,
        key: &str,
    ) -> Option<&'t Template> {
        let found = templates.iter().map(|(other, _)| other).find(|other| other.id == id);
        // A template with a fault of its own is not there, which has been told.
        if found.is_none() && !self.files.files.contains_key(&format!("{id}.md.hbs")) {
            let single = templates.iter().filter(|(other, _)| other.joint.is_none());
            let known = single.map(|(other, _)| other.id.as_str());
            item.tell(key, unknown("template", id, known));
        }
        found
    }

    /// The template to be written where there was no answer in time is there, and it asks the
    /// questions, which can be answered so.
    fn check_unanswered(
        &self,
        template: &Template,
        item: Item<'_>,
        templates: &[Placed<'_, Template>],
    ) {
        let Some(unanswered) = &template.unanswered else { return };
        let item = item.inside("unanswered");
        let next = &unanswered.write;
        let Some(asks) = self.named(next, templates, item, "write") else { return };
        let asked = |id: &str, kind: Kind| {
            let mut asked = self.questions.iter().filter(|q| asks.questions.contains(&q.id));
            asked.find(|q| q.id == id && q.kind == kind)
        };
        let not_asked = |id: &str, kind: Kind| {
            fault("not-asked-next", &[("id", &id), ("next", next), ("kind", &kind.name())])
        };
        if asked(&unanswered.sent, Kind::Date).is_none() {
            item.tell("sent", not_asked(&unanswered.sent, Kind::Date));
        }
        let answers = item.inside("answers");
        for (id, answer) in &unanswered.answers {
            match asked(id, Kind::Choice).map(|question| question.values().collect::<Vec<_>>()) {
                None => answers.tell_key(id, not_asked(id, Kind::Choice)),
                Some(known) if known.contains(&answer.as_str()) => {}
                Some(known) => answers.tell(id, no_such_answer(id, answer, &known)),
            }
        }
    }
}

/// How a title names whoever sits for people in the parliament of their nation.
const MEMBER: &str = "{{area.member}}";

/// A title as it reads where the nation is not known, and in each nation where it reads otherwise.
fn titles(template: &Template, areas: &Areas) -> (String, BTreeMap<String, String>) {
    let title = &template.title;
    if !title.contains(MEMBER) {
        return (title.trim().to_string(), BTreeMap::new());
    }
    let held = |nation: &&Nation| template.holds_in(&nation.name);
    let called = areas.nations.iter().filter(held).filter_map(|n| Some((n, n.called.clone()?)));
    let (nations, members): (Vec<_>, Vec<_>) = called.unzip();
    let all = Language { and: "or".into(), ..Language::default() }.join(&members);
    let by = nations.iter().zip(&members);
    let by = by.map(|(nation, member)| (nation.name.clone(), title.replace(MEMBER, member)));
    (title.replace(MEMBER, &all), by.collect())
}

/// Warns of consultations that have closed, unless the title or the text says so.
pub(crate) fn warn_closed(templates: &[Placed<'_, Template>], today: Date) {
    for (template, item) in templates {
        let says = |text: &str| text.to_lowercase().contains("closed");
        let closed = template.closes.map(|closes| closes.day).filter(|day| *day < today);
        if let Some(day) = closed.filter(|_| !says(&template.title) && !says(&template.body)) {
            item.tell("closes", fault("has-closed", &[("day", &day.strftime("%-d %B %Y"))]));
        }
    }
}

//! Templates: front matter, the questions that they ask, whom they go to.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;

use super::item::{Ids, Item, Placed, unknown, up_to_most};
use super::pack_file::PackFile;
use super::questions::{check_conditions, conditions};
use crate::diagnostic::{Diagnostic, near};
use crate::model::{Condition, Fact, Kind, Question, Template, To, Unanswered};
use crate::pack::faults::{self, Shape, Thing};
use crate::pack::files::PackFiles;
use crate::pack::spec::{TemplateSpec, UnansweredSpec};
use crate::register::areas::Nation;
use crate::register::deadline::Closes;
use crate::register::{Areas, Destination, Registers};
use crate::source::text::{SourceText, Span};
use crate::source::yaml::{Node, Value};
use crate::source::{typed, yaml};
use crate::template::faults as text_faults;
use crate::template::lint::{Budget, Piece, check_markdown};

/// A template's file cut in two.
#[derive(Debug)]
pub(crate) struct TemplateFile {
    /// File stem.
    pub(crate) id: String,
    /// The front matter, in its lines.
    pub(crate) front: SourceText,
    /// The front matter as YAML.
    pub(crate) node: Node,
    /// The body, led by as many empty lines as the front matter has.
    pub(crate) body: String,
}

/// Cuts a template's file in two; none when the front matter cannot be read.
pub(crate) fn cut(
    id: &str,
    text: SourceText,
    faults: &mut Vec<Diagnostic>,
) -> Option<TemplateFile> {
    if text.is_blank() {
        faults.push(faults::empty().at(crate::diagnostic::Location::file(text.file)));
        return None;
    }
    let first = Span { line: 1, column: 1, length: text.line(1).chars().count() };
    if text.line(1).trim_end() != "---" {
        faults.push(faults::no_front_matter().at(text.place(first)));
        return None;
    }
    let lines = text.text.matches('\n').count() + 1;
    let Some(end) = (2..=lines).find(|line| text.line(*line).trim_end() == "---") else {
        faults.push(faults::open_front_matter().at(text.place(first)));
        return None;
    };
    let front = SourceText::new(text.file.as_str(), &text.text[..text.offset(end, 1)]);
    let rest = text.text.get(text.offset(end, usize::MAX)..).unwrap_or_default();
    let body = "\n".repeat(end - 1) + rest;
    if body.trim().is_empty() {
        let place = text.place(Span { line: end, column: 1, length: 3 });
        faults.push(faults::no_body().at(place));
    }
    let told = faults.len();
    let empty = Node { span: first, value: Value::Map(Vec::new()) };
    let node = match yaml::read(&front, faults) {
        Some(node) if !node.is_null() => node,
        _ if faults.len() > told => {
            // What is wrong in the text does not wait for the front matter.
            let piece = Piece::file(&front.file, &body, &Budget::default(), faults);
            check_markdown(&piece, faults);
            return None;
        }
        _ => empty,
    };
    Some(TemplateFile { id: id.to_string(), front, node, body })
}

/// Reads a template's front matter and checks it against the pack.
pub(crate) fn read<'a>(
    file: &'a TemplateFile,
    questions: &[Question],
    registers: &Registers,
    faults: &mut Vec<Diagnostic>,
) -> Option<Placed<'a, Template>> {
    let item = Item { source: &file.front, node: &file.node };
    let spec: TemplateSpec = typed::read(&file.front, &file.node, &[], faults)?;
    let called = item.need(spec.title, "title", faults).unwrap_or_default();
    let destination = item.need(spec.destination, "destination", faults);
    if item.node.get("questions").is_none_or(Node::is_null) {
        item.need(None, "questions", faults);
    }
    let listed = item.node.get("questions").is_some_and(|node| node.shape() == Shape::List);
    let asked = if listed {
        spell_out(item, questions, faults)
    } else {
        // Told already; with every question asked nothing else is told because of it.
        questions.iter().map(|question| (question.id.clone(), item.node.span)).collect()
    };
    check_order(item, &asked, questions, faults);
    let ids: Vec<String> = asked.into_iter().map(|(id, _)| id).collect();
    let to = destination.and_then(|id| to(&id, item, &ids, questions, registers, faults));
    check_later(item, &ids, questions, faults);
    let mut when = conditions(spec.when);
    check_conditions(&mut when, item, (questions, &registers.areas), faults);
    check_asked(&when, item, &ids, questions, faults);
    when.splice(..0, nations(spec.nations, item, registers, faults));
    let (title, titles) = titles(&called, &when, &registers.areas);
    let template = Template {
        id: file.id.clone(),
        file: file.front.file.clone(),
        action: spec.action.filter(|a| !a.trim().is_empty()).unwrap_or_else(|| title.clone()),
        title,
        titles,
        destination: to.unwrap_or_else(|| To::Kind(String::new())),
        questions: ids,
        later: spec.later,
        subject: spec.subject,
        joint: spec.joint.map(|id| id.trim().to_string()),
        body: file.body.clone(),
        closes: spec.closes.and_then(|text| closes(&text, item, faults)),
        when,
        words: spec.words,
        part_words: spec.part_words,
        next: spec.next,
        unanswered: spec.unanswered.and_then(|spec| unanswered(spec, item, faults)),
    };
    Some((template, item))
}

/// How a title names whoever sits for people in the parliament of their nation.
const MEMBER: &str = "{{area.member}}";

/// A title as it reads where the nation is not known, and in each nation where it reads otherwise.
fn titles(title: &str, when: &[Condition], areas: &Areas) -> (String, Vec<(String, String)>) {
    if !title.contains(MEMBER) {
        return (title.to_string(), Vec::new());
    }
    let held = |nation: &&Nation| {
        let mut nations = when.iter().filter(|one| one.fact == Some(Fact::Nation));
        nations.all(|one| one.is.contains(&nation.name))
    };
    let called = areas.nations.iter().filter(held).filter_map(|n| Some((n, n.called.as_ref()?)));
    let (nations, members): (Vec<_>, Vec<_>) = called.unzip();
    let all = match members.as_slice() {
        [most @ .., last] if !most.is_empty() => {
            let most: Vec<&str> = most.iter().map(|member| member.as_str()).collect();
            format!("{} or {last}", most.join(", "))
        }
        one => one.first().map(|member| member.to_string()).unwrap_or_default(),
    };
    let by = nations.iter().zip(&members);
    let by = by.map(|(nation, member)| (nation.name.clone(), title.replace(MEMBER, member)));
    (title.replace(MEMBER, &all), by.collect())
}

/// The condition that it holds in these nations; one that the register has not is told.
fn nations(
    named: Vec<String>,
    item: Item<'_>,
    registers: &Registers,
    faults: &mut Vec<Diagnostic>,
) -> Option<Condition> {
    for name in named.iter().filter(|name| registers.areas.nation(name).is_none()) {
        let known = registers.areas.nations.iter().map(|nation| nation.name.as_str());
        faults.push(unknown(Thing::Nation, name, known).at(item.place("nations")));
    }
    (!named.is_empty()).then(|| Condition::new(Fact::Nation.name().into(), named))
}

/// What it waits for must be asked.
fn check_asked(
    when: &[Condition],
    item: Item<'_>,
    asked: &[String],
    questions: &[Question],
    faults: &mut Vec<Diagnostic>,
) {
    for condition in when {
        let mut waits = questions.iter().filter(|q| condition.waits_for(q)).peekable();
        let is_one = waits.peek().is_some();
        if is_one && !waits.any(|q| asked.contains(&q.id)) {
            let fault = faults::written_when_not_asked(&condition.on);
            faults.push(fault.at(item.place("when")));
        }
    }
}

/// What is written where it had no answer in time; none where that lacks what it must have.
fn unanswered(
    spec: UnansweredSpec,
    item: Item<'_>,
    faults: &mut Vec<Diagnostic>,
) -> Option<Unanswered> {
    let item = item.inside("unanswered");
    let write = item.need(spec.write, "write", faults);
    let sent = item.need(spec.sent, "sent", faults);
    Some(Unanswered { write: write?, sent: sent?, answers: spec.answers.into_iter().collect() })
}

/// When the consultation closes.
fn closes(text: &str, item: Item<'_>, faults: &mut Vec<Diagnostic>) -> Option<Closes> {
    let read = Closes::read(text);
    if read.is_none() {
        let kind = faults::bad_closing(text);
        faults.push(kind.at(item.place("closes")));
    }
    read
}

/// Warns of consultations that have closed, unless the title or the text says so.
pub(crate) fn warn_closed(
    templates: &[Placed<'_, Template>],
    today: Date,
    faults: &mut Vec<Diagnostic>,
) {
    for (template, item) in templates {
        let says = |text: &str| text.to_lowercase().contains("closed");
        let closed = template.closes.map(|closes| closes.day).filter(|day| *day < today);
        if let Some(day) = closed.filter(|_| !says(&template.title) && !says(&template.body)) {
            faults.push(faults::has_closed(day).warning().at(item.place("closes")));
        }
    }
}

/// Puts templates in the order that the pack gives; those that it does not name follow by file
/// name.
pub(crate) fn put_in_order(
    templates: &mut [Placed<'_, Template>],
    file: &PackFile<'_>,
    files: &PackFiles,
    faults: &mut Vec<Diagnostic>,
) {
    // By the files, so that a template with a fault of its own is not told to be missing.
    let known: Vec<&str> = files.files.keys().filter_map(|path| id(path)).collect();
    let mut ids = Ids::new(Thing::Template);
    let listed = file.item.node.get("order").map(Node::items).unwrap_or_default();
    let whole = || file.item.place("order");
    for node in up_to_most(Thing::Template, listed, whole, faults) {
        let Some(id) = node.text() else { continue };
        let place = file.item.source.place(node.span);
        if known.contains(&id) {
            ids.take(id, place, faults);
        } else {
            faults.push(unknown(Thing::Template, id, known.iter().copied()).at(place));
        }
    }
    let order = &file.spec.order;
    templates.sort_by_key(|(template, _)| {
        order.iter().position(|id| *id == template.id).unwrap_or(order.len())
    });
}

/// The id of the template in a file of this path; none for another file.
pub(crate) fn id(path: &str) -> Option<&str> {
    path.strip_suffix(".md.hbs").filter(|id| !id.contains('/'))
}

/// The questions in order, groups spelt out, each with the place that lists it.
fn spell_out(
    item: Item<'_>,
    questions: &[Question],
    faults: &mut Vec<Diagnostic>,
) -> Vec<(String, Span)> {
    let mut all: Vec<(String, Span)> = Vec::new();
    let list = item.node.get("questions").map(Node::items).unwrap_or_default();
    for node in up_to_most(Thing::Question, list, || item.place("questions"), faults) {
        let Some(id) = node.text() else { continue };
        let inside = format!("{id}.");
        let exact = questions.iter().find(|q| q.id == id);
        let found: Vec<&Question> =
            questions.iter().filter(|q| exact.is_none() && q.id.starts_with(&inside)).collect();
        let found: Vec<&Question> = exact.into_iter().chain(found).collect();
        if found.is_empty() {
            let groups = questions.iter().filter_map(|q| q.id.split_once('.')).map(|(g, _)| g);
            let known: BTreeSet<&str> =
                questions.iter().map(|q| q.id.as_str()).chain(groups).collect();
            let fault = unknown(Thing::Question, id, known.iter().copied());
            // What was most likely meant counts as asked, so that one slip is told once.
            if let Some(near) = near(id, known.iter().copied()) {
                let inside = format!("{near}.");
                let meant = questions.iter().filter(|q| q.id == near || q.id.starts_with(&inside));
                all.extend(meant.map(|q| (q.id.clone(), node.span)));
            }
            faults.push(fault.at(item.source.place(node.span)));
        }
        for question in found {
            if all.iter().any(|(other, _)| *other == question.id) {
                let fault = faults::asked_twice(&question.id);
                faults.push(fault.at(item.source.place(node.span)));
            } else {
                all.push((question.id.clone(), node.span));
            }
        }
    }
    all
}

/// A question that waits for another must come after it.
fn check_order(
    item: Item<'_>,
    asked: &[(String, Span)],
    questions: &[Question],
    faults: &mut Vec<Diagnostic>,
) {
    let by_id: HashMap<&str, &Question> = questions.iter().map(|q| (q.id.as_str(), q)).collect();
    for (at, (id, span)) in asked.iter().enumerate() {
        let Some(question) = by_id.get(id.as_str()) else { continue };
        for condition in &question.when {
            let on = &condition.on;
            let waits_for = |q: &Question| condition.waits_for(q);
            let mut order = asked.iter().map(|(id, _)| by_id.get(id.as_str()));
            let kind = match order.position(|q| q.is_some_and(|q| waits_for(q))) {
                Some(before) if before < at => continue,
                Some(_) => faults::when_later(id, on),
                None if !questions.iter().any(waits_for) => continue,
                None => faults::when_not_asked(id, on),
            };
            faults.push(kind.at(item.source.place(*span)));
        }
    }
}

/// What is left for the end must be asked, and can be left out.
fn check_later(
    item: Item<'_>,
    asked: &[String],
    questions: &[Question],
    faults: &mut Vec<Diagnostic>,
) {
    for node in item.node.get("later").map(Node::items).unwrap_or_default() {
        let Some(id) = node.text() else { continue };
        let needed = questions.iter().any(|q| q.id == id && q.required && q.default.is_none());
        let fault = if !asked.iter().any(|asked| asked == id) {
            unknown(Thing::Question, id, asked.iter().map(String::as_str))
        } else if needed {
            faults::later_needed(id)
        } else {
            continue;
        };
        faults.push(fault.at(item.source.place(node.span)));
    }
}

/// Whom a template goes to.
fn to(
    id: &str,
    item: Item<'_>,
    asked: &[String],
    questions: &[Question],
    registers: &Registers,
    faults: &mut Vec<Diagnostic>,
) -> Option<To> {
    let place = item.place("destination");
    if let Some(destination) = registers.destination(id) {
        check_needs(destination, item, asked, faults);
        return Some(To::Kind(id.to_string()));
    }
    let mut to = None;
    let kind = match questions.iter().find(|q| q.id == id) {
        Some(question) if question.kind != Kind::Body => faults::not_a_body(id),
        Some(_) if asked.iter().any(|a| a == id) => return Some(To::Chosen(id.to_string())),
        Some(_) => {
            to = Some(To::Chosen(id.to_string()));
            text_faults::not_asked(id, id, None)
        }
        None => {
            let bodies = questions.iter().filter(|q| q.kind == Kind::Body).map(|q| q.id.as_str());
            let known = registers.destinations.iter().map(|d| d.id.as_str()).chain(bodies);
            unknown(Thing::Destination, id, known)
        }
    };
    faults.push(kind.at(place));
    to
}

/// What a destination needs must be asked.
fn check_needs(
    destination: &Destination,
    item: Item<'_>,
    asked: &[String],
    faults: &mut Vec<Diagnostic>,
) {
    for need in &destination.needs {
        let inside = format!("{need}.");
        if !asked.iter().any(|id| id == need || id.starts_with(&inside)) {
            let kind = faults::not_asked_for(&destination.id, need);
            faults.push(kind.at(item.key_place("questions")));
        }
    }
}

/// Checks that each stands for a template that one person writes.
pub(crate) fn check_joint(
    templates: &[Placed<'_, Template>],
    files: &PackFiles,
    faults: &mut Vec<Diagnostic>,
) {
    for (template, item) in templates {
        let Some(stands_for) = &template.joint else { continue };
        let other = templates.iter().map(|(other, _)| other).find(|other| other.id == *stands_for);
        let kind = match other {
            Some(other) if other.joint.is_none() => continue,
            Some(_) => faults::joint_of_joint(stands_for),
            // A template with a fault of its own is not there, which has been told.
            None if files.files.contains_key(&format!("{stands_for}.md.hbs")) => continue,
            None => {
                let single = templates.iter().filter(|(other, _)| other.joint.is_none());
                unknown(Thing::Template, stands_for, single.map(|(other, _)| other.id.as_str()))
            }
        };
        faults.push(kind.at(item.place("joint")));
    }
}

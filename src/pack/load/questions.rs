//! Questions: whether each can be asked, and what they say of each other.

use std::collections::BTreeSet;

use super::item::{Item, Placed, read_list, unknown};
use crate::diagnostic::{Diagnostic, fault};
use crate::model::{Condition, Fact, Kind, Question};
use crate::register::Areas;
use crate::source::typed::truth;
use crate::template::helpers;
use crate::template::lint::names::RESERVED;

/// Reads a list of questions.
pub(crate) fn read(list: Item<'_>) -> Vec<Placed<'_, Question>> {
    let check = |question: &Question, item: Item<'_>| {
        // Without `ask` a question is never asked: its default stands unless a file gives another.
        if question.default.is_none() || !item.lacks("ask") {
            item.require(&["ask"]);
        }
        check_options(question, item);
        if let Some(name) = taken_name(question) {
            item.tell("id", fault(name, &[("id", &question.id)]));
        }
    };
    read_list("question", list, |question: &Question| &question.id, check)
}

fn check_options(question: &Question, item: Item<'_>) {
    let kind = question.kind.name();
    // One that is not known has been told.
    if item.node.get("kind").is_some_and(|written| written.text() != Some(kind)) {
        return;
    }
    let chosen_from = matches!(question.kind, Kind::Choice | Kind::Choices);
    if chosen_from && item.lacks("options") {
        item.tell("kind", fault("no-options", &[]));
    } else if !chosen_from && !question.options.is_empty() {
        item.tell_key("options", fault("needless-options", &[("kind", &kind)]));
    }
}

/// What is wrong with an id that means something else in templates: a value named like a helper
/// would call the helper.
fn taken_name(question: &Question) -> Option<&'static str> {
    let id = question.id.as_str();
    let group = id.split('.').next().unwrap_or(id);
    match (id, question.kind) {
        ("concerns", Kind::Concerns) | ("area", Kind::Area) => None,
        _ if helpers::names().any(|name| name == group) => Some("helper-name"),
        ("area", _) => Some("reserved-name"),
        _ if RESERVED.contains(&group) || Fact::from_name(id).is_some() => Some("reserved-name"),
        _ => None,
    }
}

/// The shared questions and a pack's own, an own one in the place of one with its id; what they say
/// of each other is checked.
pub(crate) fn with_own(
    shared: &[Question],
    own: &[Placed<'_, Question>],
    areas: &Areas,
) -> Vec<Question> {
    let mut all = shared.to_vec();
    for (question, _) in own {
        // Of two own ones the first stands, which leaves one fault and no others after it.
        match all.iter().position(|q| q.id == question.id) {
            Some(at) if at < shared.len() => all[at] = question.clone(),
            Some(_) => {}
            None => all.push(question.clone()),
        }
    }
    let known = all.clone();
    let ids: Vec<&str> = known.iter().map(|q| q.id.as_str()).collect();
    let groups: BTreeSet<&str> = ids.iter().filter_map(|id| Some(id.split_once('.')?.0)).collect();
    for (question, item) in own {
        if groups.contains(&*question.id) && question.kind != Kind::Area {
            item.tell("id", fault("group-name", &[("id", &question.id)]));
        }
        item.known("question", "fills", &ids);
        if let Some(one) = all.iter_mut().find(|one| *one == question) {
            check_conditions(&mut one.when, *item, &known, areas);
        }
    }
    all
}

/// Conditions must be on questions there are, or on what follows from one, and name answers that
/// those can have.
pub(crate) fn check_conditions(
    conditions: &mut [Condition],
    item: Item<'_>,
    all: &[Question],
    areas: &Areas,
) {
    let when = item.inside("when");
    for condition in conditions {
        let on = condition.on.as_str();
        let question = all.iter().find(|q| q.id == on);
        let known: Vec<&str> = match (condition.fact, question.map(|question| question.kind)) {
            (Some(Fact::Nation), _) => areas.nations.iter().map(|n| n.name.as_str()).collect(),
            (Some(Fact::Transport | Fact::Agenda), _) | (None, Some(Kind::YesNo)) => {
                condition.is.iter_mut().for_each(yes_or_no);
                vec!["yes", "no"]
            }
            (None, Some(Kind::Choice | Kind::Choices)) => {
                question.into_iter().flat_map(Question::values).collect()
            }
            (None, Some(_)) => continue,
            (None, None) => {
                let facts = Fact::ALL.iter().map(|fact| fact.name());
                let known = all.iter().map(|q| q.id.as_str()).chain(facts);
                when.tell_key(on, unknown("question", on, known));
                continue;
            }
        };
        let wrong = |answer: &&String| !known.is_empty() && !known.contains(&answer.as_str());
        for answer in condition.is.iter().filter(wrong) {
            let listed = when.items(on).iter().find(|node| node.text() == Some(answer));
            let node = listed.or(when.node.get(on)).unwrap_or(when.node);
            item.tell_at(node.span, no_such_answer(on, answer, &known));
        }
    }
}

/// An answer that a question cannot have.
pub(crate) fn no_such_answer(on: &str, answer: &str, known: &[&str]) -> Diagnostic {
    fault("no-such-answer", &[("answer", &answer), ("on", &on)]).one_of(known)
}

/// The answers of yes and no, however a condition wrote them.
fn yes_or_no(answer: &mut String) {
    if let Some(yes) = truth(answer) {
        *answer = if yes { "yes" } else { "no" }.to_string();
    }
}

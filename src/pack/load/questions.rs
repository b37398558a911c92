//! Questions: from what stands in YAML to what can be asked.

use std::collections::{BTreeMap, BTreeSet};

use super::item::{Item, Placed, read_list, unknown};
use crate::diagnostic::Diagnostic;
use crate::model::{Choice, Condition, Fact, Kind, Question, Suggest};
use crate::pack::faults::{self, Thing};
use crate::pack::spec::{OneOrMore, QuestionSpec};
use crate::register::Areas;
use crate::source::text::SourceText;
use crate::source::typed::truth;
use crate::source::yaml::Node;
use crate::template::faults as text_faults;
use crate::template::lint::names::RESERVED;

/// Reads a list of questions.
pub(crate) fn read<'a>(
    source: &'a SourceText,
    list: &'a Node,
    helpers: &[&str],
    faults: &mut Vec<Diagnostic>,
) -> Vec<Placed<'a, Question>> {
    let make = |id, spec, item, faults: &mut Vec<Diagnostic>| {
        let question = question(id, spec, item, faults);
        refuse_taken_names(&question, item, helpers, faults);
        question
    };
    let id = |spec: &QuestionSpec| spec.id.clone();
    read_list(Thing::Question, (source, list), id, make, faults)
}

fn question(
    id: String,
    spec: QuestionSpec,
    item: Item<'_>,
    faults: &mut Vec<Diagnostic>,
) -> Question {
    let kind_word = spec.kind.as_deref().unwrap_or("text").trim().to_string();
    let kind = Kind::from_name(&kind_word);
    if kind.is_none() {
        let fault = unknown(Thing::Kind, &kind_word, Kind::ALL.iter().map(|kind| kind.name()));
        faults.push(fault.at(item.place("kind")));
    }
    // Without `ask` a question is never asked: its default stands unless a file gives another.
    let ask = match spec.ask {
        None if spec.default.is_some() => String::new(),
        ask => item.need(ask, "ask", faults).unwrap_or_default(),
    };
    let choosing = matches!(kind, Some(Kind::Choice | Kind::Choices));
    if choosing && spec.options.is_empty() && item.node.get("options").is_none_or(Node::is_null) {
        faults.push(faults::no_options().at(item.place("kind")));
    }
    if kind.is_some() && !choosing && !spec.options.is_empty() {
        let fault = faults::needless_options(&kind_word);
        faults.push(fault.at(item.key_place("options")));
    }
    if let Some(word) = spec.shared.as_deref().filter(|word| word.trim() != "after") {
        let words = format!("`shared` can be `after`, not `{word}`");
        faults.push(faults::value(words).at(item.place("shared")));
    }
    let suggest = spec.suggest.as_deref().and_then(|word| {
        let found = Suggest::NAMES.iter().find(|(name, _)| *name == word.trim());
        if found.is_none() {
            let fault =
                unknown(Thing::Suggestion, word, Suggest::NAMES.iter().map(|(name, _)| *name));
            faults.push(fault.at(item.place("suggest")));
        }
        found.map(|(_, suggest)| *suggest)
    });
    Question {
        id,
        ask,
        why: spec.why,
        help: spec.help,
        kind: kind.unwrap_or(Kind::Text),
        required: spec.required.unwrap_or(true),
        default: spec.default,
        when: conditions(spec.when),
        options: spec
            .options
            .into_iter()
            .map(|option| Choice { value: option.value, text: option.text })
            .collect(),
        suggest,
        fills: spec.fills,
        most: spec.most,
        past: spec.past.unwrap_or(false),
        short: spec.short.unwrap_or(false),
        shared_after: spec.shared.is_some(),
    }
}

/// The conditions of a `when`.
pub(crate) fn conditions(when: BTreeMap<String, OneOrMore>) -> Vec<Condition> {
    when.into_iter().map(|(on, is)| Condition::new(on, is.0)).collect()
}

/// A value named like a helper would call the helper.
fn refuse_taken_names(
    question: &Question,
    item: Item<'_>,
    helpers: &[&str],
    faults: &mut Vec<Diagnostic>,
) {
    let id = question.id.as_str();
    let group = id.split('.').next().unwrap_or(id);
    let special = match question.kind {
        Kind::Concerns => "concerns",
        Kind::Area => "area",
        _ => "",
    };
    if id == special {
        return;
    }
    let kind = if helpers.contains(&group) {
        faults::helper_name(id)
    } else if RESERVED.contains(&group)
        || matches!(id, "concerns" | "area")
        || Fact::from_name(id).is_some()
    {
        faults::reserved(id)
    } else {
        return;
    };
    faults.push(kind.at(item.place("id")));
}

/// Checks what questions say of each other. `all` holds the shared ones too.
pub(crate) fn check_together(
    own: &mut [Placed<'_, Question>],
    (all, areas): (&[Question], &Areas),
    faults: &mut Vec<Diagnostic>,
) {
    let groups: BTreeSet<&str> =
        all.iter().filter_map(|q| q.id.split_once('.').map(|(group, _)| group)).collect();
    for (question, item) in own {
        let id = question.id.as_str();
        if groups.contains(id) && question.kind != Kind::Area {
            faults.push(faults::group_name(id).at(item.place("id")));
        }
        for filled in &question.fills {
            if !all.iter().any(|q| q.id == *filled) {
                let fault = unknown(Thing::Question, filled, all.iter().map(|q| q.id.as_str()));
                faults.push(fault.at(item.place("fills")));
            }
        }
        check_conditions(&mut question.when, *item, (all, areas), faults);
    }
}

/// Conditions must be on questions there are, or on what follows from one, and name answers that
/// those can have.
pub(crate) fn check_conditions(
    conditions: &mut [Condition],
    item: Item<'_>,
    (all, areas): (&[Question], &Areas),
    faults: &mut Vec<Diagnostic>,
) {
    let when = item.inside("when");
    for condition in conditions {
        let known = match (condition.fact, all.iter().find(|q| q.id == condition.on)) {
            (Some(Fact::Nation), _) => areas.nations.iter().map(|n| n.name.clone()).collect(),
            (Some(Fact::Transport | Fact::Agenda), _) => yes_or_no(condition),
            (None, Some(question)) => match question.kind {
                Kind::YesNo => yes_or_no(condition),
                Kind::Choice | Kind::Choices => {
                    question.options.iter().map(|o| o.value.clone()).collect()
                }
                _ => continue,
            },
            (None, None) => {
                let facts = Fact::ALL.iter().map(|fact| fact.name());
                let known = all.iter().map(|q| q.id.as_str()).chain(facts);
                let fault = unknown(Thing::Question, &condition.on, known);
                faults.push(fault.at(when.key_place(&condition.on)));
                continue;
            }
        };
        check_answers(condition, &known, when, faults);
    }
}

/// The answers of yes and no, however a condition wrote them.
fn yes_or_no(condition: &mut Condition) -> Vec<String> {
    for answer in &mut condition.is {
        if let Some(yes) = truth(answer) {
            *answer = if yes { "yes" } else { "no" }.to_string();
        }
    }
    vec!["yes".into(), "no".into()]
}

/// The answers in a condition must be among these, where these are known.
fn check_answers(
    condition: &Condition,
    known: &[String],
    when: Item<'_>,
    faults: &mut Vec<Diagnostic>,
) {
    for answer in condition.is.iter().filter(|answer| !known.is_empty() && !known.contains(answer))
    {
        let place = when
            .node
            .get(&condition.on)
            .and_then(|node| node.items().iter().find(|n| n.text() == Some(answer)))
            .map_or_else(|| when.place(&condition.on), |node| when.source.place(node.span));
        let kind = text_faults::no_such_answer(&condition.on, answer, known);
        faults.push(kind.at(place));
    }
}

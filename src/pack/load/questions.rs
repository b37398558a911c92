//! Questions: from what stands in YAML to what can be asked.

use std::collections::BTreeSet;

use super::item::{Item, Placed, read_list, unknown};
use crate::diagnostic::Diagnostic;
use crate::model::{Choice, Condition, Kind, Question, Suggest};
use crate::pack::faults::{self, Thing};
use crate::pack::spec::QuestionSpec;
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
        when: spec
            .when
            .into_iter()
            .map(|(question, is)| Condition { question, is: is.0 })
            .collect(),
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
    } else if RESERVED.contains(&group) || (matches!(id, "concerns" | "area")) {
        faults::reserved(id)
    } else {
        return;
    };
    faults.push(kind.at(item.place("id")));
}

/// Checks what questions say of each other. `all` holds the shared ones too.
pub(crate) fn check_together(
    own: &mut [Placed<'_, Question>],
    all: &[Question],
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
        for condition in &mut question.when {
            let on = condition.question.clone();
            let when = item.node.get("when").unwrap_or(item.node);
            let when = Item { source: item.source, node: when };
            let Some(other) = all.iter().find(|q| q.id == on) else {
                let fault = unknown(Thing::Question, &on, all.iter().map(|q| q.id.as_str()));
                faults.push(fault.at(when.key_place(&on)));
                continue;
            };
            check_answers(condition, other, when, faults);
        }
    }
}

/// The answers in a condition must be ones that the question can have.
fn check_answers(
    condition: &mut Condition,
    other: &Question,
    when: Item<'_>,
    faults: &mut Vec<Diagnostic>,
) {
    let known: Vec<String> = match other.kind {
        Kind::YesNo => vec!["yes".into(), "no".into()],
        Kind::Choice | Kind::Choices => other.options.iter().map(|o| o.value.clone()).collect(),
        _ => return,
    };
    for answer in &mut condition.is {
        if other.kind == Kind::YesNo
            && let Some(yes) = truth(answer)
        {
            *answer = if yes { "yes" } else { "no" }.to_string();
        }
        if known.is_empty() || known.contains(answer) {
            continue;
        }
        let place = when
            .node
            .get(&other.id)
            .and_then(|node| node.items().iter().find(|n| n.text() == Some(answer)))
            .map_or_else(|| when.place(&other.id), |node| when.source.place(node.span));
        let kind = text_faults::no_such_answer(&other.id, answer, &known.clone());
        faults.push(kind.at(place));
    }
}

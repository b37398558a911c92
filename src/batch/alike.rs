//! The answers that a joint response gives for everyone in it, and who answered otherwise.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::job::Job;
use crate::answer::{Answers, GroupText, Input, Value};
use crate::model::{Kind, Question, Template};
use crate::text::words::one_line;

/// What a joint response answers for all.
pub(super) struct Alike<'p> {
    /// The questions that rows and joint response are asked, by their ids.
    asked: Vec<&'p Question>,
    /// The answers that stand for all; none to a question that it leaves out.
    pub(super) answers: Answers,
}

/// Each answer to a question by what it says: how often it was given, and in which row first.
type Counts = BTreeMap<Vec<String>, (usize, Reverse<usize>, Option<Value>)>;

/// The answers of a joint response: those of the group, else those that most of the rows at these
/// places gave, the earlier of two.
pub(super) fn found<'p>(job: &Job<'p>, joint: &Template, rows: &[usize]) -> Alike<'p> {
    let mut answers = job.for_all.answers.clone();
    let asked = joint.questions.iter().filter(|id| job.template.questions.contains(id));
    let mut asked: Vec<&Question> = asked.filter_map(|id| job.pack.question(id)).collect();
    // Each person's own words stand with their name.
    asked.retain(|q| q.kind != Kind::OwnWords || answers.get(&q.id).is_some());
    asked.sort_by_key(|question| &question.id);
    let open = asked.iter().filter(|question| answers.get(&question.id).is_none());
    let mut counted: Vec<(&String, Counts)> = open.map(|q| (&q.id, Counts::new())).collect();
    let rows = if counted.is_empty() { &[] } else { rows };
    for (place, index) in rows.iter().enumerate() {
        let Some((answers, _)) = job.answered(*index) else { continue };
        for (id, counts) in &mut counted {
            let value = answers.get(id);
            let new = || (0, Reverse(place), value.cloned());
            counts.entry(value.map(key).unwrap_or_default()).or_insert_with(new).0 += 1;
        }
    }
    for (id, counts) in counted {
        let most = counts.into_values().max_by_key(|(times, first, _)| (*times, *first));
        answers.0.extend(most.and_then(|(.., value)| Some((id.clone(), value?))));
    }
    Alike { asked, answers }
}

impl Alike<'_> {
    /// The first question that somebody answered otherwise. Who left out a plain detail, such as a
    /// reference number, does not answer otherwise; who took no side, where leaving a question out is
    /// an answer of its own, does.
    pub(super) fn otherwise(&self, answers: &Answers, group: &GroupText) -> Option<String> {
        let differs = |Question { id, kind, .. }: &&&Question| {
            match (answers.get(id), self.answers.get(id)) {
                // Words in the place of the group's; those that go before them leave them standing.
                (Some(Value::OwnWords(_)), Some(Value::OwnWords(_))) => {
                    !group.alone.contains(id) && !group.after.contains_key(id)
                }
                (_, Some(Value::OwnWords(_))) | (None, None) => false,
                (Some(one), Some(all)) => key(one) != key(all),
                _ => matches!(kind, Kind::Choice | Kind::Choices | Kind::YesNo | Kind::Concerns),
            }
        };
        self.asked.iter().find(differs).map(|question| question.id.clone())
    }
}

/// An answer by what it says: capitals, spaces and the order of points left aside.
fn key(value: &Value) -> Vec<String> {
    let mut pieces = match value.to_input() {
        Input::Text(text) => vec![text],
        Input::List(items) => items,
        Input::Map(items) => items.into_values().collect(),
    };
    pieces.iter_mut().for_each(|piece| *piece = one_line(piece).to_lowercase());
    pieces.sort_unstable();
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Chosen;
    use crate::question::properties::question;

    fn answers(pairs: &[(&str, Value)]) -> Answers {
        Answers(pairs.iter().map(|(id, value)| (id.to_string(), value.clone())).collect())
    }

    #[test]
    fn who_answers_otherwise() {
        let text = |text: &str| Value::Text(text.to_string());
        let points = |ids: &[&str]| {
            Value::Concerns(ids.iter().map(|id| Chosen::Pack((*id).to_string())).collect())
        };
        let asked = [
            question("area", Kind::Area),
            question("ask", Kind::OwnWords),
            question("concerns", Kind::Concerns),
            question("reference", Kind::Text),
            question("side", Kind::YesNo),
        ];
        let all = answers(&[
            ("area", Value::Area("Barnsley".into())),
            ("ask", Value::OwnWords("Group's.".into())),
            ("concerns", points(&["a", "b"])),
            ("reference", text("EX/26")),
        ]);
        let alike = Alike { asked: asked.iter().collect(), answers: all };
        let alone = GroupText { alone: ["ask".to_string()].into(), ..GroupText::default() };
        let same = [("area", Value::Area("barnsley".into())), ("concerns", points(&["b", "a"]))];
        assert_eq!(alike.otherwise(&answers(&same), &alone), None);
        for (id, other) in [
            ("area", Value::Area("Leeds".into())),
            ("concerns", points(&["a"])),
            ("side", text("yes")),
            ("reference", text("EX/27")),
            ("ask", Value::OwnWords("Why?".into())),
        ] {
            let mut one = answers(&same);
            one.0.insert(id.to_string(), other);
            assert_eq!(alike.otherwise(&one, &GroupText::default()).as_deref(), Some(id));
        }
        let mut none = answers(&same);
        none.0.remove("concerns");
        assert_eq!(alike.otherwise(&none, &alone).as_deref(), Some("concerns"));
        let ask = answers(&[same[0].clone(), same[1].clone(), ("ask", text("Group's."))]);
        assert_eq!(alike.otherwise(&ask, &alone), None);
    }
}

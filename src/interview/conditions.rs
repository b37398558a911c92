//! Conditions on answers, and on what follows from them.

use crate::answer::{Answers, BodyAnswer, Chosen, Value};
use crate::model::{Condition, Fact};
use crate::register::Registers;

/// Whether all conditions hold for the answers so far.
pub fn holds(conditions: &[Condition], answers: &Answers, registers: &Registers) -> bool {
    conditions.iter().all(|condition| met(condition, answers, registers) == Some(true))
}

/// Whether an answer speaks against one of the conditions. What is not answered does not, and a
/// place of which nothing is known does not.
pub fn refused(conditions: &[Condition], answers: &Answers, registers: &Registers) -> bool {
    conditions.iter().any(|condition| met(condition, answers, registers) == Some(false))
}

/// Whether a condition holds; none where that is not known.
pub(super) fn met(condition: &Condition, answers: &Answers, registers: &Registers) -> Option<bool> {
    let wanted = |is: &dyn Fn(&str) -> bool| condition.is.iter().any(|wanted| is(wanted));
    let Some(fact) = condition.fact else {
        let value = answers.get(&condition.on)?;
        return Some(wanted(&|wanted| is(value, wanted)));
    };
    let mut values = answers.0.values();
    let known = values.find_map(|value| follows(fact, value, registers))?;
    Some(wanted(&|wanted| wanted == known))
}

/// What follows from an answer; none where it does not follow from answers of this kind, or is not
/// known.
fn follows(fact: Fact, value: &Value, registers: &Registers) -> Option<String> {
    let yes_or_no = |yes: bool| if yes { "yes" } else { "no" }.to_string();
    match (fact, value) {
        (Fact::Nation, Value::Area(name)) => Some(registers.areas.get(name)?.nation.clone()),
        (Fact::Transport, Value::Area(name)) => {
            let area = registers.areas.get(name)?;
            Some(yes_or_no(registers.areas.region(&area.name).is_some()))
        }
        (Fact::Agenda, Value::Body(answer)) => {
            Some(yes_or_no(registers.body(answer)?.rules.agenda == Some(true)))
        }
        _ => None,
    }
}

/// Whether an answer is the one a condition names.
fn is(value: &Value, wanted: &str) -> bool {
    match value {
        Value::YesNo(yes) => wanted == if *yes { "yes" } else { "no" },
        Value::Text(text) | Value::Area(text) => text == wanted,
        Value::Choices(values) => values.iter().any(|v| v == wanted),
        Value::Concerns(chosen) => {
            chosen.iter().any(|c| matches!(c, Chosen::Pack(id) if id == wanted))
        }
        Value::Body(BodyAnswer::Known(id)) => id == wanted,
        _ => false,
    }
}

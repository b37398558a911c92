//! What is said of an answer that nobody was asked for, and of messages as sentences.

use sayso::answer::{Input, Value};
pub(crate) use sayso::compose::advice::{Answered, reads};
use sayso::interview::{Form, MP_NAMES, Origin};
use sayso::model::{Pack, Question, Suggest};
use sayso::register::{Taken, members};
use sayso::text::{dates, words};
use serde_json::json;

use super::{screen, talk};

/// What an answer that nobody was asked for was taken for, where it is not plainly what was given.
pub(crate) fn taken(
    pack: &Pack,
    question: &Question,
    raw: &Input,
    answer: &Value,
) -> Option<String> {
    let Input::Text(typed) = raw else { return None };
    let id = &question.id;
    Some(match pack.registers.taken(typed, answer)? {
        Taken::For(name) => {
            format!("{id}: taken for {name}. If another is meant, give its name in full.")
        }
        Taken::Unlisted => format!("{id}: not in our list, and left as you gave it."),
    })
}

/// `1 letter`, `3 letters`.
pub(crate) fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// A message as a sentence: a capital first, a full stop last.
pub(crate) fn sentence(message: &str) -> String {
    let end = if message.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{}{end}", words::capital(message))
}

/// Says which answers of a file or a flag were taken for something else than they say; what was
/// typed here was answered at once.
pub(crate) fn tell_taken(form: &Form<'_>) {
    for question in &form.pack().questions {
        if let Some((input, origin)) = form.inputs().get(&question.id)
            && let Some(answer) = form.answers().get(&question.id)
            && let Some(said) = taken(form.pack(), question, input, answer)
            && *origin != Origin::Keyboard
        {
            screen::say(&said);
        }
    }
    tell_member(form);
}

/// Says of which day an MP's name is that came out of the table without being asked for.
fn tell_member(form: &Form<'_>) {
    let answers = form.answers();
    let by_table = matches!(answers.get(MP_NAMES), Some(Value::YesNo(true)));
    for question in form.pack().questions.iter().filter(|_| by_table) {
        if question.suggest == Some(Suggest::Members)
            && form.inputs().get(&question.id).is_none()
            && let Some(Value::Text(name)) = answers.get(&question.id)
            && let Some(member) = members::shipped().all().iter().find(|one| one.name == *name)
        {
            let (day, seat) = (dates::day(member.as_of), &member.constituency);
            talk::say("member", json!({"day": day, "seat": seat, "name": name}));
        }
    }
}

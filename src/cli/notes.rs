//! What is said of an answer that nobody was asked for, and of messages as sentences.

use sayso::answer::{Input, Value};
pub(crate) use sayso::compose::advice::{Answered, reads};
use sayso::interview::{Form, Inputs, MP_NAMES, Origin};
use sayso::model::{Pack, Question, Suggest};
use sayso::register::{Taken, members};
use sayso::text::{ENGLISH, words};
use serde_json::json;

use super::{screen, talk};

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
/// typed here was answered at once. `read` is what an answer was taken for.
pub(crate) fn tell_taken(
    pack: &Pack,
    given: &Inputs,
    read: impl Fn(&Question, &Input) -> Option<Value>,
) {
    for question in &pack.questions {
        if let Some((input @ Input::Text(typed), origin)) = given.get(&question.id)
            && *origin != Origin::Keyboard
            && let Some(answer) = read(question, input)
            && let Some(taken) = pack.registers.taken(typed, &answer)
        {
            let told = match taken {
                Taken::For(name) => {
                    format!("taken for {name}. If another is meant, give its name in full.")
                }
                Taken::Unlisted => "not in our list, and left as you gave it.".to_string(),
            };
            screen::say(&format!("{}: {told}", question.id));
        }
    }
}

/// The same of a form, and of which day an MP's name is.
pub(crate) fn tell_taken_in(form: &Form<'_>) {
    let answered = |question: &Question, _: &Input| form.answers().get(&question.id).cloned();
    tell_taken(form.pack(), form.inputs(), answered);
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
            let (day, seat) = (ENGLISH.day(member.as_of), &member.constituency);
            talk::say("member", json!({"day": day, "seat": seat, "name": name}));
        }
    }
}

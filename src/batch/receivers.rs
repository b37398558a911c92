//! Letters by receiver: each MP's, each council's, each board's in a folder of their own, with a
//! cover note. Whose receiver is not certain is told, and not guessed.

use super::job::Job;
use crate::answer::{Answers, Value};
use crate::compose;
use crate::model::{Kind, Question, Suggest};
use crate::register::members;

/// The folder of letters whose receiver is not certain.
pub const NOT_CERTAIN: &str = "Receiver not certain";

/// Who gets the letter of these answers: the body that was chosen, else the constituency or the
/// council that the receiver's own lines name, else whom they name, else whoever it is for everybody.
/// None where that is not answered, or the council or the constituency is in no register.
pub(super) fn receiver(job: &Job<'_>, answers: &Answers) -> Option<String> {
    let receiver = compose::receiver(job.pack, job.template, answers)?;
    if let Some(body) = receiver.body {
        return Some(body.name);
    }
    let lines = receiver.destination.recipient.join("\n");
    let names = |question: &&&Question| match question.kind {
        Kind::Area => lines.contains(&format!("{}.", question.id)),
        _ => question.suggest == Some(Suggest::Constituencies) && lines.contains(&question.id),
    };
    let questions = job.questionnaire.questions().iter();
    let Some(question) = questions.clone().find(names) else {
        // By the name that was asked for and that its own lines have, such as that of a public body.
        let names = |question: &&&Question| {
            question.kind == Kind::Text && question.required && lines.contains(&question.id)
        };
        let name =
            questions.filter(names).find_map(|question| match answers.get(&question.id)? {
                Value::Text(name) => Some(name.clone()),
                _ => None,
            });
        return Some(name.unwrap_or_else(|| receiver.destination.title.clone()));
    };
    match answers.get(&question.id)? {
        Value::Area(name) => job.pack.registers.areas.get(name).map(|area| area.council_name()),
        Value::Text(name) => {
            members::shipped().by_name(name).map(|member| member.constituency.clone())
        }
        _ => None,
    }
}

/// Who a receiver is, for a cover note: a constituency stands for its MP.
pub fn in_words(name: &str) -> String {
    match members::shipped().by_name(name) {
        Some(_) => format!("The MP for {name}"),
        None => name.to_string(),
    }
}

//! What is too early, because an answer may still come.

use jiff::civil::Date;

use crate::answer::{Answers, Value};
use crate::model::{Pack, Template, To};
use crate::register::deadline;
use crate::text::dates;

/// What to say where a document asks about an answer that may still come: the receiver of the one
/// that it follows has so many working days, which are not over.
pub fn early(pack: &Pack, template: &Template, answers: &Answers, today: Date) -> Option<String> {
    let follows = |first: &Template| {
        let next = first.unanswered.as_ref().filter(|next| next.write == template.id)?;
        let says = |(id, is): &(String, String)| matches!(answers.get(id), Some(Value::Text(answer)) if answer == is);
        let Some(Value::Date(sent)) = answers.get(&next.sent) else { return None };
        let To::Kind(destination) = &first.destination else { return None };
        let days = pack.registers.destination(destination)?.reply_working_days?;
        let due = deadline::answer_by(*sent, Some(days));
        (next.answers.iter().all(says) && today <= due).then_some((days, due))
    };
    let (days, due) = pack.templates.iter().find_map(follows)?;
    Some(format!(
        "They have {days} working days to answer, until {}. Until then keep this: it may be turned away as too early.",
        dates::day(due)
    ))
}

//! What is said of an answer that nobody was asked for, and of messages as sentences.

use sayso::answer::{Input, Value};
pub(crate) use sayso::compose::advice::{Answered, reads};
use sayso::model::{Pack, Question};
use sayso::register::Taken;
use sayso::text::words;

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

//! What is remembered about a person for the next letter: only after a yes, on this computer,
//! until `sayso forget`.

use std::collections::BTreeMap;

use sayso::answer::{Answers, Value};
use sayso::error::Error;
use sayso::source::AnswerFile;

use super::prompt::{self, Style};
use super::{keep, screen};

/// Ids of the questions whose answers may be remembered.
const IDS: [&str; 6] = ["name", "address", "postcode", "telephone", "email", "area"];

/// What yes and no lead to.
const WHY: &str =
    "Yes: they stand there next time, to be kept or changed. No: you type them again.";

/// What is remembered, as text that stands as the answer, by id of the question; none when nothing
/// was ever asked.
fn kept() -> Option<BTreeMap<String, String>> {
    let file = AnswerFile::read(&keep::ABOUT.read()?, "about-me.yaml").ok()?;
    let ours = file.answers.into_iter().filter(|(id, ..)| IDS.contains(&id.as_str()));
    Some(ours.map(|(id, input, _)| (id, input.editable())).collect())
}

/// What is remembered, by id of the question.
pub(crate) fn remembered() -> BTreeMap<String, String> {
    kept().unwrap_or_default()
}

/// Asks once whether to remember what was answered; again only when what is remembered is no
/// longer so.
///
/// # Errors
/// The person stops.
pub(crate) fn offer(answers: &Answers, style: Style) -> Result<(), Error> {
    let before = kept();
    let mut all = before.clone().unwrap_or_default();
    for id in IDS {
        all.extend(answers.get(id).map(|value| (id.to_string(), value.to_input().editable())));
    }
    let declined = before.as_ref().is_some_and(BTreeMap::is_empty);
    // Who cannot be asked has not said yes.
    if !screen::can_ask() || declined || all.is_empty() || before.as_ref() == Some(&all) {
        return Ok(());
    }
    screen::say("");
    let question = if before.is_some() {
        "Some of your details are new. Shall I remember these from now on?"
    } else {
        "Shall I remember your name, address, contact and area for next time? They stay on this computer; sayso forget removes them."
    };
    let wished = prompt::yes(style, question, WHY, false)?;
    if wished || before.is_none() {
        // A no is kept as nothing, so that it is not asked again.
        let all = all.into_iter().filter(|_| wished).map(|(id, text)| (id, Value::Text(text)));
        keep::ABOUT.write(AnswerFile::write("", &[], &Answers(all.collect())));
    }
    Ok(())
}

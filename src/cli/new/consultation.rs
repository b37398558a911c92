//! `sayso new DIR --questions FILE` and `--table FILE`: shows what became of each question, lets
//! the person say otherwise, and makes the pack.

use jiff::civil::Date;
use sayso::error::Error;
use sayso::import::{Consultation, ImportError, Made, ParsedQuestion};
use sayso::pack::Shared;

use super::super::prompt;
use super::super::screen;
use super::file::File;

/// Has it confirmed by who is there, says what became of it, and makes the pack.
pub(super) fn make(
    file: &File,
    read: Result<Consultation, ImportError>,
    asks: bool,
    id: &str,
    (shared, today): (&Shared, Date),
) -> Result<Made, Error> {
    let mut found = read.map_err(|wrong| file.refused(wrong))?;
    if asks {
        confirm(&mut found);
    }
    let (made, report) = found.write(id, shared, today).map_err(|wrong| file.refused(wrong))?;
    screen::say(&report);
    Ok(made)
}

/// Shows each question as it was understood: a key for what is wrong with it.
fn confirm(found: &mut Consultation) {
    not_certain(found, 0);
    confirm_title(found);
    let questions = std::mem::take(&mut found.questions);
    let many = questions.len();
    for (mut question, at) in questions.into_iter().zip(1..) {
        screen::say(&format!("\n{at} of {many}, {} {}:", found.counts, question.line));
        not_certain(found, question.line);
        if confirm_question(&mut question) {
            found.questions.push(question);
        } else {
            found.aside.push((question.line, question.title));
        }
    }
    found.confirmed = true;
}

/// Shows a question and takes what is said of it: whether it is one.
fn confirm_question(question: &mut ParsedQuestion) -> bool {
    screen::say(&question.shown());
    let mut keys =
        vec![('y', "right"), ('r', "reword"), ('n', "no question"), ('u', "another number")];
    if !question.options.is_empty() {
        keys.insert(2, ('w', "words, no ticks"));
    }
    let key = prompt::key("Is that right?", &keys);
    match key {
        'r' => {
            let why = "Each person who answers is asked this in your words.";
            prompt::reword("The question:", why, &mut question.title);
        }
        'u' => {
            let why = "Each answer stands under the number of its question.";
            prompt::reword("Its number:", why, &mut question.number);
        }
        'w' => {
            question.guidance.append(&mut question.options);
            question.guidance.append(&mut question.rows);
        }
        _ => {}
    }
    key != 'n'
}

/// Says what is not certain about the question at a line, or with 0 about all of it.
fn not_certain(found: &Consultation, line: usize) {
    for (_, told) in found.unsure.iter().filter(|(at, _)| *at == line) {
        screen::say(&format!("Not certain: {told}"));
    }
}

/// Shows what it is called and when it closes.
fn confirm_title(found: &mut Consultation) {
    let mut title = found.title.take().unwrap_or_default();
    let mut keys = vec![('y', "right"), ('r', "say it otherwise"), ('n', "no, ask people")];
    let mut shown = format!("\nIt is called: {title}");
    if title.is_empty() {
        keys.pop();
        shown = "\nWhat it is called was not found. People are asked, unless you say it.".into();
    }
    match prompt::key(&shown, &keys) {
        'r' => {
            let why = "It stands in every response, so that it is counted with the others.";
            prompt::reword("The name of the consultation:", why, &mut title);
        }
        'n' => title.clear(),
        _ => {}
    }
    found.title = Some(title).filter(|title| !title.is_empty());
    let keys = [('y', "right"), ('n', "no, ask people")];
    let wrong = |closes: String| prompt::key(&format!("\n{closes}"), &keys) == 'n';
    if found.closing().is_some_and(wrong) {
        found.closes = None;
    }
}

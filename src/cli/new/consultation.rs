//! `sayso new DIR --questions FILE`: shows what became of each question, and lets the person say
//! otherwise.

use sayso::document::Closes;
use sayso::import::{Consultation, ParsedQuestion};
use serde_json::json;

use super::super::{prompt, screen, talk};

/// Shows each question as it was understood: a key for what is wrong with it.
pub(super) fn confirm(found: &mut Consultation) {
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
        'r' => talk::reword("new-question", &mut question.title),
        'u' => talk::reword("new-number", &mut question.number),
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
    let title = found.title.take();
    found.title = talk::title(["new-called", "new-name"], title, "no, ask people");
    let keys = [('y', "right"), ('n', "no, ask people")];
    let said = |closes: Closes| talk::text("new-closes", json!({"when": closes.whole()}));
    let wrong = |closes: Closes| prompt::key(&format!("\n{}", said(closes)), &keys) == 'n';
    if found.closes.is_some_and(wrong) {
        found.closes = None;
    }
}

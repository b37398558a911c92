//! `sayso new DIR --questions FILE` and `--table FILE`: shows what became of each question, lets
//! the person say otherwise, and makes the pack.

use jiff::civil::Date;
use sayso::batch::table::Table;
use sayso::error::Error;
use sayso::import::{Consultation, ImportError, Made, ParsedQuestion};
use sayso::pack::Shared;
use sayso::text::dates;

use super::super::prompt::{self, Style};
use super::super::screen;
use super::file::File;

/// Makes a pack of numbered questions as they were pasted.
pub(super) fn of_questions(
    file: &File,
    style: Option<Style>,
    id: &str,
    (shared, today): (&Shared, Date),
) -> Result<Made, Error> {
    let wrong = |wrong: ImportError| Error::Adapt { path: file.path.clone(), wrong };
    let mut consultation = Consultation::read(&file.name, &file.bytes).map_err(wrong)?;
    if let Some(style) = style {
        confirm(&mut consultation, style);
    }
    finish(&consultation, id, shared, today).map_err(wrong)
}

/// Makes a pack of the headings of a table.
pub(super) fn of_table(
    file: &File,
    id: &str,
    (shared, today): (&Shared, Date),
) -> Result<Made, Error> {
    let table = Table::read(file.bytes.clone(), &file.path.display().to_string(), None);
    let table = table.map_err(Error::Table)?;
    let wrong = |wrong: ImportError| Error::Adapt { path: file.path.clone(), wrong };
    let consultation = Consultation::of_headings(&table.headings).map_err(wrong)?;
    finish(&consultation, id, shared, today).map_err(wrong)
}

/// Shows each question as it was understood: a key for what is wrong with it.
fn confirm(consultation: &mut Consultation, style: Style) {
    confirm_title(consultation, style);
    let many = consultation.questions.len();
    let mut kept = Vec::new();
    for (index, mut question) in std::mem::take(&mut consultation.questions).into_iter().enumerate()
    {
        screen::say(&format!(
            "\n{} of {many}, {} {}:",
            index + 1,
            consultation.counts,
            question.line
        ));
        show(&question);
        let mut keys = vec![('y', "right"), ('r', "reword"), ('n', "no question")];
        if not_certain(consultation, question.line) && !question.number.is_empty() {
            keys.push(('u', "another number"));
        }
        if !question.options.is_empty() {
            keys.insert(2, ('w', "words, no ticks"));
        }
        match prompt::key(style, "Is that right?", &keys) {
            'r' => {
                let why = "Each person who answers is asked this in your words.";
                screen::say("The question:");
                if let Some(text) = prompt::text(style, why, &question.title) {
                    question.title = text;
                }
            }
            'u' => {
                let why = "Each answer stands under the number of its question.";
                screen::say("Its number:");
                if let Some(number) = prompt::text(style, why, &question.number) {
                    question.number = number;
                }
            }
            'w' => {
                question.guidance.append(&mut question.options);
                question.guidance.append(&mut question.rows);
            }
            'n' => {
                consultation.aside.push((question.line, question.title));
                continue;
            }
            _ => {}
        }
        kept.push(question);
    }
    consultation.questions = kept;
    consultation.confirmed = true;
}

/// Says what is not certain about the question at a line, or with 0 about all of it.
fn not_certain(consultation: &Consultation, line: usize) -> bool {
    let mut found = consultation.unsure.iter().filter(|(at, _)| *at == line).peekable();
    let any = found.peek().is_some();
    found.for_each(|(_, told)| screen::say(&format!("Not certain: {told}")));
    any
}

fn confirm_title(consultation: &mut Consultation, style: Style) {
    not_certain(consultation, 0);
    let title = consultation.title.clone().unwrap_or_default();
    let shown = match &consultation.title {
        Some(title) => format!("\nIt is called: {title}"),
        None => "\nWhat it is called was not found. People are asked, unless you say it.".into(),
    };
    let mut keys = vec![('y', "right"), ('r', "say it otherwise")];
    if consultation.title.is_some() {
        keys.push(('n', "no, ask people"));
    }
    match prompt::key(style, &shown, &keys) {
        'r' => {
            let why = "It stands in every response, so that it is counted with the others.";
            screen::say("The name of the consultation:");
            if let Some(text) = prompt::text(style, why, &title) {
                consultation.title = Some(text);
            }
        }
        'n' => consultation.title = None,
        _ => {}
    }
    if consultation.closes.is_some() {
        let shown = format!("\n{}", closing(consultation));
        if prompt::key(style, &shown, &[('y', "right"), ('n', "no, ask people")]) == 'n' {
            consultation.closes = None;
        }
    }
}

fn closing(consultation: &Consultation) -> String {
    let Some(closes) = consultation.closes else {
        return "When it closes was not found, so people are asked.".into();
    };
    let hour = closes.at.map(|time| format!(", {}", dates::clock(time))).unwrap_or_default();
    format!("It closes on {}{hour}.", dates::day(closes.day))
}

/// A question's number as it stands before its words.
fn number(question: &ParsedQuestion) -> String {
    if question.number.is_empty() { String::new() } else { format!("{}. ", question.number) }
}

fn show(question: &ParsedQuestion) {
    screen::note(&format!("{}{}", number(question), question.title));
    question.guidance.iter().for_each(|line| screen::say_indented(line, "    "));
    if let Some(about) = question.about.first() {
        screen::say_indented(&format!("about the person who answers: {about}"), "    ");
    }
    let of = if question.several { "tick any of" } else { "tick one of" };
    if question.options.len() > 1 {
        screen::say_indented(&format!("{of}: {}", question.options.join(" / ")), "    ");
    }
    if !question.rows.is_empty() {
        screen::say_indented(&format!("for each of: {}", question.rows.join(" / ")), "    ");
    }
    question
        .why
        .iter()
        .for_each(|line| screen::say_indented(&format!("and words: {line}"), "    "));
}

/// Says what was set aside and what became of each question, and makes the pack.
fn finish(
    consultation: &Consultation,
    id: &str,
    shared: &Shared,
    today: Date,
) -> Result<Made, ImportError> {
    let (made, answered) = consultation.write(id, shared, today)?;
    let counts = consultation.counts;
    if !consultation.aside.is_empty() {
        screen::say("No question, set aside:");
    }
    for (line, words) in &consultation.aside {
        screen::note(&format!("{counts} {line}: {words}"));
    }
    consultation.told.iter().for_each(|told| screen::say(told));
    match &consultation.title {
        Some(title) => screen::say(&format!("It is called: {title}.")),
        None => screen::say(
            "What it is called was not found, so people are asked for it. To give it once, put it under `consultation_title` in pack.yaml.",
        ),
    }
    screen::say(&closing(consultation));
    for told in &consultation.to_look_at() {
        screen::say(&format!("To confirm: {told}"));
    }
    screen::say("\nQuestions, and what answers them:");
    for (question, answers) in consultation.questions.iter().zip(&answered) {
        let ids: Vec<String> =
            answers.iter().map(|(id, kind)| format!("{id} ({})", kind.name())).collect();
        let limits = [(question.limit.words, "words"), (question.limit.characters, "characters")];
        let limits: Vec<String> = limits
            .iter()
            .filter_map(|(most, of)| most.map(|most| format!(", at most {most} {of}")))
            .collect();
        let number = number(question);
        let line = format!("{number}{} -> {}{}", question.title, ids.join(", "), limits.concat());
        screen::note(&line);
    }
    Ok(made)
}

//! `sayso new DIR --questions FILE` and `--table FILE`: says what became of each question.

use std::path::Path;

use jiff::civil::Date;
use sayso::adapt::{Consultation, Made, Wrong};
use sayso::batch::table::Table;
use sayso::error::Error;
use sayso::pack::Shared;
use sayso::text::dates;

use super::super::screen;

/// Makes a pack of numbered questions as they were pasted.
pub(super) fn of_questions(
    path: &Path,
    id: &str,
    shared: &Shared,
    today: Date,
) -> Result<Made, Error> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = Consultation::read(&name, &super::read(path)?);
    make(path, read, id, shared, today)
}

/// Makes a pack of the headings of a table.
pub(super) fn of_table(path: &Path, id: &str, shared: &Shared, today: Date) -> Result<Made, Error> {
    let table = Table::read(super::read(path)?, &path.display().to_string(), None);
    let table = table.map_err(Error::Table)?;
    make(path, Consultation::of_headings(&table.headings), id, shared, today)
}

fn make(
    path: &Path,
    read: Result<Consultation, Wrong>,
    id: &str,
    shared: &Shared,
    today: Date,
) -> Result<Made, Error> {
    let wrong = |wrong: Wrong| Error::Adapt { path: path.to_path_buf(), wrong };
    let consultation = read.map_err(wrong)?;
    let made = consultation.make(id, shared, today).map_err(wrong)?;
    let counts = consultation.counts;
    if !consultation.aside.is_empty() {
        screen::say("No question, set aside:");
        for (line, words) in &consultation.aside {
            screen::say_indented(&format!("{counts} {line}: {words}"), "  ");
        }
        screen::say("");
    }
    for told in &consultation.told {
        screen::say(told);
    }
    match &consultation.title {
        Some(title) => screen::say(&format!("It is called: {title}.")),
        None => screen::say(
            "What it is called was not found, so people are asked for it. To give it once, put it under `consultation_title` in pack.yaml.",
        ),
    }
    if let Some(closes) = consultation.closes {
        let hour = closes.time.map(|time| format!(", {}", dates::clock(time))).unwrap_or_default();
        screen::say(&format!("It closes on {}{hour}.", dates::day(closes.date)));
    }
    screen::say("\nQuestions, and what answers them:");
    for became in &made.became {
        let ids: Vec<String> =
            became.questions.iter().map(|(id, kind)| format!("{id} ({})", kind.name())).collect();
        let limits = [(became.words, "words"), (became.characters, "characters")];
        let limits: Vec<String> = limits
            .iter()
            .filter_map(|(most, of)| most.map(|most| format!(", at most {most} {of}")))
            .collect();
        screen::say_indented(
            &format!(
                "{}. {} -> {}{}",
                became.number,
                became.title,
                ids.join(", "),
                limits.concat()
            ),
            "  ",
        );
    }
    Ok(made.made)
}

//! The questions of a consultation, made into a pack that answers them by their numbers: each in
//! the person's own words, those with answers to tick with a choice before them.

mod called;
mod closes;
mod limit;
mod lines;
mod number;
mod options;
mod parse;
mod prompts;
mod roles;
mod table;
mod write;

use std::collections::BTreeMap;

pub use closes::Closes;
pub(in crate::adapt) use options::begins_option;
use parse::Asked;
pub use write::ConsultationMade;

use super::fault::Wrong;
use super::letter::words::words as letter_words;
use super::read;

/// A consultation, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Consultation {
    /// What it is called, where that was found.
    pub title: Option<String>,
    /// When it closes, where that was found.
    pub closes: Option<Closes>,
    /// What is no question, and was set aside: its line and its words.
    pub aside: Vec<(usize, String)>,
    /// What places count: `line`, `paragraph` or `column`.
    pub counts: &'static str,
    /// What was left out while it was read, a sentence each.
    pub told: Vec<String>,
    asked: Vec<Asked>,
    /// Whether the questions are the headings of a table, which must stay as they are.
    is_table: bool,
}

impl Consultation {
    /// Reads numbered questions as they were pasted into a file.
    ///
    /// # Errors
    /// Why it cannot be read, or that there is no question in it.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Consultation, Wrong> {
        let source = read::lines(name, bytes)?;
        let parsed = parse::parse(&source);
        if parsed.asked.is_empty() {
            return Err(Wrong::NoQuestions);
        }
        if parsed.asked.len() > parse::MOST {
            return Err(Wrong::TooMany(parse::MOST));
        }
        let told = source.told.into_iter().chain(doubtful(&parsed)).collect();
        Ok(Consultation {
            title: parsed.title,
            closes: parsed.closes,
            aside: parsed.aside,
            counts: source.counts,
            told,
            asked: parsed.asked,
            is_table: false,
        })
    }

    /// Takes the headings of a form's export for the questions.
    ///
    /// # Errors
    /// That none of them asks anything.
    pub fn of_headings(headings: &[String]) -> Result<Consultation, Wrong> {
        table::read(headings)
    }
}

/// What its questions have that a person should look at: no numbers, one number twice, the same
/// words twice.
fn doubtful(parsed: &parse::Parsed) -> Vec<String> {
    let mut told = Vec::new();
    if parsed.unsure {
        told.push("Look at the name of the consultation: no heading gives it, so a line near the start was taken. Where it is another, put it under `consultation_title` in pack.yaml.".into());
    }
    if parsed.counted {
        told.push("The questions have no numbers, so they are numbered in their order.".into());
    }
    let (mut numbers, mut words) = (BTreeMap::new(), BTreeMap::new());
    for asked in &parsed.asked {
        let said = letter_words(&asked.title).join(" ");
        numbers.entry(asked.number.to_lowercase()).or_insert_with(Vec::new).push(asked);
        words.entry(said).or_insert_with(Vec::new).push(asked);
    }
    for (_, same) in numbers.iter().filter(|(_, same)| same.len() > 1) {
        let lines = listed(same.iter().map(|asked| asked.line.to_string()));
        told.push(format!(
            "{} questions have the number {} (lines {lines}). Give each a number of its own in the template.",
            same.len(),
            same[0].number
        ));
    }
    for (_, same) in words.iter().filter(|(said, same)| same.len() > 1 && !said.is_empty()) {
        let numbers = listed(same.iter().map(|asked| asked.number.clone()));
        told.push(format!("Questions {numbers} have the same words. Is one of them there twice?"));
    }
    told
}

/// `3, 5 and 8`
fn listed(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    let last = items.pop().unwrap_or_default();
    if items.is_empty() { last } else { format!("{} and {last}", items.join(", ")) }
}

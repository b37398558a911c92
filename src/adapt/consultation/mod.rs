//! The questions of a consultation, made into a pack that answers them by their numbers: each in
//! the person's own words, those with answers to tick with a choice before them.

mod closes;
mod limit;
mod number;
mod options;
mod parse;
mod table;
mod write;

use super::fault::Wrong;
use super::read;
use parse::Asked;

pub use closes::Closes;
pub(in crate::adapt) use options::begins_option;
pub use write::ConsultationMade;

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
        let source = read::read(name, bytes)?;
        let parsed = parse::parse(&source.paras);
        if parsed.asked.is_empty() {
            return Err(Wrong::NoQuestions);
        }
        if parsed.asked.len() > parse::MOST {
            return Err(Wrong::TooMany(parse::MOST));
        }
        Ok(Consultation {
            title: parsed.title,
            closes: parsed.closes,
            aside: parsed.aside,
            counts: source.counts,
            told: source.told,
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

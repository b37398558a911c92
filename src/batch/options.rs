//! How a batch is made: what is the same for all its letters, and what is kept of earlier runs.

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::letters::Letters;
use super::order::DateOrder;
use super::table::Table;
use crate::diagnostic::Remedy;
use crate::interview::Inputs;
use crate::render::pdf::Sides;
use crate::render::{Attachment, Format};

/// How a batch is made.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The id of the template.
    pub template: String,
    /// Answers for everybody.
    pub answers: Inputs,
    /// Headings with the id each answers; an empty id leaves the column out.
    pub maps: Vec<(String, String)>,
    /// The formats; PDF where there is none.
    pub formats: Vec<Format>,
    /// The bytes of a font for characters that the built-in ones lack.
    pub font: Option<Vec<u8>>,
    /// Whether e-mails bring the letter as a PDF too.
    pub attach_pdf: bool,
    /// Files that go with every letter: named in it, and attached to its e-mail.
    pub enclosures: Vec<Attachment>,
    /// The pattern of the files' names; the number of the letter where there is none.
    pub name: Option<String>,
    /// Whether letters are put into folders by receiver.
    pub by_receiver: bool,
    /// On which sides of the paper all letters are put into one PDF too.
    pub combine: Option<Sides>,
    /// Who goes into a joint response.
    pub joint: Option<Joining>,
    /// Whether what is handed in is put into one file too.
    pub zip: bool,
    /// Where the letters are, for the table of programs that merge e-mails: what their names are
    /// put behind. No such table where there is none.
    pub merge: Option<String>,
    /// Which rows of one person are kept; the last ones where nothing is said.
    pub keep: Option<Keep>,
    /// Which number of the table's dates stands first, where nothing in them says so.
    pub dates: Option<DateOrder>,
    /// The heading of the column that tells rows apart.
    pub id: Option<String>,
    /// The rows to write, by number; none means all.
    pub rows: Option<BTreeSet<u32>>,
    /// Most letters.
    pub limit: Option<usize>,
    /// Whether letters that were handed in are left out.
    pub new: bool,
    /// Whether what reads unfinished is written, and what is in the way replaced.
    pub force: bool,
    /// The moment of the run.
    pub now: DateTime,
    /// The day on letters that bring none, as `2026-11-21`; that of the run where there is none.
    pub dated: Option<String>,
    /// By what the letters of earlier runs are known.
    pub letters: Letters,
    /// Rows that were mended outside the table in earlier runs.
    pub mended: Option<Table>,
    /// Rows that come back mended now.
    pub filled_in: Option<Table>,
    /// Further notes to keep from the start, with their names, so that a run that is stopped and
    /// goes on tomorrow is made alike.
    pub notes: Vec<(String, Vec<u8>)>,
    /// How the program is called, for the commands that a report gives.
    pub commands: Commands,
}

/// Which rows of one person are kept. One who takes back their answer has none, whichever it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Keep {
    /// The first that they sent.
    First,
    /// The last that they sent.
    #[default]
    Last,
    /// Every one.
    All,
}

/// Who goes into a joint response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Joining {
    /// Those without words of their own.
    NoOwnWords,
    /// Everyone.
    All,
}

/// How the front end that a report is read in calls things.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Commands {
    /// Writes the rows of `failed.csv` that come back mended.
    pub mend: String,
    /// Puts those without words of their own into a joint response, in a folder of its own; none
    /// where this run was to join them.
    pub join: Option<String>,
    /// That folder, as it is typed.
    pub joint_folder: String,
    /// Writes the whole table.
    pub write_all: String,
    /// What is offered to do about a fault, to stand behind it; nothing where there is none.
    #[serde(skip)]
    pub offer: Option<fn(&Remedy) -> String>,
    /// The name of the table.
    pub table: String,
    /// The folder that the letters are in, as it is typed.
    pub folder: String,
}

impl Commands {
    /// A text with what is offered behind it.
    pub fn offered(&self, text: String, remedy: Option<&Remedy>) -> String {
        text + &self.offer.zip(remedy).map(|(offer, remedy)| offer(remedy)).unwrap_or_default()
    }
}

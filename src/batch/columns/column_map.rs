//! Which column answers which question, whose each row is, and which rows are no person's.

use std::collections::BTreeMap;

use super::consent::{self, Said};
use super::heading::{is_named, is_usual};
use crate::batch::lists::{fold, fold_id, is, list, lists};
use crate::batch::table::{NotAPerson, Row, Table};
use crate::model::Kind;
use crate::text::words::one_line;

/// Headings with the id each answers; of two for one heading the later counts, and an empty id leaves
/// the column out.
pub type Maps = [(String, String)];

/// How a column was matched, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// `--map`, or the file beside the table.
    Map,
    /// The id of the question.
    Id,
    /// How the question is asked.
    Text,
    /// A name that every form gives to it.
    Name,
}

/// A question and the columns that answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Id of the question.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// The columns, from 0: one, or several that make one answer, such as a first and a last name
    /// or the lines of an address.
    pub columns: Vec<usize>,
    /// The options that the columns stand for, where each is one of ticks; else empty.
    pub ticks: Vec<String>,
    /// How they were found.
    pub by: By,
}

/// The columns of a table, matched to the questions of a template.
#[derive(Clone, Debug)]
pub struct Columns {
    /// What answers a question, in the order of the table.
    pub fields: Vec<Field>,
    /// The column by which each person agreed.
    pub consent: usize,
    /// The heading of that column, whole.
    pub(super) consent_heading: String,
    /// What each column is called in messages.
    pub(super) names: Vec<String>,
    /// For each column the name by which a file's name may use it: `ward`, `post_code`. Each is
    /// another; columns without a heading have an empty one.
    pub variables: Vec<String>,
    /// Columns that another one won over, with the question that both would answer.
    pub spare: Vec<(usize, String)>,
    /// The column of a table to be mended that says what is to be mended.
    pub(super) mend: Option<usize>,
    pub(super) people: People,
}

/// What a column may answer, until somebody says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The heading of the column, whole.
    pub heading: String,
    /// Id of the question, or that of consent.
    pub id: String,
    /// How the question is asked.
    pub ask: String,
    /// The first cell that has something in it: somebody's answer, to be shown to whoever has the
    /// table and to nobody else.
    pub sample: String,
}

impl Columns {
    /// What the row's person said to the text going out in their name.
    pub fn said(&self, row: &Row<'_>) -> Said {
        consent::said(row.cell(self.consent), &self.consent_heading)
    }

    /// The heading of the column that answers a question, as messages call it.
    pub fn heading(&self, id: &str) -> Option<&str> {
        let field = self.fields.iter().find(|field| field.id == id)?;
        self.name(*field.columns.first()?)
    }

    /// What a column is called in messages.
    pub fn name(&self, column: usize) -> Option<&str> {
        self.names.get(column).map(String::as_str)
    }

    /// The columns that answer no question, from 0.
    pub fn unused(&self) -> Vec<usize> {
        let is_used = |column: &usize| self.fields.iter().any(|f| f.columns.contains(column));
        (0..self.names.len())
            .filter(|column| *column != self.consent && Some(*column) != self.mend)
            .filter(|column| !is_used(column))
            .collect()
    }

    /// Why the row at a place is no person's; none where it is.
    pub fn not_a_person(&self, table: &Table, place: usize) -> Option<NotAPerson> {
        let row = table.row(place)?;
        let People { emails, name, postcode, kinds } = &self.people;
        // What a row says that it is, in a column for that or in its first cell.
        let kinds: Vec<String> = kinds.iter().map(|column| fold(row.cell(*column))).collect();
        let says = |words: &str| kinds.iter().any(|kind| is(words, kind));
        let first = row.cells().find(|cell| !cell.trim().is_empty()).unwrap_or_default();
        let is_filled = |column: &&usize| !row.cell(**column).trim().is_empty();
        let people = emails.iter().chain(name).chain(postcode).filter(is_filled);
        // Nobody's name, e-mail address and postcode are headings, those of this table or others.
        let is_heading = |column: &usize| {
            let cell = fold(row.cell(*column));
            cell == fold(&table.headings[*column]) || is_usual(&cell)
        };
        let are_headings = people.clone().next().is_some() && people.clone().all(is_heading);
        let found = [
            (says("previews"), NotAPerson::Preview),
            (says("withdrawn"), NotAPerson::Withdrawn),
            (first.len() < 40 && is_total(first), NotAPerson::Total),
            (are_headings, NotAPerson::Headings),
        ];
        row.apart.or_else(|| found.into_iter().find_map(|(is, why)| is.then_some(why)))
    }

    /// The row's e-mail address, in small letters. Never to be shown.
    pub fn email(&self, row: &Row<'_>) -> Option<String> {
        let mut cells = self.people.emails.iter().map(|column| row.cell(*column).trim());
        cells.find(|cell| cell.contains('@')).map(str::to_lowercase)
    }

    /// The row's name with its postcode, where it has both. Never to be shown.
    pub fn name_with_postcode(&self, row: &Row<'_>) -> Option<String> {
        let name = self.person(row);
        let postcode = fold_id(row.cell(self.people.postcode?));
        (!name.is_empty() && !postcode.is_empty()).then(|| format!("{name}, {postcode}"))
    }

    /// The row's name in small letters, without punctuation; empty where there is none. Never to
    /// be shown.
    pub fn person(&self, row: &Row<'_>) -> String {
        fold(&self.signed(row))
    }

    /// The row's name as it stands there; empty where there is none. For the index alone.
    pub fn signed(&self, row: &Row<'_>) -> String {
        let name: Vec<&str> = self.people.name.iter().map(|column| row.cell(*column)).collect();
        one_line(&name.join(" "))
    }

    /// The columns that answer no question and yet tell who sent the form twice, from 0.
    pub fn tell_apart(&self) -> Vec<usize> {
        self.unused().into_iter().filter(|column| self.people.uses(*column)).collect()
    }

    /// A column of e-mail addresses that answers no question.
    pub fn unprinted_email(&self) -> Option<usize> {
        self.unused().into_iter().find(|column| self.people.emails.contains(column))
    }
}

/// Whether a cell says that a row sums up others, as `Totals (n = 7)` does.
fn is_total(cell: &str) -> bool {
    let word = fold(cell);
    let word = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    is("totals", word.strip_suffix(" n").unwrap_or(word))
}

/// Columns that tell one person from another, used or not.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    emails: Vec<usize>,
    name: Vec<usize>,
    postcode: Option<usize>,
    /// Columns that say of what kind a row is.
    kinds: Vec<usize>,
}

impl People {
    pub(super) fn of(table: &Table, fields: &[Field]) -> People {
        let of_kind = |wanted: &[Kind]| -> Vec<usize> {
            let fits = fields.iter().filter(|field| wanted.contains(&field.kind));
            fits.flat_map(|field| field.columns.iter().copied()).collect()
        };
        let headed = |names: &[String]| -> Vec<usize> {
            let is_named = |column: &usize| is_named(&table.headings[*column], names);
            (0..table.headings.len()).filter(is_named).collect()
        };
        let known = |id: &str| lists().known.get(id).map_or(Vec::new(), |names| headed(names));
        let name = fields.iter().find(|field| field.id == "name");
        let name = name.map(|field| field.columns.clone());
        People {
            emails: [of_kind(&[Kind::Email, Kind::Contact]), headed(list("emails"))].concat(),
            name: name.unwrap_or_else(|| known("name").into_iter().take(1).collect()),
            postcode: of_kind(&[Kind::Postcode]).into_iter().chain(known("postcode")).next(),
            kinds: headed(list("kinds-of-row")),
        }
    }

    /// Whether a column is looked at: a name and a postcode count together alone.
    fn uses(&self, column: usize) -> bool {
        let together = !self.name.is_empty() && self.postcode.is_some();
        self.emails.contains(&column)
            || together && (self.name.contains(&column) || self.postcode == Some(column))
    }
}

/// Headings as names that a file's name may use, empty where nothing of one can stand in it; the second
/// of two alike has `_2` behind it.
pub(super) fn variables(headings: &[String]) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut name = |heading: &String| {
        let name: String = fold(heading).chars().take(40).collect();
        let name = name.trim().replace(' ', "_");
        let count = seen.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count == 1 || name.is_empty() { name } else { format!("{name}_{count}") }
    };
    headings.iter().map(&mut name).collect()
}

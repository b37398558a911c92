//! Which column answers which question, and what a row answers.
//!
//! A heading is matched by what `--map` says, by the id of a question, by how it is asked, by a
//! usual name for it, or by the number it stands under. What matches nothing is not used.

pub mod consent;
pub(crate) mod consenting;
mod fault;
pub mod form;
mod forms;
mod heading;
mod known;
mod mapping;
mod matching;
mod near;
mod numbered;
mod questions;
mod row;
mod row_fault;
mod unread;

use std::collections::{BTreeMap, BTreeSet};

use consent::Said;
pub use fault::ColumnFault;
pub use mapping::Mapping;
pub use row::Answered;
pub use row_fault::{RowFault, RowFaultKind, faults_by_row};

use super::table::{Row, Table};
use crate::model::{Kind, Pack, Template};

/// The columns of a table, matched to the questions of a template.
#[derive(Clone, Debug)]
pub struct Columns {
    /// What answers a question, in the order of the table.
    pub fields: Vec<Field>,
    /// The column by which each person agreed.
    pub consent: usize,
    /// The heading of that column, whole.
    consent_heading: String,
    /// What each column is called in messages.
    names: Vec<String>,
    variables: Vec<String>,
    /// Columns that another one won over, with the question that both would answer.
    pub spare: Vec<(usize, String)>,
    /// Columns that are not used, with the question that each is nearly called by.
    pub nearly: Vec<(usize, String)>,
    /// The column of a table to be mended that says what is to be mended.
    mend: Option<usize>,
    people: People,
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

/// How a column was matched, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// `--map`, or the file beside the table.
    Map,
    /// The id of the question.
    Id,
    /// How the question is asked.
    Text,
    /// A usual name for it.
    Name,
    /// The number it stands under.
    Number,
    /// How the question's text begins, where a form cut it short.
    Beginning,
    /// Nearly all the words of the question.
    Near,
}

impl By {
    /// How it was guessed, in words; none where the heading or the user says so.
    pub fn guess(self) -> Option<&'static str> {
        match self {
            By::Map | By::Id | By::Text => None,
            By::Name => Some("by a usual name for it"),
            By::Number => Some("by its number"),
            By::Beginning => Some("by how it begins"),
            By::Near => Some("by words that are nearly the same"),
        }
    }
}

/// Columns that tell one person from another, used or not.
#[derive(Clone, Debug, Default)]
struct People {
    emails: Vec<usize>,
    name: Vec<usize>,
    postcode: Option<usize>,
}

impl Columns {
    /// Matches the columns of a table to the questions of a template. `maps` are headings with
    /// the id each answers; of two for one heading the later counts, and an empty id leaves the
    /// column out. `given_for_all` are the questions answered for every row.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn matched(
        table: &Table,
        pack: &Pack,
        template: &Template,
        maps: &[(String, String)],
        given_for_all: &BTreeSet<String>,
    ) -> Result<Columns, Vec<ColumnFault>> {
        let found = matching::columns(table, pack, template, maps, given_for_all)?;
        let people = People::of(table, &found.fields);
        Ok(Columns {
            consent_heading: table.headings.get(found.consent).cloned().unwrap_or_default(),
            names: (0..table.headings.len()).map(|column| table.column_name(column)).collect(),
            variables: variables(&table.headings),
            mend: table.mend_column(),
            fields: found.fields,
            spare: found.spare,
            nearly: found.nearly,
            consent: found.consent,
            people,
        })
    }

    /// What the row's person said to the text going out in their name.
    pub fn said(&self, row: &Row<'_>) -> Said {
        consent::said(row.cell(self.consent), &self.consent_heading)
    }

    /// Who the row is from, for telling one person's rows from another's: an e-mail address, or a
    /// name with a postcode. Never to be shown.
    pub fn identity(&self, row: &Row<'_>) -> Option<String> {
        self.people.email(row).or_else(|| self.people.name_with_postcode(row))
    }

    /// Both of them, as far as the row has them. Two rows with one in common are one person's.
    pub fn identities(&self, row: &Row<'_>) -> Vec<String> {
        let both = [self.people.email(row), self.people.name_with_postcode(row)];
        both.into_iter().flatten().collect()
    }

    /// The row's e-mail address, in small letters. Never to be shown.
    pub fn email(&self, row: &Row<'_>) -> Option<String> {
        self.people.email(row)
    }

    /// The row's name with its postcode, where it has both. Never to be shown.
    pub fn name_with_postcode(&self, row: &Row<'_>) -> Option<String> {
        self.people.name_with_postcode(row)
    }

    /// The row's name in small letters, without punctuation; empty where there is none. Never to
    /// be shown.
    pub fn person(&self, row: &Row<'_>) -> String {
        self.people.name(row)
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
        let used: BTreeSet<usize> = self.fields.iter().flat_map(|f| &f.columns).copied().collect();
        (0..self.names.len())
            .filter(|column| *column != self.consent && Some(*column) != self.mend)
            .filter(|column| !used.contains(column))
            .collect()
    }

    /// The columns that answer no question and yet tell who sent the form twice, from 0.
    pub fn tell_apart(&self) -> Vec<usize> {
        let mut unused = self.unused();
        unused.retain(|column| self.people.uses(*column));
        unused
    }

    /// For each column the name by which a file's name may use it: `ward`, `post_code`. Each is
    /// another; columns without a heading have an empty one.
    pub fn variables(&self) -> Vec<String> {
        self.variables.clone()
    }
}

/// Names of columns, the second of two alike with `_2` behind it.
fn variables(headings: &[String]) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut name = |heading: &String| {
        let name = heading::variable(heading);
        let count = seen.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count == 1 || name.is_empty() { name } else { format!("{name}_{count}") }
    };
    headings.iter().map(&mut name).collect()
}

impl People {
    fn of(table: &Table, fields: &[Field]) -> People {
        let folded: Vec<String> = table.headings.iter().map(|h| heading::fold(h)).collect();
        let of_kind = |wanted: &[Kind]| -> Vec<usize> {
            let fits = fields.iter().filter(|field| wanted.contains(&field.kind));
            fits.flat_map(|field| field.columns.iter().copied()).collect()
        };
        let headed = |is: fn(&str) -> bool| (0..folded.len()).filter(move |c| is(&folded[*c]));
        let mut emails = of_kind(&[Kind::Email, Kind::Contact]);
        for column in headed.clone()(known::is_email) {
            if !emails.contains(&column) {
                emails.push(column);
            }
        }
        let field = |id: &str| fields.iter().find(|field| field.id == id);
        let name = match field("name") {
            Some(field) => field.columns.clone(),
            None => headed.clone()(known::is_name).take(1).collect(),
        };
        let postcode = of_kind(&[Kind::Postcode]).first().copied();
        let postcode = postcode.or_else(|| headed(known::is_postcode).next());
        People { emails, name, postcode }
    }

    /// Whether a column is looked at: a name and a postcode count together alone.
    fn uses(&self, column: usize) -> bool {
        let together = !self.name.is_empty() && self.postcode.is_some();
        self.emails.contains(&column)
            || together && (self.name.contains(&column) || self.postcode == Some(column))
    }

    fn email(&self, row: &Row<'_>) -> Option<String> {
        let mut cells = self.emails.iter().map(|column| row.cell(*column).trim());
        cells.find(|cell| cell.contains('@')).map(str::to_lowercase)
    }

    fn name(&self, row: &Row<'_>) -> String {
        let name: Vec<&str> = self.name.iter().map(|column| row.cell(*column)).collect();
        heading::fold(&name.join(" "))
    }

    fn name_with_postcode(&self, row: &Row<'_>) -> Option<String> {
        let name = self.name(row);
        let postcode = heading::fold_id(row.cell(self.postcode?));
        (!name.is_empty() && !postcode.is_empty()).then(|| format!("{name}, {postcode}"))
    }
}

//! Which column answers which question: the columns of a table, matched to the questions of a template.

use std::collections::{BTreeMap, BTreeSet};

use super::super::lists::{fold, fold_id, lists};
use super::super::table::{NotAPerson, Row, Table};
use super::consent::Said;
use super::heading::{is_named, is_usual};
use crate::batch::columns::field::Field;
use crate::diagnostic::Diagnostic;
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
    /// The column of a table to be mended that says what is to be mended.
    mend: Option<usize>,
    people: People,
}

/// What a column may answer, until somebody says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The column, from 0.
    pub column: usize,
    /// Its heading, whole.
    pub heading: String,
    /// Id of the question, or that of consent.
    pub id: String,
    /// How the question is asked.
    pub ask: String,
    /// The first cell that has something in it: somebody's answer, to be shown to whoever has the
    /// table and to nobody else.
    pub sample: String,
}

/// What the columns that are no exact match may answer. Answers of one question are proposed for
/// one column.
pub fn proposals(
    table: &Table,
    pack: &Pack,
    template: &Template,
    maps: &[(String, String)],
) -> Vec<Proposal> {
    super::matching::Matching::new(table, pack, template, maps).proposals()
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
    ) -> Result<Columns, Vec<Diagnostic>> {
        let found =
            super::matching::Matching::new(table, pack, template, maps).finish(given_for_all)?;
        let people = People::of(table, &found.fields);
        Ok(Columns {
            consent_heading: super::consent::without_option(&table.headings[found.consent])
                .to_string(),
            names: (0..table.headings.len()).map(|column| table.column_name(column)).collect(),
            variables: variables(&table.headings),
            mend: table.mend_column(),
            fields: found.fields,
            spare: found.spare,
            consent: found.consent,
            people,
        })
    }

    /// What the row's person said to the text going out in their name.
    pub fn said(&self, row: &Row<'_>) -> Said {
        super::consent::said(row.cell(self.consent), &self.consent_heading)
    }

    /// Why the row at a place is no person's; none where it is. One of headings need not have those
    /// of this table: nobody's name, e-mail address and postcode are headings.
    pub fn not_a_person(&self, table: &Table, place: usize) -> Option<NotAPerson> {
        let row = table.row(place)?;
        let is_heading = |column: usize| {
            let cell = fold(row.cell(column));
            cell == fold(&table.headings[column]) || is_usual(&cell)
        };
        let filled = |column: &usize| !row.cell(*column).trim().is_empty();
        let mut columns = self.people.columns().filter(filled).peekable();
        let again = columns.peek().is_some() && columns.all(is_heading);
        table.not_a_person(place).or(again.then_some(NotAPerson::Headings))
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
        name.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
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

    /// The columns that answer no question and yet tell who sent the form twice, from 0.
    pub fn tell_apart(&self) -> Vec<usize> {
        let mut unused = self.unused();
        unused.retain(|column| self.people.uses(*column));
        unused
    }

    /// A column of e-mail addresses that answers no question.
    pub fn unprinted_email(&self) -> Option<usize> {
        let mut emails = self.people.emails.iter().copied();
        emails.find(|email| self.fields.iter().all(|field| !field.columns.contains(email)))
    }

    /// For each column the name by which a file's name may use it: `ward`, `post_code`. Each is
    /// another; columns without a heading have an empty one.
    pub fn variables(&self) -> &[String] {
        &self.variables
    }
}

/// A heading as a name that a file's name may use: `ward`, `post_code`; empty when nothing of it can
/// stand in one.
fn variable(heading: &str) -> String {
    let name: String = fold(heading).chars().take(40).collect();
    name.trim().replace(' ', "_")
}

/// Names of columns, the second of two alike with `_2` behind it.
fn variables(headings: &[String]) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut name = |heading: &String| {
        let name = variable(heading);
        let count = seen.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count == 1 || name.is_empty() { name } else { format!("{name}_{count}") }
    };
    headings.iter().map(&mut name).collect()
}

impl People {
    fn of(table: &Table, fields: &[Field]) -> People {
        let of_kind = |wanted: &[Kind]| -> Vec<usize> {
            let fits = fields.iter().filter(|field| wanted.contains(&field.kind));
            fits.flat_map(|field| field.columns.iter().copied()).collect()
        };
        let headed = |names: &[String]| -> Vec<usize> {
            let headings = table.headings.iter().enumerate();
            headings.filter(|(_, h)| is_named(h, names)).map(|(column, _)| column).collect()
        };
        let mut emails = of_kind(&[Kind::Email, Kind::Contact]);
        for column in headed(&lists().emails) {
            if !emails.contains(&column) {
                emails.push(column);
            }
        }
        let known = |id: &str| lists().known.get(id).map(|names| headed(names)).unwrap_or_default();
        let field = |id: &str| fields.iter().find(|field| field.id == id);
        let name = match field("name") {
            Some(field) => field.columns.clone(),
            None => known("name").into_iter().take(1).collect(),
        };
        let postcode = of_kind(&[Kind::Postcode]).first().copied();
        let postcode = postcode.or_else(|| known("postcode").first().copied());
        People { emails, name, postcode }
    }

    /// The columns, e-mail addresses first.
    fn columns(&self) -> impl Iterator<Item = usize> {
        self.emails.iter().chain(&self.name).chain(&self.postcode).copied()
    }

    /// Whether a column is looked at: a name and a postcode count together alone.
    fn uses(&self, column: usize) -> bool {
        let together = !self.name.is_empty() && self.postcode.is_some();
        self.emails.contains(&column)
            || together && (self.name.contains(&column) || self.postcode == Some(column))
    }
}

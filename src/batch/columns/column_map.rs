//! Which column answers which question: the columns of a table, matched to the questions of a template.

use std::collections::{BTreeMap, BTreeSet};

use super::super::lists::fold;
use super::super::table::{Row, Table};
use super::consent::Said;
use super::people::People;
use crate::batch::columns::field::Field;
use crate::diagnostic::Diagnostic;
use crate::model::{Pack, Template};

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
    pub(super) people: People,
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

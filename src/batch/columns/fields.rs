//! What the columns answer in the end, and what is wrong with them.

use std::collections::BTreeSet;

use super::column_map::{By, Columns, Field, People, variables};
use super::consent;
use super::faults;
use super::matching::{BEGINNING, Claim, Matching, Role};
use crate::batch::for_all::is_personal;
use crate::batch::lists::{fold, has, is, lists};
use crate::batch::table::{Row, Table};
use crate::diagnostic::{Diagnostic, fault};
use crate::model::{Kind, Pack, Template};

/// Most headings that a message names.
const MOST_NAMED: usize = 5;

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
        let mut matching = Matching::new(table, pack, template, maps);
        let mut fields = matching.fields();
        matching.joined(&mut fields);
        if fields.is_empty() && matching.faults.is_empty() {
            if looks_like_answers(table) {
                return Err(vec![faults::no_headings()]);
            }
            if is_title(table) {
                return Err(vec![fault("title-row", &[])]);
            }
        }
        matching.overlooked();
        matching.missing(given_for_all, &fields);
        let consent = matching.consent().filter(|_| matching.faults.is_empty());
        let Some(consent) = consent else { return Err(matching.faults) };
        fields.sort_by_key(|field| field.columns.first().copied());
        let all: Vec<usize> = (0..table.headings.len()).collect();
        Ok(Columns {
            consent,
            consent_heading: consent::without_option(&table.headings[consent]).to_string(),
            names: matching.names(&all),
            variables: variables(&table.headings),
            mend: table.mend_column(),
            people: People::of(table, &fields),
            fields,
            spare: matching.spare,
        })
    }
}

impl<'a> Matching<'a> {
    /// For each question its columns, of which the surest match counts.
    fn fields(&mut self) -> Vec<Field> {
        let claim = |role: &Role<'a>| match role {
            Role::Answer(claim) => Some(claim.clone()),
            Role::Consent | Role::Nothing => None,
        };
        let mut claims: Vec<Claim<'a>> = self.roles.values().filter_map(claim).collect();
        let order = |claim: &Claim<'a>| (claim.question.id.as_str(), claim.by, claim.column);
        claims.sort_by(|a, b| order(a).cmp(&order(b)));
        let mut fields = Vec::new();
        for claims in claims.chunk_by(|a, b| a.question.id == b.question.id) {
            let Claim { question, by, .. } = claims[0];
            let is_sure = |other: &By| *other == by || by == By::Id && *other == By::Text;
            let mut taken: Vec<&Claim<'a>> =
                claims.iter().filter(|claim| is_sure(&claim.by)).collect();
            // A form has columns of its own, such as the name of who was signed in.
            let is_plain = taken.iter().all(|claim| claim.option.is_none());
            if taken.len() > 1 && by != By::Map && is_plain {
                taken.retain(|claim| self.has_answers(claim.column));
            }
            let columns: Vec<usize> = taken.iter().map(|claim| claim.column).collect();
            for Claim { column, .. } in claims.iter().filter(|c| !columns.contains(&c.column)) {
                self.roles.remove(column);
                self.spare.push((*column, question.id.clone()));
            }
            // One column may hold what was ticked, and those beside it what stands behind "other".
            let options = taken.iter().filter(|claim| claim.option.is_some()).count();
            let mut ticks = Vec::new();
            if options > 0 && options + 1 >= taken.len() {
                ticks.extend(taken.iter().map(|claim| claim.option.clone().unwrap_or_default()));
            }
            let joins = by == By::Map && (question.kind == Kind::Lines || question.id == "name");
            if columns.len() > 1 && !joins && ticks.is_empty() {
                let what = format!("several columns answer `{}`", question.id);
                self.faults.push(faults::twice(&question.id, &self.names(&columns), &what));
            }
            let (id, kind) = (question.id.clone(), question.kind);
            if !columns.is_empty() {
                fields.push(Field { id, kind, columns, ticks, by });
            }
        }
        fields
    }

    /// What columns are called in messages.
    fn names(&self, columns: &[usize]) -> Vec<String> {
        columns.iter().map(|column| self.table.column_name(*column)).collect()
    }

    /// Whether a column has anything in it but what a form puts for nobody.
    fn has_answers(&self, column: usize) -> bool {
        let said =
            |cell: &str| !cell.trim().is_empty() && !cell.trim().eq_ignore_ascii_case("anonymous");
        self.table.rows().any(|row| said(row.cell(column)))
    }

    /// Adds answers that several columns make between them: a first and a last name, an address.
    fn joined(&mut self, fields: &mut Vec<Field>) {
        for (id, parts) in &lists().parts {
            let Some(question) = self.questions.iter().copied().find(|q| q.id == *id) else {
                continue;
            };
            let only = |names: &Vec<String>| {
                let mut found = (0..self.folded.len()).filter(|c| has(names, &self.folded[*c]));
                let first = found.next().filter(|column| self.is_free(*column))?;
                found.next().is_none().then_some(first)
            };
            let found: Vec<Option<usize>> = parts.iter().map(only).collect();
            let columns: Vec<usize> = found.iter().flatten().copied().collect();
            let is_address = id == "address";
            let is_whole = columns.len() == parts.len() || is_address && found[0].is_some();
            match fields.iter_mut().find(|field| field.id == *id) {
                // `Address` may have the street alone, and the town a column of its own.
                Some(field) if is_address && field.by != By::Map && field.columns.len() == 1 => {
                    field.columns.extend(&columns);
                }
                None if is_whole => {
                    let (id, kind, columns) = (id.clone(), question.kind, columns.clone());
                    fields.push(Field { id, kind, columns, ticks: Vec::new(), by: By::Name });
                }
                _ => continue,
            }
            let claim = |column| Claim { question, by: By::Name, column, option: None };
            let role = |column| (column, Role::Answer(claim(column)));
            self.roles.extend(columns.into_iter().map(role));
        }
    }

    /// Tells of unused columns in which something stands that would be missed: whose heading begins
    /// with a question, or that may say who took their yes back.
    fn overlooked(&mut self) {
        let says = |cell: &str| !cell.trim().is_empty() && !is("no", &fold(cell));
        let mut told = Vec::new();
        for column in self.free() {
            let folded = &self.folded[column];
            let begins = |text: &&String| {
                text.chars().count() >= BEGINNING
                    && folded.strip_prefix(text.as_str()).is_some_and(|rest| rest.starts_with(' '))
            };
            let begun =
                self.by_text.keys().find(begins).and_then(|text| self.by_text[text].first());
            let heading = self.table.column_name(column);
            if let Some(question) = begun {
                told.push(faults::of_column(
                    "begins-with-question",
                    &heading,
                    &question.id,
                    &[("ask", &question.ask)],
                ));
            }
            let takes_back = folded.split(' ').any(|word| is("takes-back", word));
            if takes_back && self.table.rows().any(|row| says(row.cell(column))) {
                told.push(faults::of_column("taken-back", &heading, "", &[]));
            }
        }
        self.faults.extend(told);
    }

    /// Tells of questions that must be answered and have no column.
    fn missing(&mut self, given_for_all: &BTreeSet<String>, fields: &[Field]) {
        let has_column = |id: &String| fields.iter().any(|field| field.id == *id);
        for question in self.template.questions.iter().filter_map(|id| self.pack.question(id)) {
            let id = &question.id;
            let needed = question.required
                && question.default.is_none()
                && question.when.is_empty()
                && question.suggest.is_none()
                && !question.ask.is_empty();
            let filled = self.pack.filling(id).is_some_and(|filling| has_column(&filling.id));
            if needed && !filled && !given_for_all.contains(id) && !has_column(id) {
                let personal = question.kind == Kind::OwnWords || is_personal(question);
                self.faults.push(faults::missing(id, &question.ask, personal));
            }
        }
    }

    /// The column of consent: what `--map` says, else the one heading that asks for it.
    fn consent(&mut self) -> Option<usize> {
        let found = self.roles.iter().filter(|(_, role)| matches!(role, Role::Consent));
        let found: Vec<usize> = found.map(|(column, _)| *column).collect();
        match found.as_slice() {
            [one] => return Some(*one),
            [] => {
                let is_like = |column: &usize| consent::is_like(&self.table.headings[*column]);
                let like: Vec<usize> =
                    (0..self.folded.len()).filter(is_like).take(MOST_NAMED).collect();
                self.faults.push(faults::no_consent(&self.names(&like), &self.sentence));
            }
            several => {
                let what = "several columns may say that people agreed";
                self.faults.push(faults::twice(consent::AGREED, &self.names(several), what));
            }
        }
        None
    }
}

/// Whether what should be headings is the title of the table, with the headings further down.
fn is_title(table: &Table) -> bool {
    let headed = table.headings.iter().filter(|heading| !heading.is_empty()).count();
    let wider = |row: Row<'_>| {
        row.cells().chain(row.unheaded()).filter(|cell| !cell.trim().is_empty()).count() > 2
    };
    headed == 1 && table.rows().take(5).any(wider)
}

/// Whether what should be headings is somebody's answers.
fn looks_like_answers(table: &Table) -> bool {
    table.headings.iter().any(|heading| {
        let is_email = heading.contains('@') && !heading.contains(' ');
        is_email || crate::question::postcode::postcode(heading).is_ok()
    })
}

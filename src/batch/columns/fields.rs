//! What the columns answer in the end, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use super::consent;
use super::faults;
use super::matching::{BEGINNING, Matching, Role};
use crate::batch::columns::field::{By, Field};
use crate::batch::for_all::is_personal;
use crate::batch::lists::{fault, fold, has, lists};
use crate::batch::table::{Row, Table};
use crate::diagnostic::Diagnostic;
use crate::model::{Kind, Question};

/// Most headings that a message names.
const MOST_NAMED: usize = 5;

/// What was found.
pub(super) struct Found {
    pub(super) fields: Vec<Field>,
    pub(super) consent: usize,
    pub(super) spare: Vec<(usize, String)>,
}

/// A column that may answer a question: how it was matched, where it stands, the option it is for.
type Claim<'a> = (By, usize, &'a Question, Option<String>);

impl<'a> Matching<'a> {
    /// The fields and the column of consent, or every fault.
    pub(super) fn finish(
        mut self,
        given_for_all: &BTreeSet<String>,
    ) -> Result<Found, Vec<Diagnostic>> {
        let mut fields = self.fields();
        self.joined(&mut fields);
        if fields.is_empty() && self.faults.is_empty() {
            if looks_like_answers(self.table) {
                return Err(vec![faults::no_headings()]);
            }
            if is_title(self.table) {
                return Err(vec![fault("title-row", &[])]);
            }
        }
        self.overlooked();
        self.missing(given_for_all, &fields);
        let consent = self.consent();
        match consent {
            Some(consent) if self.faults.is_empty() => {
                fields.sort_by_key(|field| field.columns.first().copied());
                Ok(Found { fields, consent, spare: self.spare })
            }
            _ => Err(self.faults),
        }
    }

    /// For each question its columns, of which the surest match counts.
    fn fields(&mut self) -> Vec<Field> {
        let mut claims: BTreeMap<&str, Vec<Claim<'a>>> = BTreeMap::new();
        for (column, role) in &self.roles {
            if let Role::Answer(question, by, option) = role {
                let claim = (*by, *column, *question, option.clone());
                claims.entry(&question.id).or_default().push(claim);
            }
        }
        let mut fields = Vec::new();
        for mut claims in claims.into_values() {
            claims.sort_by_key(|(by, column, ..)| (*by, *column));
            let Some((by, _, question, _)) = claims.first().cloned() else { continue };
            let sure = |other: By| other == by || by == By::Id && other == By::Text;
            let (mut taken, mut left): (Vec<_>, Vec<_>) =
                claims.into_iter().partition(|(other, ..)| sure(*other));
            // A form has columns of its own, such as the name of who was signed in.
            if taken.len() > 1 && by != By::Map && taken.iter().all(|(.., option)| option.is_none())
            {
                let (some, empty): (Vec<_>, Vec<_>) =
                    taken.into_iter().partition(|claim| self.has_answers(claim.1));
                taken = some;
                left.extend(empty);
            }
            for (_, column, ..) in left {
                self.roles.remove(&column);
                self.spare.push((column, question.id.clone()));
            }
            let (columns, options): (Vec<usize>, Vec<Option<String>>) =
                taken.into_iter().map(|(_, column, _, option)| (column, option)).unzip();
            // One column may hold what was ticked, and those beside it what stands behind "other".
            let ticks = match options.iter().flatten().count() {
                said @ 1.. if said + 1 >= options.len() => {
                    options.into_iter().map(Option::unwrap_or_default).collect()
                }
                _ => Vec::new(),
            };
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
        let only = |names: &Vec<String>| {
            let mut found = (0..self.folded.len()).filter(|c| has(names, &self.folded[*c]));
            let first = found.next().filter(|column| self.is_free(*column))?;
            found.next().is_none().then_some(first)
        };
        let name: Vec<usize> =
            [&lists().first_names, &lists().last_names].into_iter().filter_map(only).collect();
        let lines: Vec<Option<usize>> = lists().address_lines.iter().map(only).collect();
        let first = lines.first().copied().flatten();
        let lines: Vec<usize> = lines.into_iter().flatten().collect();
        for (id, columns, is_whole) in
            [("name", name.clone(), name.len() == 2), ("address", lines, first.is_some())]
        {
            let Some(question) = self.questions.iter().copied().find(|q| q.id == id) else {
                continue;
            };
            match fields.iter_mut().find(|field| field.id == id) {
                // `Address` may have the street alone, and the town a column of its own.
                Some(field)
                    if id == "address" && field.by != By::Map && field.columns.len() == 1 =>
                {
                    field.columns.extend(&columns);
                }
                None if is_whole => {
                    let (id, kind, columns) = (question.id.clone(), question.kind, columns.clone());
                    fields.push(Field { id, kind, columns, ticks: Vec::new(), by: By::Name });
                }
                _ => continue,
            }
            for column in columns {
                self.roles.insert(column, Role::Answer(question, By::Name, None));
            }
        }
    }

    /// Tells of unused columns in which something stands that would be missed: whose heading begins
    /// with a question, or that may say who took their yes back.
    fn overlooked(&mut self) {
        let says = |cell: &str| !cell.trim().is_empty() && !has(&lists().no, &fold(cell));
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
            let takes_back = folded.split(' ').any(|word| has(&lists().takes_back, word));
            if takes_back && self.table.rows().any(|row| says(row.cell(column))) {
                told.push(faults::of_column("taken-back", &heading, "", &[]));
            }
        }
        self.faults.extend(told);
    }

    /// Tells of questions that must be answered and have no column.
    fn missing(&mut self, given_for_all: &BTreeSet<String>, fields: &[Field]) {
        for id in &self.template.questions {
            let Some(question) = self.pack.question(id) else { continue };
            let needed = question.required
                && question.default.is_none()
                && question.when.is_empty()
                && question.suggest.is_none()
                && !question.ask.is_empty();
            let has_column = |id: &String| fields.iter().any(|field| field.id == *id);
            let filled = self.pack.filling(id).is_some_and(|filling| has_column(&filling.id));
            let has = given_for_all.contains(id) || has_column(id) || filled;
            if needed && !has {
                let personal = question.kind == Kind::OwnWords || is_personal(question);
                self.faults.push(faults::missing(id, &question.ask, personal));
            }
        }
    }

    /// The column of consent: what `--map` says, else the one heading that asks for it.
    fn consent(&mut self) -> Option<usize> {
        let is =
            |(column, role): (&usize, &Role<'_>)| matches!(role, Role::Consent).then_some(*column);
        let found: Vec<usize> = self.roles.iter().filter_map(is).collect();
        match found.as_slice() {
            [one] => return Some(*one),
            [] => {
                let is_like = |column: &usize| {
                    let heading = &self.table.headings[*column];
                    consent::is_like(heading) && !consent::holds_back(heading)
                };
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

//! What the columns answer in the end, and what is wrong with them.

use std::collections::BTreeMap;

use super::column_map::{By, Columns, Field, Maps, People, variables};
use super::consent::{self, AGREED};
use super::matching::{BEGINNING, Claim, Matching, of_column, same_heading};
use crate::batch::for_all::is_personal;
use crate::batch::lists::{fold, is};
use crate::batch::table::{Row, Table};
use crate::diagnostic::{Diagnostic, Remedy, fault};
use crate::interview::Inputs;
use crate::model::{Kind, Pack, Template};

impl Columns {
    /// Matches the columns of a table to the questions of a template. `given_for_all` is what is
    /// answered for every row.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn matched(
        table: &Table,
        pack: &Pack,
        template: &Template,
        maps: &Maps,
        given_for_all: &Inputs,
    ) -> Result<Columns, Vec<Diagnostic>> {
        let mut matching = Matching::new(table, pack, template, maps);
        let (mut fields, spare) = matching.fields();
        let consent = fields.iter().position(|field| field.id == AGREED);
        let consent = consent.map(|at| fields.remove(at).columns[0]);
        if fields.is_empty() && matching.faults.is_empty() {
            if looks_like_answers(table) {
                return Err(vec![fault("no-headings", &[])]);
            }
            if is_title(table) {
                return Err(vec![fault("title-row", &[])]);
            }
        }
        matching.overlooked();
        matching.missing(given_for_all, &fields);
        if consent.is_none() {
            matching.faults.push(fault("no-consent", &[("sentence", &matching.sentence)]));
        }
        let consent = consent.filter(|_| matching.faults.is_empty());
        let Some(consent) = consent else { return Err(matching.faults) };
        let all = 0..table.headings.len();
        Ok(Columns {
            consent,
            consent_heading: consent::without_option(&table.headings[consent]).to_string(),
            names: all.map(|column| table.column_name(column)).collect(),
            variables: variables(&table.headings),
            mend: table.mend,
            people: People::of(table, &fields),
            fields,
            spare,
        })
    }
}

impl<'a> Matching<'a> {
    /// For each question its columns, of which the surest match counts; and the columns that others
    /// won over, with the question.
    fn fields(&mut self) -> (Vec<Field>, Vec<(usize, String)>) {
        let mut claimed: BTreeMap<&str, Vec<Claim<'a>>> = BTreeMap::new();
        for claim in std::mem::take(&mut self.claims) {
            claimed.entry(claim.id).or_default().push(claim);
        }
        let (mut fields, mut spare) = (Vec::new(), Vec::new());
        for (id, mut claims) in claimed {
            claims.sort_by_key(|claim| (claim.by, claim.part, claim.column));
            let Claim { kind, by, .. } = claims[0];
            let is_sure =
                |claim: &Claim<'_>| claim.by == by || by == By::Id && claim.by == By::Text;
            let sure: Vec<&Claim<'_>> = claims.iter().filter(|claim| is_sure(claim)).collect();
            let are_plain = sure.iter().all(|claim| claim.option.is_none() && claim.part == 0);
            // A form has columns of its own, such as the name of who was signed in.
            let may_be_its_own = sure.len() > 1 && by != By::Map && are_plain;
            let counts = |claim: &Claim<'_>| {
                is_sure(claim) && (!may_be_its_own || self.has_answers(claim.column))
            };
            let (claims, others): (Vec<_>, Vec<_>) = claims.into_iter().partition(counts);
            spare.extend(others.iter().map(|claim| (claim.column, id.to_string())));
            let columns: Vec<usize> = claims.iter().map(|claim| claim.column).collect();
            // One column may hold what was ticked, and those beside it what stands behind "other".
            let options = claims.iter().filter(|claim| claim.option.is_some()).count();
            let are_ticks = options > 0 && options + 1 >= claims.len();
            let ticks = claims.iter().filter(|_| are_ticks);
            let ticks = ticks.map(|claim| claim.option.clone().unwrap_or_default()).collect();
            let whole = claims.iter().filter(|claim| claim.part == 0).count();
            let joins = by == By::Map && (kind == Kind::Lines || id == "name");
            if whole > 1 && !joins && !are_ticks {
                self.twice(id, &columns);
            }
            if !columns.is_empty() {
                fields.push(Field { id: id.to_string(), kind, columns, ticks, by });
            }
        }
        fields.sort_by_key(|field| field.columns[0]);
        (fields, spare)
    }

    /// Whether a column has anything in it but what a form puts for nobody.
    fn has_answers(&self, column: usize) -> bool {
        let said =
            |cell: &str| !cell.trim().is_empty() && !cell.trim().eq_ignore_ascii_case("anonymous");
        self.table.rows().any(|row| said(row.cell(column)))
    }

    /// Tells that several columns answer one question, or say that people agreed.
    fn twice(&mut self, id: &str, columns: &[usize]) {
        let name = |column: &usize| self.table.column_name(*column);
        let headings: Vec<String> = columns.iter().map(name).collect();
        let fault = if headings.iter().all(|heading| *heading == headings[0]) {
            same_heading(&headings[0], headings.len())
        } else {
            let named = headings.join("`, `");
            of_column("column-twice", &headings[0], id, &[("headings", &named)])
        };
        self.faults.push(fault);
    }

    /// Tells of unused columns in which something stands that would be missed: whose heading begins
    /// with a question, or that may say who took their yes back.
    fn overlooked(&mut self) {
        let says = |cell: &str| !cell.trim().is_empty() && !is("no", &fold(cell));
        let mut told = Vec::new();
        for column in self.open() {
            let folded = &self.folded[column];
            let begins = |text: &str| {
                text.chars().count() >= BEGINNING
                    && folded.strip_prefix(text).is_some_and(|rest| rest.starts_with(' '))
            };
            let heading = self.table.column_name(column);
            if let Some((_, questions)) = self.by_text.iter().find(|(text, _)| begins(text)) {
                let (id, ask) = (&questions[0].id, &questions[0].ask);
                told.push(of_column("begins-with-question", &heading, id, &[("ask", ask)]));
            }
            let takes_back = folded.split(' ').any(|word| is("takes-back", word));
            if takes_back && self.table.rows().any(|row| says(row.cell(column))) {
                told.push(of_column("taken-back", &heading, "", &[]));
            }
        }
        self.faults.extend(told);
    }

    /// Tells of questions that must be answered and have no column.
    fn missing(&mut self, given_for_all: &Inputs, fields: &[Field]) {
        let has_column = |id: &String| fields.iter().any(|field| field.id == *id);
        for question in self.template.questions.iter().filter_map(|id| self.pack.question(id)) {
            let id = &question.id;
            let needed = question.required
                && question.default.is_none()
                && question.when.is_empty()
                && question.suggest.is_none()
                && !question.ask.is_empty();
            let filled = self.pack.filling(id).is_some_and(|filling| has_column(&filling.id));
            if !needed || filled || given_for_all.get(id).is_some() || has_column(id) {
                continue;
            }
            // Which each person answers for themselves, in words or with details of their own.
            let is_own = question.kind == Kind::OwnWords || is_personal(question);
            let missing = fault("no-column", &[("id", id), ("ask", &question.ask)]);
            self.faults.push(if is_own {
                let add = "add one, since each person answers it for themselves, or name it";
                missing.help(add).remedy(Remedy::NameColumn(id.clone()))
            } else {
                missing.remedy(Remedy::NameColumnOrAnswer(id.clone()))
            });
        }
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

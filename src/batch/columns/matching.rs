//! Matches headings to questions.

use std::collections::{BTreeMap, BTreeSet};

use super::consent::AGREED;
use super::fault::ColumnFault;
use super::forms::{options, takes_ticks};
use super::heading::{fold, fold_id, numbered, with_option};
use super::questions::{Known, questions};
use super::{By, Field, Table, consenting, known};
use crate::batch::for_all::is_personal;
use crate::diagnostic::near;
use crate::model::{Kind, Pack, Question, Template};

/// Most headings that are compared with a question that has no column.
pub(super) const MOST_COMPARED: usize = 500;

/// What was found.
pub(super) struct Found {
    pub(super) fields: Vec<Field>,
    pub(super) consent: usize,
    pub(super) spare: Vec<(usize, String)>,
    pub(super) nearly: Vec<(usize, String)>,
}

/// What a column is for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Use<'p> {
    Question(&'p Question, By),
    Consent,
    /// Left out on purpose.
    Nothing,
}

/// Columns on their way to their questions.
pub(super) struct Matching<'a> {
    pub(super) table: &'a Table,
    pack: &'a Pack,
    /// The questions that a column may answer.
    pub(super) questions: Vec<&'a Question>,
    /// Those of them that columns of ticks may answer, with their options.
    pub(super) options: Vec<(&'a Question, BTreeSet<String>)>,
    pub(super) folded: Vec<String>,
    pub(super) uses: BTreeMap<usize, Use<'a>>,
    /// Whether the form numbers its questions itself, so that its numbers are not theirs.
    own_numbers: bool,
    pub(super) spare: Vec<(usize, String)>,
    pub(super) faults: Vec<ColumnFault>,
}

/// Matches the columns of a table, or tells every fault.
pub(super) fn columns(
    table: &Table,
    pack: &Pack,
    template: &Template,
    maps: &[(String, String)],
    given_for_all: &BTreeSet<String>,
) -> Result<Found, Vec<ColumnFault>> {
    let folded = table.headings.iter().map(|heading| fold(heading)).collect();
    let questions = questions(pack, template);
    let options = options(pack, &questions);
    let (uses, spare, faults) = (BTreeMap::new(), Vec::new(), Vec::new());
    let own_numbers = false;
    let mut matching =
        Matching { table, pack, questions, options, folded, uses, own_numbers, spare, faults };
    matching.mapped(maps);
    matching.guessed(template);
    let mut fields = matching.fields();
    matching.joined(&mut fields);
    if fields.is_empty() && matching.faults.is_empty() {
        if looks_like_answers(table) {
            return Err(vec![ColumnFault::NoHeadings]);
        }
        if is_title(table) {
            return Err(vec![ColumnFault::Title]);
        }
    }
    matching.missing(template, given_for_all, &fields);
    let consent = matching.consent(pack, template);
    let nearly = consent.map(|consent| matching.nearly_used(&fields, consent)).unwrap_or_default();
    matching.own_words_left(&nearly);
    match consent {
        Some(consent) if matching.faults.is_empty() => {
            fields.sort_by_key(|field| field.columns.first().copied());
            Ok(Found { fields, consent, spare: matching.spare, nearly })
        }
        _ => Err(matching.faults),
    }
}

/// Whether what should be headings is the title of the table, with the headings further down.
fn is_title(table: &Table) -> bool {
    let headed = table.headings.iter().filter(|heading| !heading.is_empty()).count();
    let wider = |row: super::Row<'_>| {
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

impl<'a> Matching<'a> {
    /// Takes what `--map` says.
    fn mapped(&mut self, maps: &[(String, String)]) {
        let mut said: BTreeMap<usize, (&str, &str)> = BTreeMap::new();
        for (heading, id) in maps {
            let columns = self.headed(heading);
            match columns.as_slice() {
                [column] => {
                    said.insert(*column, (heading, id.trim()));
                }
                [] => {
                    let known = self.table.headings.iter().map(String::as_str).take(MOST_COMPARED);
                    let fault = ColumnFault::UnknownHeading {
                        heading: heading.clone(),
                        near: near(heading, known),
                    };
                    self.faults.push(fault);
                }
                several => {
                    let fault =
                        ColumnFault::SameHeading { heading: heading.clone(), times: several.len() };
                    self.faults.push(fault);
                }
            }
        }
        for (column, (heading, id)) in said {
            let question = self.question_of_id(id);
            let of = match question {
                _ if id.is_empty() => Use::Nothing,
                _ if fold_id(id) == AGREED => {
                    if let Some(word) = consenting::refusal(heading) {
                        let (heading, word) = (heading.to_string(), word.to_string());
                        self.faults.push(ColumnFault::Refusal { heading, word });
                    }
                    Use::Consent
                }
                Some(question) => Use::Question(question, By::Map),
                None => {
                    let ids = self.questions.iter().map(|q| q.id.as_str()).chain([AGREED]);
                    let near = near(id, ids);
                    let (heading, id) = (heading.to_string(), id.to_string());
                    self.faults.push(ColumnFault::UnknownId { heading, id, near });
                    continue;
                }
            };
            self.uses.insert(column, of);
        }
    }

    /// The columns of a heading: as written, else with other case and signs, else as messages say.
    fn headed(&self, heading: &str) -> Vec<usize> {
        let all = || self.table.headings.iter().enumerate();
        let exact: Vec<usize> =
            all().filter(|(_, h)| h.as_str() == heading.trim()).map(|(c, _)| c).collect();
        if !exact.is_empty() {
            return exact;
        }
        let wanted = fold(heading);
        let alike: Vec<usize> = (0..self.folded.len())
            .filter(|column| !wanted.is_empty() && self.folded[*column] == wanted)
            .collect();
        if !alike.is_empty() {
            return alike;
        }
        // As messages call it: a long heading cut short, or a column without one by its letter.
        if heading.trim().ends_with('…') {
            let cut = |column: &usize| self.table.column_name(*column) == heading.trim();
            return (0..self.folded.len()).filter(cut).collect();
        }
        let unheaded = all().filter(|(_, h)| h.is_empty());
        let of_letter = |column: &usize| self.table.column_name(*column) == heading.trim();
        unheaded.map(|(column, _)| column).filter(of_letter).collect()
    }

    fn question_of_id(&self, id: &str) -> Option<&'a Question> {
        let folded = fold_id(id);
        let asked = self.questions.iter().copied().find(|question| fold_id(&question.id) == folded);
        asked.or_else(|| self.pack.question(id))
    }

    /// Finds what each column that is left answers.
    fn guessed(&mut self, template: &Template) {
        let known = Known::of(template, &self.questions);
        self.own_numbers = self.numbers_itself(&known);
        for column in 0..self.folded.len() {
            if self.uses.contains_key(&column) || self.table.mend_column() == Some(column) {
                continue;
            }
            let folded = self.folded[column].clone();
            if folded.is_empty() || fold_id(&folded) == AGREED {
                continue;
            }
            if let Some((question, by)) = self.guess(&known, &folded, column) {
                self.uses.insert(column, Use::Question(question, by));
            }
        }
        self.nearly_asked();
    }

    fn guess(
        &mut self,
        known: &Known<'a>,
        folded: &str,
        column: usize,
    ) -> Option<(&'a Question, By)> {
        let heading = self.table.headings[column].as_str();
        if let Some(found) = with_option(heading).and_then(|(asked, option)| {
            let of_ticks = |(question, _): &(&Question, By)| takes_ticks(question);
            let asked = self.guess_of(known, asked, &fold(asked)).filter(of_ticks);
            // Else what stands in the brackets is a question within another, such as a name.
            asked.or_else(|| self.guess_of(known, option, &fold(option)))
        }) {
            return Some(found);
        }
        let found = self.guess_of(known, heading, folded);
        found.or_else(|| Some((self.by_option(column)?, By::Text)))
    }

    fn guess_of(
        &mut self,
        known: &Known<'a>,
        heading: &str,
        folded: &str,
    ) -> Option<(&'a Question, By)> {
        let (number, rest) = match numbered(heading) {
            Some((number, rest)) => (Some(number), fold(rest)),
            None => (None, String::new()),
        };
        // `Question 3` is the third question, whatever the question of that id asks.
        let is_only_number = number.is_some() && rest.is_empty();
        let by_id = known
            .by_id
            .get(&folded.replace(' ', ""))
            .filter(|question| !is_only_number || question.id.eq_ignore_ascii_case(heading.trim()));
        if let Some(question) = by_id {
            return Some((*question, By::Id));
        }
        if let Some(questions) = known.by_text.get(folded).or_else(|| known.by_text.get(&rest)) {
            return Some((self.one_of(heading, questions)?, By::Text));
        }
        self.by_name(folded)
            .or_else(|| self.by_name(&rest))
            .or_else(|| {
                let number = number.as_ref().filter(|_| !self.own_numbers)?;
                Some((known.numbers.question(number)?, By::Number))
            })
            .or_else(|| known.beginning(folded))
            .or_else(|| known.beginning(&rest))
    }

    /// The one question that is asked so; a fault when there are several.
    fn one_of(&mut self, heading: &str, questions: &[&'a Question]) -> Option<&'a Question> {
        match questions {
            [one] => Some(one),
            several => {
                let ids = several.iter().map(|question| question.id.clone()).collect();
                self.faults.push(ColumnFault::Ambiguous { heading: heading.to_string(), ids });
                None
            }
        }
    }

    pub(super) fn by_name(&self, folded: &str) -> Option<(&'a Question, By)> {
        let mut ids = known::ids(folded).iter();
        let question = ids.find_map(|id| self.questions.iter().copied().find(|q| q.id == *id))?;
        Some((question, By::Name))
    }

    /// The fields: for each question its columns, of which the surest match counts.
    fn fields(&mut self) -> Vec<Field> {
        let mut claims: BTreeMap<&str, Vec<(By, usize, &Question)>> = BTreeMap::new();
        for (column, of) in &self.uses {
            if let Use::Question(question, by) = of {
                claims.entry(&question.id).or_default().push((*by, *column, question));
            }
        }
        let mut fields = Vec::new();
        for mut claims in claims.into_values() {
            claims.sort_by_key(|(by, column, _)| (*by, *column));
            let Some((by, _, question)) = claims.first().copied() else { continue };
            // The id, the question itself and a usual name for it are as sure as each other.
            let sure = |other: By| other == by || by > By::Map && other <= By::Name;
            let columns: Vec<usize> =
                claims.iter().filter(|(other, ..)| sure(*other)).map(|(_, c, _)| *c).collect();
            let columns = self.without_those_of_the_form(columns);
            for (_, column, _) in claims.iter().filter(|(_, column, _)| !columns.contains(column)) {
                self.uses.remove(column);
                self.spare.push((*column, question.id.clone()));
            }
            let ticks = self.ticks(question, &columns);
            let joins = by == By::Map && (question.kind == Kind::Lines || question.id == "name");
            if columns.len() > 1 && !joins && ticks.is_empty() {
                self.faults.push(self.twice(question, &columns));
            }
            let (id, kind) = (question.id.clone(), question.kind);
            fields.push(Field { id, kind, columns, ticks, by });
        }
        fields
    }

    fn twice(&self, question: &Question, columns: &[usize]) -> ColumnFault {
        let names: Vec<String> = columns.iter().map(|c| self.table.column_name(*c)).collect();
        match all_same(&names) {
            Some(heading) => ColumnFault::SameHeading { heading, times: columns.len() },
            None => ColumnFault::Twice { id: question.id.clone(), headings: names },
        }
    }

    /// Adds answers that several columns make between them.
    fn joined(&mut self, fields: &mut Vec<Field>) {
        let has_address = fields.iter().any(|field| field.id == "address");
        let pairs = [
            ("name", known::first_and_last(&self.folded)),
            ("address", known::address_lines(&self.folded, has_address)),
        ];
        for (id, columns) in pairs {
            let Some(question) = self.questions.iter().copied().find(|q| q.id == id) else {
                continue;
            };
            let Some(columns) = columns else { continue };
            let free = columns.iter().all(|column| !self.uses.contains_key(column));
            let there = fields.iter_mut().find(|field| field.id == id);
            if let Some(field) = there {
                // `Address` may have the street alone, and the town a column of its own.
                if id == "address" && field.by != By::Map && field.columns.len() == 1 {
                    let more = columns.into_iter().filter(|c| !self.uses.contains_key(c));
                    field.columns.extend(more);
                    for column in &field.columns[1..] {
                        self.uses.insert(*column, Use::Question(question, By::Name));
                    }
                }
            } else if free {
                for column in &columns {
                    self.uses.insert(*column, Use::Question(question, By::Name));
                }
                let (id, kind) = (question.id.clone(), question.kind);
                fields.push(Field { id, kind, columns, ticks: Vec::new(), by: By::Name });
            }
        }
    }

    /// Tells of questions that must be answered and have no column.
    fn missing(&mut self, template: &Template, given_for_all: &BTreeSet<String>, fields: &[Field]) {
        for id in &template.questions {
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
                let near = self.nearly(question);
                let (id, ask) = (id.clone(), question.ask.clone());
                let personal = question.kind == Kind::OwnWords || is_personal(question);
                self.faults.push(ColumnFault::Missing { id, ask, near, personal });
            }
        }
    }
}

/// The name that all of these are.
pub(super) fn all_same(names: &[String]) -> Option<String> {
    let first = names.first()?;
    names.iter().all(|name| name == first).then(|| first.clone())
}

//! Matches headings to questions in one pass. A match is exact, or a proposal that somebody
//! confirms: nothing is guessed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use super::consent::{self, AGREED};
use super::faults;
use super::heading::{is_usual, meanings, parted, readings};
use crate::batch::columns::column_map::By;
use crate::batch::lists::{fold, fold_id, has, is, lists};
use crate::batch::table::Table;
use crate::diagnostic::{Diagnostic, fault, near};
use crate::model::{DATED, Kind, Pack, Question, Template};
use crate::text::question_number::numbered;

/// Most headings that are compared letter by letter with questions.
const MOST_COMPARED: usize = 500;
/// Fewest characters by which the beginning of a question is known.
pub(super) const BEGINNING: usize = 15;

/// What a column is for.
#[derive(Clone, Debug)]
pub(super) enum Role<'p> {
    /// It answers a question.
    Answer(Claim<'p>),
    Consent,
    /// Left out on purpose.
    Nothing,
}

/// A column that answers a question.
#[derive(Clone, Debug)]
pub(super) struct Claim<'p> {
    pub(super) question: &'p Question,
    pub(super) by: By,
    pub(super) column: usize,
    /// The option of it that a column of ticks is for.
    pub(super) option: Option<String>,
}

/// Columns on their way to their questions.
pub(super) struct Matching<'a> {
    pub(super) table: &'a Table,
    pub(super) pack: &'a Pack,
    pub(super) template: &'a Template,
    /// The questions that a column may answer.
    pub(super) questions: Vec<&'a Question>,
    /// The questions by how they are asked.
    pub(super) by_text: BTreeMap<String, Vec<&'a Question>>,
    /// The questions that columns of ticks may answer, by the option.
    pub(super) by_option: BTreeMap<String, &'a Question>,
    pub(super) folded: Vec<String>,
    pub(super) sentence: String,
    /// Whether the headings are those of `--columns`, so that single words are ids.
    pub(super) of_ids: bool,
    pub(super) roles: BTreeMap<usize, Role<'a>>,
    pub(super) spare: Vec<(usize, String)>,
    pub(super) faults: Vec<Diagnostic>,
}

impl<'a> Matching<'a> {
    /// Takes what `maps` say, then what is exact.
    pub(super) fn new(
        table: &'a Table,
        pack: &'a Pack,
        template: &'a Template,
        maps: &[(String, String)],
    ) -> Matching<'a> {
        let mut this = Matching {
            table,
            pack,
            template,
            questions: questions(pack, template),
            by_text: BTreeMap::new(),
            by_option: BTreeMap::new(),
            folded: table.headings.iter().map(|heading| fold(heading)).collect(),
            sentence: consent::sentence(pack, template),
            of_ids: false,
            roles: BTreeMap::new(),
            spare: Vec::new(),
            faults: Vec::new(),
        };
        for question in &this.questions {
            for text in asked(question) {
                this.by_text.entry(text).or_default().push(question);
            }
            let texts = option_texts(question, pack).into_iter().filter(|_| takes_ticks(question));
            this.by_option.extend(texts.map(|text| (fold(text), *question)));
        }
        this.of_ids = is_of_ids(table, template)
            && !this.folded.iter().any(|text| this.by_text.contains_key(text));
        this.mapped(maps);
        for column in 0..this.folded.len() {
            if !this.is_free(column) {
                continue;
            }
            if let Some(role) = this.exact(column) {
                this.roles.insert(column, role);
            }
        }
        this
    }

    /// Whether nothing is known of a column.
    pub(super) fn is_free(&self, column: usize) -> bool {
        !self.folded[column].is_empty()
            && !self.roles.contains_key(&column)
            && self.table.mend_column() != Some(column)
            && self.spare.iter().all(|(spare, _)| *spare != column)
    }

    /// Columns that nothing is known of yet, as many as are compared.
    pub(super) fn free(&self) -> impl Iterator<Item = usize> {
        (0..self.folded.len()).filter(|column| self.is_free(*column)).take(MOST_COMPARED)
    }

    /// Takes what `--map` says; of two for one column the later.
    fn mapped(&mut self, maps: &[(String, String)]) {
        let mut said = BTreeMap::new();
        for (heading, id) in maps {
            match self.headed(heading).as_slice() {
                [column] => drop(said.insert(*column, (heading, id.trim()))),
                [] => {
                    let known = self.table.headings.iter().map(String::as_str).take(MOST_COMPARED);
                    self.faults.push(faults::unknown_heading(heading, near(heading, known)));
                }
                several => self.faults.push(faults::same_heading(heading, several.len())),
            }
        }
        for (column, (heading, id)) in said {
            let role = if id.is_empty() {
                Role::Nothing
            } else if fold_id(id) == AGREED {
                if let Some(word) = consent::refusal(heading) {
                    let values: [(&str, &dyn Display); 2] = [("heading", heading), ("word", &word)];
                    self.faults.push(fault("consent-refuses", &values));
                }
                Role::Consent
            } else if let Some(question) = self.question_of_id(id) {
                let option = self.option(question, column);
                Role::Answer(Claim { question, by: By::Map, column, option })
            } else {
                let near = near(id, self.questions.iter().map(|q| q.id.as_str()));
                self.faults.push(faults::unknown_id(heading, id, near));
                continue;
            };
            self.roles.insert(column, role);
        }
    }

    /// The columns that are headed so: to the letter, else but for case and signs or as messages
    /// call them.
    fn headed(&self, heading: &str) -> Vec<usize> {
        let (heading, wanted) = (heading.trim(), fold(heading));
        let all = 0..self.folded.len();
        let same = all.clone().filter(|column| self.table.headings[*column] == heading);
        let same: Vec<usize> = same.collect();
        let alike = |column: &usize| {
            !wanted.is_empty() && self.folded[*column] == wanted
                || self.table.column_name(*column) == heading
        };
        if same.is_empty() { all.filter(alike).collect() } else { same }
    }

    fn question_of_id(&self, id: &str) -> Option<&'a Question> {
        let folded = fold_id(id);
        let asked = self.questions.iter().copied().find(|question| fold_id(&question.id) == folded);
        asked.or_else(|| self.pack.question(id))
    }

    /// What a column is for without a doubt.
    fn exact(&mut self, column: usize) -> Option<Role<'a>> {
        let heading = &self.table.headings[column];
        if readings(heading).iter().any(|text| consent::is_exact(text, &self.sentence)) {
            return Some(Role::Consent);
        }
        for (text, option) in meanings(heading) {
            let found = self.exact_question(column, text);
            // Else what stands behind is a question within another, such as a name.
            let found = found.filter(|(question, _)| option.is_none() || takes_ticks(question));
            if let Some((question, by)) = found {
                let option = option.map(str::to_string);
                return Some(Role::Answer(Claim { question, by, column, option }));
            }
        }
        let question = self.option_alone(column)?;
        let option = Some(heading.clone());
        Some(Role::Answer(Claim { question, by: By::Text, column, option }))
    }

    /// The question that a heading asks without a doubt: by its id as `--columns` writes it, in its
    /// words, or by a name that every form gives to it.
    fn exact_question(&mut self, column: usize, heading: &str) -> Option<(&'a Question, By)> {
        let is_id = |question: &&&Question| {
            question.id == heading.trim()
                && (self.of_ids || question.id.contains(['_', '.']))
                && (self.template.questions.contains(&question.id) || question.id == DATED)
        };
        if let Some(question) = self.questions.iter().find(is_id) {
            return Some((question, By::Id));
        }
        let folded = fold(heading);
        match self.by_text.get(&folded).map(Vec::as_slice) {
            Some([one]) => Some((*one, By::Text)),
            Some(several) => {
                let ids: Vec<&str> = several.iter().map(|question| question.id.as_str()).collect();
                let heading = self.table.column_name(column);
                self.faults.push(faults::ambiguous(&heading, &ids));
                None
            }
            None => {
                let (id, _) = lists().known.iter().find(|(_, names)| has(names, &folded))?;
                let question = self.questions.iter().find(|question| question.id == *id)?;
                Some((question, By::Name))
            }
        }
    }

    /// The question of which a column is an option, or one for something else or for none of them, as
    /// Typeform heads them: by the option alone, several beside each other.
    fn option_alone(&self, column: usize) -> Option<&'a Question> {
        let of = |column: usize| self.by_option.get(self.folded.get(column)?).copied();
        let others = |question: &Question| {
            let all = (0..self.folded.len()).filter_map(of);
            all.filter(|other| other.id == question.id).nth(1).is_some()
        };
        let is_beside = |column: usize| {
            let folded = &self.folded[column];
            folded.split(' ').next() == Some("other") || is("none-of-these", folded)
        };
        // Both may stand behind the options.
        let mut before = (0..column).rev().take(2).filter(|_| is_beside(column));
        let before = before.find(|before| !is_beside(*before)).and_then(of);
        let before = before.filter(|question| question.kind == Kind::Concerns);
        of(column).or(before).filter(|question| others(question))
    }

    /// The option that a mapped column of ticks stands for.
    fn option(&self, question: &Question, column: usize) -> Option<String> {
        if !takes_ticks(question) {
            return None;
        }
        let heading = &self.table.headings[column];
        match self.by_option.get(&self.folded[column]) {
            Some(of) if of.id == question.id => Some(heading.clone()),
            _ => parted(heading).map(|(_, option)| option.into()),
        }
    }
}

impl Role<'_> {
    /// The id of the question it answers, or that of consent.
    pub(super) fn id(&self) -> Option<&str> {
        match self {
            Role::Answer(claim) => Some(&claim.question.id),
            Role::Consent => Some(AGREED),
            Role::Nothing => None,
        }
    }
}

/// The questions of a template, its date, and the two ways of contact where it asks for one.
fn questions<'p>(pack: &'p Pack, template: &Template) -> Vec<&'p Question> {
    let asks_contact = template.questions.iter().any(|id| id == "contact");
    let contact = ["telephone", "email"].into_iter().filter(|_| asks_contact);
    let ids = template.questions.iter().map(String::as_str).chain([DATED]).chain(contact);
    let mut seen = BTreeSet::new();
    ids.filter(|id| seen.insert(*id)).filter_map(|id| pack.question(id)).collect()
}

/// A question as it may be asked, with its number and without.
pub(super) fn asked(question: &Question) -> Vec<String> {
    let without = numbered(&question.ask).map_or(question.ask.as_str(), |(_, rest)| rest);
    let texts = BTreeSet::from([fold(&question.ask), fold(without)]);
    texts.into_iter().filter(|text| !text.is_empty()).collect()
}

/// The options of a question as people see them.
pub(super) fn option_texts<'p>(question: &'p Question, pack: &'p Pack) -> Vec<&'p str> {
    match question.kind {
        Kind::Concerns => pack.concerns.iter().map(|concern| concern.title.as_str()).collect(),
        _ => question.options.iter().map(|option| option.text.as_str()).collect(),
    }
}

/// Whether an answer may stand in several columns of ticks.
fn takes_ticks(question: &Question) -> bool {
    matches!(question.kind, Kind::Choices | Kind::Concerns)
}

/// Whether the headings are ids as `--columns` writes them: that of consent among them, and half of
/// those that are not what every form has. Where one asks a question, none is an id.
fn is_of_ids(table: &Table, template: &Template) -> bool {
    let is_own = |heading: &&String| !heading.is_empty() && !is_usual(&fold(heading));
    let own: Vec<&String> = table.headings.iter().filter(is_own).collect();
    let is_id = |heading: &&&String| **heading == AGREED || template.questions.contains(heading);
    let ids = own.iter().filter(is_id).count();
    table.headings.iter().any(|heading| heading == AGREED) && ids * 2 >= own.len()
}

//! Matches headings to questions in one pass. A match is exact, or a proposal that somebody
//! confirms: nothing is guessed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use super::column_map::{By, Maps, Proposal};
use super::consent::{self, AGREED};
use super::heading::{meanings, parted, readings};
use crate::batch::lists::{fold, fold_id, has, is, lists};
use crate::batch::table::Table;
use crate::diagnostic::{Diagnostic, Remedy, Values, fault, near};
use crate::model::{DATED, Kind, Pack, Question, Template};
use crate::text::question_number::numbered;

/// Most headings that are compared letter by letter with questions.
const MOST_COMPARED: usize = 500;
/// Most characters of a heading that is compared so: comparing takes its square.
const MOST_LONG: usize = 400;
/// How like a heading is to a question from which it is proposed, 1 being the same.
const ALIKE: f64 = 0.8;
/// Fewest characters by which the beginning of a question is known.
pub(super) const BEGINNING: usize = 15;

/// A column that answers a question, or says who agreed.
#[derive(Clone, Debug)]
pub(super) struct Claim<'p> {
    /// Id of the question, or that of consent.
    pub(super) id: &'p str,
    pub(super) kind: Kind,
    pub(super) by: By,
    pub(super) column: usize,
    /// The option of the question that a column of ticks is for.
    pub(super) option: Option<String>,
    /// Which part of the answer it has, such as a surname, from 1; 0 where it has all of it.
    pub(super) part: usize,
}

impl<'p> Claim<'p> {
    fn of(question: &'p Question, by: By, column: usize, option: Option<String>) -> Claim<'p> {
        Claim { id: &question.id, kind: question.kind, by, column, option, part: 0 }
    }

    /// That a column says who agreed: no other way to know it is surer, so two are never chosen from.
    fn consent(column: usize) -> Claim<'p> {
        Claim { id: AGREED, kind: Kind::YesNo, by: By::Map, column, option: None, part: 0 }
    }
}

/// Columns on their way to their questions.
pub(super) struct Matching<'a> {
    pub(super) table: &'a Table,
    pub(super) pack: &'a Pack,
    pub(super) template: &'a Template,
    /// The questions that a column may answer.
    questions: Vec<&'a Question>,
    /// The questions by how they are asked.
    pub(super) by_text: BTreeMap<String, Vec<&'a Question>>,
    /// The questions that columns of ticks may answer, by the option.
    by_option: BTreeMap<String, &'a Question>,
    pub(super) folded: Vec<String>,
    pub(super) sentence: String,
    /// Whether the headings are those of `--columns`, so that single words are ids.
    of_ids: bool,
    /// Columns that nothing is known of yet; those that are left out on purpose are not among them.
    open: BTreeSet<usize>,
    /// What columns answer.
    pub(super) claims: Vec<Claim<'a>>,
    pub(super) faults: Vec<Diagnostic>,
}

impl<'a> Matching<'a> {
    /// Takes what `maps` say, then what is exact.
    pub(super) fn new(
        table: &'a Table,
        pack: &'a Pack,
        template: &'a Template,
        maps: &Maps,
    ) -> Matching<'a> {
        let folded: Vec<String> = table.headings.iter().map(|heading| fold(heading)).collect();
        let is_open = |column: &usize| !folded[*column].is_empty() && table.mend != Some(*column);
        let mut this = Matching {
            table,
            pack,
            template,
            questions: questions(pack, template),
            by_text: BTreeMap::new(),
            by_option: BTreeMap::new(),
            open: (0..folded.len()).filter(is_open).collect(),
            claims: Vec::new(),
            folded,
            sentence: consent::sentence(pack, template),
            of_ids: false,
            faults: Vec::new(),
        };
        for question in &this.questions {
            for text in asked(question) {
                this.by_text.entry(text).or_default().push(question);
            }
            let texts = option_texts(question, pack).into_iter().filter(|_| takes_ticks(question));
            this.by_option.extend(texts.map(|text| (fold(text), *question)));
        }
        // Where one asks a question, none is an id.
        this.of_ids = table.headings.iter().any(|heading| heading == AGREED)
            && !this.folded.iter().any(|text| this.by_text.contains_key(text));
        this.mapped(maps);
        for column in this.open.clone() {
            if let Some(claim) = this.exact(column) {
                this.take(claim);
            }
        }
        this.joined();
        this
    }

    /// Columns that nothing is known of yet, as many as are compared.
    pub(super) fn open(&self) -> impl Iterator<Item = usize> {
        self.open.iter().copied().take(MOST_COMPARED)
    }

    fn take(&mut self, claim: Claim<'a>) {
        self.open.remove(&claim.column);
        self.claims.push(claim);
    }

    /// Takes what `--map` says; of two for one column the later.
    fn mapped(&mut self, maps: &Maps) {
        let mut said = BTreeMap::new();
        for (heading, id) in maps {
            match self.headed(heading).as_slice() {
                [column] => drop(said.insert(*column, (heading, id.trim()))),
                [] => {
                    let known = self.table.headings.iter().map(String::as_str).take(MOST_COMPARED);
                    let unknown = fault("unknown-heading", &[("heading", heading)]);
                    self.faults.push(unknown.meant(near(heading, known)));
                }
                several => self.faults.push(same_heading(heading, several.len())),
            }
        }
        for (column, (heading, id)) in said {
            if id.is_empty() {
                self.open.remove(&column);
            } else if fold_id(id) == AGREED {
                if let Some(word) = consent::refusal(heading) {
                    let values = [("heading", heading as _), ("word", &word as _)];
                    self.faults.push(fault("consent-refuses", &values));
                }
                self.take(Claim::consent(column));
            } else if let Some(question) = self.question_of_id(id) {
                let option = self.option(question, column);
                self.take(Claim::of(question, By::Map, column, option));
            } else {
                let values = [("heading", heading as _), ("id", &id as _)];
                let unknown = fault("column-unknown-id", &values).remedy(Remedy::ShowIds);
                let meant = near(id, self.questions.iter().map(|q| q.id.as_str()));
                self.faults.push(unknown.meant(meant));
            }
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

    /// What a column answers without a doubt.
    fn exact(&mut self, column: usize) -> Option<Claim<'a>> {
        let heading = &self.table.headings[column];
        if readings(heading).iter().any(|text| consent::is_exact(text, &self.sentence)) {
            return Some(Claim::consent(column));
        }
        for (text, option) in meanings(heading) {
            let found = self.exact_question(column, text);
            // Else what stands behind is a question within another, such as a name.
            let found = found.filter(|(question, _)| option.is_none() || takes_ticks(question));
            if let Some((question, by)) = found {
                return Some(Claim::of(question, by, column, option.map(str::to_string)));
            }
        }
        let question = self.option_alone(column)?;
        Some(Claim::of(question, By::Text, column, Some(heading.clone())))
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
                let (heading, named) = (self.table.column_name(column), ids.join("`, `"));
                let fault = of_column("ambiguous-heading", &heading, ids[0], &[("ids", &named)]);
                self.faults.push(fault);
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

    /// Takes columns that make one answer between them: a first and a last name, an address, or what
    /// an address that has the street alone lacks.
    fn joined(&mut self) {
        for (id, parts) in &lists().parts {
            let Some(question) = self.questions.iter().copied().find(|q| q.id == *id) else {
                continue;
            };
            let only = |names: &Vec<String>| {
                let mut found = (0..self.folded.len()).filter(|c| has(names, &self.folded[*c]));
                let first = found.next().filter(|column| self.open.contains(column))?;
                found.next().is_none().then_some(first)
            };
            let found: Vec<Option<usize>> = parts.iter().map(only).collect();
            let whole: Vec<By> = self.claims.iter().filter(|c| c.id == id).map(|c| c.by).collect();
            let is_address = id == "address";
            let (fits, by) = match whole.as_slice() {
                [] if is_address => (found[0].is_some(), By::Name),
                [] => (found.iter().all(Option::is_some), By::Name),
                [by] => (is_address && *by != By::Map, *by),
                _ => continue,
            };
            for (column, part) in found.into_iter().zip(1..).filter(|_| fits) {
                let Some(column) = column else { continue };
                let claim = Claim::of(question, by, column, None);
                self.take(Claim { part, ..claim });
            }
        }
    }

    /// How likely a heading asks this question, 1 being sure.
    fn score(&self, column: usize, question: &Question, texts: &[String]) -> f64 {
        let whole = &self.table.headings[column];
        if let Some((wanted, "")) = numbered(whole) {
            let own = numbered(&question.ask).map(|(number, _)| number);
            let of_id = question.id.trim_start_matches(|c: char| !c.is_ascii_digit());
            let is_it = own.as_deref().unwrap_or(of_id.trim_start_matches('0')) == wanted;
            // `question_3` asks what the question is, `answer_3` what the answer.
            let words = if question.kind == Kind::OwnWords { 0.91 } else { 0.9 };
            return if is_it { words } else { 0.0 };
        }
        let heading = &readings(whole).last().map(|rest| fold(rest)).unwrap_or_default();
        let (known, likely) = (&lists().known, &lists().likely);
        let names = || [known, likely].into_iter().filter_map(|of| of.get(&question.id)).flatten();
        let begins = |text: &String| {
            let [short, long] = [text.min(heading), text.max(heading)];
            short.chars().count() >= BEGINNING && long.starts_with(short.as_str())
        };
        if fold_id(heading) == fold_id(&question.id) {
            return 0.98;
        } else if names().any(|name| name == heading) {
            return 0.95;
        } else if texts.iter().any(begins) {
            return 0.9;
        }
        // What has other numbers, or is turned round by a word such as "not", asks something else.
        let marks = |text: &str| {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            (digits, text.split(' ').filter(|word| is("turns", word)).count())
        };
        let is_alike = |text: &&String| {
            [*text, heading].iter().all(|text| (5..=MOST_LONG).contains(&text.len()))
                && marks(text) == marks(heading)
        };
        let texts = texts.iter().chain(names()).filter(is_alike);
        texts.map(|text| strsim::normalized_damerau_levenshtein(text, heading)).fold(0.0, f64::max)
    }
}

/// What the columns that are no exact match may answer. Answers of one question are proposed for
/// one column.
pub fn proposals(table: &Table, pack: &Pack, template: &Template, maps: &Maps) -> Vec<Proposal> {
    let matching = Matching::new(table, pack, template, maps);
    let answered: BTreeSet<&str> = matching.claims.iter().map(|claim| claim.id).collect();
    let is_left = |question: &&&Question| {
        !answered.contains(question.id.as_str()) && template.questions.contains(&question.id)
    };
    let left = matching.questions.iter().filter(is_left);
    let left: Vec<(&Question, Vec<String>)> = left.map(|left| (*left, asked(left))).collect();
    let best = |column: usize| {
        let sentence = &matching.sentence;
        if !answered.contains(AGREED) && consent::is_likely(&table.headings[column], sentence) {
            return Some((1.0, column, AGREED, sentence));
        }
        let scored = left.iter().map(|(question, texts)| {
            (matching.score(column, question, texts), column, question.id.as_str(), &question.ask)
        });
        scored.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(score, ..)| *score >= ALIKE)
    };
    let mut found: Vec<_> = matching.open().filter_map(best).collect();
    // Of several columns for one question the likeliest is proposed.
    let mut taken = BTreeSet::new();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.retain(|(_, _, id, _)| taken.insert(*id));
    found.sort_by_key(|(_, column, ..)| *column);
    let proposal = |(_, column, id, ask): (f64, usize, &str, &String)| {
        let mut cells = table.rows().map(|row| row.cell(column));
        Proposal {
            heading: table.headings[column].clone(),
            id: id.to_string(),
            ask: ask.clone(),
            sample: cells.find(|cell| !cell.trim().is_empty()).unwrap_or_default().to_string(),
        }
    };
    found.into_iter().map(proposal).collect()
}

/// The fault of columns that may answer questions, where nobody has confirmed it.
pub fn unconfirmed(proposals: Vec<Proposal>) -> Diagnostic {
    let pairs: Vec<(String, String)> =
        proposals.into_iter().map(|proposal| (proposal.heading, proposal.id)).collect();
    let named = pairs.iter().map(|(heading, id)| format!("`{heading}` for `{id}`"));
    let named = named.collect::<Vec<_>>().join(", ");
    fault("unconfirmed-column", &[("columns", &named)]).remedy(Remedy::ConfirmColumns(pairs))
}

/// A fault that is mended by saying of a column that it answers the question of this id.
pub(super) fn of_column(code: &str, heading: &str, id: &str, more: &Values<'_>) -> Diagnostic {
    let values: [(&str, &dyn Display); 2] = [("heading", &heading), ("id", &id)];
    let remedy = Remedy::MapColumn(heading.to_string(), id.to_string());
    fault(code, &[&values, more].concat()).remedy(remedy)
}

/// That a heading is there more than once, and answers a question.
pub(super) fn same_heading(heading: &str, times: usize) -> Diagnostic {
    fault("same-heading", &[("heading", &heading), ("times", &times)])
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
fn asked(question: &Question) -> Vec<String> {
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

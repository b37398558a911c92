//! Matches headings to questions in one pass. A match is exact, or a proposal that somebody
//! confirms: nothing is guessed.

use std::collections::{BTreeMap, BTreeSet};

use super::consent::{self, AGREED};
use super::fault::ColumnFault;
use super::{By, Field, Proposal, Table};
use crate::batch::for_all::is_personal;
use crate::batch::lists::{fold, fold_id, has, lists};
use crate::diagnostic::near;
use crate::model::{Pack, Template};
use crate::model::{Kind, Question};
use crate::questionnaire::DATED;

/// Most headings that are compared letter by letter with questions.
const MOST_COMPARED: usize = 500;
/// Most characters of a heading that is compared so: comparing takes its square.
const MOST_LONG: usize = 400;
/// Fewest characters by which the beginning of a question is known.
const BEGINNING: usize = 15;
/// How like a heading is to a question from which it is proposed, 1 being the same.
const ALIKE: f64 = 0.8;
/// Most headings that a message names.
const MOST_NAMED: usize = 5;

/// What was found.
pub(super) struct Found {
    pub(super) fields: Vec<Field>,
    pub(super) consent: usize,
    pub(super) spare: Vec<(usize, String)>,
}

/// What a column is for.
#[derive(Clone, Debug)]
enum Role<'p> {
    /// It answers a question, with this option of it where it is a column of ticks.
    Answer(&'p Question, By, Option<String>),
    Consent,
    /// Left out on purpose.
    Nothing,
}

/// Columns on their way to their questions.
pub(super) struct Matching<'a> {
    table: &'a Table,
    pack: &'a Pack,
    template: &'a Template,
    /// The questions that a column may answer.
    questions: Vec<&'a Question>,
    /// The questions by how they are asked.
    by_text: BTreeMap<String, Vec<&'a Question>>,
    /// The questions that columns of ticks may answer, by the option.
    by_option: BTreeMap<String, &'a Question>,
    folded: Vec<String>,
    sentence: String,
    /// Whether the headings are those of `--columns`, so that single words are ids.
    of_ids: bool,
    roles: BTreeMap<usize, Role<'a>>,
    spare: Vec<(usize, String)>,
    faults: Vec<ColumnFault>,
}

impl<'a> Matching<'a> {
    /// Takes what `maps` say, then what is exact.
    pub(super) fn new(
        table: &'a Table,
        pack: &'a Pack,
        template: &'a Template,
        maps: &[(String, String)],
    ) -> Matching<'a> {
        let questions = questions(pack, template);
        let folded: Vec<String> = table.headings.iter().map(|heading| fold(heading)).collect();
        let mut by_text: BTreeMap<String, Vec<&Question>> = BTreeMap::new();
        let mut by_option = BTreeMap::new();
        for question in &questions {
            for text in asked(question) {
                by_text.entry(text).or_default().push(question);
            }
            if takes_ticks(question) {
                by_option.extend(option_texts(question, pack).into_iter().map(|text| (fold(text), *question)));
            }
        }
        let of_ids = is_of_ids(table, template);
        let (roles, spare, faults) = (BTreeMap::new(), Vec::new(), Vec::new());
        let sentence = consent::sentence(pack, template);
        let mut this = Matching {
            table, pack, template, questions, by_text, by_option, folded, sentence, of_ids, roles, spare, faults,
        };
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

    fn is_free(&self, column: usize) -> bool {
        !self.folded[column].is_empty()
            && !self.roles.contains_key(&column)
            && self.table.mend_column() != Some(column)
            && self.spare.iter().all(|(spare, _)| *spare != column)
    }

    /// Takes what `--map` says.
    fn mapped(&mut self, maps: &[(String, String)]) {
        let mut said: BTreeMap<usize, (&str, &str)> = BTreeMap::new();
        for (heading, id) in maps {
            match self.headed(heading).as_slice() {
                [column] => {
                    said.insert(*column, (heading, id.trim()));
                }
                [] => {
                    let known = self.table.headings.iter().map(String::as_str).take(MOST_COMPARED);
                    let near = near(heading, known);
                    self.faults.push(ColumnFault::UnknownHeading { heading: heading.clone(), near });
                }
                several => {
                    let times = several.len();
                    self.faults.push(ColumnFault::SameHeading { heading: heading.clone(), times });
                }
            }
        }
        for (column, (heading, id)) in said {
            let question = self.question_of_id(id);
            let role = match question {
                _ if id.is_empty() => Role::Nothing,
                _ if fold_id(id) == AGREED => {
                    if let Some(word) = consent::refusal(heading) {
                        let (heading, word) = (heading.to_string(), word.to_string());
                        self.faults.push(ColumnFault::Refusal { heading, word });
                    }
                    Role::Consent
                }
                Some(question) => {
                    let option = self.option(question, column);
                    Role::Answer(question, By::Map, option)
                }
                None => {
                    let near = near(id, self.questions.iter().map(|q| q.id.as_str()));
                    let (heading, id) = (heading.to_string(), id.to_string());
                    self.faults.push(ColumnFault::UnknownId { heading, id, near });
                    continue;
                }
            };
            self.roles.insert(column, role);
        }
    }

    /// The columns that are headed so: to the letter, else but for case and signs, else as messages
    /// call them.
    fn headed(&self, heading: &str) -> Vec<usize> {
        let all = || 0..self.folded.len();
        let same: Vec<usize> = all().filter(|c| self.table.headings[*c] == heading.trim()).collect();
        if !same.is_empty() {
            return same;
        }
        let wanted = fold(heading);
        let alike: Vec<usize> = all().filter(|c| !wanted.is_empty() && self.folded[*c] == wanted).collect();
        if !alike.is_empty() {
            return alike;
        }
        all().filter(|c| self.table.column_name(*c) == heading.trim()).collect()
    }

    fn question_of_id(&self, id: &str) -> Option<&'a Question> {
        let folded = fold_id(id);
        let asked = self.questions.iter().copied().find(|question| fold_id(&question.id) == folded);
        asked.or_else(|| self.pack.question(id))
    }

    /// What a column is for without a doubt.
    fn exact(&mut self, column: usize) -> Option<Role<'a>> {
        let heading = self.table.headings[column].clone();
        for heading in readings(&heading) {
            if consent::is_exact(heading, &self.sentence) {
                return Some(Role::Consent);
            }
            if let Some((question, by)) = self.exact_question(column, heading) {
                return Some(Role::Answer(question, by, None));
            }
            if let Some((question, option)) = parted(heading) {
                let asked = self.exact_question(column, question).filter(|(q, _)| takes_ticks(q));
                if let Some((question, by)) = asked {
                    return Some(Role::Answer(question, by, Some(option.to_string())));
                }
                // Else what stands behind is a question within another, such as a name.
                if let Some((question, by)) = self.exact_question(column, option) {
                    return Some(Role::Answer(question, by, None));
                }
            }
        }
        let question = self.option_alone(column)?;
        Some(Role::Answer(question, By::Text, Some(heading)))
    }

    /// The question that a heading asks without a doubt: in its words, by its id or by a name that
    /// every form gives to it.
    fn exact_question(&mut self, column: usize, heading: &str) -> Option<(&'a Question, By)> {
        let folded = fold(heading);
        let id = |question: &&&Question| fold_id(&question.id) == folded.replace(' ', "");
        if let Some(question) = self.questions.iter().find(id).filter(|question| {
            let several = question.id.contains(['_', '.']);
            let is_asked = self.template.questions.contains(&question.id) || question.id == DATED;
            is_asked && (several || self.of_ids && question.id == heading.trim())
        }) {
            return Some((question, By::Id));
        }
        match self.by_text.get(&folded).map(Vec::as_slice) {
            Some([one]) => return Some((*one, By::Text)),
            Some(several) => {
                let ids = several.iter().map(|question| question.id.clone()).collect();
                let heading = self.table.column_name(column);
                self.faults.push(ColumnFault::Ambiguous { heading, ids });
                return None;
            }
            None => {}
        }
        let known = lists().known.iter().find(|(_, names)| has(names, &folded));
        let question = known.and_then(|(id, _)| self.questions.iter().find(|q| q.id == *id));
        question.map(|question| (*question, By::Name))
    }

    /// The question of which a column is an option, or the one for something else behind them, as
    /// Typeform heads them: by the option alone, several beside each other.
    fn option_alone(&self, column: usize) -> Option<&'a Question> {
        let of = |column: usize| self.by_option.get(self.folded.get(column)?).copied();
        let others = |question: &Question| {
            let all = (0..self.folded.len()).filter_map(of);
            all.filter(|other| other.id == question.id).nth(1).is_some()
        };
        let is_other = self.folded[column].split(' ').next() == Some("other");
        let before = column.checked_sub(1).filter(|_| is_other).and_then(of);
        let before = before.filter(|question| question.kind == Kind::Concerns);
        of(column).or(before).filter(|question| others(question))
    }

    /// The option that a mapped column of ticks stands for.
    fn option(&self, question: &Question, column: usize) -> Option<String> {
        if !takes_ticks(question) {
            return None;
        }
        let heading = &self.table.headings[column];
        let is_option = self.by_option.get(&self.folded[column]).is_some_and(|q| q.id == question.id);
        if is_option { Some(heading.clone()) } else { parted(heading).map(|(_, option)| option.into()) }
    }

    /// What may be meant by columns that are no exact match: each once, the likeliest question.
    pub(super) fn proposals(&self) -> Vec<Proposal> {
        let answered: BTreeSet<&str> = self.roles.values().filter_map(Role::id).collect();
        let asked: Vec<(&Question, Vec<String>)> = self
            .questions
            .iter()
            .filter(|question| !answered.contains(question.id.as_str()) && self.template.questions.contains(&question.id))
            .map(|question| (*question, asked(question)))
            .collect();
        let has_consent = self.roles.values().any(|role| matches!(role, Role::Consent));
        let free = (0..self.folded.len()).filter(|column| self.is_free(*column));
        let mut taken = BTreeSet::new();
        let mut found: Vec<(f64, Proposal)> = Vec::new();
        for column in free.take(MOST_COMPARED) {
            let heading = &self.table.headings[column];
            if !has_consent && consent::is_likely(heading, &self.sentence) {
                found.push((1.0, self.proposal(column, AGREED, &self.sentence)));
                continue;
            }
            let scored = asked.iter().map(|(question, texts)| (self.score(column, question, texts), question));
            let best = scored.max_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((score, question)) = best.filter(|(score, _)| *score >= ALIKE) {
                found.push((score, self.proposal(column, &question.id, &question.ask)));
            }
        }
        // Of several columns for one question the likeliest is proposed.
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found.retain(|(_, proposal)| taken.insert(proposal.id.clone()));
        found.sort_by_key(|(_, proposal)| proposal.column);
        found.into_iter().map(|(_, proposal)| proposal).collect()
    }

    fn proposal(&self, column: usize, id: &str, ask: &str) -> Proposal {
        let sample = self.table.rows().map(|row| row.cell(column)).find(|cell| !cell.trim().is_empty());
        let (id, ask) = (id.to_string(), ask.to_string());
        let heading = self.table.headings[column].clone();
        Proposal { column, heading, id, ask, sample: sample.unwrap_or_default().to_string() }
    }

    /// How likely a heading asks this question, 1 being sure.
    fn score(&self, column: usize, question: &Question, texts: &[String]) -> f64 {
        let heading = &self.folded[column];
        let likely = lists().likely.get(&question.id);
        let names = || lists().known.get(&question.id).into_iter().chain(likely).flatten();
        if fold_id(heading) == fold_id(&question.id) {
            return 0.98;
        }
        if names().any(|name| name == heading) {
            return 0.95;
        }
        let number = |text: &str| numbered(text).map(|(number, _)| number.to_string());
        let bare = numbered(&self.table.headings[column]).filter(|(_, rest)| rest.is_empty());
        if let Some((wanted, _)) = bare {
            let own = number(&question.ask).or_else(|| number_of_id(&question.id));
            return if own.as_deref() == Some(wanted) { 0.9 } else { 0.0 };
        }
        let begins = |text: &String| {
            let (short, long) = if text.len() < heading.len() { (text, heading) } else { (heading, text) };
            short.chars().count() >= BEGINNING && long.starts_with(short.as_str())
        };
        if texts.iter().any(begins) {
            return 0.9;
        }
        if heading.len() > MOST_LONG || heading.len() < 5 {
            return 0.0;
        }
        let same = |text: &&String| digits(text) == digits(heading) && turns(text) == turns(heading);
        let texts = texts.iter().chain(names()).filter(|text| text.len() > 4 && text.len() <= MOST_LONG);
        let texts = texts.filter(same);
        texts.map(|text| strsim::normalized_damerau_levenshtein(text, heading)).fold(0.0, f64::max)
    }

    /// The fields and the column of consent, or every fault.
    pub(super) fn finish(mut self, given_for_all: &BTreeSet<String>) -> Result<Found, Vec<ColumnFault>> {
        let mut fields = self.fields();
        self.joined(&mut fields);
        if fields.is_empty() && self.faults.is_empty() {
            if looks_like_answers(self.table) {
                return Err(vec![ColumnFault::NoHeadings]);
            }
            if is_title(self.table) {
                return Err(vec![ColumnFault::Title]);
            }
        }
        self.begun();
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
        let mut claims: BTreeMap<&str, Vec<(By, usize, &'a Question, Option<String>)>> = BTreeMap::new();
        for (column, role) in &self.roles {
            if let Role::Answer(question, by, option) = role {
                claims.entry(&question.id).or_default().push((*by, *column, question, option.clone()));
            }
        }
        let mut fields = Vec::new();
        for mut claims in claims.into_values() {
            claims.sort_by_key(|(by, column, ..)| (*by, *column));
            let Some((by, _, question, _)) = claims.first().cloned() else { continue };
            let sure = |other: By| other == by || by == By::Id && other == By::Text;
            let (mut taken, mut left): (Vec<_>, Vec<_>) = claims.into_iter().partition(|(other, ..)| sure(*other));
            // A form has columns of its own, such as the name of who was signed in.
            if taken.len() > 1 && by != By::Map && taken.iter().all(|(.., option)| option.is_none()) {
                let (some, empty): (Vec<_>, Vec<_>) = taken.into_iter().partition(|claim| self.has_answers(claim.1));
                taken = some;
                left.extend(empty);
            }
            for (_, column, ..) in left {
                self.roles.remove(&column);
                self.spare.push((column, question.id.clone()));
            }
            let columns: Vec<usize> = taken.iter().map(|(_, column, ..)| *column).collect();
            let ticks: Option<Vec<String>> = taken.into_iter().map(|(.., option)| option).collect();
            let ticks = ticks.unwrap_or_default();
            let joins = by == By::Map && (question.kind == Kind::Lines || question.id == "name");
            if columns.len() > 1 && !joins && ticks.is_empty() {
                self.faults.push(self.twice(question, &columns));
            }
            let (id, kind) = (question.id.clone(), question.kind);
            if !columns.is_empty() {
                fields.push(Field { id, kind, columns, ticks, by });
            }
        }
        fields
    }

    /// Whether a column has anything in it but what a form puts for nobody.
    fn has_answers(&self, column: usize) -> bool {
        let said = |cell: &str| !cell.trim().is_empty() && !cell.trim().eq_ignore_ascii_case("anonymous");
        self.table.rows().any(|row| said(row.cell(column)))
    }

    fn twice(&self, question: &Question, columns: &[usize]) -> ColumnFault {
        let names: Vec<String> = columns.iter().map(|c| self.table.column_name(*c)).collect();
        match all_same(&names) {
            Some(heading) => ColumnFault::SameHeading { heading, times: columns.len() },
            None => ColumnFault::Twice { id: question.id.clone(), headings: names },
        }
    }

    /// Adds answers that several columns make between them: a first and a last name, an address.
    fn joined(&mut self, fields: &mut Vec<Field>) {
        let only = |names: &Vec<String>| {
            let mut found = (0..self.folded.len()).filter(|c| has(names, &self.folded[*c]));
            let first = found.next().filter(|column| self.is_free(*column))?;
            found.next().is_none().then_some(first)
        };
        let name: Vec<usize> = [&lists().first_names, &lists().last_names].into_iter().filter_map(only).collect();
        let lines: Vec<Option<usize>> = lists().address_lines.iter().map(only).collect();
        let first = lines.first().copied().flatten();
        let lines: Vec<usize> = lines.into_iter().flatten().collect();
        for (id, columns, is_whole) in [("name", name.clone(), name.len() == 2), ("address", lines, first.is_some())] {
            let Some(question) = self.questions.iter().copied().find(|q| q.id == id) else { continue };
            match fields.iter_mut().find(|field| field.id == id) {
                // `Address` may have the street alone, and the town a column of its own.
                Some(field) if id == "address" && field.by == By::Name && field.columns.len() == 1 => {
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

    /// Tells of unused columns whose headings begin with a question: what stands in them would be
    /// missed by nobody.
    fn begun(&mut self) {
        let free: Vec<usize> = (0..self.folded.len()).filter(|c| self.is_free(*c)).collect();
        for column in free.into_iter().take(MOST_COMPARED) {
            let heading = &self.folded[column];
            let begins = |text: &&String| {
                text.chars().count() >= BEGINNING
                    && heading.strip_prefix(text.as_str()).is_some_and(|rest| rest.starts_with(' '))
            };
            let found = self.by_text.iter().find(|(text, _)| begins(text)).and_then(|(_, of)| of.first());
            if let Some(question) = found {
                let (heading, id) = (self.table.column_name(column), question.id.clone());
                self.faults.push(ColumnFault::Begins { heading, id, ask: question.ask.clone() });
            }
        }
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
            let has = given_for_all.contains(id) || fields.iter().any(|field| field.id == *id);
            if needed && !has {
                let (id, ask) = (id.clone(), question.ask.clone());
                let personal = question.kind == Kind::OwnWords || is_personal(question);
                self.faults.push(ColumnFault::Missing { id, ask, personal });
            }
        }
    }

    /// The column of consent: what `--map` says, else the one heading that asks for it.
    fn consent(&mut self) -> Option<usize> {
        let is = |(column, role): (&usize, &Role<'_>)| matches!(role, Role::Consent).then_some(*column);
        let found: Vec<usize> = self.roles.iter().filter_map(is).collect();
        match found.as_slice() {
            [one] => return Some(*one),
            [] => {
                let like = (0..self.folded.len()).filter(|c| consent::is_like(&self.table.headings[*c]));
                let like = like.filter(|c| consent::refusal(&self.table.headings[*c]).is_none());
                let like = like.map(|c| self.table.column_name(c)).take(MOST_NAMED).collect();
                self.faults.push(ColumnFault::NoConsent { like, sentence: self.sentence.clone() });
            }
            several => {
                let headings: Vec<String> = several.iter().map(|c| self.table.column_name(*c)).collect();
                self.faults.push(match all_same(&headings) {
                    Some(heading) => ColumnFault::SameHeading { heading, times: headings.len() },
                    None => ColumnFault::SeveralConsents { headings },
                });
            }
        }
        None
    }
}

impl Role<'_> {
    /// The id of the question it answers, or that of consent.
    fn id(&self) -> Option<&str> {
        match self {
            Role::Answer(question, ..) => Some(&question.id),
            Role::Consent => Some(AGREED),
            Role::Nothing => None,
        }
    }
}

/// The questions of a template, its date, and the two ways of contact where it asks for one.
fn questions<'p>(pack: &'p Pack, template: &Template) -> Vec<&'p Question> {
    let asks_contact = template.questions.iter().any(|id| id == "contact");
    let contact = if asks_contact { &["telephone", "email"][..] } else { &[] };
    let ids = template.questions.iter().map(String::as_str);
    let mut ids: Vec<&str> = ids.chain([DATED]).chain(contact.iter().copied()).collect();
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    ids.iter().filter_map(|id| pack.question(id)).collect()
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

/// Whether the headings are ids as `--columns` writes them: that of consent among them, and most of
/// those that are not what every form has.
fn is_of_ids(table: &Table, template: &Template) -> bool {
    let lists = lists();
    let usual = |heading: &&String| {
        let folded = fold(heading);
        let known = lists.known.values().any(|names| has(names, &folded));
        known || [&lists.emails, &lists.times, &lists.ids].into_iter().any(|list| has(list, &folded))
    };
    let own: Vec<&String> = table.headings.iter().filter(|h| !h.is_empty() && !usual(h)).collect();
    let is_id = |heading: &&&String| **heading == AGREED || template.questions.contains(heading);
    let ids = own.iter().filter(is_id).count();
    table.headings.iter().any(|heading| heading == AGREED) && ids * 3 >= own.len() * 2
}

/// A heading as it stands, and without what a form puts before the question: a code such as
/// `G01Q02.`, or a number.
fn readings(heading: &str) -> Vec<&str> {
    let mut readings = vec![heading];
    if let Some((code, rest)) = heading.split_once(". ") {
        let is_code = code.len() < 24
            && code.starts_with(|c: char| c.is_ascii_alphabetic())
            && code.contains(|c: char| c.is_ascii_digit())
            && code.chars().all(|c| c.is_ascii_alphanumeric() || "[]_".contains(c));
        if is_code {
            readings.push(rest);
        }
    }
    if let Some((_, rest)) = numbered(heading).filter(|(_, rest)| !rest.is_empty()) {
        readings.push(rest);
    }
    readings
}

/// A question and one of its options, as forms head a column of ticks: `What worries you? [Buses]`,
/// `What worries you? - Buses`.
fn parted(heading: &str) -> Option<(&str, &str)> {
    let inner = heading.trim_end().strip_suffix(']').and_then(|inner| inner.rsplit_once(" ["));
    let (question, option) = inner.or_else(|| heading.split_once(" - ")).or_else(|| heading.split_once(" – "))?;
    let both = !question.trim().is_empty() && !option.trim().is_empty();
    both.then(|| (question.trim(), option.trim()))
}

/// The number that a heading begins with, and what follows it: `3. What would …`, `Q3`,
/// `Question 3a: …`.
fn numbered(heading: &str) -> Option<(&str, &str)> {
    let bare = heading.trim();
    let lead = bare.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(bare.len());
    let is_named = matches!(bare[..lead].to_ascii_lowercase().as_str(), "q" | "qu" | "question");
    let rest = if is_named { bare[lead..].trim_start_matches(['.', ' ']) } else { bare };
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    if digits == 0 || digits > 4 {
        return None;
    }
    let letter = rest[digits..].chars().next().filter(char::is_ascii_lowercase);
    let is_alone = !rest[digits..].chars().nth(1).is_some_and(char::is_alphanumeric);
    let end = digits + usize::from(letter.is_some() && is_alone);
    let (number, behind) = rest.split_at(end);
    const ENDS: [char; 5] = ['.', ':', ')', '-', '–'];
    let ended = behind.is_empty() || behind.trim_start().starts_with(ENDS) || is_named && behind.starts_with(' ');
    ended.then(|| (number, behind.trim_start_matches(ENDS.as_slice()).trim_start_matches(' ').trim_start_matches(ENDS.as_slice()).trim()))
}

/// The number at the end of an id: that of `q3`, `answer_3`, `question_3a`.
fn number_of_id(id: &str) -> Option<String> {
    let letter = id.len() - usize::from(id.ends_with(|c: char| c.is_ascii_lowercase()));
    [id.len(), letter].into_iter().find_map(|end| {
        let start = id[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len();
        (start < end && start > 0).then(|| id[start..].trim_start_matches('0').to_string())
    })
}

/// The digits of a text.
fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// How many words turn a text round.
fn turns(text: &str) -> usize {
    let turns = ["not", "no", "never", "dont", "without", "against"];
    text.split(' ').filter(|word| turns.contains(word)).count()
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

/// The name that all of these are.
fn all_same(names: &[String]) -> Option<String> {
    let first = names.first()?;
    names.iter().all(|name| name == first).then(|| first.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_forms_put_before_a_question_is_left_out() {
        for (heading, rest) in [
            ("3. What would help?", "What would help?"),
            ("Q3 What would help?", "What would help?"),
            ("Question 3a: Why?", "Why?"),
            ("4) Why?", "Why?"),
            ("G02Q04[SQ001]. What worries you most? [Buses]", "What worries you most? [Buses]"),
        ] {
            assert_eq!(readings(heading).last(), Some(&rest), "{heading}");
        }
        for heading in ["3 things to change", "Name", "Quality 3", "20263 x", "", "3rd choice", "Dr. Who"] {
            assert_eq!(readings(heading), [heading], "{heading}");
        }
        assert_eq!(numbered("Q3"), Some(("3", "")));
        assert_eq!(number_of_id("answer_3a").as_deref(), Some("3a"));
        assert_eq!(number_of_id("story"), None);
    }

    #[test]
    fn a_column_of_ticks_has_its_option_behind_the_question() {
        assert_eq!(parted("Why? [Buses] "), Some(("Why?", "Buses")));
        assert_eq!(parted("Why? - Buses"), Some(("Why?", "Buses")));
        for heading in ["Why?", "[Buses]", "Why? []", "Why [at all]?"] {
            assert_eq!(parted(heading), None, "{heading}");
        }
    }
}

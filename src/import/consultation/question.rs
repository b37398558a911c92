//! A consultation as it was read, or as the headings of a form's export are: which of them are
//! questions, and which tell who answered.

use serde::Serialize;

use super::limits::Limit;
use super::lines::{are_numbers, asks, behind};
use crate::batch::columns::consent;
use crate::document::Closes;
use crate::import::words::{count, has, is, list, lists, plain, says, shape, told, unlike};
use crate::limits;
use crate::reader::{ImportError, clean, fault, too_many};
use crate::text::question_number::{first, numbered, ordinal, stem};
use crate::text::words::one_line;

/// Most words of a label.
pub(super) const LABEL: usize = 4;

/// A question of a consultation.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ParsedQuestion {
    /// Its line or column.
    pub line: usize,
    /// Its number as it stands.
    pub number: String,
    /// What it asks.
    pub title: String,
    /// What can be ticked.
    pub options: Vec<String>,
    /// Whether more than one can be.
    pub several: bool,
    /// The rows of a grid, each ticked by itself.
    pub rows: Vec<String>,
    /// What asks for reasons beside a tick.
    pub why: Vec<String>,
    /// What is said below it.
    pub guidance: Vec<String>,
    /// The shared question that it is, where it asks who answers.
    pub about: Vec<&'static str>,
    /// Most words and characters of an answer.
    pub limit: Limit,
    /// The heading of a table that it is, as it stands.
    pub(super) heading: Option<String>,
}

impl ParsedQuestion {
    /// Takes the words that ask, with the answers that stand behind them.
    pub(super) fn ask(&mut self, words: &str) {
        let words = self.limit.take(words);
        // `Question 2 (optional)` and `Question 3 – 500 word limit` have their words below.
        if count(&words) <= LABEL && shape("no_words").is_match(&words) {
            return self.say(&words, false);
        }
        // `Could you help? Yes / No If yes, how?`
        let reasons = words.rfind(" If ").map(|at| words.split_at(at));
        let reasons = reasons.filter(|(words, _)| behind(words).1.len() > 1);
        let (words, reasons) = reasons.unwrap_or((&words, ""));
        self.say(reasons, true);
        (self.title, self.options) = behind(words);
    }

    /// Takes what is said below it, or what asks for reasons.
    pub(super) fn say(&mut self, words: &str, why: bool) {
        let words = self.limit.take(words);
        if !words.is_empty() {
            if why { &mut self.why } else { &mut self.guidance }.push(words);
        }
    }

    /// Takes the short lines under it: answers to tick or, beside a scale, rows, where there are
    /// several.
    pub(super) fn answers(&mut self, mut short: Vec<String>) {
        self.several = shape("takes_several").is_match(&self.said());
        // One is none, and the ends of a scale have names.
        let least = if self.options.is_empty() { 2 } else { 3 };
        let few = short.len() < least && are_numbers(&self.options);
        if few || shape("no_ticks").is_match(&self.title) || !self.about.is_empty() {
            return self.guidance.append(&mut short);
        }
        if self.options.is_empty() {
            let usual = short.iter().take_while(|option| is(option, "usual")).count();
            let scale = usual > 1 && says(&self.title, "each");
            self.options = unlike(short.drain(..if scale { usual } else { short.len() }));
        }
        // Forms that are pasted say the answers again below each row.
        self.rows = unlike(short.into_iter().filter(|row| !self.options.contains(row)));
    }

    /// Takes the words and the answers of the question that it is a part of.
    fn take_heading(&mut self, head: &ParsedQuestion) {
        let words = head.title.trim_end_matches(':');
        let goes_on = self.title.starts_with(char::is_lowercase) || words.ends_with(['.', '?']);
        let joint = if goes_on || words.is_empty() { "" } else { ":" };
        self.title = format!("{words}{joint} {}", self.title).trim_start().to_string();
        self.several |= head.several;
        self.limit.words = self.limit.words.or(head.limit.words);
        self.limit.characters = self.limit.characters.or(head.limit.characters);
        if self.options.is_empty() {
            self.options.clone_from(&head.options);
        }
    }

    /// Its words and all that is said below it.
    pub(super) fn said(&self) -> String {
        let title = std::slice::from_ref(&self.title);
        [title, &self.guidance, &self.why].concat().join(". ")
    }
}

/// Whether a number is that of a part of a question: `3a`, `3ai` and `3.1` of `3`.
pub(super) fn is_part(number: &str, of: &str) -> bool {
    let label = number.strip_prefix(of).filter(|label| !label.is_empty() && !of.is_empty());
    let lettered = |label: &str| label.bytes().all(|c| c.is_ascii_lowercase());
    // `(ii)` counts on from `(i)`.
    let counts = |label: &str| of.ends_with(['i', 'v', 'x']) && label.starts_with('i');
    label.is_some_and(|label| label.starts_with('.') || lettered(label) && !counts(label))
}

/// The shared question for whom somebody answers.
pub(super) const RESPOND_AS: &str = "respond_as";

/// The shared questions that a question about who answers is, where it says no more than they do.
pub(super) fn about(title: &str) -> Vec<&'static str> {
    let title = title.split('(').next().unwrap_or_default();
    if shape("for_whom").is_match(title) {
        return vec![RESPOND_AS];
    }
    let (mut words, mut found) = (plain(title), Vec::new());
    for (label, id) in &lists().respondent {
        if has(&words, label) {
            words = words.replace(label, "");
            found.retain(|known| known != id);
            found.push(id.as_str());
        }
    }
    let more = words.split_whitespace().any(|word| !is(word, "respondent_words"));
    if more { Vec::new() } else { found }
}

/// A consultation as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Consultation {
    /// What it is called, where that was found.
    pub title: Option<String>,
    /// When it closes, where that was found.
    #[serde(skip)]
    pub closes: Option<Closes>,
    /// What is no question, and was set aside: its line and its words.
    pub aside: Vec<(usize, String)>,
    /// What places count: `line`, `paragraph` or `column`.
    pub counts: &'static str,
    /// What was left out while it was read, a sentence each.
    pub told: Vec<String>,
    /// Its questions, in order.
    pub questions: Vec<ParsedQuestion>,
    /// What somebody should look at: the line of its question, or 0, and a sentence.
    pub unsure: Vec<(usize, String)>,
    /// Whether somebody looked at it.
    pub confirmed: bool,
}

impl Consultation {
    /// Takes the headings of a form's export for the questions.
    ///
    /// # Errors
    /// That none of them asks anything.
    pub fn of_headings(headings: &[String]) -> Result<Consultation, ImportError> {
        let (counts, confirmed) = ("column", true);
        let mut found = Consultation { counts, confirmed, ..Consultation::default() };
        let headings = headings.iter().map(|heading| one_line(&clean(heading)));
        for (heading, line) in headings.zip(1..).filter(|(heading, _)| !heading.is_empty()) {
            let consent = consent::asks(&heading);
            if consent {
                found.told.push(told("consent", &line.to_string()));
            }
            if consent || is_of_form(&heading) || !about(&heading).is_empty() {
                found.aside.push((line, heading));
                continue;
            }
            if shape("takes_several").is_match(&heading) {
                found.told.push(told("several", &line.to_string()));
            }
            let numbered = numbered(&heading).filter(|(_, rest)| !rest.is_empty());
            let (number, words) = numbered.unwrap_or((String::new(), heading.as_str()));
            let mut question = ParsedQuestion { line, number, ..ParsedQuestion::default() };
            question.title = question.limit.take(words);
            question.heading = Some(heading);
            found.questions.push(question);
        }
        let highest = found.questions.iter().map(|q| first(&q.number)).max().unwrap_or(0);
        let unnumbered = found.questions.iter_mut().filter(|q| q.number.is_empty());
        for (question, number) in unnumbered.zip(highest + 1..) {
            question.number = number.to_string();
        }
        found.counted(fault("import-no-headings"))
    }

    /// Notes what is not certain of the question at a line, with the line that it is said of.
    pub(super) fn doubt(&mut self, of: usize, line: usize, told: &str) {
        self.unsure.push((of, format!("{} {line}: {told}", self.counts)));
    }

    /// It, where it has questions and not more than are read.
    pub(super) fn counted(self, none: ImportError) -> Result<Consultation, ImportError> {
        match self.questions.len() {
            0 => Err(none),
            1..=limits::QUESTIONS => Ok(self),
            _ => Err(too_many("import-too-many-questions", limits::QUESTIONS)),
        }
    }

    /// Gives each part of a question that asks nothing by itself its words and its answers.
    pub(super) fn give_headings(&mut self) {
        for at in (1..self.questions.len()).rev() {
            let (head, next) = (&self.questions[at - 1], &self.questions[at]);
            let both = asks(&head.title) && asks(&next.title);
            let answered = !head.options.is_empty() && !head.title.ends_with(':');
            if both || answered || !is_part(&next.number, &head.number) {
                continue;
            }
            let head = self.questions.remove(at - 1);
            let parts = self.questions[at - 1..].iter_mut();
            let parts = parts.take_while(|part| is_part(&part.number, &head.number));
            parts.for_each(|part| part.take_heading(&head));
            let said = head.guidance.into_iter().chain(head.why);
            self.aside.extend(said.map(|words| (head.line, words)));
        }
    }

    /// Tells questions without words, and numbers that do not count on.
    pub(super) fn doubts(&mut self) {
        let place = |q: &ParsedQuestion| format!("{} {} has {}", self.counts, q.line, q.number);
        let numbered = self.questions.iter().filter(|q| !q.number.is_empty());
        let numbered: Vec<&ParsedQuestion> = numbered.collect();
        for (at, next) in numbered.iter().enumerate() {
            if next.title.is_empty() {
                self.unsure.push((next.line, format!("{}, but no words.", place(next))));
            }
            let mut above = numbered[..at].iter();
            let last = above.rfind(|q| stem(&q.number) == stem(&next.number));
            let (from, to) = (last.map_or(0, |last| ordinal(&last.number)), ordinal(&next.number));
            // `3b` behind `3a`.
            let same = to == from && last.is_some_and(|last| last.number != next.number);
            if to != from + 1 && !same {
                let places: Vec<String> =
                    last.into_iter().chain([next]).map(|q| place(q)).collect();
                let told = format!("the numbers do not count on: {}.", places.join(", "));
                self.unsure.push((next.line, told));
            }
        }
    }
}

/// Whether a heading is one that forms add by themselves, or of what is no answer.
fn is_of_form(heading: &str) -> bool {
    let words = plain(heading);
    let begins = |word: &str| words.split(' ').any(|said| said.starts_with(word));
    let added = || list("form_columns").iter().any(|all| all.split(' ').all(begins));
    is(heading, "columns") || count(heading) < 25 && !heading.ends_with('?') && added()
}

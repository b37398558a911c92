//! What is asked, what was given, what came of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::answer::{Answers, Input, Value};
use crate::diagnostic::Location;
use crate::model::{Pack, Question};
use crate::question::AnswerFault;
use crate::register::members::Member;

/// Where a given answer came from, for messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// `--set` on the command line.
    Flag,
    /// A place in an answers file.
    File(Location),
    /// The keyboard, now or in an interview kept from before.
    Keyboard,
    /// A row of a table.
    Row,
}

/// Answers given before anything is asked; a later one for the same question wins.
#[derive(Clone, Debug, Default)]
pub struct Given(pub(super) BTreeMap<String, (Input, Origin)>, pub(super) BTreeSet<String>);

impl Given {
    /// Adds an answer.
    pub fn insert(&mut self, id: &str, raw: Input, origin: Origin) {
        self.0.insert(id.to_string(), (raw, origin));
    }

    /// Takes an answer away, so that it is asked for.
    pub fn remove(&mut self, id: &str) {
        self.0.remove(id);
    }

    /// Takes an answer away, so that it is asked for even where other answers leave no choice.
    pub fn ask_for(&mut self, id: &str) {
        self.remove(id);
        self.1.insert(id.to_string());
    }

    /// An answer and where it came from.
    pub fn get(&self, id: &str) -> Option<(&Input, &Origin)> {
        self.0.get(id).map(|(raw, origin)| (raw, origin))
    }

    /// The ids and where they came from.
    pub fn ids(&self) -> impl Iterator<Item = (&str, &Origin)> {
        self.0.iter().map(|(id, (_, origin))| (id.as_str(), origin))
    }
}

/// A question about to be asked, and what helps to ask it.
pub struct Asking<'a> {
    /// The question.
    pub question: &'a Question,
    /// Which one it is, from 1.
    pub number: usize,
    /// How many there will be, as far as is known.
    pub of: usize,
    /// What may be picked by number besides the question's own options.
    pub suggestions: Vec<String>,
    /// What stands if nothing is typed.
    pub default: Option<String>,
    /// The member whose name that is, by the table: to be confirmed, with the day of the table.
    pub offered: Option<&'static Member>,
    /// The answer given before, when the question is asked again.
    pub earlier: Option<&'a Value>,
    /// Why the last attempt was not taken.
    pub fault: Option<AnswerFault>,
    /// The answers so far.
    pub answers: &'a Answers,
}

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// An answer; an empty one leaves the question out or takes the default.
    Given(Input),
    /// To the question before.
    Back,
    /// No more questions; what was answered is kept.
    Stop,
}

/// Asks one question. The program's terminal is one; a test's list of answers another.
pub trait Asker {
    /// Asks. An error of the terminal stops the interview like [`Reply::Stop`].
    fn ask(&mut self, asking: &Asking<'_>) -> Reply;
    /// Told after each answer that was taken, so that it can be kept and spoken of.
    fn taken(&mut self, question: &Question, answers: &Answers);
}

/// Why answers could not be completed.
#[derive(Clone, Debug, PartialEq)]
pub enum Unfilled {
    /// Every answer that is missing or was not taken.
    Problems(Vec<Problem>),
    /// The person stopped; the answers so far.
    Stopped(Answers),
}

/// One answer that is missing or was not taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Id of the question.
    pub id: String,
    /// The question as asked.
    pub ask: String,
    /// What is wrong.
    pub fault: AnswerFault,
    /// Where the answer came from; none when it is missing.
    pub origin: Option<Origin>,
}

impl Problem {
    /// An answer to a question that the pack does not have.
    pub fn unknown(id: &str, pack: &Pack, origin: Origin) -> Problem {
        let ids = pack.questions.iter().map(|q| q.id.as_str());
        let fault = AnswerFault::unknown_question(id, ids);
        Problem { id: id.to_string(), ask: String::new(), fault, origin: Some(origin) }
    }
}

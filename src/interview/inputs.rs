//! What was given to questions, where it came from, and what is wrong with it.

use std::collections::BTreeMap;

use crate::answer::Input;
use crate::diagnostic::Location;
use crate::model::Pack;
use crate::question::{AnswerFault, fault};
use crate::source::AnswerFile;

/// Where an input came from, for messages.
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

/// Inputs by the ids of their questions; a later one for the same question wins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inputs(pub(super) BTreeMap<String, (Input, Origin)>);

impl Inputs {
    /// The answers of a file, each with its place.
    pub fn of_file(file: &AnswerFile) -> Inputs {
        let answers = file.answers.iter().cloned();
        Inputs(answers.map(|(id, input, at)| (id, (input, Origin::File(at)))).collect())
    }

    /// Adds an input.
    pub fn insert(&mut self, id: &str, input: Input, origin: Origin) {
        self.0.insert(id.to_string(), (input, origin));
    }

    /// Takes an input away.
    pub fn remove(&mut self, id: &str) {
        self.0.remove(id);
    }

    /// An input and where it came from.
    pub fn get(&self, id: &str) -> Option<(&Input, &Origin)> {
        self.0.get(id).map(|(input, origin)| (input, origin))
    }

    /// The ids and where their inputs came from.
    pub fn ids(&self) -> impl Iterator<Item = (&str, &Origin)> {
        self.0.iter().map(|(id, (_, origin))| (id.as_str(), origin))
    }
}

/// Why answers could not be completed: every one that is missing or was not taken.
#[derive(Clone, Debug, PartialEq)]
pub struct FillError(pub Vec<Problem>);

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
        let told = AnswerFault::unknown_question(id, ids);
        Problem { id: fault::short(id), ask: String::new(), fault: told, origin: Some(origin) }
    }
}

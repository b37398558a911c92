//! A question about to be asked, with all that a front end needs to show it.

use crate::answer::Value;
use crate::model::Question;
use crate::question::AnswerFault;

/// A question about to be asked. It borrows from the pack alone, so that the form can be answered
/// while it is held.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt<'p> {
    /// Id of the question, for [`Form::submit`](super::Form::submit).
    pub id: &'p str,
    /// The question.
    pub question: &'p Question,
    /// What may be picked, in the order in which it is numbered.
    pub options: Vec<Offered>,
    /// What cannot be picked, with what can be done instead, as sentences.
    pub unavailable: Vec<String>,
    /// What stands if nothing is typed.
    pub default: Option<String>,
    /// The answer given before, when the question is asked again.
    pub earlier: Option<Value>,
    /// What was being typed when the interview was stopped.
    pub draft: Option<String>,
    /// Why what was given before anything was asked is not taken.
    pub fault: Option<AnswerFault>,
    /// Which question it is, of how many.
    pub progress: Progress,
}

/// One of the things that may be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The input that picks it.
    pub value: String,
    /// What the person reads.
    pub text: String,
}

/// How far an interview is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which question it is, from 1.
    pub number: usize,
    /// How many there will be, as far as is known.
    pub of: usize,
    /// Whether no answer still to come can add a question or save one.
    pub certain: bool,
}

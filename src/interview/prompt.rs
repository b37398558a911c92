//! A question about to be asked, with all that a front end needs to show it.

use super::form::Form;
use super::suggestions::{depends_on_home, suggestions};
use crate::answer::{BodyAnswer, Value};
use crate::compose::advice::rules;
use crate::model::{Choice, Kind, Question};
use crate::question::AnswerFault;
use crate::register::members::Member;

/// A question about to be asked. It borrows from the pack alone, so that the form can be answered
/// while it is held.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt<'p> {
    /// Id of the question, for [`Form::submit`](super::Form::submit).
    pub id: &'p str,
    /// The question.
    pub question: &'p Question,
    /// What may be picked, in the order in which it is numbered.
    pub options: Vec<Choice>,
    /// What cannot be picked, with what can be done instead, as sentences.
    pub unavailable: Vec<String>,
    /// What stands if nothing is typed.
    pub default: Option<String>,
    /// The member whose name that is, by the table: to be confirmed, with the day of the table, by
    /// yes, no, or `-` to leave it out.
    pub member: Option<&'static Member>,
    /// The answer given before, when the question is asked again.
    pub earlier: Option<Value>,
    /// What was being typed when the interview was stopped.
    pub draft: Option<String>,
    /// Why what was given before anything was asked is not taken.
    pub fault: Option<AnswerFault>,
    /// Which question it is, of how many.
    pub progress: Progress,
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

impl<'p> Form<'p> {
    /// The next question; none when all are answered.
    pub fn next(&self) -> Option<Prompt<'p>> {
        let at = self.at()?;
        let question = self.questionnaire.order[at];
        let here = |open: &(usize, Option<AnswerFault>)| open.0 == at;
        let fault = self.settled.open.clone().filter(here).and_then(|(_, fault)| fault);
        let (options, unavailable) = self.options(question);
        let member = self.offered(question);
        let default = || self.questionnaire.defaults.of(question, self.answers());
        Some(Prompt {
            id: &question.id,
            question,
            options,
            unavailable,
            default: member.map_or_else(default, |member| Some(member.name.clone())),
            member,
            earlier: self.ready(question),
            draft: self.extra.drafts.get(&question.id).cloned(),
            fault,
            progress: self.progress(),
        })
    }

    /// How far the interview is.
    pub fn progress(&self) -> Progress {
        let order = &self.questionnaire.order;
        let here = self.at().unwrap_or(order.len());
        let number = (0..here).filter(|at| self.was_asked(*at)).count() + 1;
        let open = |id: &str| self.answers().get(id).is_none() && self.inputs.get(id).is_none();
        let comes = |at: &usize| {
            let question = order[*at];
            self.is_asked(question) && (open(&question.id) || self.was_asked(*at))
        };
        let ahead = (here..order.len()).filter(comes).count().max(1);
        let hangs = |at: usize| {
            let question = order[at];
            // A body is asked for wherever the person lives.
            let on_home = question.kind != Kind::Body
                && order[here..].iter().any(|q| depends_on_home(question, q) && open(&q.id));
            let on_answer = question.when.iter().any(|condition| {
                let asked = |q: &&&Question| condition.waits_for(q) && !q.ask.is_empty();
                order[here..].iter().any(|q| asked(&q) && open(&q.id))
            });
            !question.ask.is_empty() && (on_home || on_answer)
        };
        let certain = !(here..order.len()).any(hangs);
        Progress { number, of: number - 1 + ahead, certain }
    }

    /// The answer that stands ready when a question is asked: the one that counts, or the latest
    /// that was set aside and still fits.
    pub(super) fn ready(&self, question: &Question) -> Option<Value> {
        if let Some(value) = self.answers().get(&question.id) {
            return Some(value.clone());
        }
        let set_aside = self.extra.earlier.get(&question.id)?.iter().rev();
        let read = |input| self.questionnaire.read(question, input, self.answers()).ok().flatten();
        let offers = question.suggest.is_some() || question.kind == Kind::Body;
        let ready = |value: &Value| {
            !offers
                || matches!(value, Value::Body(BodyAnswer::Named { .. }))
                || self.fits(question, value)
        };
        set_aside.filter_map(read).find(ready)
    }

    /// What may be picked for a question, and what may not.
    fn options(&self, question: &Question) -> (Vec<Choice>, Vec<String>) {
        let pack = self.pack();
        let offered = |value: &str, text: &str| Choice { value: value.into(), text: text.into() };
        let options = match question.kind {
            Kind::Choice | Kind::Choices => question.options.clone(),
            Kind::YesNo => vec![offered("yes", "yes"), offered("no", "no")],
            Kind::Concerns => pack.concerns.iter().map(|c| offered(&c.id, &c.title)).collect(),
            Kind::Body => {
                let (open, closed): (Vec<_>, Vec<_>) = pack
                    .registers
                    .serving_bodies(self.answers())
                    .into_iter()
                    .partition(|body| body.may_take_questions());
                let closed = closed.iter().map(|body| {
                    let instead = body.rules.instead.as_deref().unwrap_or_default();
                    format!("Takes no questions: {}. {instead}", body.short())
                });
                let open = open.iter().map(|body| {
                    let rules = rules::in_words(&body.rules);
                    offered(&body.id, &format!("{}. {}", body.name, rules[0]))
                });
                return (open.collect(), closed.collect());
            }
            // What a postcode says of it stands as its answer.
            Kind::Area => Vec::new(),
            _ => {
                let list = suggestions(pack, question, self.answers());
                list.unwrap_or_default().into_iter().map(|text| offered(text, text)).collect()
            }
        };
        (options, Vec::new())
    }
}

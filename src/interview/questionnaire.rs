//! The questions of templates, and the one pass that settles their answers from what was given.

use std::cell::LazyCell;

use jiff::civil::Date;

use super::answer_cache::AnswerCache;
use super::conditions::{holds, met, refused};
use super::defaults::Defaults;
use super::inputs::{FillError, Inputs, Origin, Problem};
use super::suggestions::{MP_NAMES, member, suggestions};
use crate::answer::{Answers, Input, Value};
use crate::model::{Condition, DATED, Fact, Pack, Question, Suggest, Template};
use crate::question::{AnswerFault, ParseContext};
use crate::register::members::Member;

/// The questions of several templates, each once, in an order that keeps that of every template
/// where that is possible.
pub fn questions_for<'p>(pack: &'p Pack, templates: &[&Template]) -> Vec<&'p Question> {
    let lists: Vec<&[String]> = templates.iter().map(|t| t.questions.as_slice()).collect();
    let mut ids = merged(&lists);
    // Every document has a date, whether or not its template speaks of it.
    if !ids.contains(&DATED) {
        ids.push(DATED);
    }
    put_before_filled(pack, &mut ids);
    ids.iter().filter_map(|id| pack.question(id)).collect()
}

/// Moves each question that fills others before the first of these.
fn put_before_filled(pack: &Pack, ids: &mut [&str]) {
    for question in pack.questions.iter().filter(|q| !q.fills.is_empty()) {
        let at = ids.iter().position(|id| *id == question.id);
        let first = ids.iter().position(|id| question.fills.iter().any(|filled| filled == id));
        if let (Some(at), Some(first)) = (at, first)
            && first < at
        {
            ids[first..=at].rotate_right(1);
        }
    }
}

/// Merges lists: what a later list adds goes behind the item that it follows there.
fn merged<'a>(lists: &[&'a [String]]) -> Vec<&'a str> {
    let mut order: Vec<&str> = Vec::new();
    for list in lists {
        let mut behind = 0;
        for id in *list {
            match order.iter().position(|o| o == id) {
                Some(at) => behind = at + 1,
                None => {
                    order.insert(behind, id);
                    behind += 1;
                }
            }
        }
    }
    order
}

/// Fills the answers of templates from what was given, with nobody there to ask. For many people
/// one after another, make a [`Questionnaire`].
///
/// # Errors
/// Every answer that is missing or was not taken.
pub fn fill<'p>(
    pack: &'p Pack,
    templates: &[&'p Template],
    inputs: &Inputs,
    today: Date,
) -> Result<Answers, FillError> {
    Questionnaire::new(pack, templates, today).fill(inputs)
}

/// The questions of templates, ready to be answered by one person after another: what is the same
/// for all of them is made ready once.
pub struct Questionnaire<'p> {
    pub(super) pack: &'p Pack,
    pub(super) order: Vec<&'p Question>,
    today: Date,
    /// What stands where nothing was given.
    pub(super) defaults: Defaults<'p>,
    cache: AnswerCache<'p>,
    pub(super) templates: Vec<&'p Template>,
    /// The questions that are left for the end; none until that is wished.
    later: Vec<&'p str>,
}

/// Which of the questions that were not answered there is somebody to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    /// None: there is nobody.
    Nothing,
    /// Those that must be answered, and answers that were not taken.
    Required,
    /// All.
    Everything,
}

/// What came of one pass over the questions.
#[derive(Clone, Debug, Default)]
pub(super) struct Settled {
    /// The answers.
    pub(super) answers: Answers,
    /// The first question to be asked, by its place in the order, with the fault of the given
    /// answer if there was one.
    pub(super) open: Option<(usize, Option<AnswerFault>)>,
    /// What is wrong and cannot be mended by asking.
    pub(super) problems: Vec<Problem>,
}

impl<'p> Questionnaire<'p> {
    /// Makes ready to fill the answers of these templates. `today` is the day from which dates
    /// are counted, and that on the documents unless another is given.
    pub fn new(pack: &'p Pack, templates: &[&'p Template], today: Date) -> Questionnaire<'p> {
        let order = questions_for(pack, templates);
        let cache = AnswerCache::new(&order);
        let (defaults, templates) = (Defaults::new(pack, today), templates.to_vec());
        Questionnaire { pack, order, today, defaults, cache, templates, later: Vec::new() }
    }

    /// Leaves for the end what every template that asks it does.
    pub(super) fn leave_for_the_end(&mut self) {
        let later = self.order.iter().filter(|q| {
            let asking = self.templates.iter().filter(|t| t.questions.contains(&q.id));
            let mut asking = asking.peekable();
            asking.peek().is_some() && asking.all(|template| template.later.contains(&q.id))
        });
        self.later = later.map(|q| q.id.as_str()).collect();
    }

    /// Whether a question is left for the end, where it can be answered.
    pub(super) fn is_later(&self, question: &Question) -> bool {
        self.later.contains(&question.id.as_str())
    }

    /// Whether all that is being written is written for an answer.
    fn written_for(
        &self,
        question: &Question,
        value: &Value,
        answers: &Answers,
    ) -> Result<(), AnswerFault> {
        let registers = &self.pack.registers;
        let alone = LazyCell::new(|| Answers([(question.id.clone(), value.clone())].into()));
        let against = |template: &&'p Template| {
            let mut bound = template.when.iter().filter(|when| when.waits_for(question));
            let condition = bound.find(|when| met(when, &alone, registers) == Some(false))?;
            Some((template.id.clone(), condition))
        };
        let (refused, against): (Vec<String>, Vec<&Condition>) =
            self.templates.iter().filter_map(against).unzip();
        let Some(condition) = against.first() else { return Ok(()) };
        let area = match value {
            Value::Area(name) => registers.areas.get(name),
            _ => None,
        };
        let nation = area.filter(|_| condition.fact == Some(Fact::Nation)).map(|a| &a.nation);
        let member = nation.and_then(|nation| registers.areas.nation(nation)?.member.clone());
        let holds = condition.is.iter().map(|is| in_words(condition, is, question).to_string());
        Err(AnswerFault::WrittenFor {
            holds: holds.collect(),
            nation: nation.cloned(),
            member,
            instead: self.instead(condition, question, value, answers),
            refused,
        })
    }

    /// What the pack has for an answer that a condition does not name, with the answers so far:
    /// those first that are not for what the condition names.
    fn instead(
        &self,
        condition: &Condition,
        question: &Question,
        value: &Value,
        answers: &Answers,
    ) -> Vec<String> {
        let mut known = answers.clone();
        known.0.insert(question.id.clone(), value.clone());
        let templates = self.pack.templates.iter();
        let mut held: Vec<&Template> =
            templates.filter(|t| !refused(&t.when, &known, &self.pack.registers)).collect();
        held.sort_by_key(|template| {
            let mut same = template.when.iter().filter(|other| other.on == condition.on);
            same.all(|other| condition.is.iter().any(|is| other.is.contains(is)))
        });
        held.iter().map(|template| format!("{}/{}", self.pack.id, template.id)).collect()
    }

    /// The questions, in the order in which they are asked.
    pub fn questions(&self) -> &[&'p Question] {
        &self.order
    }

    /// Fills the answers from what was given, with nobody there to ask.
    ///
    /// # Errors
    /// Every answer that is missing or was not taken.
    pub fn fill(&self, inputs: &Inputs) -> Result<Answers, FillError> {
        let Settled { answers, problems, .. } = self.settle(inputs, Asks::Nothing);
        if problems.is_empty() { Ok(answers) } else { Err(FillError(problems)) }
    }

    /// Settles every question in turn: from what was given, from its default, or by leaving it
    /// for somebody to ask.
    pub(super) fn settle(&self, inputs: &Inputs, asks: Asks) -> Settled {
        let mut pass = Pass { questionnaire: self, inputs, asks, settled: Settled::default() };
        pass.not_asked();
        for (at, question) in self.order.iter().enumerate() {
            match pass.is_settled(question) {
                Ok(true) => {}
                Ok(false) => pass.unanswered(at, question, None),
                Err(fault) => pass.unanswered(at, question, Some(fault)),
            }
        }
        pass.settled
    }

    /// Reads an input; none when it is empty. One for which something that is being written is not
    /// written is not taken.
    pub(super) fn read(
        &self,
        question: &Question,
        input: &Input,
        answers: &Answers,
    ) -> Result<Option<Value>, AnswerFault> {
        let (concerns, registers) = (&self.pack.concerns, &self.pack.registers);
        let context = ParseContext { today: self.today, concerns, registers };
        let value = self.cache.read(question, input, || question.read(input, &context))?;
        if let Some(value) = &value {
            self.written_for(question, value, answers)?;
        }
        Ok(value)
    }

    /// The member whom the table offers for a question, by the constituency answered, where the name
    /// is not too old.
    pub(super) fn offered(
        &self,
        question: &Question,
        answers: &Answers,
    ) -> Option<&'static Member> {
        let asks = question.suggest == Some(Suggest::Members);
        let member = asks.then(|| member(self.pack, answers)).flatten();
        member.filter(|member| member.is_current(self.today))
    }

    /// The member's name, where whoever gave the answers takes the table's for all.
    fn member_by_consent(&self, question: &Question, answers: &Answers) -> Option<String> {
        let consent = matches!(answers.get(MP_NAMES), Some(Value::YesNo(true)));
        let member = consent.then(|| self.offered(question, answers)).flatten();
        member.map(|member| member.name.clone())
    }
}

/// A pass over the questions, on its way.
struct Pass<'a, 'p> {
    questionnaire: &'a Questionnaire<'p>,
    inputs: &'a Inputs,
    asks: Asks,
    settled: Settled,
}

/// What a condition names, as within a sentence: `England`, `a bus service`.
fn in_words<'a>(condition: &'a Condition, is: &'a str, question: &'a Question) -> &'a str {
    match condition.fact {
        Some(fact) => fact.in_words(is),
        None => question.options.iter().find(|o| o.value == is).map_or(is, |o| &o.text),
    }
}

impl Pass<'_, '_> {
    /// Takes given answers to questions that these templates do not ask: texts round the letter
    /// may use them.
    fn not_asked(&mut self) {
        let questionnaire = self.questionnaire;
        for (id, (input, origin)) in &self.inputs.0 {
            if questionnaire.order.iter().any(|q| q.id == *id) {
                continue;
            }
            match questionnaire.pack.question(id) {
                Some(question) => {
                    if let Err(fault) = self.take(question, input) {
                        self.problem(question, fault, Some(origin.clone()));
                    }
                }
                None => {
                    let problem = Problem::unknown(id, questionnaire.pack, origin.clone());
                    self.settled.problems.push(problem);
                }
            }
        }
    }

    fn problem(&mut self, question: &Question, fault: AnswerFault, origin: Option<Origin>) {
        let (id, ask) = (question.id.clone(), question.ask.clone());
        self.settled.problems.push(Problem { id, ask, fault, origin });
    }

    /// Leaves a question for somebody to ask, or notes what is wrong where nobody is there.
    fn unanswered(&mut self, at: usize, question: &Question, fault: Option<AnswerFault>) {
        let asked = match self.asks {
            Asks::Everything => true,
            Asks::Nothing => false,
            Asks::Required => {
                fault.is_some() || (question.required && self.default(question).is_none())
            }
        };
        if asked {
            self.settled.open.get_or_insert((at, fault));
            return;
        }
        if let Some(fault) = fault {
            let origin = self.inputs.get(&question.id).map(|(_, origin)| origin.clone());
            return self.problem(question, fault, origin);
        }
        let default = self.default(question).map(Input::Text);
        let stands = default.is_some_and(|input| self.take(question, &input).unwrap_or(false));
        if !stands && question.required {
            self.problem(question, AnswerFault::Missing, None);
        }
    }

    /// Settles a question from what was given, from its default when it is not one to ask, or
    /// from a suggestion that leaves no choice. False where somebody must be asked.
    fn is_settled(&mut self, question: &Question) -> Result<bool, AnswerFault> {
        let pack = self.questionnaire.pack;
        if !holds(&question.when, &self.settled.answers, &pack.registers) {
            return Ok(true);
        }
        if let Some((input, origin)) = self.inputs.get(&question.id) {
            // Who was asked for a postcode and gave none is asked for the council instead.
            let left_out = *origin == Origin::Keyboard && !question.fills.is_empty();
            return Ok(self.take(question, input)? || !question.required || left_out);
        }
        let certain = match suggestions(pack, question, &self.settled.answers).as_deref() {
            Some([only]) => Some((*only).to_string()),
            // A listed area that has none (an NHS board outside England) leaves nothing to ask.
            Some([]) => return Ok(true),
            _ => self.questionnaire.member_by_consent(question, &self.settled.answers),
        };
        let silent = question.ask.is_empty() || self.questionnaire.is_later(question);
        let unasked = certain.or_else(|| if silent { self.default(question) } else { None });
        match unasked {
            Some(text) => self.take(question, &Input::Text(text)).map(|_| true),
            None => Ok(silent && !question.required),
        }
    }

    /// Reads an input and keeps it. False when it is empty.
    fn take(&mut self, question: &Question, input: &Input) -> Result<bool, AnswerFault> {
        let value = self.questionnaire.read(question, input, &self.settled.answers)?;
        let is_one = value.is_some();
        self.settled.answers.0.extend(value.map(|value| (question.id.clone(), value)));
        Ok(is_one)
    }

    fn default(&self, question: &Question) -> Option<String> {
        self.questionnaire.defaults.of(question, &self.settled.answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_of_two_documents_are_asked_once_in_an_order_that_suits_both() {
        let list = |ids: &str| ids.split(' ').map(str::to_string).collect::<Vec<_>>();
        let letter = list("area story concerns name address mp.name");
        let question = list("area meeting meeting_start story concerns ask name");
        assert_eq!(
            merged(&[&letter, &question]),
            [
                "area",
                "meeting",
                "meeting_start",
                "story",
                "concerns",
                "ask",
                "name",
                "address",
                "mp.name"
            ]
        );
    }
}

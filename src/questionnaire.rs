//! The one loop that fills answers. Keyboard, flags, files and rows differ only in where an
//! answer comes from.

mod asking;
mod defaults;
mod interview;
mod readings;
mod suggestions;

use std::borrow::Cow;

pub use asking::{Asker, Asking, Given, Origin, Problem, Reply, Unfilled};
pub(crate) use defaults::Defaults;
pub use interview::hanging_on;
use jiff::civil::Date;
use readings::Readings;
pub use suggestions::{offered, suggestions};

use crate::answer::{Answers, BodyAnswer, Chosen, Input, Value};
use crate::model::{Condition, Pack, Question, Template};
use crate::question::{AnswerFault, ParseContext};
use crate::register::members::Member;

/// Id of the answer by which the names of members are taken from the table without being asked.
pub const MP_NAMES: &str = "mp_names";

/// Id of the date on a document, an answer like any other: the day of writing unless given.
pub const DATED: &str = "dated";

/// The questions of several templates, each once, in an order that keeps that of every template
/// where that is possible.
pub fn united<'p>(pack: &'p Pack, templates: &[&Template]) -> Vec<&'p Question> {
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

/// Fills the answers of templates from what was given, asking for the rest if there is somebody
/// to ask. For many people one after another, make a [`Filler`].
///
/// # Errors
/// [`Unfilled::Problems`] lists every answer that is missing or was not taken, when nobody can be
/// asked; [`Unfilled::Stopped`] holds the answers so far.
pub fn fill(
    pack: &Pack,
    templates: &[&Template],
    given: &Given,
    today: Date,
    asker: Option<&mut dyn Asker>,
) -> Result<Answers, Unfilled> {
    Filler::new(pack, templates, today).fill(given, asker)
}

/// Fills the answers of templates for one person after another: what is the same for all of them
/// is made ready once.
pub struct Filler<'p> {
    pack: &'p Pack,
    order: Vec<&'p Question>,
    today: Date,
    defaults: Defaults<'p>,
    readings: Readings<'p>,
}

impl<'p> Filler<'p> {
    /// Makes ready to fill the answers of these templates. `today` is the day from which dates
    /// are counted, and that on the documents unless another is given.
    pub fn new(pack: &'p Pack, templates: &[&Template], today: Date) -> Filler<'p> {
        let order = united(pack, templates);
        let readings = Readings::new(&order);
        Filler { pack, order, today, defaults: Defaults::new(pack, today), readings }
    }

    /// The questions, in the order in which they are asked.
    pub fn questions(&self) -> &[&'p Question] {
        &self.order
    }

    /// Fills the answers from what was given, asking for the rest if there is somebody to ask.
    ///
    /// # Errors
    /// As [`fill`].
    pub fn fill(&self, given: &Given, asker: Option<&mut dyn Asker>) -> Result<Answers, Unfilled> {
        let mut fill = Fill {
            filler: self,
            given: Cow::Borrowed(given),
            answers: Answers::default(),
            problems: Vec::new(),
        };
        fill.not_asked(given);
        match asker {
            Some(asker) => fill.interview(asker)?,
            None => fill.silent(),
        }
        let Fill { answers, problems, .. } = fill;
        if problems.is_empty() { Ok(answers) } else { Err(Unfilled::Problems(problems)) }
    }
}

/// Answers on their way.
struct Fill<'a, 'p> {
    filler: &'a Filler<'p>,
    given: Cow<'a, Given>,
    answers: Answers,
    problems: Vec<Problem>,
}

/// What to do about one question.
enum Step {
    /// It is answered, or left out.
    Settled,
    /// Somebody must be asked; the fault is that of the given answer, if there was one.
    Ask(Option<AnswerFault>),
}

impl<'p> Fill<'_, 'p> {
    /// Takes given answers to questions that these templates do not ask: texts round the letter
    /// may use them.
    fn not_asked(&mut self, given: &Given) {
        for (id, (raw, origin)) in &given.0 {
            if self.filler.order.iter().any(|q| q.id == *id) {
                continue;
            }
            match self.filler.pack.question(id) {
                Some(question) => {
                    if let Err(fault) = self.take(question, raw) {
                        self.problem(question, fault, Some(origin.clone()));
                    }
                }
                None => self.unknown(id, origin),
            }
        }
    }

    fn unknown(&mut self, id: &str, origin: &Origin) {
        self.problems.push(Problem::unknown(id, self.filler.pack, origin.clone()));
    }

    fn problem(&mut self, question: &Question, fault: AnswerFault, origin: Option<Origin>) {
        self.problems.push(Problem {
            id: question.id.clone(),
            ask: question.ask.clone(),
            fault,
            origin,
        });
    }

    /// Fills without asking, noting every problem.
    fn silent(&mut self) {
        for question in &self.filler.order {
            if let Step::Ask(fault) = self.step(question) {
                if fault.is_none() && self.default_stands(question) {
                    continue;
                }
                let origin = self.given.0.get(&question.id).map(|(_, origin)| origin.clone());
                match fault {
                    Some(fault) => self.problem(question, fault, origin),
                    None if question.required => self.problem(question, AnswerFault::Missing, None),
                    None => {}
                }
            }
        }
    }

    /// Takes the default where nothing was given and nobody can be asked.
    fn default_stands(&mut self, question: &Question) -> bool {
        let default = self.default(question).map(Input::Text);
        default.is_some_and(|raw| self.take(question, &raw).unwrap_or(false))
    }

    /// Settles a question from what was given, from its default when it is not one to ask, or
    /// from a suggestion that leaves no choice.
    fn step(&mut self, question: &Question) -> Step {
        if self.answers.get(&question.id).is_some() {
            return Step::Settled;
        }
        if !holds(&question.when, &self.answers) {
            return Step::Settled;
        }
        if let Some((raw, origin)) = self.given.0.get(&question.id) {
            // Who was asked for a postcode and gave none is asked for the council instead.
            let left_out = *origin == Origin::Keyboard && !question.fills.is_empty();
            let read = self.read(question, raw);
            return match read.map(|value| self.keep(question, value)) {
                Ok(true) => Step::Settled,
                Ok(false) if !question.required || left_out => Step::Settled,
                Ok(false) => Step::Ask(None),
                Err(fault) => Step::Ask(Some(fault)),
            };
        }
        let suggestions = self.suggestions(question);
        let certain = match suggestions.as_deref() {
            _ if self.given.1.contains(&question.id) => None,
            Some([only]) => Some((*only).to_string()),
            // A listed area that has none (an NHS board outside England) leaves nothing to ask.
            Some([]) => return Step::Settled,
            _ => self.member_by_consent(question),
        };
        let silent = question.ask.is_empty();
        let unasked = certain.or_else(|| if silent { self.default(question) } else { None });
        match unasked {
            Some(text) => match self.take(question, &Input::Text(text)) {
                Ok(_) => Step::Settled,
                Err(fault) => Step::Ask(Some(fault)),
            },
            None if silent && !question.required => Step::Settled,
            None => Step::Ask(None),
        }
    }

    /// Reads an answer and keeps it. False when it is empty.
    fn take(&mut self, question: &Question, raw: &Input) -> Result<bool, AnswerFault> {
        let value = self.read(question, raw)?;
        Ok(self.keep(question, value))
    }

    fn read(&self, question: &Question, raw: &Input) -> Result<Option<Value>, AnswerFault> {
        let pack = self.filler.pack;
        let lookup = pack.registers.lookup();
        let concerns = &pack.concerns;
        let reading = ParseContext { today: self.filler.today, concerns, lookup: &lookup };
        self.filler.readings.read(question, raw, || question.read(raw, &reading))
    }

    fn keep(&mut self, question: &Question, value: Option<Value>) -> bool {
        let is_one = value.is_some();
        self.answers.0.extend(value.map(|value| (question.id.clone(), value)));
        is_one
    }

    fn default(&self, question: &Question) -> Option<String> {
        self.filler.defaults.of(question, &self.answers)
    }

    /// What the answers so far say of a question: see [`suggestions`].
    fn suggestions(&self, question: &Question) -> Option<Vec<&'p str>> {
        suggestions(self.filler.pack, question, &self.answers)
    }

    /// The member that the table offers for a question.
    fn offered(&self, question: &Question) -> Option<&'static Member> {
        offered(self.filler.pack, question, &self.answers, self.filler.today)
    }

    /// The member's name, where whoever gave the answers takes the table's for all.
    fn member_by_consent(&self, question: &Question) -> Option<String> {
        let consent = matches!(self.answers.get(MP_NAMES), Some(Value::YesNo(true)));
        let member = consent.then(|| self.offered(question)).flatten();
        member.map(|member| member.name.clone())
    }
}

/// Whether all conditions hold for the answers so far.
pub fn holds(conditions: &[Condition], answers: &Answers) -> bool {
    conditions.iter().all(|condition| {
        let Some(value) = answers.get(&condition.question) else { return false };
        condition.is.iter().any(|wanted| is(value, wanted))
    })
}

/// Whether an answer is the one a condition names.
fn is(value: &Value, wanted: &str) -> bool {
    match value {
        Value::YesNo(yes) => wanted == if *yes { "yes" } else { "no" },
        Value::Text(text) | Value::Area(text) => text == wanted,
        Value::Choices(values) => values.iter().any(|v| v == wanted),
        Value::Concerns(chosen) => {
            chosen.iter().any(|c| matches!(c, Chosen::Pack(id) if id == wanted))
        }
        Value::Body(BodyAnswer::Known(id)) => id == wanted,
        _ => false,
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

//! The one loop that fills answers. Keyboard, flags, files and rows differ only in where an
//! answer comes from.

mod asking;

pub use asking::{Asker, Asking, Given, Origin, Problem, Reply, Unfilled};

use std::collections::BTreeSet;

use handlebars::Context;
use jiff::civil::Date;
use serde_json::Value as Json;

use crate::answers::{Answers, BodyAnswer, Chosen, Value};
use crate::error::AnswerFault;
use crate::pack::{Pack, Template};
use crate::question::{Condition, Kind, Question, Raw, Reading, Suggest};
use crate::template::{context, engine};

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
    ids.iter().filter_map(|id| pack.question(id)).collect()
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
/// to ask.
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
    let order = united(pack, templates);
    let given = given.clone();
    let mut fill =
        Fill { pack, order, given, today, answers: Answers::default(), problems: Vec::new() };
    fill.not_asked();
    match asker {
        Some(asker) => fill.interview(asker)?,
        None => fill.silent(),
    }
    if fill.problems.is_empty() { Ok(fill.answers) } else { Err(Unfilled::Problems(fill.problems)) }
}

struct Fill<'a> {
    pack: &'a Pack,
    order: Vec<&'a Question>,
    given: Given,
    today: Date,
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

impl Fill<'_> {
    /// Takes given answers to questions that these templates do not ask: texts round the letter
    /// may use them.
    fn not_asked(&mut self) {
        let given = self.given.clone();
        for (id, (raw, origin)) in &given.0 {
            if self.order.iter().any(|q| q.id == *id) {
                continue;
            }
            match self.pack.question(id) {
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
        self.problems.push(Problem::unknown(id, self.pack, origin.clone()));
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
        for question in self.order.clone() {
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
        let default = self.default(question).map(Raw::Text);
        default.is_some_and(|raw| self.take(question, &raw).unwrap_or(false))
    }

    /// Fills by asking. `asked` remembers the way back.
    fn interview(&mut self, asker: &mut dyn Asker) -> Result<(), Unfilled> {
        self.take_kept();
        let mut asked: Vec<usize> = Vec::new();
        let mut was_asked: BTreeSet<usize> = BTreeSet::new();
        let mut earlier = Answers::default();
        let mut at = 0;
        while let Some(&question) = self.order.get(at) {
            let mut fault = match self.step(question) {
                Step::Settled => {
                    // Asked before and still standing: the way back leads through it.
                    if was_asked.contains(&at) || self.kept(question) {
                        was_asked.insert(at);
                        asked.push(at);
                    }
                    at += 1;
                    continue;
                }
                Step::Ask(fault) => fault,
            };
            was_asked.insert(at);
            loop {
                let reply = asker.ask(&Asking {
                    question,
                    number: asked.len() + 1,
                    of: asked.len() + self.ahead(at, &was_asked),
                    suggestions: self.suggestions(question),
                    default: self.default(question),
                    earlier: earlier.get(&question.id),
                    fault: fault.take(),
                    answers: &self.answers,
                });
                match reply {
                    Reply::Stop => {
                        return Err(Unfilled::Stopped(std::mem::take(&mut self.answers)));
                    }
                    Reply::Back => {
                        if let Some(before) = asked.pop() {
                            at = before;
                            let id = &self.order[at].id;
                            self.given.remove(id);
                            if let Some(value) = self.answers.0.remove(id) {
                                earlier.0.insert(id.clone(), value);
                            }
                            break;
                        }
                    }
                    Reply::Given(raw) => match self.reply(question, &raw) {
                        Err(problem) => fault = Some(problem),
                        Ok(()) => {
                            self.forget_dependent(question, &mut earlier);
                            self.answers.0.append(&mut earlier.0);
                            asker.taken(question, &self.answers);
                            asked.push(at);
                            at += 1;
                            break;
                        }
                    },
                }
            }
        }
        Ok(())
    }

    /// Reads what was typed; nothing typed means the default, or leaves an optional question out.
    fn reply(&mut self, question: &Question, raw: &Raw) -> Result<(), AnswerFault> {
        if self.take(question, raw)? {
            return Ok(());
        }
        match self.default(question) {
            Some(default) => self.take(question, &Raw::Text(default)).map(|_| ()),
            None if question.required => Err(AnswerFault::Missing),
            None => Ok(()),
        }
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
        if let Some((raw, _)) = self.given.0.get(&question.id).cloned() {
            return match self.take(question, &raw) {
                Ok(true) => Step::Settled,
                Ok(false) if !question.required => Step::Settled,
                Ok(false) => Step::Ask(None),
                Err(fault) => Step::Ask(Some(fault)),
            };
        }
        let certain = match self.suggestions(question).as_slice() {
            [only] if question.suggest.is_some() => Some(only.clone()),
            _ => None,
        };
        // A listed area that has none (an NHS board outside England) leaves nothing to ask.
        let listed = self.pack.registers.area(&self.answers).is_some();
        if question.suggest.is_some() && listed && self.suggestions(question).is_empty() {
            return Step::Settled;
        }
        let silent = question.ask.is_empty();
        let unasked = certain.or_else(|| if silent { self.default(question) } else { None });
        match unasked {
            Some(text) => match self.take(question, &Raw::Text(text)) {
                Ok(_) => Step::Settled,
                Err(fault) => Step::Ask(Some(fault)),
            },
            None if silent && !question.required => Step::Settled,
            None => Step::Ask(None),
        }
    }

    /// Reads an answer and keeps it. False when it is empty.
    fn take(&mut self, question: &Question, raw: &Raw) -> Result<bool, AnswerFault> {
        let lookup = self.pack.registers.lookup();
        let reading = Reading { today: self.today, concerns: &self.pack.concerns, lookup: &lookup };
        match question.read(raw, &reading)? {
            Some(value) => {
                self.answers.0.insert(question.id.clone(), value);
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// The default of a question, filled from the answers so far. A default that comes out empty
    /// is none.
    fn default(&self, question: &Question) -> Option<String> {
        let text = question.default.as_ref()?;
        let mut data = context::empty(self.pack);
        context::fill(&mut data, self.pack, &self.answers, &Default::default());
        data["today"] = Json::from(self.today.to_string());
        let filled = engine::fill_once(self.pack, text, &Context::from(data)).ok()?;
        (!filled.is_empty()).then_some(filled)
    }

    fn suggestions(&self, question: &Question) -> Vec<String> {
        match (question.suggest, self.pack.registers.area(&self.answers)) {
            (Some(Suggest::Constituencies), Some(area)) => area.constituencies.clone(),
            (Some(Suggest::Boards), Some(area)) => area.boards.clone(),
            _ => Vec::new(),
        }
    }

    /// Takes what was answered before this start at once, so that none of it is out of sight while
    /// an earlier question is asked.
    fn take_kept(&mut self) {
        for question in self.order.clone() {
            if let Some((raw, Origin::Keyboard)) = self.given.0.get(&question.id).cloned() {
                // One that is no longer taken is asked again when its turn comes.
                let _ = self.take(question, &raw);
            }
        }
    }

    /// Whether a question was asked and answered, or left out, before this start.
    fn kept(&self, question: &Question) -> bool {
        matches!(self.given.0.get(&question.id), Some((_, Origin::Keyboard)))
            && self.is_asked(question)
    }

    /// Whether a question is one to ask, as far as is known.
    fn is_asked(&self, question: &Question) -> bool {
        !question.ask.is_empty()
            && holds(&question.when, &self.answers)
            && !(question.suggest.is_some() && self.suggestions(question).len() == 1)
    }

    /// How many questions come from here on, this one included, as far as is known: those to be
    /// asked and those gone back over.
    fn ahead(&self, at: usize, was_asked: &BTreeSet<usize>) -> usize {
        let comes = |(index, question): &(usize, &&Question)| {
            let open = self.answers.get(&question.id).is_none()
                && !self.given.0.contains_key(&question.id);
            self.is_asked(question) && (open || was_asked.contains(index) || self.kept(question))
        };
        self.order.iter().enumerate().skip(at).filter(comes).count().max(1)
    }

    /// After an answer changed, forgets the answers that hung on the old one.
    fn forget_dependent(&mut self, question: &Question, earlier: &mut Answers) {
        let old = earlier.0.remove(&question.id);
        if old.is_none() || self.answers.get(&question.id) == old.as_ref() {
            return;
        }
        for later in &self.order {
            let given = self.given.0.get(&later.id).map(|(_, origin)| origin);
            if hangs(later, question) && matches!(given, None | Some(Origin::Keyboard)) {
                self.given.remove(&later.id);
                self.answers.0.remove(&later.id);
                earlier.0.remove(&later.id);
            }
        }
    }
}

/// Whether the answer to `later` may be another when that to `question` is.
fn hangs(later: &Question, question: &Question) -> bool {
    later.when.iter().any(|c| c.question == question.id)
        || (question.kind == Kind::Area && (later.suggest.is_some() || later.kind == Kind::Body))
}

/// Ids of the questions whose answers may be others when that to `question` is.
pub fn hanging_on<'p>(
    pack: &'p Pack,
    templates: &[&Template],
    question: &Question,
) -> Vec<&'p str> {
    let order = united(pack, templates);
    order.into_iter().filter(|later| hangs(later, question)).map(|q| q.id.as_str()).collect()
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

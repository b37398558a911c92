//! Filling by asking: the way forward, the way back, and what an answer undoes.

use std::collections::BTreeSet;

use super::{Asker, Asking, Fill, Origin, Reply, Step, Unfilled, holds, united};
use crate::answer::{Answers, Input};
use crate::model::{Kind, Pack, Question, Suggest, Template};
use crate::question::AnswerFault;
use crate::register::members::Member;

impl Fill<'_, '_> {
    /// Fills by asking. `asked` remembers the way back.
    pub(super) fn interview(&mut self, asker: &mut dyn Asker) -> Result<(), Unfilled> {
        self.take_kept();
        let mut asked: Vec<usize> = Vec::new();
        let mut was_asked: BTreeSet<usize> = BTreeSet::new();
        let mut earlier = Answers::default();
        let mut at = 0;
        while let Some(&question) = self.filler.order.get(at) {
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
                let suggestions = self.suggestions(question).unwrap_or_default();
                let offered = self.offered(question).filter(|_| fault.is_none());
                let reply = asker.ask(&Asking {
                    question,
                    number: asked.len() + 1,
                    of: asked.len() + self.ahead(at, &was_asked),
                    suggestions: suggestions.into_iter().map(String::from).collect(),
                    default: offered
                        .map_or_else(|| self.default(question), |m| Some(m.name.clone())),
                    offered,
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
                            let id = &self.filler.order[at].id;
                            self.given.to_mut().remove(id);
                            if let Some(value) = self.answers.0.remove(id) {
                                earlier.0.insert(id.clone(), value);
                            }
                            break;
                        }
                    }
                    Reply::Given(raw) => match self.reply(question, &raw, offered) {
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
    /// A name that was offered is confirmed by yes or by nothing, and `-` leaves it out.
    fn reply(
        &mut self,
        question: &Question,
        raw: &Input,
        offered: Option<&Member>,
    ) -> Result<(), AnswerFault> {
        if let (Some(member), Input::Text(text)) = (offered, raw) {
            match text.trim().to_lowercase().as_str() {
                "" | "y" | "yes" => {
                    return self.take(question, &Input::Text(member.name.clone())).map(|_| ());
                }
                "n" | "no" => return Err(AnswerFault::OtherMember),
                "-" => return Ok(()),
                _ => {}
            }
        }
        if self.take(question, raw)? {
            return Ok(());
        }
        match self.default(question) {
            Some(default) => self.take(question, &Input::Text(default)).map(|_| ()),
            // Who has no postcode to give is asked for what it would have filled.
            None if question.required && question.fills.is_empty() => Err(AnswerFault::Missing),
            None => Ok(()),
        }
    }

    /// Takes what was answered before this start at once, so that none of it is out of sight while
    /// an earlier question is asked.
    fn take_kept(&mut self) {
        for question in &self.filler.order {
            if let Some((raw, Origin::Keyboard)) = self.given.0.get(&question.id) {
                // One that is no longer taken is asked again when its turn comes.
                let read = self.read(question, raw);
                let _ = read.map(|value| self.keep(question, value));
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
            && (self.given.1.contains(&question.id)
                || self.suggestions(question).is_none_or(|list| list.len() != 1))
    }

    /// How many questions come from here on, this one included, as far as is known: those to be
    /// asked and those gone back over.
    fn ahead(&self, at: usize, was_asked: &BTreeSet<usize>) -> usize {
        let comes = |(index, question): &(usize, &&Question)| {
            let open = self.answers.get(&question.id).is_none()
                && !self.given.0.contains_key(&question.id);
            self.is_asked(question) && (open || was_asked.contains(index) || self.kept(question))
        };
        self.filler.order.iter().enumerate().skip(at).filter(comes).count().max(1)
    }

    /// After an answer changed, forgets the answers that hung on the old one.
    fn forget_dependent(&mut self, question: &Question, earlier: &mut Answers) {
        let old = earlier.0.remove(&question.id);
        if old.is_none() || self.answers.get(&question.id) == old.as_ref() {
            return;
        }
        for later in dependents(&self.filler.order, question) {
            let given = self.given.0.get(&later.id).map(|(_, origin)| origin);
            if matches!(given, None | Some(Origin::Keyboard)) {
                self.given.to_mut().remove(&later.id);
                self.answers.0.remove(&later.id);
                earlier.0.remove(&later.id);
            }
        }
    }
}

/// Whether the answer to `later` may be another when that to `question` is.
fn hangs(later: &Question, question: &Question) -> bool {
    let by_seat = |of: &[Suggest], on: &[Suggest]| {
        later.suggest.is_some_and(|s| of.contains(&s))
            && question.suggest.is_some_and(|s| on.contains(&s))
    };
    later.when.iter().any(|c| c.question == question.id)
        || question.fills.contains(&later.id)
        // What is made of an answer, such as how an MP is greeted.
        || later.ask.is_empty()
            && later.default.as_ref().is_some_and(|text| text.contains(&question.id))
        || by_seat(&[Suggest::Members, Suggest::MemberEmails], &[Suggest::Constituencies])
        || by_seat(&[Suggest::MemberEmails], &[Suggest::Members])
        || (question.kind == Kind::Area && (later.suggest.is_some() || later.kind == Kind::Body))
}

/// The questions that hang on one, and on these in turn: the greeting on the name, the name on the
/// constituency.
fn dependents<'p>(order: &[&'p Question], question: &Question) -> Vec<&'p Question> {
    let mut found: Vec<&'p Question> = Vec::new();
    for later in order {
        if hangs(later, question) || found.iter().any(|earlier| hangs(later, earlier)) {
            found.push(later);
        }
    }
    found
}

/// Ids of the questions whose answers may be others when that to `question` is.
pub fn hanging_on<'p>(
    pack: &'p Pack,
    templates: &[&Template],
    question: &Question,
) -> Vec<&'p str> {
    let order = united(pack, templates);
    dependents(&order, question).into_iter().map(|q| q.id.as_str()).collect()
}

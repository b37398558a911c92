//! Which answers a template is tried with.
//!
//! Not every combination: they double with every question. Instead, with every other question
//! answered, each question has each of its answers once, and is left out once if it may be; with
//! nothing answered that may be left out, each such question is answered alone; and every two
//! questions that are chosen from have each pair of their answers, until there are enough. So
//! each `if` on an answer goes both ways, and every two of them together.

use std::iter;

use crate::answer::Answers;
use crate::check::dry_run::samples::{Sample, samples};
use crate::interview::{self, holds};
use crate::model::{Kind, Pack, Question, Template};
use crate::register::Registers;

/// Answers to try, and how a message tells them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Case {
    /// "when `service` is `bus`".
    pub(super) when: String,
    /// The answers.
    pub(super) answers: Answers,
    /// Whether nothing is answered that may be left out, one question apart at the most.
    pub(super) least: bool,
}

/// The questions of a template with the answers to try for each.
pub(super) struct Axes<'p> {
    questions: Vec<(&'p Question, Vec<Sample>)>,
    registers: &'p Registers,
}

impl<'p> Axes<'p> {
    pub(super) fn new(pack: &'p Pack, template: &Template) -> Axes<'p> {
        let asked = interview::questions_for(pack, &[template]).into_iter();
        let questions = asked.map(|q| (q, samples(pack, q, &template.when))).collect();
        Axes { questions, registers: &pack.registers }
    }

    /// A case in which everything is answered, or only what must be, but for questions that have the
    /// sample of an index. Only what is asked for when the others are given is answered.
    fn case(&self, when: &str, least: bool, but: &[(usize, usize)]) -> Case {
        let mut answers = Answers::default();
        for (at, (question, samples)) in self.questions.iter().enumerate() {
            if !holds(&question.when, &answers, self.registers) {
                continue;
            }
            let may_lack = samples.iter().any(|sample| sample.value.is_none());
            let sample = match but.iter().find(|(other, _)| *other == at) {
                Some((_, index)) => samples.get(*index),
                None if least && may_lack => None,
                None => samples.first(),
            };
            if let Some(value) = sample.and_then(|sample| sample.value.clone()) {
                answers.0.insert(question.id.clone(), value);
            }
        }
        Case { when: when.to_string(), answers, least }
    }

    /// Every sample of every question, by their indexes, and how a message tells it.
    fn samples(&self) -> impl Iterator<Item = (usize, usize, String)> {
        self.questions.iter().enumerate().flat_map(|(at, (question, samples))| {
            let is = |sample: &Sample| format!("`{}` {}", question.id, sample.is);
            samples.iter().enumerate().map(move |(index, sample)| (at, index, is(sample)))
        })
    }

    /// Everything answered, and each answer to each question of these, the others answered.
    fn answered(&self, is_one: impl Fn(&Question) -> bool) -> impl Iterator<Item = Case> {
        let each = self
            .samples()
            .filter(move |(at, index, _)| *index > 0 && is_one(self.questions[*at].0));
        let each =
            each.map(|(at, index, is)| self.case(&format!("when {is}"), false, &[(at, index)]));
        iter::once(self.case("when every question is answered", false, &[])).chain(each)
    }

    /// As little as can be.
    fn least(&self) -> Case {
        self.case("when only what must be answered is", true, &[])
    }

    /// Each answer to each question with as little as can be.
    fn alone(&self) -> impl Iterator<Item = Case> {
        self.samples().map(|(at, index, is)| {
            let when = format!("when {is} and nothing else that can be left out is answered");
            self.case(&when, true, &[(at, index)])
        })
    }

    /// Every two questions that are chosen from, with each pair of their answers but the first, which
    /// stand with everything answered.
    fn in_pairs(&self) -> impl Iterator<Item = Case> {
        let chosen_from = |(at, index, _): &(usize, usize, String)| {
            let kind = self.questions[*at].0.kind;
            let kinds = [Kind::Choice, Kind::Choices, Kind::YesNo, Kind::Area, Kind::Body];
            *index > 0 && kinds.contains(&kind)
        };
        let firsts = self.samples().filter(chosen_from);
        firsts.flat_map(move |(one, a, first)| {
            let others = self.samples().filter(chosen_from).filter(move |(other, ..)| *other > one);
            others.map(move |(other, b, second)| {
                let when = format!("when {first} and {second}");
                self.case(&when, false, &[(one, a), (other, b)])
            })
        })
    }

    /// The cases of a template, no more than `most`, each once, the simple ones first.
    pub(super) fn cases(&self, most: usize) -> Vec<Case> {
        let all = self.answered(|_| true).chain([self.least()]).chain(self.alone());
        each_once(all.chain(self.in_pairs()), most)
    }

    /// The cases that may change a text: with everything answered, with as little as can be, and
    /// with each answer to each question that the text names.
    pub(super) fn of_text(&self, text: &str, most: usize) -> Vec<Case> {
        let names = |question: &Question| {
            question.id.split('.').next().is_some_and(|group| text.contains(group))
        };
        let mut answered = self.answered(names);
        let first = answered.next();
        each_once(first.into_iter().chain([self.least()]).chain(answered), most)
    }
}

/// Cases with other answers than those before, no more than `most`.
fn each_once(cases: impl Iterator<Item = Case>, most: usize) -> Vec<Case> {
    let mut all: Vec<Case> = Vec::new();
    for case in cases {
        if all.len() >= most {
            break;
        }
        if all.iter().all(|other| other.answers != case.answers) {
            all.push(case);
        }
    }
    all
}

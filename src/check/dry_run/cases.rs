//! Which answers a template is tried with.
//!
//! Not every combination: they double with every question. Instead, with every other question
//! answered, each question has each of its answers once, and is left out once if it may be; with
//! nothing answered that may be left out, each such question is answered alone; and every two
//! questions that are chosen from have each pair of their answers, until there are enough. So
//! each `if` on an answer goes both ways, and every two of them together.

use crate::answer::{Answers, Chosen, Value};
use crate::check::dry_run::samples::{Sample, put, samples};
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
    concerns: Option<&'p Question>,
    /// The concerns chosen where they are not what is tried.
    chosen: Vec<Chosen>,
    registers: &'p Registers,
}

/// Which sample each question has: by index, none for what is left out.
type Picked = Vec<Option<usize>>;

impl<'p> Axes<'p> {
    pub(super) fn new(pack: &'p Pack, template: &Template) -> Axes<'p> {
        let asked = interview::questions_for(pack, &[template]);
        let concerns = asked.iter().copied().find(|q| q.kind == Kind::Concerns);
        let most = concerns.and_then(|q| q.most).unwrap_or(3).min(3);
        let chosen = pack.concerns.iter().take(most).map(|c| Chosen::Pack(c.id.clone())).collect();
        let questions = asked.into_iter().map(|q| (q, samples(pack, q, &template.when))).collect();
        Axes { questions, concerns, chosen, registers: &pack.registers }
    }

    /// Everything answered.
    pub(super) fn full(&self) -> Answers {
        self.answers(&self.all(), &self.chosen)
    }

    /// Only what must be answered.
    pub(super) fn least(&self) -> Answers {
        self.answers(&self.few(), &self.chosen)
    }

    fn all(&self) -> Picked {
        self.questions.iter().map(|(_, s)| (!s.is_empty()).then_some(0)).collect()
    }

    fn few(&self) -> Picked {
        let least = |samples: &Vec<Sample>| match samples.iter().any(|s| s.value.is_none()) {
            true => None,
            false => (!samples.is_empty()).then_some(0),
        };
        self.questions.iter().map(|(_, samples)| least(samples)).collect()
    }

    /// The answers picked, those alone that are asked for when the others are given.
    fn answers(&self, picked: &Picked, chosen: &[Chosen]) -> Answers {
        let mut answers = Answers::default();
        for ((question, samples), pick) in self.questions.iter().zip(picked) {
            if !holds(&question.when, &answers, self.registers) {
                continue;
            }
            if Some(*question) == self.concerns && !chosen.is_empty() {
                answers.0.insert(question.id.clone(), Value::Concerns(chosen.to_vec()));
            }
            if let Some(sample) = pick.and_then(|at| samples.get(at)) {
                put(&mut answers, &question.id, sample);
            }
        }
        answers
    }

    /// The cases of a template, no more than `most`, each once, the simple ones first.
    pub(super) fn cases(&self, most: usize) -> Vec<Case> {
        let mut all = Cases { most, list: Vec::new() };
        all.add("when every question is answered", self.full());
        self.with_all_others(&mut all, |_| true);
        self.alone(&mut all);
        self.in_pairs(&mut all);
        all.list
    }

    /// Each answer to each question of these, the others answered.
    fn with_all_others(&self, all: &mut Cases, is_one: impl Fn(&Question) -> bool) {
        let asked = self.questions.iter().enumerate();
        for (at, (question, samples)) in asked.filter(|(_, (question, _))| is_one(question)) {
            for (index, sample) in samples.iter().enumerate().skip(1) {
                if all.is_full() {
                    return;
                }
                let mut picked = self.all();
                picked[at] = Some(index);
                let when = format!("when `{}` {}", question.id, sample.is);
                all.add(&when, self.answers(&picked, &self.chosen));
            }
        }
    }

    /// As little as can be, and each answer to each question with as little as can be.
    fn alone(&self, all: &mut Cases) {
        let few = self.few();
        all.least("when only what must be answered is", self.least());
        for (at, (question, samples)) in self.questions.iter().enumerate() {
            for (index, sample) in samples.iter().enumerate() {
                if all.is_full() {
                    return;
                }
                let mut picked = few.clone();
                picked[at] = Some(index);
                let when = format!(
                    "when `{}` {} and nothing else that can be left out is answered",
                    question.id, sample.is
                );
                all.least(&when, self.answers(&picked, &self.chosen));
            }
        }
    }

    /// Every two questions that are chosen from, with each pair of their answers.
    fn in_pairs(&self, all: &mut Cases) {
        let chosen_from = |at: &usize| {
            let kind = self.questions[*at].0.kind;
            matches!(kind, Kind::Choice | Kind::Choices | Kind::YesNo | Kind::Area | Kind::Body)
        };
        let axes: Vec<usize> = (0..self.questions.len()).filter(chosen_from).collect();
        for (place, one) in axes.iter().enumerate() {
            for other in &axes[place + 1..] {
                let (first, second) = (&self.questions[*one], &self.questions[*other]);
                for (a, b) in pairs(first.1.len(), second.1.len()) {
                    if all.is_full() {
                        return;
                    }
                    let mut picked = self.all();
                    (picked[*one], picked[*other]) = (Some(a), Some(b));
                    let when = format!(
                        "when `{}` {} and `{}` {}",
                        first.0.id, first.1[a].is, second.0.id, second.1[b].is
                    );
                    all.add(&when, self.answers(&picked, &self.chosen));
                }
            }
        }
    }

    /// The cases about what is chosen to say: nothing where that can be, a point of one's own
    /// alone, and each of these concerns alone.
    pub(super) fn of_concerns<'c>(
        &self,
        each: impl Iterator<Item = &'c str>,
        most: usize,
    ) -> Vec<Case> {
        let Some(question) = self.concerns else { return Vec::new() };
        let mut all = Cases { most, list: Vec::new() };
        if !question.required {
            all.add("when no point is chosen", self.answers(&self.all(), &[]));
        }
        let own = [Chosen::Own("Why do our example buses come late?".into())];
        all.add("when the only point is one's own", self.answers(&self.all(), &own));
        for id in each {
            let alone = [Chosen::Pack(id.to_string())];
            let when = format!("when `{id}` is the only point");
            all.add(&when, self.answers(&self.all(), &alone));
            let when = format!("{when} and only what must be answered is");
            all.least(&when, self.answers(&self.few(), &alone));
        }
        all.list
    }

    /// The cases that may change a text: with everything answered, with as little as can be, and
    /// with each answer to each question that the text names.
    pub(super) fn of_text(&self, text: &str) -> Vec<Case> {
        let mut all = Cases { most: 60, list: Vec::new() };
        all.add("when every question is answered", self.full());
        all.least("when only what must be answered is", self.least());
        let names = |id: &str| id.split('.').next().is_some_and(|group| text.contains(group));
        self.with_all_others(&mut all, |question| names(&question.id));
        all.list
    }
}

/// Every pair but those of the first with the first, which stands with everything answered.
fn pairs(first: usize, second: usize) -> impl Iterator<Item = (usize, usize)> {
    (1..first).flat_map(move |a| (1..second).map(move |b| (a, b)))
}

/// Cases, each once.
struct Cases {
    most: usize,
    list: Vec<Case>,
}

impl Cases {
    fn is_full(&self) -> bool {
        self.list.len() >= self.most
    }

    fn add(&mut self, when: &str, answers: Answers) {
        self.take(Case { when: when.to_string(), answers, least: false });
    }

    fn least(&mut self, when: &str, answers: Answers) {
        self.take(Case { when: when.to_string(), answers, least: true });
    }

    fn take(&mut self, case: Case) {
        if !self.is_full() && self.list.iter().all(|other| other.answers != case.answers) {
            self.list.push(case);
        }
    }
}

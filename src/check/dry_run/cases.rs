//! Which answers a template is tried with.
//!
//! Not every combination: they double with every question. Instead, with every other question
//! answered, each question has each of its answers once, and is left out once if it may be; with
//! nothing answered that may be left out, each such question is answered alone; and every two
//! questions that are chosen from have each pair of their answers, until there are enough. So
//! each `if` on an answer goes both ways, and every two of them together.

use std::iter;

use jiff::civil::{date, datetime};

use crate::answer::{Answers, BodyAnswer, Chosen, Signatory, Value};
use crate::interview::{self, holds, refused};
use crate::model::{Condition, DATED, Kind, Pack, Question, Template};
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

/// An answer to try.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sample {
    /// What a message calls it: "is `bus`", "is left out".
    pub(super) is: String,
    /// The answer; none leaves the question out.
    pub(super) value: Option<Value>,
}

impl Sample {
    fn new(is: &str, value: Value) -> Sample {
        Sample { is: is.into(), value: Some(value) }
    }

    fn named(name: &str, value: Value) -> Sample {
        Sample::new(&format!("is `{name}`"), value)
    }
}

/// The answers to try for a question of a template that is written under these conditions. The first
/// is one with which most of the text shows.
pub(super) fn samples(pack: &Pack, question: &Question, when: &[Condition]) -> Vec<Sample> {
    let fits = |value: &Value| {
        let alone = Answers([(question.id.clone(), value.clone())].into());
        !refused(when, &alone, &pack.registers)
    };
    let mut all = given(pack, question, &fits);
    all.retain(|sample| sample.value.as_ref().is_none_or(fits));
    // A question that is never asked has its default, which may be nothing.
    let may_lack = !question.required || question.ask.is_empty();
    if may_lack && question.id != DATED {
        all.push(Sample { is: "is left out".into(), value: None });
    }
    all
}

fn given(pack: &Pack, question: &Question, fits: &dyn Fn(&Value) -> bool) -> Vec<Sample> {
    let options = || question.options.iter().map(|o| o.value.clone());
    let words = format!("example {}", question.id.replace(['_', '.'], " "));
    let one = match question.kind {
        Kind::Choice => {
            return options().map(|v| Sample::named(&v, Value::Text(v.clone()))).collect();
        }
        Kind::Choices => {
            let all = Sample::new("is answered", Value::Choices(options().collect()));
            let each = options().map(|v| Sample::named(&v, Value::Choices(vec![v.clone()])));
            return iter::once(all).chain(each).collect();
        }
        Kind::YesNo => {
            let answers = [("yes", true), ("no", false)];
            return answers.map(|(name, yes)| Sample::named(name, Value::YesNo(yes))).to_vec();
        }
        Kind::Area => return areas(pack, fits),
        Kind::Body => return bodies(pack),
        Kind::Lines => Value::Lines(vec!["1 Sample Street".into(), "Sampleton".into()]),
        Kind::OwnWords => Value::OwnWords(format!("My {words}.")),
        Kind::Number => Value::Number(12.0),
        Kind::Date => Value::Date(date(2026, 12, 18)),
        Kind::DateTime => Value::DateTime(datetime(2026, 12, 2, 13, 30, 0, 0)),
        Kind::Postcode => Value::Text("S70 0ZZ".into()),
        Kind::Email => Value::Text("jean@example.org".into()),
        Kind::Telephone | Kind::Contact => Value::Text("01632 960123".into()),
        Kind::Concerns => return concerns(pack, question),
        Kind::Text => Value::Text(words),
    };
    vec![Sample::new("is answered", one)]
}

/// Most concerns that stand alone in a document, for each template.
const MOST_CONCERNS: usize = 40;

/// A few points of the pack, each of them alone, and a point of one's own.
fn concerns(pack: &Pack, question: &Question) -> Vec<Sample> {
    let most = question.most.unwrap_or(3).min(3);
    let ids = || pack.concerns.iter().map(|concern| &concern.id);
    let few = ids().take(most).map(|id| Chosen::Pack(id.clone())).collect();
    let own = Chosen::Own("Why do our example buses come late?".into());
    let alone = |is: &str, one| Sample::new(is, Value::Concerns(vec![one]));
    let each = ids().take(MOST_CONCERNS);
    let each = each.map(|id| alone(&format!("is `{id}` alone"), Chosen::Pack(id.clone())));
    let few = Sample::new("is answered", Value::Concerns(few));
    [few, alone("is a point of one's own alone", own)].into_iter().chain(each).collect()
}

/// An area that is listed, so that all that follows from it is there, and one that is typed.
fn areas(pack: &Pack, fits: &dyn Fn(&Value) -> bool) -> Vec<Sample> {
    let councils = &pack.registers.areas.councils;
    let fit = councils.iter().filter(|c| fits(&Value::Area(c.name.clone())));
    let listed = fit.min_by_key(|c| c.constituencies.is_empty());
    let listed = listed.map(|c| Sample::named(&c.name, Value::Area(c.name.clone())));
    let typed = Sample::new("is a place that is not listed", Value::Area("Exampleton".into()));
    listed.into_iter().chain([typed]).collect()
}

/// Kinds of a body that a person names, which need no body on record.
const NAMED: &[&str] = &["scrutiny-committee", "nhs-board", "council"];

/// Of each kind of receiver one that is not listed, and the one that allows the fewest words.
fn bodies(pack: &Pack) -> Vec<Sample> {
    let bodies = &pack.registers.bodies.bodies;
    let mut all = Vec::new();
    for destination in &pack.registers.destinations {
        let of_kind = bodies.iter().filter(|body| body.kind == destination.id);
        let words = |body: &&crate::register::Body| body.rules.words.unwrap_or(u32::MAX);
        let strictest = of_kind.min_by_key(words);
        if strictest.is_none() && !NAMED.contains(&destination.id.as_str()) {
            continue;
        }
        if let Some(body) = strictest {
            let known = BodyAnswer::Known(body.id.clone());
            all.push(Sample::named(&body.id, Value::Body(known)));
        }
        let kind = destination.id.clone();
        let named = BodyAnswer::Named { name: "Example Meeting".into(), kind: kind.clone() };
        let is = format!("is a body of the kind `{kind}` that is not listed");
        all.push(Sample::new(&is, Value::Body(named)));
    }
    all
}

/// Two who sign a joint response, the second with nothing but a name.
pub(super) fn signatories() -> Vec<Signatory> {
    let one = |name: &str, place: &str, says: &str| Signatory {
        name: name.into(),
        place: place.into(),
        says: says.into(),
    };
    vec![one("Jean Sample", "Sampleton", "We waited at the door."), one("Alex Sample", "", "")]
}

//! Every way of answering that changes what a template says, from what its questions are.

use std::collections::BTreeMap;

use sayso::pack::{Pack, Template};
use sayso::question::{Kind, Question, Raw};
use sayso::questionnaire::{Given, Origin};
use sayso::register::bodies::Body;

/// Answers to some questions.
pub(crate) type Answered = Vec<(String, Raw)>;

/// Own words with nothing in them that a check could stumble over.
pub(crate) const OWN: &str = "We waited at the clinic.\n\nNobody told us why.";

/// Most combinations that are all tried. Of more, every two answers are tried together: what a
/// text says hangs on one answer or two, and all combinations of a long template are millions.
const ALL: usize = 300;

/// Combinations of: area known (one that has text of its own) or typed, each option, yes or no,
/// each concern alone and three together with one of one's own, own words or none, the MP's name
/// or none, each kind of receiver, and all else that is optional there or not.
pub(crate) fn cases(pack: &Pack, template: &Template) -> Vec<Answered> {
    let axes = axes(pack, template);
    let number: usize = axes.iter().map(Vec::len).product();
    if number > ALL {
        return pairs(&axes);
    }
    let mut all: Vec<Answered> = vec![Vec::new()];
    for axis in axes {
        all = all
            .iter()
            .flat_map(|done| axis.iter().map(|more| [done.as_slice(), more].concat()))
            .collect();
    }
    all
}

/// Every two answers of different axes together, the other axes taking their answers in turn.
fn pairs(axes: &[Vec<Answered>]) -> Vec<Answered> {
    let mut all = Vec::new();
    for (i, first) in axes.iter().enumerate() {
        for (j, second) in axes.iter().enumerate().skip(i + 1) {
            for (one, other) in first.iter().flat_map(|a| second.iter().map(move |b| (a, b))) {
                let turn = all.len();
                let answer = |(k, axis): (usize, &Vec<Answered>)| match k {
                    k if k == i => one.clone(),
                    k if k == j => other.clone(),
                    _ => axis[turn % axis.len()].clone(),
                };
                all.push(axes.iter().enumerate().flat_map(answer).collect());
            }
        }
    }
    all
}

/// Answers as if they had been typed.
pub(crate) fn given(answered: &Answered) -> Given {
    let mut given = Given::default();
    given.insert("dated", text("2026-11-21"), Origin::Flag);
    for (id, raw) in answered {
        given.insert(id, raw.clone(), Origin::Flag);
    }
    given
}

/// A line of text.
pub(crate) fn text(text: &str) -> Raw {
    Raw::Text(text.to_string())
}

/// For each question that changes the text, its answers; one more axis for all the others.
fn axes(pack: &Pack, template: &Template) -> Vec<Vec<Answered>> {
    let mut axes = Vec::new();
    let (mut always, mut sometimes) = (Answered::new(), Answered::new());
    let questions = template.questions.iter().filter_map(|id| pack.question(id));
    for question in questions.filter(|q| !q.ask.is_empty()) {
        let answers = answers(pack, question);
        let one = |raw: &Raw| (question.id.clone(), raw.clone());
        if answers.len() > 1 {
            axes.push(answers.iter().map(|raw| vec![one(raw)]).collect());
        } else if question.required {
            always.extend(answers.iter().map(one));
        } else {
            sometimes.extend(answers.iter().map(one));
        }
    }
    let both = [always.clone(), sometimes].concat();
    axes.push(if both.len() == always.len() { vec![always] } else { vec![always, both] });
    axes
}

/// The answers to try; several where the text differs by them.
fn answers(pack: &Pack, question: &Question) -> Vec<Raw> {
    let options = || question.options.iter().map(|o| o.value.as_str());
    let one: &str = match question.kind {
        Kind::Area => return ["Barnsley", "Exampleton"].map(text).to_vec(),
        Kind::Choice => return options().map(text).collect(),
        Kind::Choices => return options().map(text).chain([joined(options())]).collect(),
        Kind::YesNo => return ["yes", "no"].map(text).to_vec(),
        Kind::Concerns => return concerns(pack),
        Kind::Body => return bodies(pack),
        Kind::OwnWords if !question.required => return ["", OWN].map(text).to_vec(),
        Kind::Text if question.id == "mp.name" => {
            return ["", "Ms Alex Member MP"].map(text).to_vec();
        }
        Kind::OwnWords => OWN,
        Kind::Text => "Example words",
        Kind::Lines => "1 Sample Street\nSampleton",
        Kind::Number => "12",
        Kind::Date => "2026-12-18",
        Kind::DateTime => "2026-12-02T13:30",
        Kind::Postcode => "S70 0ZZ",
        Kind::Email => "jean@example.org",
        Kind::Telephone | Kind::Contact => "01632 960123",
    };
    vec![text(one)]
}

fn concerns(pack: &Pack) -> Vec<Raw> {
    let ids = || pack.concerns.iter().map(|c| c.id.as_str());
    ids().map(text).chain([joined(ids().take(2).chain(["own: Our buses are late."]))]).collect()
}

/// Of each kind of receiver one that is typed, and the one that allows the fewest words.
fn bodies(pack: &Pack) -> Vec<Raw> {
    let mut strictest: BTreeMap<&str, &Body> = BTreeMap::new();
    for body in &pack.registers.bodies.bodies {
        let words = |body: &Body| body.rules.words.unwrap_or(u32::MAX);
        let kept = strictest.entry(&body.kind).or_insert(body);
        if words(body) < words(kept) {
            *kept = body;
        }
    }
    let typed = |kind: &str| {
        let name = ("name".to_string(), "Example Meeting".to_string());
        Raw::Map(BTreeMap::from([name, ("kind".to_string(), kind.to_string())]))
    };
    strictest.iter().flat_map(|(kind, body)| [text(&body.id), typed(kind)]).collect()
}

fn joined<'a>(items: impl Iterator<Item = &'a str>) -> Raw {
    Raw::List(items.map(str::to_string).collect())
}

//! Every way of answering that changes what a template says, from what its questions are.

use std::collections::BTreeMap;

use sayso::answer::Input;
use sayso::interview::{Inputs, Origin};
use sayso::model::{Kind, Pack, Question, Template};
use sayso::register::bodies::Body;

/// Answers to some questions.
pub(crate) type Answered = Vec<(String, Input)>;

/// Own words with nothing in them that a check could stumble over.
pub(crate) const OWN: &str = "We waited at the clinic.\n\nNobody told us why.";

/// Most cases of one template that are every combination; beyond that, see [`pairs`].
const MOST: usize = 400;

/// Combinations of: each option, yes or no, each concern alone and three together with one of
/// one's own, a story and a question of one's own or none, the MP's name or none, each kind of
/// receiver, and an area that is typed with nothing that can be left out, or one that is known
/// (and has text of its own) with all of it. Every one of them where they are not too many.
pub(crate) fn cases(pack: &Pack, template: &Template) -> Vec<Answered> {
    let axes = axes(pack, template);
    let all: usize = axes.iter().map(Vec::len).product();
    let picked =
        if all <= MOST { (0..all).map(|n| place(&axes, n)).collect() } else { pairs(&axes) };
    picked.iter().map(|at| case(&axes, at)).collect()
}

type Axes = [Vec<Answered>];

/// The answers at these places of the axes.
fn case(axes: &Axes, at: &[usize]) -> Answered {
    axes.iter().zip(at).flat_map(|(axis, at)| axis[*at].clone()).collect()
}

/// The nth combination.
fn place(axes: &Axes, mut n: usize) -> Vec<usize> {
    let mut at = Vec::new();
    for axis in axes {
        at.push(n % axis.len());
        n /= axis.len();
    }
    at
}

/// Each answer with each answer to another question, while the others take turns.
fn pairs(axes: &Axes) -> Vec<Vec<usize>> {
    let mut all = Vec::new();
    for (one, first) in axes.iter().enumerate() {
        for (other, second) in axes.iter().enumerate().skip(one + 1) {
            for (a, b) in (0..first.len()).flat_map(|a| (0..second.len()).map(move |b| (a, b))) {
                // Each axis turns at a pace of its own.
                let turn =
                    |(index, axis): (usize, &Vec<Answered>)| (all.len() / (index + 1)) % axis.len();
                let mut at: Vec<usize> = axes.iter().enumerate().map(turn).collect();
                (at[one], at[other]) = (a, b);
                all.push(at);
            }
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// Answers as if they had been typed.
pub(crate) fn given(answered: &Answered) -> Inputs {
    let mut given = Inputs::default();
    given.insert("dated", text("2026-11-21"), Origin::Flag);
    for (id, raw) in answered {
        given.insert(id, raw.clone(), Origin::Flag);
    }
    given
}

/// A line of text.
pub(crate) fn text(text: &str) -> Input {
    Input::Text(text.to_string())
}

/// For each question that changes the text, its answers; one more axis for all the others.
fn axes(pack: &Pack, template: &Template) -> Vec<Vec<Answered>> {
    let mut axes = Vec::new();
    let (mut least, mut most) = (Answered::new(), Answered::new());
    let questions = template.questions.iter().filter_map(|id| pack.question(id));
    for question in questions.filter(|q| !q.ask.is_empty()) {
        let mut answers = answers(pack, question);
        let written_for =
            template.when.iter().filter(|on| on.fact.is_none() && on.on == question.id);
        for on in written_for {
            answers.retain(|raw| matches!(raw, Input::Text(answer) if on.is.contains(answer)));
        }
        let one = |raw: &Input| (question.id.clone(), raw.clone());
        if answers.len() > 1 {
            axes.push(answers.iter().map(|raw| vec![one(raw)]).collect());
            continue;
        }
        if question.required {
            least.extend(answers.iter().map(one));
        }
        match question.kind {
            Kind::Area => most.push(one(&text(area_for(template)))),
            _ => most.extend(answers.iter().map(one)),
        }
    }
    axes.push(vec![least, most]);
    axes
}

/// A known area in a nation where a template holds.
fn area_for(template: &Template) -> &'static str {
    let areas = [("England", "Barnsley"), ("Scotland", "Edinburgh"), ("Wales", "Cardiff")];
    let held = areas.into_iter().find(|(nation, _)| template.holds_in(nation));
    held.map_or("Belfast", |(_, area)| area)
}

/// The answers to try; several where the text differs by them.
fn answers(pack: &Pack, question: &Question) -> Vec<Input> {
    let options = || question.options.iter().map(|o| o.value.as_str());
    let one: &str = match question.kind {
        Kind::Area => "Exampleton",
        Kind::Choice => return options().map(text).collect(),
        Kind::Choices => return options().map(text).chain([joined(options())]).collect(),
        Kind::YesNo => return ["yes", "no"].map(text).to_vec(),
        Kind::Concerns => return concerns(pack),
        Kind::Body => return bodies(pack),
        Kind::OwnWords if ["story", "ask"].contains(&question.id.as_str()) => {
            let least = if question.required { 1 } else { 0 };
            return ["", OWN][least..].iter().map(|words| text(words)).collect();
        }
        Kind::Text if question.id == "mp.name" => {
            return ["", "Ms Alex Member MP", "vacant"].map(text).to_vec();
        }
        Kind::OwnWords => OWN,
        Kind::Text => "Example words",
        Kind::Lines => "1 Sample Street\nSampleton",
        Kind::Number => "12",
        Kind::Date if question.past => "2026-11-02",
        Kind::Date => "2026-12-18",
        Kind::DateTime => "2026-12-02T13:30",
        Kind::Postcode => "S70 0ZZ",
        Kind::Email => "jean@example.org",
        Kind::Telephone | Kind::Contact => "01632 960123",
    };
    vec![text(one)]
}

fn concerns(pack: &Pack) -> Vec<Input> {
    let ids = || pack.concerns.iter().map(|c| c.id.as_str());
    ids().map(text).chain([joined(ids().take(2).chain(["own: Our buses are late."]))]).collect()
}

/// Of each kind of receiver one that is typed, and the one that allows the fewest words.
fn bodies(pack: &Pack) -> Vec<Input> {
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
        Input::Map(BTreeMap::from([name, ("kind".to_string(), kind.to_string())]))
    };
    strictest.iter().flat_map(|(kind, body)| [text(&body.id), typed(kind)]).collect()
}

fn joined<'a>(items: impl Iterator<Item = &'a str>) -> Input {
    Input::List(items.map(str::to_string).collect())
}

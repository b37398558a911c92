//! Answers to try a template with: to each question one that stands for all its like, and where
//! the text may differ by the answer, the others.

use jiff::civil::{date, datetime};

use crate::answer::{Answers, BodyAnswer, Chosen, Signatory, Value};
use crate::interview::refused;
use crate::model::{Condition, DATED, Kind, Pack, Question};

/// An answer to try.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sample {
    /// What a message calls it: "is `bus`", "is left out".
    pub(super) is: String,
    /// The answer; none leaves the question out.
    pub(super) value: Option<Value>,
}

impl Sample {
    fn left_out() -> Sample {
        Sample { is: "is left out".into(), value: None }
    }

    fn given(value: Value) -> Sample {
        Sample { is: "is answered".into(), value: Some(value) }
    }

    fn named(name: &str, value: Value) -> Sample {
        Sample { is: format!("is `{name}`"), value: Some(value) }
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
        all.push(Sample::left_out());
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
            let all = Sample::given(Value::Choices(options().collect()));
            let each = options().map(|v| Sample::named(&v, Value::Choices(vec![v.clone()])));
            return std::iter::once(all).chain(each).collect();
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
    vec![Sample::given(one)]
}

/// Most concerns that stand alone in a document, for each template.
const MOST_CONCERNS: usize = 40;

/// A few points of the pack, each of them alone, and a point of one's own.
fn concerns(pack: &Pack, question: &Question) -> Vec<Sample> {
    let most = question.most.unwrap_or(3).min(3);
    let ids = || pack.concerns.iter().map(|concern| &concern.id);
    let few = ids().take(most).map(|id| Chosen::Pack(id.clone())).collect();
    let own = Chosen::Own("Why do our example buses come late?".into());
    let alone = |is: &str, one| Sample { is: is.into(), value: Some(Value::Concerns(vec![one])) };
    let each = ids().take(MOST_CONCERNS);
    let each = each.map(|id| alone(&format!("is `{id}` alone"), Chosen::Pack(id.clone())));
    let few = Sample::given(Value::Concerns(few));
    [few, alone("is a point of one's own alone", own)].into_iter().chain(each).collect()
}

/// An area that is listed, so that all that follows from it is there, and one that is typed.
fn areas(pack: &Pack, fits: &dyn Fn(&Value) -> bool) -> Vec<Sample> {
    let councils = &pack.registers.areas.councils;
    let mut fit = councils.iter().filter(|c| fits(&Value::Area(c.name.clone()))).peekable();
    let first = fit.peek().copied();
    let listed = fit.find(|c| !c.constituencies.is_empty()).or(first);
    let listed = listed.map(|c| Sample::named(&c.name, Value::Area(c.name.clone())));
    let typed = Sample {
        is: "is a place that is not listed".into(),
        value: Some(Value::Area("Exampleton".into())),
    };
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
        all.push(Sample { is, value: Some(Value::Body(named)) });
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

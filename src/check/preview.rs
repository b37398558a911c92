//! A template to be read before anybody has answered anything: the letter with its gaps, and the
//! points that can be chosen.
//!
//! Every question is taken as answered with its own gap, so that all that hangs on an answer
//! shows. Where nothing need be answered for words to stand there, they stand in the preview too:
//! the default of a question, the day on which the template says that a consultation closes. A
//! question with answers to choose from has no gap: its default stands, else its first answer,
//! else yes, and which one is told.

use jiff::civil::Date;

use crate::answer::{Answers, BodyAnswer, Chosen, GroupText, Input, Value};
use crate::check::error::LetterError;
use crate::check::lists::{has, lists};
use crate::compose::Composer;
use crate::document::Document;
use crate::interview::{self, Defaults, Inputs, Problem};
use crate::model::{DATED, Kind, Pack, Question, Suggest, Template};
use crate::question::{AnswerFault, ParseContext};
use crate::text::gap::{CLOSE, OPEN};
use crate::text::words;

/// The body of a document that has every point of a pack, each under its title.
const POINTS: &str = "{{#each concerns}}\n### {{title}}\n\n{{text}}\n\n{{/each}}";

/// A template with its gaps.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The letter.
    pub letter: Document,
    /// Every point of the pack as worded for this receiver, where the person chooses among them.
    pub points: Option<Document>,
    /// What the person is told to do with it.
    pub next: Vec<String>,
    /// The answers that were taken where there is a choice.
    pub taken: Vec<ChosenAnswer>,
}

/// An answer that was taken where another could have been given.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ChosenAnswer {
    /// Id of the question.
    pub id: String,
    /// The answer as it can be given.
    pub answer: String,
    /// Others that can be given.
    pub others: Vec<String>,
}

/// Makes the preview of a template. `given` are answers to stand in the place of gaps.
///
/// # Errors
/// Answers that are not taken; texts that cannot be filled.
pub fn preview(
    pack: &Pack,
    template: &Template,
    given: &Inputs,
    today: Date,
) -> Result<Preview, LetterError> {
    let (answers, taken) = (Answers::default(), Vec::new());
    let defaults = Defaults::new(pack, today);
    let mut filling = Filling { pack, given, today, defaults, answers, taken };
    filling.fill(template)?;
    let Filling { answers, taken, .. } = filling;
    let composer = Composer::new(pack, template)?;
    let chooses = |q: &&Question| q.kind == Kind::Concerns && given.get(&q.id).is_none();
    let mut asked = template.questions.iter().filter_map(|id| pack.question(id));
    let chosen = asked.find(chooses).filter(|_| !pack.concerns.is_empty());
    let points = chosen.map(|question| points(pack, template, question, &answers)).transpose()?;
    Ok(Preview {
        letter: composer.compose(&answers, &GroupText::default())?,
        points,
        next: composer.next_steps(&answers)?,
        taken,
    })
}

/// Every point in its full wording, as a document with nothing round it.
fn points(
    pack: &Pack,
    template: &Template,
    question: &Question,
    answers: &Answers,
) -> Result<Document, LetterError> {
    let all = Template {
        body: POINTS.into(),
        subject: None,
        words: Some(usize::MAX),
        part_words: Some(usize::MAX),
        ..template.clone()
    };
    let mut answers = answers.clone();
    let every = pack.concerns.iter().map(|c| Chosen::Pack(c.id.clone())).collect();
    answers.0.insert(question.id.clone(), Value::Concerns(every));
    let Document { title, language, dated, body, markdown, notes, .. } =
        Composer::new(pack, &all)?.compose(&answers, &GroupText::default())?;
    Ok(Document { title, language, dated, body, markdown, notes, ..Document::default() })
}

/// The question on which day a consultation closes.
const CLOSES: &str = "consultation_closes";

struct Filling<'p> {
    pack: &'p Pack,
    given: &'p Inputs,
    today: Date,
    defaults: Defaults<'p>,
    answers: Answers,
    taken: Vec<ChosenAnswer>,
}

impl Filling<'_> {
    /// Answers every question of a template, given answers first, gaps for the rest.
    fn fill(&mut self, template: &Template) -> Result<(), LetterError> {
        let ids = self.given.ids().filter(|(id, _)| self.pack.question(id).is_none());
        let unknown = ids.map(|(id, from)| Problem::unknown(id, self.pack, from.clone()));
        let mut problems: Vec<Problem> = unknown.collect();
        for question in interview::questions_for(self.pack, &[template]) {
            if !interview::holds(&question.when, &self.answers, &self.pack.registers) {
                continue;
            }
            let (id, ask) = (question.id.clone(), question.ask.clone());
            let value = match self.given.get(&id) {
                Some((Input::Text(kind), _)) if self.kinds(question).any(|k| k == kind) => {
                    let (name, kind) = (gap(self.pack, question), kind.clone());
                    Some(Value::Body(BodyAnswer::Named { name, kind }))
                }
                Some((raw, origin)) => self.read(question, raw).unwrap_or_else(|fault| {
                    problems.push(Problem { id, ask, fault, origin: Some(origin.clone()) });
                    None
                }),
                None => self.stands(template, question).or_else(|| Some(self.gap(question))),
            };
            self.answers.0.extend(value.map(|value| (question.id.clone(), value)));
        }
        if problems.is_empty() { Ok(()) } else { Err(LetterError::Answers(problems)) }
    }

    /// What stands where a question is left unanswered. Of a question that is never asked, a default
    /// made of another's gap is none; answers to choose from are picked, so that the
    /// choice is told.
    fn stands(&self, template: &Template, question: &Question) -> Option<Value> {
        if question.id == DATED || matches!(question.kind, Kind::Choice | Kind::YesNo | Kind::Body)
        {
            return None;
        }
        if let Some(closes) = template.closes.filter(|_| question.id == CLOSES) {
            return Some(Value::Date(closes.day));
        }
        let default = self.defaults.of(question, &self.answers)?;
        if default.contains(OPEN) {
            let asked = question.kind == Kind::Text && !question.ask.is_empty();
            return asked.then_some(Value::Text(default));
        }
        self.read(question, &Input::Text(default)).ok().flatten()
    }

    fn read(&self, question: &Question, raw: &Input) -> Result<Option<Value>, AnswerFault> {
        let (concerns, registers) = (&self.pack.concerns, &self.pack.registers);
        question.read(raw, &ParseContext { today: self.today, concerns, registers })
    }

    /// The gap of a question, or one of its answers.
    fn gap(&mut self, question: &Question) -> Value {
        let gap = gap(self.pack, question);
        let options = || question.values().map(str::to_string).collect();
        match question.kind {
            _ if question.id == DATED => Value::Date(self.today),
            Kind::Choice => Value::Text(self.pick(question, options())),
            // One that is never asked, such as whether a seat is empty, is an exception.
            Kind::YesNo if question.ask.is_empty() => Value::YesNo(false),
            Kind::YesNo => {
                let picked = self.pick(question, vec!["yes".into(), "no".into()]);
                Value::YesNo(picked == "yes")
            }
            Kind::Choices => Value::Choices(options()),
            Kind::Lines => Value::Lines(vec![gap]),
            Kind::OwnWords => Value::OwnWords(gap),
            Kind::Area => Value::Area(gap),
            Kind::Body => {
                let kinds = self.kinds(question).map(str::to_string).collect();
                Value::Body(BodyAnswer::Named { name: gap, kind: self.pick(question, kinds) })
            }
            Kind::Concerns => {
                Value::Concerns(vec![Chosen::Own(format!("{OPEN}the points you choose{CLOSE}"))])
            }
            Kind::Text
            | Kind::Number
            | Kind::Date
            | Kind::DateTime
            | Kind::Postcode
            | Kind::Email
            | Kind::Telephone
            | Kind::Contact => Value::Text(self.certain(question).unwrap_or(gap)),
        }
    }

    /// What follows from the area, where one was given and leaves no choice.
    fn certain(&self, question: &Question) -> Option<String> {
        match interview::suggestions(self.pack, question, &self.answers)?.as_slice() {
            [only] => Some((*only).to_string()),
            _ => None,
        }
    }

    /// The default of a question if it is one of its answers, else the first of these.
    fn pick(&mut self, question: &Question, mut values: Vec<String>) -> String {
        let default = self.defaults.of(question, &self.answers);
        let default = default.unwrap_or_default();
        let at = values.iter().position(|v| *v == default).unwrap_or(0);
        let answer = if values.is_empty() { String::new() } else { values.remove(at) };
        // One that is never asked has no others to be given by whoever answers.
        if !question.ask.is_empty() {
            let id = question.id.clone();
            self.taken.push(ChosenAnswer { id, answer: answer.clone(), others: values });
        }
        answer
    }

    /// The kinds of receiver that the answer to a question of kind `body` may be, those that the
    /// pack words its points for first.
    fn kinds(&self, question: &Question) -> impl Iterator<Item = &str> {
        let registers = &self.pack.registers;
        let serves = |kind: &str| registers.bodies.bodies.iter().any(|body| body.kind == kind);
        let worded = |kind: &str| self.pack.concerns.iter().any(|c| c.to.contains_key(kind));
        let asked = question.kind == Kind::Body;
        let kinds = registers.destinations.iter().map(|d| d.id.as_str());
        let mut kinds: Vec<&str> = kinds.filter(|kind| asked && serves(kind)).collect();
        kinds.sort_by_key(|kind| !worded(kind));
        kinds.into_iter()
    }
}

/// The gap of a question: `‹your MP's name›`.
pub fn gap(pack: &Pack, question: &Question) -> String {
    format!("{OPEN}{}{CLOSE}", named(pack, question))
}

fn named(pack: &Pack, question: &Question) -> String {
    match (question.kind, question.suggest) {
        (Kind::Area, _) => "your area".into(),
        (Kind::Body, _) => "the committee or board".into(),
        (_, Some(Suggest::Boards)) => "your NHS board".into(),
        (_, Some(Suggest::MemberEmails)) => "your MP's e-mail address".into(),
        (Kind::OwnWords, _) if !question.ask.is_empty() => {
            format!("in your own words: {}", question.ask.trim())
        }
        _ => match made_of(pack, question) {
            Some(other) => named(pack, other),
            None => thing(&question.ask).unwrap_or_else(|| question.id.replace(['_', '.'], " ")),
        },
    }
}

/// The question of whose answer this one, which is never asked, is made.
fn made_of<'p>(pack: &'p Pack, question: &Question) -> Option<&'p Question> {
    let default = question.default.as_deref().filter(|_| question.ask.is_empty())?;
    let names = default.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.'));
    let mut asked = names.filter_map(|name| pack.question(name));
    asked.rfind(|other| other.id != question.id && !other.ask.is_empty())
}

/// The thing that is asked for: "your full name" of "Your full name, as you sign it"; none where
/// the question does not name one.
fn thing(ask: &str) -> Option<String> {
    let ask = ask.trim();
    let end = [", ", ": ", " (", ". "].iter().filter_map(|mark| ask.find(mark)).min();
    let first = ask[..end.unwrap_or(ask.len())].trim_end_matches(['?', '.', ':']).trim();
    let asked_for = ["What is ", "What are ", "Which is ", "Which are ", "Who is "];
    if let Some(rest) = asked_for.iter().find_map(|words| first.strip_prefix(words)) {
        return Some(match rest.strip_suffix(" called") {
            Some(called) => format!("the name of {called}"),
            None => rest.to_string(),
        });
    }
    let opening = first.split_whitespace().next()?.to_lowercase();
    let asks = ask.ends_with('?') && has(&lists().asking, &opening);
    (!asks).then(|| words::small(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_names_what_it_asks_for() {
        for (ask, named) in [
            ("Your full name, as you sign it", Some("your full name")),
            ("Which is your MP's constituency?", Some("your MP's constituency")),
            ("What is the consultation called?", Some("the name of the consultation")),
            (
                "A telephone number or e-mail address for the answer?",
                Some("a telephone number or e-mail address for the answer"),
            ),
            ("MP's surgery", Some("MP's surgery")),
            ("What do people call it, and where is it?", None),
            ("On which day does it close?", None),
            ("", None),
        ] {
            assert_eq!(thing(ask).as_deref(), named, "{ask}");
        }
    }
}

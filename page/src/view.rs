//! What the page shows of the interview, as JSON.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::DateTime;
use sayso::answer::{Answers, Input, Value};
use sayso::compose::advice::{self, Limit};
use sayso::interview::{Form, Prompt};
use sayso::model::{Kind, Pack, Question};
use sayso::render::Format;
use sayso::text::ENGLISH;
use serde::{Deserialize, Serialize};

use crate::letter::Letter;

/// The files of a pack by path.
#[derive(Deserialize)]
pub(crate) struct Files(pub(crate) BTreeMap<String, String>);

/// An [`Input`] as JSON.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
pub(crate) enum Typed {
    Text(String),
    List(Vec<String>),
    Map(BTreeMap<String, String>),
}

impl From<Typed> for Input {
    fn from(typed: Typed) -> Input {
        match typed {
            Typed::Text(text) => Input::Text(text),
            Typed::List(list) => Input::List(list),
            Typed::Map(map) => Input::Map(map),
        }
    }
}

impl From<Input> for Typed {
    fn from(input: Input) -> Typed {
        match input {
            Input::Text(text) => Typed::Text(text),
            Input::List(list) => Typed::List(list),
            Input::Map(map) => Typed::Map(map),
        }
    }
}

/// What a pack is and can write.
#[derive(Serialize)]
pub(crate) struct About<'p> {
    title: &'p str,
    summary: &'p str,
    publisher: &'p str,
    language: &'p str,
    updated: String,
    templates: Vec<Writes<'p>>,
    /// Names of the councils, to be suggested.
    areas: Vec<&'p str>,
    /// The formats that can be saved: the ending of each and what it is good for.
    formats: Vec<[&'static str; 2]>,
}

/// One thing that can be written.
#[derive(Serialize)]
struct Writes<'p> {
    id: &'p str,
    title: &'p str,
    action: &'p str,
    /// When a consultation closes.
    closes: Option<String>,
}

impl About<'_> {
    pub(crate) fn of(pack: &Pack, now: DateTime) -> About<'_> {
        let writes = |template: &'_ sayso::model::Template| {
            let closes = advice::closes(template, &Answers::default())?;
            let word = if closes.moment() < now { "closed" } else { "closes" };
            Some(format!("It {word} on {}.", closes.soon()))
        };
        let templates = pack.templates.iter().map(|template| Writes {
            id: &template.id,
            title: &template.title,
            action: &template.action,
            closes: writes(template),
        });
        About {
            title: &pack.title,
            summary: &pack.summary,
            publisher: &pack.publisher,
            language: &pack.language.tag,
            updated: ENGLISH.day(pack.updated),
            templates: templates.collect(),
            areas: pack.registers.areas.councils.iter().map(|area| area.name.as_str()).collect(),
            formats: Format::all().map(|format| [format.extension(), format.about()]).collect(),
        }
    }
}

/// Where the interview is.
#[derive(Serialize)]
pub(crate) struct State<'p> {
    prompt: Option<Asked<'p>>,
    answers: Vec<Answer<'p>>,
}

/// A question with all that is needed to draw it.
#[derive(Serialize)]
struct Asked<'p> {
    id: &'p str,
    kind: &'static str,
    ask: &'p str,
    why: Option<&'p str>,
    help: Option<Cow<'p, str>>,
    required: bool,
    most: Option<usize>,
    options: Vec<[String; 2]>,
    unavailable: Vec<String>,
    default: Option<String>,
    earlier: Option<Typed>,
    /// How the earlier answer reads where it is not typed as it is kept.
    earlier_reads: Option<String>,
    draft: Option<String>,
    fault: Option<String>,
    limits: Vec<String>,
    /// What to leave out of what is typed.
    care: Option<String>,
    number: usize,
    of: usize,
}

/// A question and how its answer reads.
#[derive(Serialize)]
struct Answer<'p> {
    id: &'p str,
    ask: &'p str,
    reads: Option<String>,
}

impl<'p> State<'p> {
    pub(crate) fn of(form: &Form<'p>) -> State<'p> {
        let prompt = form.next();
        let answers = form.questions().into_iter().map(|question| Answer {
            id: &question.id,
            ask: &question.ask,
            reads: form
                .answers()
                .get(&question.id)
                .map(|v| advice::reads(v, question, form.pack())),
        });
        State { answers: answers.collect(), prompt: prompt.map(|prompt| Asked::of(form, prompt)) }
    }
}

impl<'p> Asked<'p> {
    fn of(form: &Form<'p>, prompt: Prompt<'p>) -> Asked<'p> {
        let question = prompt.question;
        let reads = |value: &Value| advice::reads(value, question, form.pack());
        Asked {
            id: prompt.id,
            kind: question.kind.name(),
            ask: &question.ask,
            why: question.why.as_deref(),
            help: help(&prompt),
            required: question.required,
            most: question.most,
            limits: limits(form, question).iter().map(Limit::in_words).collect(),
            care: form.care(question),
            options: options(&prompt),
            unavailable: prompt.unavailable,
            // A name that is offered is taken by choosing it, never by silence.
            default: prompt.default.filter(|_| prompt.member.is_none()),
            earlier_reads: prompt.earlier.as_ref().map(reads),
            earlier: prompt.earlier.map(|value| value.to_input().into()),
            draft: prompt.draft,
            fault: prompt.fault.map(|fault| fault.to_string()),
            number: prompt.progress.number,
            of: prompt.progress.of,
        }
    }
}

/// What may be picked: where a member is known, the name.
fn options(prompt: &Prompt<'_>) -> Vec<[String; 2]> {
    match prompt.member {
        Some(member) => vec![["yes".into(), member.name.clone()]],
        None => prompt.options.iter().map(|o| [o.value.clone(), o.text.clone()]).collect(),
    }
}

/// What helps to answer: the question's help or, where a member is known, of which day the name is.
fn help<'p>(prompt: &Prompt<'p>) -> Option<Cow<'p, str>> {
    let Some(member) = prompt.member else {
        return prompt.question.help.as_deref().map(Cow::Borrowed);
    };
    let (day, name) = (ENGLISH.day(member.as_of), &member.name);
    Some(format!("On {day} it was {name}. To check: members.parliament.uk.").into())
}

/// The limits that bind an answer in own words.
pub(crate) fn limits(form: &Form<'_>, question: &Question) -> Vec<Limit> {
    match question.kind {
        Kind::OwnWords => form.limits(question),
        _ => Vec::new(),
    }
}

/// What came of an answer.
#[derive(Serialize)]
pub(crate) struct Submitted {
    /// Why it was not taken.
    pub(crate) fault: Option<String>,
    /// What follows from it.
    pub(crate) note: Option<String>,
}

/// What would come of an answer.
#[derive(Serialize)]
pub(crate) struct Preview {
    #[serde(flatten)]
    pub(crate) submitted: Submitted,
    pub(crate) letters: Vec<Letter>,
}

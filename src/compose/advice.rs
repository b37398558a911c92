//! What a person is told about a finished document: its words, how it may be read, and what to
//! do with it by when. None of it is in the document, which does not depend on the clock.

mod answered;
pub mod rules;

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};
use serde_json::{Value as Json, json};

use crate::answer::{Answers, Chosen};
pub use crate::compose::advice::answered::{Answered, Limit, early, length, limits, reads};
use crate::compose::advice::answered::{SAID, due};
use crate::compose::composer::{Composer, wordings};
use crate::compose::note::note;
pub use crate::compose::receiver::closes;
use crate::compose::receiver::{receiver, start};
use crate::compose::whole::chosen_concerns;
use crate::document::{Document, Measure, Part};
use crate::model::{Concern, Pack, Source, Template, To};
use crate::register::Registers;
use crate::register::bodies::Body;
use crate::register::deadline::{self, Notice};
use crate::template::engine::{TemplateFault, own_lines};
use crate::template::tags;
use crate::text::ENGLISH;

const MEASURE: &str = include_str!("../../data/advice/measure.txt.hbs");
const WITHIN: &str = include_str!("../../data/advice/within.txt.hbs");
const OVER: &str = include_str!("../../data/advice/over.txt.hbs");
const STEPS: &str = include_str!("../../data/advice/steps.txt.hbs");

/// `241 of 300 words, 119 of them your own (49%)`.
pub fn measure(document: &Document) -> String {
    own_lines(MEASURE, figures(document)).concat()
}

/// A line for each part that has a limit and keeps it: how much of it is used.
pub fn within(document: &Document) -> Vec<String> {
    own_lines(WITHIN, figures(document))
}

/// A line for the whole and for each part that is over its budget.
pub fn over(document: &Document) -> Vec<String> {
    own_lines(OVER, figures(document))
}

/// The measures of a document and of its parts.
fn figures(document: &Document) -> Json {
    let of = |measure: Measure| {
        let mut data = json!(measure);
        data["share"] = json!(measure.share());
        data["template"] = json!(measure.template());
        data["over"] = json!(measure.over());
        data["characters_over"] = json!(measure.characters_over());
        data["fits"] = json!(measure.fits());
        data
    };
    let part = |part: &Part| json!({ "number": part.number, "is": of(part.measure) });
    let parts: Vec<Json> = document.parts.iter().map(part).collect();
    json!({ "whole": of(document.measure), "parts": parts })
}

/// A warning, once for a letter, where what the person chose to say rests on a source that
/// somebody should have looked at again by now. None when every source is fresh.
pub fn past_review(pack: &Pack, answers: &Answers, today: Date) -> Option<String> {
    let mut stale: Vec<String> = Vec::new();
    for concern in chosen_concerns(answers).flat_map(|(_, chosen)| chosen) {
        let Chosen::Pack(id) = concern else { continue };
        for source in pack.concern(id).into_iter().flat_map(|c| sources_of(pack, c)) {
            let Some(by) = source.review_by.filter(|by| *by < today) else { continue };
            let (note, by) = (note(source, &ENGLISH), ENGLISH.day(by));
            let line = format!("{note} To be looked at again by {by}.");
            if !stale.contains(&line) {
                stale.push(line);
            }
        }
    }
    let data = json!({ "many": stale.len() > 1, "sources": stale });
    (!stale.is_empty()).then(|| SAID.text("past-review", data))
}

/// The sources that the wordings of a concern cite.
fn sources_of<'p>(pack: &'p Pack, concern: &'p Concern) -> impl Iterator<Item = &'p Source> {
    let cited: BTreeSet<&str> = wordings(concern).flat_map(|(_, text)| tags::cited(text)).collect();
    pack.sources.iter().filter(move |source| cited.contains(source.id.as_str()))
}

/// The question without which a letter to an MP finds no MP.
pub const SEAT: &str = "mp.constituency";

/// Why a document may reach nobody, if it may not.
pub fn lost(template: &Template, answers: &Answers) -> Option<&'static str> {
    let to_mp = template.destination == To::Kind("mp".into());
    let asks = template.questions.iter().any(|id| id == SEAT);
    (to_mp && asks && answers.get(SEAT).is_none()).then_some(
        "It does not say for which constituency, so it may reach no MP. members.parliament.uk finds yours by your postcode.",
    )
}

/// What to do with a document, a step each: by when and where to send it, where that is known,
/// then what the pack and the kind of receiver advise.
///
/// # Errors
/// A text of the pack that cannot be filled.
pub fn next_steps(
    composer: &Composer<'_>,
    document: &Document,
    answers: &Answers,
    now: DateTime,
) -> Result<Vec<String>, TemplateFault> {
    let (pack, template) = (composer.pack, composer.template);
    let mut steps: Vec<String> = lost(template, answers).map(str::to_string).into_iter().collect();
    steps.extend(early(pack, template, answers, now.date()));
    let body = receiver(pack, template, answers).and_then(|receiver| receiver.body);
    let start = start(pack, template, answers);
    let parts = document.parts.len();
    let data = json!({
        "body": body.map(|body| to_body(&body, &pack.registers, start, now, parts)),
        "closes": closes(template, answers).map(|closes| json!({
            "soon": closes.soon(),
            "left": deadline::left(now, closes.moment()),
            "past": closes.moment() < now,
            "at": closes.at.is_some(),
        })),
    });
    steps.extend(own_lines(STEPS, data));
    steps.extend(composer.next_steps(answers)?);
    Ok(steps)
}

/// Where and by when a body wants it, how many questions, and that its rules may have changed.
fn to_body(
    body: &Body,
    registers: &Registers,
    start: Option<DateTime>,
    now: DateTime,
    parts: usize,
) -> Json {
    let rules = &body.rules;
    json!({
        "name": body.name,
        "asks": body.may_take_questions(),
        "rules": rules,
        "due": start.and_then(|start| due(body, registers, start, now)),
        "notice": rules.notice.as_ref().map(Notice::in_words),
        "recorded": body.is_recorded(),
        "seen": rules.seen(),
        "again": rules.past_review(now.date()).map(|day| ENGLISH.partial(day)),
        "caution": start.and_then(|start| registers.holiday_caution(body, start)),
        "parts": parts,
    })
}

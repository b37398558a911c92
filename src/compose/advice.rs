//! What a person is told about a finished document: its words, how it may be read, and what to
//! do with it by when. None of it is in the document, which does not depend on the clock.

mod answered;
mod early;
mod limits;

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime};

use crate::answer::{Answers, Chosen, Value};
pub use crate::compose::advice::answered::{Answered, reads};
pub use crate::compose::advice::early::early;
pub use crate::compose::advice::limits::{Limit, length, limits, lower};
use crate::compose::composer::Composer;
use crate::compose::note::note;
pub use crate::compose::receiver::closes;
use crate::compose::receiver::{receiver, start};
use crate::document::{Document, Measure};
use crate::model::{Concern, Pack, Source, Template, To};
use crate::register::bodies::Body;
use crate::register::deadline;
use crate::register::rules::Questions;
use crate::template::engine::TemplateFault;
use crate::template::tags;
use crate::text::{Language, dates, join};

/// `241 of 300 words, 119 of them your own (49%)`.
pub fn measure(document: &Document) -> String {
    let Measure { words, own, budget, .. } = document.measure;
    let whose = match own {
        0 => "none of them your own yet".to_string(),
        own => format!("{own} of them your own ({}%)", document.measure.share()),
    };
    let of = budget.map(|budget| format!(" of {budget}")).unwrap_or_default();
    format!(
        "{words}{of} {}, {whose}",
        if words == 1 && budget.is_none() { "word" } else { "words" }
    )
}

/// A line for each part that has a limit and keeps it: how much of it is used.
pub fn within(document: &Document) -> Vec<String> {
    let parts = document.parts.iter().filter(|part| part.measure.fits());
    parts
        .filter_map(|part| {
            let Measure { words, budget, characters, most_characters, .. } = part.measure;
            let words = budget.map(|most| format!("{words} of {most} words"));
            let characters =
                most_characters.map(|most| format!("{characters} of {most} characters"));
            let counts: Vec<String> = words.into_iter().chain(characters).collect();
            (!counts.is_empty()).then(|| format!("Part {}: {}.", part.number, counts.join(", ")))
        })
        .collect()
}

/// A line for the whole and for each part that is over its budget.
pub fn over(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    let whole = document.measure;
    if let Some(budget) = whole.budget.filter(|_| whole.over() > 0) {
        lines.push(format!(
            "That is {} over the {budget} that are likely to be read. The template's own part is as short as it gets ({} words).",
            whole.over(),
            whole.template()
        ));
    }
    for part in &document.parts {
        if let Some(budget) = part.measure.budget.filter(|_| part.measure.over() > 0) {
            lines.push(format!(
                "Part {} has {} words, {} over the limit of {budget}.",
                part.number,
                part.measure.words,
                part.measure.over()
            ));
        }
        if let Some(most) =
            part.measure.most_characters.filter(|_| part.measure.characters_over() > 0)
        {
            lines.push(format!(
                "Part {} has {} characters, {} over the limit of {most}.",
                part.number,
                part.measure.characters,
                part.measure.characters_over()
            ));
        }
    }
    lines
}

/// A warning, once for a letter, where what the person chose to say rests on a source that
/// somebody should have looked at again by now. None when every source is fresh.
pub fn past_review(pack: &Pack, answers: &Answers, today: Date) -> Option<String> {
    let chosen = answers.0.values().flat_map(|value| match value {
        Value::Concerns(chosen) => chosen.as_slice(),
        _ => &[],
    });
    let mut stale: Vec<String> = Vec::new();
    for concern in chosen {
        let Chosen::Pack(id) = concern else { continue };
        for source in pack.concern(id).into_iter().flat_map(|c| sources_of(pack, c)) {
            let Some(by) = source.review_by.filter(|by| *by < today) else { continue };
            let line = format!(
                "{} To be looked at again by {}.",
                note(source, Language::english()),
                dates::day(by)
            );
            if !stale.contains(&line) {
                stale.push(line);
            }
        }
    }
    let what = match stale.len() {
        0 => return None,
        1 => "a source that nobody has checked lately. See whether it still says so:",
        _ => "sources that nobody has checked lately. See whether they still say so:",
    };
    Some(format!("What you chose to say rests on {what}\n{}", stale.join("\n")))
}

/// The sources that the wordings of a concern cite.
fn sources_of<'p>(pack: &'p Pack, concern: &'p Concern) -> impl Iterator<Item = &'p Source> {
    let to = concern.to.iter().map(|(_, text)| text);
    let texts = concern.text.iter().chain(&concern.short).chain(to);
    let cited: BTreeSet<&str> = texts.flat_map(|text| tags::cited(text)).collect();
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
    if let Some(body) = receiver(pack, template, answers).and_then(|r| r.body) {
        let start = start(pack, template, answers);
        steps.extend(to_body(&body, start, now, &pack.registers.nations_of(&body)));
        steps.extend(start.and_then(|start| pack.registers.holiday_caution(&body, start)));
        steps.extend(how_many(&body, document.parts.len()));
    }
    steps.extend(closing_date(answers, template, now));
    steps.extend(composer.next_steps(answers)?);
    Ok(steps)
}

/// Where and by when a body wants it, and that its rules may have changed.
fn to_body(body: &Body, start: Option<DateTime>, now: DateTime, nations: &[&str]) -> Vec<String> {
    let mut steps = Vec::new();
    if !body.may_take_questions() {
        let instead = body.rules.instead.as_deref().unwrap_or("Ask its office what you can do.");
        return vec![format!("They do not take questions from the public. {instead}")];
    }
    let send = format!("Send it {}", where_to(body));
    steps.push(match (body.rules.notice.as_ref(), start) {
        (Some(notice), Some(start)) => {
            let due = deadline::deadline(notice, start, nations);
            let left = deadline::left(now, due);
            if due < now {
                let by = deadline::due(notice, start, nations);
                format!(
                    "{send}, and ask whether they still take it. It was wanted by {by}: {left}."
                )
            } else {
                format!("{send} by {}: {left}.", deadline::due(notice, start, nations))
            }
        }
        (Some(notice), None) => format!("{send}, {}.", notice.in_words()),
        (None, _) if body.rules.questions == Questions::NotKnown => format!(
            "{send}. Ask them whether they take questions from the public, and by when: three working days before is common."
        ),
        (None, _) => {
            format!("{send}. Ask them by when they need it: three working days before is common.")
        }
    });
    if let Some(step) = steps.last_mut().filter(|_| !body.rules.state.is_empty()) {
        step.push_str(&format!(" It must state {}.", join(&body.rules.state)));
    }
    if body.rules.questions == Questions::NotKnown {
        steps.extend(body.rules.notes.iter().cloned());
    }
    if body.is_recorded() {
        let seen = body.rules.seen().map(|s| format!(" (seen {s})")).unwrap_or_default();
        let source = &body.rules.source;
        steps.push(match body.rules.past_review(now.date()) {
            Some(month) => format!(
                "Check the date and the rules{seen}. We meant to read them again by {}, so they may have changed: {source}",
                dates::partial(month)
            ),
            None => format!("Check the date and the rules{seen}, since they change: {source}"),
        });
    }
    steps
}

fn where_to(body: &Body) -> String {
    let to = &body.rules.hand_in;
    let subject = to.subject.as_ref().map(|s| format!(" (subject: {s})")).unwrap_or_default();
    match (&to.email, &to.form) {
        (Some(email), _) => format!("to {email}{subject}"),
        (None, Some(form)) => format!("with the form at {form}"),
        (None, None) if !to.post.is_empty() => format!("to {}", to.post.join(", ")),
        (None, None) => format!("to their office ({})", body.name),
    }
}

/// What to do where there are more questions than one person may put, or may be.
fn how_many(body: &Body, parts: usize) -> Option<String> {
    match body.rules.most {
        Some(most) if parts <= most as usize => None,
        Some(1) => Some("They take one question from each person: send the first.".into()),
        Some(most) => {
            Some(format!("They take {most} questions from each person: send the first {most}."))
        }
        None if parts > 1 => Some("If they take only one question, send the first.".into()),
        None => None,
    }
}

/// How long is left until a consultation closes.
fn closing_date(answers: &Answers, template: &Template, now: DateTime) -> Option<String> {
    let closes = closes(template, answers)?;
    let (soon, left) = (closes.soon(), deadline::left(now, closes.moment()));
    Some(match closes.at {
        _ if closes.moment() < now => {
            format!("It closed on {soon}: {left}. You can still send it and ask for it to be read.")
        }
        Some(_) => format!("Send it before it closes on {soon}: {left}."),
        None => format!(
            "Send it before it closes on {soon}: {left}. Check the hour: many close at noon or 5pm."
        ),
    })
}

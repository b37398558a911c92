//! `sayso letters`: the letters that the person chose to have kept, what is to be done with each
//! by when, and a reminder of one that had no answer.

use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use sayso::answer::{Answers, Value};
use sayso::compose::{Composer, advice, follow_up};
use sayso::disk::Outgoing;
use sayso::error::Error;
use sayso::interview::FillError;
use sayso::model::{DATED, Pack, Template, Unanswered};
use sayso::register::deadline;
use sayso::source::Extra;
use sayso::text::{ENGLISH, words};
use serde_json::json;

use super::args::LettersArgs;
use super::extras::Extras;
use super::flags::given;
use super::interview::Interview;
use super::keep::{self, SavedSession};
use super::written::{answers_text, file_name, rendered, write_files};
use super::{packs, screen, talk};

/// Runs the command.
pub(crate) fn run(args: &LettersArgs, now: DateTime) -> Result<(), Error> {
    let kept = keep::LETTERS.all();
    if kept.is_empty() {
        talk::say("no-letters", json!({}));
        return Ok(());
    }
    match args.follow_up {
        None => list(&kept, now),
        Some(number) => match number.checked_sub(1).and_then(|index| kept.get(index)) {
            Some(letter) => remind(letter, args, now.date()),
            None => Err(talk::refused("no-letter", json!({"number": number}))),
        },
    }
}

impl Interview<'_, '_> {
    /// Asks whether to keep what was written, for this list and for a reminder.
    ///
    /// # Errors
    /// The person stops.
    pub(super) fn offer_to_keep(&self, folder: &Path) -> Result<(), Error> {
        // Who cannot be asked has not said yes.
        if screen::can_ask() && talk::yes("keep-letter", json!({}), false)? {
            let folder = std::path::absolute(folder).unwrap_or_default();
            let (begun, saved) = (Some(keep::minute(self.now)), Some(folder.display().to_string()));
            let edited = self.form.extra.edited.clone();
            let extra = Extra { begun, saved, edited, ..Extra::default() };
            let _ = keep::LETTERS.keep(&answers_text(&self.session.pack, &self.form, &extra));
        }
        Ok(())
    }
}

/// Says which letters are old enough for a reminder, when an interview begins.
pub(crate) fn tell_unanswered(now: DateTime) {
    for (letter, number) in keep::LETTERS.all().iter().zip(1..) {
        let Standing { sent, due, .. } = Standing::of(letter, now);
        // After a month whoever wanted an answer has seen this.
        let seen = due.checked_add(1.month()).unwrap_or(due);
        if due <= now.date() && now.date() < seen {
            talk::say("no-answer-yet", json!({"day": ENGLISH.day(sent), "number": number}));
        }
    }
}

/// How a kept letter stands.
struct Standing {
    /// The day on which it was saved.
    sent: Date,
    /// Its pack and its answers, where they can be read.
    loaded: Result<(Pack, Answers), Error>,
    /// What each document is, with the first thing to do with it.
    steps: Vec<String>,
    /// When the first of them can be expected to be answered.
    due: Date,
    /// What is written where there is no answer: a reminder, or what a template names.
    next: String,
}

impl Standing {
    fn of(letter: &SavedSession, now: DateTime) -> Standing {
        let begun = letter.file.extra.begun.as_ref().and_then(|at| at.parse::<DateTime>().ok());
        let sent = begun.unwrap_or(now).date();
        let mut standing = Standing {
            sent,
            loaded: loaded(letter, (sent, now.date())),
            steps: letter.file.templates.clone(),
            due: deadline::answer_by(sent, None),
            next: "a reminder".into(),
        };
        let Ok((pack, answers)) = &standing.loaded else { return standing };
        let composed = |template: &Template| {
            let composer = Composer::new(pack, template).ok()?;
            let document = composer.compose(answers, &Default::default()).ok()?;
            let steps = advice::next_steps(&composer, &document, answers, now).ok()?;
            Some((steps.into_iter().next(), document.answer_by))
        };
        let templates = letter.file.templates.iter().filter_map(|id| pack.template(id));
        let told = templates.clone().map(|template| {
            let (step, by) = composed(template).unzip();
            let step = step.flatten().map(|step| format!(": {step}")).unwrap_or_default();
            (format!("{}{step}", pack.title_of(template, answers)), by)
        });
        let (steps, due): (Vec<_>, Vec<_>) = told.unzip();
        let mut follows = templates.filter_map(|template| template.unanswered.as_ref());
        if let Some(next) = follows.next().and_then(|next| pack.template(&next.write)) {
            standing.next = words::small(pack.title_of(next, answers));
        }
        standing.steps = steps;
        standing.due = due.into_iter().flatten().min().unwrap_or(standing.due);
        standing
    }
}

fn list(kept: &[SavedSession], now: DateTime) -> Result<(), Error> {
    let listed = kept.iter().zip(1..).map(|(letter, number)| {
        let place = letter.file.extra.saved.as_deref().map(|p| screen::path(Path::new(p)));
        let Standing { sent, steps, due, next, .. } = Standing::of(letter, now);
        let (day, by, late) = (ENGLISH.day(sent), ENGLISH.day(due), due <= now.date());
        json!({
            "number": number, "day": day, "place": place, "steps": steps,
            "by": by, "late": late, "next": next,
        })
    });
    let text = talk::text("letters", json!({"letters": listed.collect::<Vec<_>>()}));
    screen::out(format!("{}\n", screen::wrap(&text, "")).as_bytes())
}

/// The pack of a kept letter and its answers, as of the day on which it was sent.
fn loaded(letter: &SavedSession, (sent, today): (Date, Date)) -> Result<(Pack, Answers), Error> {
    let name = letter.file.pack.as_deref().unwrap_or_default();
    let (pack, _) = packs::load(name, today)?;
    let mut form = packs::form(&pack, &letter.file.templates, today)?;
    form.resume(&letter.file);
    let mut answers = form.answers().clone();
    drop(form);
    answers.0.insert(DATED.into(), Value::Date(sent));
    Ok((pack, answers))
}

/// What is written in place of a reminder, with its answers: those that were kept, on which day
/// that was, and that there was no answer.
fn next<'p>(
    pack: &'p Pack,
    next: &Unanswered,
    letter: &SavedSession,
    (sent, today): (Date, Date),
) -> Result<Option<(&'p Template, Answers)>, Error> {
    let Some(template) = pack.template(&next.write) else { return Ok(None) };
    let mut form = packs::form(pack, std::slice::from_ref(&template.id), today)?;
    form.resume(&letter.file);
    let day = (next.sent.clone(), sent.to_string());
    let answers: Vec<_> = next.answers.clone().into_iter().chain([day]).collect();
    form.give(given(None, &answers, false));
    let answers = form.finish().map_err(|FillError(problems)| Error::Answers(problems))?;
    Ok(Some((template, answers.clone())))
}

/// Writes the reminder of each letter among what was kept, or what follows it, beside the letters or
/// where a flag says.
fn remind(letter: &SavedSession, args: &LettersArgs, today: Date) -> Result<(), Error> {
    let Standing { sent, loaded, due, .. } = Standing::of(letter, today.at(0, 0, 0, 0));
    let (pack, mut answers) = loaded?;
    answers.0.insert(DATED.into(), Value::Date(today));
    let place = letter.file.extra.saved.as_ref().map(PathBuf::from);
    let folder = args.output.clone().or(place).unwrap_or_default();
    let extras = Extras::read(&args.extras, None)?;
    let mut files = Vec::new();
    if today < due {
        talk::note("early", json!({"day": ENGLISH.day(due)}));
    }
    for template in letter.file.templates.iter().filter_map(|id| pack.template(id)) {
        let (mut reminder, mut answers) = (follow_up(template, sent), answers.clone());
        if let Some(unanswered) = &template.unanswered
            && let Some((template, filled)) = next(&pack, unanswered, letter, (sent, today))?
        {
            (reminder, answers) = (template.clone(), filled);
            answers.0.insert(DATED.into(), Value::Date(today));
        }
        let composer = Composer::new(&pack, &reminder)?;
        let mut document = composer.compose(&answers, &Default::default())?;
        // What goes to a meeting or a consultation is answered there.
        if document.salutation.is_none() {
            continue;
        }
        composer.enclose(&mut document, &extras.enclosed());
        for format in &args.format {
            let title = file_name(composer.title(&answers));
            let name = format!("{title}.{}", format.extension());
            let bytes = rendered(&document, *format, &extras, &answers)?;
            files.push(Outgoing::new(folder.join(name), bytes));
        }
    }
    if files.is_empty() {
        talk::say("no-reminder", json!({}));
        return Ok(());
    }
    write_files(&files, args.force)
}

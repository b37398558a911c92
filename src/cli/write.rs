//! `sayso write`: asks, shows, writes, and says what to do next.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use sayso::compose::advice;
use sayso::error::Error;
use sayso::interview::{FillError, Form};
use sayso::render::Format;
use serde_json::json;

use super::args::WriteArgs;
use super::extras::Extras;
use super::flags::{given, read_answers};
use super::interview::{Interview, Left, Session};
use super::written::{self, Written};
use super::{choose, keep, letters, notes, packs, prompt, screen, talk};

/// Runs the command.
pub(crate) fn run(args: &WriteArgs, now: DateTime) -> Result<(), Error> {
    match write(args, now) {
        // The person stops.
        Err(Error::Interrupted) => {
            screen::say(keep::farewell());
            Ok(())
        }
        done => done,
    }
}

fn write(args: &WriteArgs, now: DateTime) -> Result<(), Error> {
    let asks = prompt::can_ask(args.no_input);
    // What cannot be used is told before anything is asked.
    let extras = Extras::read(&args.extras, args.font.as_deref())?;
    let file = args.answers.as_deref().map(read_answers).transpose()?;
    let mut kept = None;
    if asks {
        prompt::catch_interrupts();
        if file.is_none() {
            let before = prompt::plain_from_before();
            talk::say("greet", json!({"terminal": !prompt::plain(), "before": before}));
            letters::tell_unanswered(now);
            if args.what.is_empty() || args.resume {
                kept = choose::carry_on(args.resume, now)?;
            }
        }
    }
    // What was answered before: in the interview that is carried on with, or until the person went
    // back to choose something else to write.
    let (place, mut saved) = kept.map(|kept| (kept.path, kept.file)).unzip();
    let mut session = Session { place, ..Session::default() };
    let (mut what, mut back) = (args.what.clone(), false);
    loop {
        let held = saved.as_ref().or(file.as_ref()).filter(|_| !back);
        let choice = choose::choose(&what, back, args, held, asks, now)?;
        session.pack.clone_from(&choice.found);
        let mut form = packs::form(&choice.pack, &choice.templates, now.date())?;
        form.leave_for_the_end();
        match (&saved, &file) {
            (Some(saved), _) => form.resume(saved),
            (None, Some(file)) => form.extra.edited.clone_from(&file.extra.edited),
            (None, None) => {}
        }
        form.extra.begun.get_or_insert_with(|| keep::minute(now));
        form.give(given(file.as_ref(), &args.set, args.mp_names));
        if choice.asked || back {
            session.keep(&form);
        }
        session.may_choose_again = choice.asked || args.what.is_empty() && args.answers.is_none();
        if args.answers.is_some() {
            form.ask_only_required();
        }
        if asks {
            if !form.problems().is_empty() {
                return Err(Error::Answers(form.problems().to_vec()));
            }
            let mut interview = Interview::new((args, &extras), form, &mut session, now);
            match interview.run() {
                Ok(true) => return Ok(()),
                Ok(false) => form = interview.form,
                Err(Left::Failed(error)) => return Err(error),
                Err(Left::Instead(other, answers)) => {
                    (what, saved, back) = (other, Some(*answers), true);
                    continue;
                }
            }
        }
        form.finish().map_err(|FillError(problems)| Error::Answers(problems))?;
        notes::tell_taken_in(&form);
        return finish((args, &extras), &form, &session.pack, now);
    }
}

/// Composes, writes where the flags say, and says what to do next.
fn finish(
    (args, extras): (&WriteArgs, &Extras<'_>),
    form: &Form<'_>,
    found: &str,
    now: DateTime,
) -> Result<(), Error> {
    let (pack, answers) = (form.pack(), form.answers());
    let written = written::compose_all(extras, form)?;
    let left = written::leftovers(&written, answers);
    if !left.is_empty() && !args.force {
        let left: Vec<String> = left.iter().map(ToString::to_string).collect();
        return Err(talk::failed("not-finished", json!({"left": left.join("; ")})));
    }
    let formats = written::formats(args, &[Format::Markdown]);
    known_ending(args)?;
    if args.output.as_deref() == Some(Path::new("-")) {
        let ([one], [format]) = (written.as_slice(), formats.as_slice()) else {
            return Err(talk::refused("one-alone", json!({})));
        };
        return screen::out(&written::rendered(&one.document, *format, extras, answers)?);
    }
    let target = args.output.clone().unwrap_or_else(|| PathBuf::from("./"));
    let stem = |one: &Written<'_>| one.template.id.clone();
    let files = written::files((args, extras), &written, &formats, &target, (form, found), stem)?;
    written::write_files(&files, args.force)?;
    if let Some(text) = advice::past_review(pack, answers, now.date()) {
        screen::say(&text);
    }
    for one in &written {
        written::tell_measure(one, form);
        if formats.contains(&Format::Text) {
            advice::within(&one.document).iter().for_each(|l| screen::note(l));
        }
        written::advise(one, answers, now)?;
    }
    Ok(())
}

/// Refuses a file whose ending promises a format that sayso does not write.
fn known_ending(args: &WriteArgs) -> Result<(), Error> {
    let foreign = ["doc", "odt", "rtf", "htm", "tex", "epub", "msg"];
    let ending = args.output.as_ref().and_then(|p| p.extension()?.to_str());
    let Some(ending) = ending.filter(|e| args.format.is_empty() && foreign.contains(e)) else {
        return Ok(());
    };
    let names: Vec<&str> = Format::all().map(Format::extension).collect();
    Err(talk::refused("foreign", json!({"ending": ending, "names": names.join(", ")})))
}

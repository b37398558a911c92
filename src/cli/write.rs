//! `sayso write`: asks, shows, writes, and says what to do next.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use sayso::answer::Input;
use sayso::compose::advice;
use sayso::disk;
use sayso::error::Error;
use sayso::interview::{FillError, Form, Inputs, MP_NAMES, Origin};
use sayso::limits;
use sayso::render::Format;
use sayso::source::AnswerFile;
use serde_json::json;

use super::args::WriteArgs;
use super::extras::Extras;
use super::interview::{Interview, Left, Session};
use super::prompt;
use super::written::{
    Written, advise, compose_all, files, formats, leftovers, rendered, tell_measure, write_files,
};
use super::{choose, keep, letters, notes, packs, screen, talk};

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
    let asks = prompt::can_ask(args.plain, args.no_input);
    // What cannot be used is told before anything is asked.
    let extras = Extras::read(&args.extras, args.font.as_deref())?;
    let file = args.answers.as_deref().map(read_answers).transpose()?;
    let mut kept = None;
    if asks {
        prompt::catch_interrupts();
        if file.is_none() {
            greet(args.plain);
            letters::tell_unanswered(now);
            if args.what.is_empty() || args.resume {
                kept = choose::carry_on(args.resume, now)?;
            }
        }
    }
    let mut session: Option<Session> = None;
    // What was answered before the person went back to choose something else to write.
    let mut carried: Option<AnswerFile> = None;
    let mut what = args.what.clone();
    loop {
        let held = kept.as_ref().map(|k| &k.file).or(file.as_ref());
        let held = held.filter(|_| carried.is_none());
        let back = carried.is_some();
        let choice = choose::choose(&what, back, args, held, asks, now)?;
        let session = session.get_or_insert_with(|| Session::new(&choice.found, kept.as_ref()));
        session.pack.clone_from(&choice.found);
        let mut form = packs::form(&choice.pack, &choice.templates, now.date())?;
        form.leave_for_the_end();
        match (&carried, kept.take(), &file) {
            (Some(carried), ..) => form.resume(carried),
            (_, Some(kept), _) => form.resume(&kept.file),
            (_, _, Some(file)) => form.extra.edited = file.extra.edited.clone(),
            _ => {}
        }
        form.extra.begun.get_or_insert_with(|| keep::minute(now));
        form.give(given(file.as_ref(), &args.set, args.mp_names));
        if choice.asked || carried.is_some() {
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
            let mut interview = Interview::new((args, &extras), form, session, now);
            match interview.run() {
                Ok(true) => return Ok(()),
                Ok(false) => form = interview.form,
                Err(Left::Failed(error)) => return Err(error),
                Err(Left::Instead(other, answers)) => {
                    (what, carried) = (other, Some(*answers));
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
    let written = compose_all(args, form)?;
    let left = leftovers(&written, answers);
    if !left.is_empty() && !args.force {
        let left: Vec<String> = left.iter().map(ToString::to_string).collect();
        return Err(talk::failed("not-finished", json!({"left": left.join("; ")})));
    }
    let formats = formats(args, &[Format::Markdown]);
    known_ending(args)?;
    if args.output.as_deref() == Some(Path::new("-")) {
        let ([one], [format]) = (written.as_slice(), formats.as_slice()) else {
            return Err(talk::refused("one-alone", json!({})));
        };
        return screen::out(&rendered(&one.document, *format, extras, answers)?);
    }
    let target = args.output.clone().unwrap_or_else(|| PathBuf::from("./"));
    let stem = |one: &Written<'_>| one.template.id.clone();
    let files = files((args, extras), &written, &formats, &target, (form, found), stem)?;
    write_files(&files, args.force)?;
    if let Some(text) = advice::past_review(pack, answers, now.date()) {
        screen::say(&text);
    }
    for one in &written {
        tell_measure(one, &form.extra.edited);
        if formats.contains(&Format::Text) {
            advice::within(&one.document).iter().for_each(|l| screen::note(l));
        }
        advise(one, answers, now)?;
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

/// Reads an answers file.
pub(crate) fn read_answers(path: &Path) -> Result<AnswerFile, Error> {
    let bytes = disk::read(path, limits::TEXT_BYTES).map_err(Error::read(path))?;
    AnswerFile::decode(&bytes, &path.display().to_string()).map_err(Error::AnswersFile)
}

/// What a file and flags give.
pub(crate) fn given(file: Option<&AnswerFile>, set: &[(String, String)], mp_names: bool) -> Inputs {
    let mut given = file.map(Inputs::of_file).unwrap_or_default();
    let names = mp_names.then_some((MP_NAMES, "yes"));
    for (id, value) in names.into_iter().chain(set.iter().map(|(id, value)| (&**id, &**value))) {
        given.insert(id, Input::Text(value.to_string()), Origin::Flag);
    }
    given
}

/// The first words of an interview.
fn greet(asked_for_plain: bool) {
    let before = !asked_for_plain && prompt::plain_from_before();
    talk::say("greet", json!({"terminal": !prompt::plain(), "before": before}));
}

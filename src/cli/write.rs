//! `sayso write`: asks, shows, writes, and says what to do next.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use sayso::answer::{Answers, Input, Value};
use sayso::compose::advice;
use sayso::disk;
use sayso::error::Error;
use sayso::interview::{FillError, Form, Inputs, MP_NAMES, Origin};
use sayso::limits;
use sayso::model::Suggest;
use sayso::register::members;
use sayso::render::Format;
use sayso::source::AnswerFile;
use sayso::text::dates;

use super::args::WriteArgs;
use super::choose;
use super::interview::Interview;
use super::prompt::{self, Style};
use super::review::Review;
use super::session::{Left, Session};
use super::written::{
    Written, advise, compose_all, extras, files, formats, leftovers, rendered, tell_measure,
    write_files,
};
use super::{clock, keep, letters, notes, packs, resume, screen};

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
    let style = prompt::style(args.plain, args.no_input);
    // What cannot be used is told before anything is asked.
    let _ = extras(args)?;
    let file = args.answers.as_deref().map(read_answers).transpose()?;
    let mut kept = None;
    if let Some(style) = style {
        prompt::catch_interrupts();
        if file.is_none() {
            greet(style, args.plain);
            letters::tell_unanswered(now);
            if args.what.is_empty() || args.resume {
                kept = resume::offer(args.resume, style, now)?;
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
        let (style_now, back) = (style.map(prompt::settled), carried.is_some());
        let choice = choose::choose(&what, back, args, held, style_now, now)?;
        let session = session.get_or_insert_with(|| Session::new(&choice.found, kept.as_ref()));
        session.pack.clone_from(&choice.found);
        let mut form = packs::form(&choice.pack, &choice.templates, now.date())?;
        form.leave_for_the_end();
        match (&carried, kept.take(), &file) {
            (Some(carried), ..) => form.resume(carried),
            (_, Some(kept), _) => form.resume(&kept.file),
            (_, _, Some(file)) => form.extra_mut().edited = file.extra.edited.clone(),
            _ => {}
        }
        form.extra_mut().begun.get_or_insert_with(|| clock::minute(now));
        form.give(given(file.as_ref(), &args.set, args.mp_names));
        if choice.asked || carried.is_some() {
            session.keep(&form);
        }
        session.may_choose_again = choice.asked || args.what.is_empty() && args.answers.is_none();
        match ask_and_write(args, form, session, style, now) {
            Ok(()) => return Ok(()),
            Err(Left::Failed(error)) => return Err(error),
            Err(Left::Instead(instead)) => {
                carried = Some(instead.answers);
                what = instead.what;
            }
        }
    }
}

/// Asks what is missing and writes.
fn ask_and_write(
    args: &WriteArgs,
    mut form: Form<'_>,
    session: &mut Session,
    style: Option<Style>,
    now: DateTime,
) -> Result<(), Left> {
    if args.answers.is_some() {
        form.ask_only_required();
    }
    if let Some(style) = style {
        if !form.problems().is_empty() {
            return Err(Error::Answers(form.problems().to_vec()).into());
        }
        let mut interview = Interview::new(style, now, session);
        interview.run(&mut form)?;
        // An interview may have been stopped when all of it was answered.
        if interview.asked || session.is_kept() {
            tell_taken(&form);
            return Review { args, form, session, style, now }.run();
        }
    }
    form.finish().map_err(|FillError(problems)| Error::Answers(problems))?;
    tell_taken(&form);
    Ok(finish(args, &form, &session.pack, now)?)
}

/// Says which answers of a file or a flag were taken for something else than they say; what was
/// typed here was answered at once.
fn tell_taken(form: &Form<'_>) {
    for question in &form.pack().questions {
        if let Some((input, origin)) = form.inputs().get(&question.id)
            && let Some(answer) = form.answers().get(&question.id)
            && let Some(said) = notes::taken(form.pack(), question, input, answer)
            && *origin != Origin::Keyboard
        {
            screen::say(&said);
        }
    }
    tell_member(form);
}

/// Says of which day an MP's name is that came out of the table without being asked for.
fn tell_member(form: &Form<'_>) {
    let answers = form.answers();
    let by_table = matches!(answers.get(MP_NAMES), Some(Value::YesNo(true)));
    for question in form.pack().questions.iter().filter(|_| by_table) {
        if question.suggest == Some(Suggest::Members)
            && form.inputs().get(&question.id).is_none()
            && let Some(Value::Text(name)) = answers.get(&question.id)
            && let Some(member) = members::shipped().all().iter().find(|one| one.name == *name)
        {
            let (day, seat) = (dates::day(member.as_of), &member.constituency);
            screen::say(&format!(
                "On {day} the MP for {seat} was {name}. Check before you send it: \
                 members.parliament.uk."
            ));
        }
    }
}

/// Composes, writes where the flags say, and says what to do next.
fn finish(args: &WriteArgs, form: &Form<'_>, found: &str, now: DateTime) -> Result<(), Error> {
    let (pack, answers) = (form.pack(), form.answers());
    let written = compose_all(args, form)?;
    let left = leftovers(&written, answers);
    if !left.is_empty() && !args.force {
        let left: Vec<String> = left.iter().map(ToString::to_string).collect();
        return Err(Error::failed(
            format!("the letter is not finished: {}", left.join("; ")),
            "mend the answer or the template; --force writes it as it is",
        ));
    }
    let formats = formats(args, &[Format::Markdown]);
    known_ending(args)?;
    if args.output.as_deref() == Some(Path::new("-")) {
        return to_stdout(args, &written, &formats, answers);
    }
    let target = args.output.clone().unwrap_or_else(|| PathBuf::from("./"));
    let stem = |one: &Written<'_>| one.template.id.clone();
    write_files(&files(args, &written, &formats, &target, (form, found), stem)?, args.force)?;
    if let Some(text) = advice::past_review(pack, answers, now.date()) {
        screen::say(&text);
    }
    for one in &written {
        tell_measure(one, &form.extra().edited);
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
    Err(Error::Usage(
        format!("sayso does not write .{ending} files"),
        format!("give -f {}, or a file that ends so", names.join(", ")),
    ))
}

fn to_stdout(
    args: &WriteArgs,
    written: &[Written<'_>],
    formats: &[Format],
    answers: &Answers,
) -> Result<(), Error> {
    let ([one], [format]) = (written, formats) else {
        return Err(Error::Usage(
            "only one document in one format can go to `-`".into(),
            "name one template and one format, such as `-f txt -o -`, or give a folder".into(),
        ));
    };
    screen::out(&rendered(&one.document, *format, &extras(args)?, answers)?)
}

/// Reads an answers file.
pub(crate) fn read_answers(path: &Path) -> Result<AnswerFile, Error> {
    let bytes = disk::read(path, limits::TEXT_BYTES).map_err(Error::read(path))?;
    AnswerFile::decode(&bytes, &path.display().to_string()).map_err(Error::AnswersFile)
}

/// What a file and flags give.
pub(crate) fn given(file: Option<&AnswerFile>, set: &[(String, String)], mp_names: bool) -> Inputs {
    let mut given = Inputs::default();
    for (id, input, place) in file.iter().flat_map(|f| &f.answers) {
        given.insert(id, input.clone(), Origin::File(place.clone()));
    }
    let names = mp_names.then_some((MP_NAMES, "yes"));
    for (id, value) in names.into_iter().chain(set.iter().map(|(id, value)| (&**id, &**value))) {
        given.insert(id, Input::Text(value.to_string()), Origin::Flag);
    }
    given
}

/// The first words of an interview.
fn greet(style: Style, asked_for_plain: bool) {
    screen::say("sayso helps you say it in your own words. Nothing leaves this computer.");
    screen::say("Your answers are kept as you go. Type < to go back, ? to ask why, q to stop,");
    screen::say("r to read what is written so far, change to write something else with it.");
    if style == Style::Terminal {
        screen::say("Using a screen reader? Type p for plain lines; I will remember it.");
    } else if !asked_for_plain && prompt::plain_from_before() {
        screen::say("Lines are plain, as you asked. Type p to turn that off.");
    }
}

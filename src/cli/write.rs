//! `sayso write`: asks, shows, writes, and says what to do next.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use sayso::answer::{Answers, Input, Value};
use sayso::compose::advice;
use sayso::disk::{self, IfExists};
use sayso::error::Error;
use sayso::interview::{FillError, Form, FormError, Inputs, MP_NAMES, Origin};
use sayso::limits;
use sayso::model::Suggest;
use sayso::register::members;
use sayso::render::Format;
use sayso::source::AnswerFile;
use sayso::text::dates;

use super::args::WriteArgs;
use super::choose::{self, Choice};
use super::interview::{Interview, Outcome};
use super::prompt::{self, Style};
use super::review::{Review, Reviewed};
use super::session::{Instead, Session};
use super::written::{
    Written, advise, answers_file, compose_all, extras, files, formats, leftovers, rendered,
    tell_measure,
};
use super::{keep, letters, notes, packs, resume, screen};

/// Runs the command.
pub(crate) fn run(args: &WriteArgs, now: DateTime) -> Result<(), Error> {
    let style = prompt::style(args.plain, args.no_input);
    // What cannot be used is told before anything is asked.
    let _ = extras(args)?;
    let file = match &args.answers {
        Some(path) => Some(read_answers(path)?),
        None => None,
    };
    let mut kept = None;
    if let Some(style) = style {
        prompt::catch_interrupts();
        if file.is_none() {
            greet(style, args.plain);
            letters::tell_unanswered(now);
            if args.what.is_empty() || args.resume {
                kept = resume::offer(args.resume, style, now);
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
        let choice = choose::choose(&what, args, held, style.map(prompt::settled), now)?;
        let session = session.get_or_insert_with(|| Session::new(&choice.found, kept.as_ref()));
        session.pack.clone_from(&choice.found);
        let mut form = new_form(&choice, now)?;
        form.leave_for_the_end();
        match (&carried, kept.take(), &file) {
            (Some(carried), ..) => form.resume(carried),
            (_, Some(kept), _) => form.resume(&kept.file),
            (_, _, Some(file)) => form.extra_mut().edited = file.extra.edited.clone(),
            _ => {}
        }
        form.extra_mut().begun.get_or_insert_with(|| minute(now));
        form.give(given(args, file.as_ref()));
        if choice.asked || carried.is_some() {
            session.keep(&form);
        }
        match ask_and_write(args, form, choice.asked, session, style, now) {
            Done::Ended(result) => return result,
            Done::Instead(instead) => {
                carried = Some(instead.answers);
                what = instead.what;
            }
        }
    }
}

/// Now, as it is kept with an interview.
fn minute(now: DateTime) -> String {
    now.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// The empty form of what was chosen.
fn new_form(choice: &Choice, now: DateTime) -> Result<Form<'_>, Error> {
    let form = Form::new(&choice.pack, &choice.templates, now.date());
    form.map_err(|FormError { template }| match packs::template(&choice.pack, &template) {
        Err(error) => error,
        Ok(_) => Error::NothingChosen(Vec::new()),
    })
}

/// What came of asking and writing.
enum Done {
    /// All is done, or could not be.
    Ended(Result<(), Error>),
    /// The person writes something else.
    Instead(Box<Instead>),
}

/// Asks what is missing and writes.
fn ask_and_write(
    args: &WriteArgs,
    mut form: Form<'_>,
    chosen: bool,
    session: &mut Session,
    style: Option<Style>,
    now: DateTime,
) -> Done {
    if args.answers.is_some() {
        form.ask_only_required();
    }
    let Some(style) = style else {
        return Done::Ended(unasked(args, &mut form, session, now));
    };
    if !form.problems().is_empty() {
        return Done::Ended(Err(Error::Answers(form.problems().to_vec())));
    }
    let mut interview = Interview::new(style, now, session);
    interview.may_choose_again = chosen;
    let outcome = interview.run(&mut form);
    let asked = interview.asked;
    match outcome {
        Outcome::ChooseAgain => Done::Instead(Box::new(session.instead(&form, args.what.clone()))),
        Outcome::Instead(instead) => Done::Instead(instead),
        Outcome::Stopped => {
            screen::say(keep::farewell());
            Done::Ended(Ok(()))
        }
        // An interview may have been stopped when all of it was answered.
        Outcome::Complete if asked || session.is_kept() => {
            tell_taken(&form);
            let may_choose_again = chosen;
            let mut review = Review { args, form, session, style, now, may_choose_again };
            match review.run() {
                Ok(Reviewed::Ended) => Done::Ended(Ok(())),
                Ok(Reviewed::Instead(instead)) => Done::Instead(instead),
                Err(error) => Done::Ended(Err(error)),
            }
        }
        Outcome::Complete => Done::Ended(unasked(args, &mut form, session, now)),
    }
}

/// Writes where nobody is asked.
fn unasked(
    args: &WriteArgs,
    form: &mut Form<'_>,
    session: &Session,
    now: DateTime,
) -> Result<(), Error> {
    form.finish().map_err(|FillError(problems)| Error::Answers(problems))?;
    tell_taken(form);
    finish(args, form, &session.pack, now)
}

/// Says which answers of a file or a flag were taken for something else than they say; what was
/// typed here was answered at once.
fn tell_taken(form: &Form<'_>) {
    let given = form.inputs();
    for (id, _) in given.ids().filter(|(_, origin)| **origin != Origin::Keyboard) {
        let (question, answer) = (form.pack().question(id), form.answers().get(id));
        if let (Some(question), Some(answer), Some((input, _))) = (question, answer, given.get(id))
            && let Some(said) = notes::taken(form.pack(), question, input, answer)
        {
            screen::say(&said);
        }
    }
    tell_member(form);
}

/// Says of which day an MP's name is that came out of the table without being asked for.
fn tell_member(form: &Form<'_>) {
    let (pack, given, answers) = (form.pack(), form.inputs(), form.answers());
    if !matches!(answers.get(MP_NAMES), Some(Value::YesNo(true))) {
        return;
    }
    for question in pack.questions.iter().filter(|q| q.suggest == Some(Suggest::Members)) {
        let Some(Value::Text(name)) = answers.get(&question.id) else { continue };
        let named = members::shipped().all().iter().find(|member| member.name == *name);
        if let Some(member) = named.filter(|_| given.get(&question.id).is_none()) {
            let day = dates::day(member.as_of);
            let seat = &member.constituency;
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
        return Err(Error::Unfinished(left.iter().map(ToString::to_string).collect()));
    }
    let formats = formats(args, &[Format::Markdown]);
    known_ending(args)?;
    if args.output.as_deref() == Some(Path::new("-")) {
        return to_stdout(args, &written, &formats, answers);
    }
    let target = args.output.clone().unwrap_or_else(|| PathBuf::from("./"));
    let mut files = files(args, &written, &formats, &target, answers)?;
    if let Some(path) = &args.save_answers {
        files.push(answers_file(path, found, form));
    }
    let if_exists = if args.force { IfExists::Replace } else { IfExists::Refuse };
    disk::write_all(&files, if_exists)?;
    for file in &files {
        screen::say(&format!("Saved {}", file.path.display()));
    }
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
    let ending = args.output.as_ref().and_then(|p| p.extension()?.to_str());
    let foreign = ["doc", "odt", "rtf", "htm", "tex", "epub", "msg"];
    let names: Vec<&str> = Format::all().map(Format::extension).collect();
    match ending {
        Some(ending) if args.format.is_empty() && foreign.contains(&ending) => Err(Error::Usage(
            format!("sayso does not write .{ending} files"),
            format!("give -f {}, or a file that ends so", names.join(", ")),
        )),
        _ => Ok(()),
    }
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
fn given(args: &WriteArgs, file: Option<&AnswerFile>) -> Inputs {
    let mut given = Inputs::default();
    for (id, input, place) in file.iter().flat_map(|f| &f.answers) {
        given.insert(id, input.clone(), Origin::File(place.clone()));
    }
    if args.mp_names {
        given.insert(MP_NAMES, Input::Text("yes".into()), Origin::Flag);
    }
    for (id, value) in &args.set {
        given.insert(id, Input::Text(value.clone()), Origin::Flag);
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
    } else if prompt::plain_from_before(asked_for_plain) {
        screen::say("Lines are plain, as you asked. Type p to turn that off.");
    }
}

//! `sayso write`: asks, shows, writes, and says what to do next.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use sayso::answer::{Answers, GroupText, Input, Value};
use sayso::compose::{Composer, advice};
use sayso::disk;
use sayso::disk::{Access, IfExists, Outgoing};
use sayso::document::Document;
use sayso::error::Error;
use sayso::model::{Pack, Suggest, Template};
use sayso::questionnaire::{self, Asker, Given, Origin, Unfilled};
use sayso::register::members;
use sayso::render::pdf::{Fonts, PdfError};
use sayso::render::{self, Format};
use sayso::source::text::MOST_BYTES;
use sayso::source::{AnswerFile, Extra};
use sayso::text::dates;

use super::args::WriteArgs;
use super::choose::{self, Choice};
use super::interview::Interview;
use super::keep::{self, Kept};
use super::prompt::{self, Style};
use super::review::Review;
use super::session::Session;
use super::{notes, packs, resume, save, screen};

/// Bodies that the person edited, by template id.
pub(crate) type Edited = BTreeMap<String, String>;

/// A document and what it is a document of.
pub(crate) struct Written<'p> {
    /// The template.
    pub(crate) template: &'p Template,
    /// The document.
    pub(crate) document: Document,
    /// What it was made with.
    pub(crate) composer: Composer<'p>,
}

/// Runs the command.
pub(crate) fn run(args: &WriteArgs, now: DateTime) -> Result<(), Error> {
    let style = prompt::style(args.plain, args.no_input);
    let file = match &args.answers {
        Some(path) => Some(read_answers(path)?),
        None => None,
    };
    let mut kept = None;
    if let Some(style) = style {
        prompt::catch_interrupts();
        if file.is_none() {
            greet(style, args.plain);
            if args.what.is_empty() || args.resume {
                kept = resume::offer(args.resume, style, now);
            }
        }
    }
    let mut session: Option<Session> = None;
    loop {
        let held = kept.as_ref().map(|k| &k.file).or(file.as_ref());
        let choice = choose::choose(args, held, style.map(prompt::settled), now)?;
        let session = session.get_or_insert_with(|| {
            Session::new(&choice.found, &choice.templates, &minute(now), kept.as_ref())
        });
        if choice.asked {
            session.chosen(&choice.found, &choice.templates);
        }
        if let Some(file) = &file {
            session.extra.edited = file.extra.edited.clone();
        }
        let given = given(args, file.as_ref(), kept.take().as_ref(), session);
        if let Some(done) = ask_and_write(args, &choice, &given, session, style, now) {
            return done;
        }
    }
}

/// Now, as it is kept with an interview.
fn minute(now: DateTime) -> String {
    now.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// Asks what is missing and writes; none when the person wants to choose again what to write.
fn ask_and_write(
    args: &WriteArgs,
    choice: &Choice,
    given: &Given,
    session: &mut Session,
    style: Option<Style>,
    now: DateTime,
) -> Option<Result<(), Error>> {
    let pack = &choice.pack;
    let templates: Result<Vec<&Template>, Error> =
        choice.templates.iter().map(|id| packs::template(pack, id)).collect();
    let templates = match templates {
        Ok(templates) => templates,
        Err(error) => return Some(Err(error)),
    };
    let mut interview =
        Interview::new(pack, &templates, style.unwrap_or(Style::Plain), now, session);
    interview.asks_optional = args.answers.is_none();
    interview.may_choose_again = choice.asked;
    let asker = style.is_some().then_some(&mut interview as &mut dyn Asker);
    let filled = questionnaire::fill(pack, &templates, given, now.date(), asker);
    let (asked, again) = (interview.asked, interview.choose_again);
    if let Ok(answers) = &filled {
        tell_taken(pack, given, answers);
    }
    Some(match filled {
        Err(Unfilled::Stopped(_)) if again => return None,
        Ok(answers) => match style {
            // An interview may have been stopped when all of it was answered.
            Some(style) if asked || session.is_kept() => {
                Review { args, pack, templates: &templates, session, style, now }.run(answers)
            }
            _ => finish(
                args,
                (pack, &session.pack),
                &templates,
                &answers,
                &session.extra.edited,
                now,
            ),
        },
        Err(Unfilled::Problems(problems)) => Err(Error::Answers(problems)),
        Err(Unfilled::Stopped(_)) => {
            screen::say(keep::farewell());
            Ok(())
        }
    })
}

/// Says which answers of a file or a flag were taken for something else than they say; what was
/// typed here was answered at once.
fn tell_taken(pack: &Pack, given: &Given, answers: &Answers) {
    for (id, _) in given.ids().filter(|(_, origin)| **origin != Origin::Keyboard) {
        let (Some(question), Some(answer)) = (pack.question(id), answers.get(id)) else { continue };
        if let Some((raw, _)) = given.get(id)
            && let Some(said) = notes::taken(pack, question, raw, answer)
        {
            screen::say(&said);
        }
    }
    tell_member(pack, given, answers);
}

/// Says of which day an MP's name is that came out of the table without being asked for.
fn tell_member(pack: &Pack, given: &Given, answers: &Answers) {
    if !matches!(answers.get(questionnaire::MP_NAMES), Some(Value::YesNo(true))) {
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
fn finish(
    args: &WriteArgs,
    (pack, found): (&Pack, &str),
    templates: &[&Template],
    answers: &Answers,
    edited: &Edited,
    now: DateTime,
) -> Result<(), Error> {
    let written = compose_all(pack, templates, answers, edited)?;
    let formats = formats(args, &[Format::Markdown]);
    known_ending(args)?;
    if args.output.as_deref() == Some(Path::new("-")) {
        return to_stdout(args, &written, &formats, answers);
    }
    let target = args.output.clone().unwrap_or_else(|| PathBuf::from("./"));
    let mut files = files(args, &written, &formats, &target, answers)?;
    if let Some(path) = &args.save_answers {
        files.push(answers_file(path, found, templates, answers, edited));
    }
    let if_exists = if args.force { IfExists::Replace } else { IfExists::Refuse };
    disk::write_all(&files, if_exists, Access::Usual)?;
    for file in &files {
        screen::say(&format!("Saved {}", file.path.display()));
    }
    if let Some(text) = advice::past_review(pack, answers, now.date()) {
        screen::say(&text);
    }
    for one in &written {
        tell_measure(one, edited);
        save::advise(one, answers, now)?;
    }
    Ok(())
}

/// Composes every document.
pub(crate) fn compose_all<'p>(
    pack: &'p Pack,
    templates: &[&'p Template],
    answers: &Answers,
    edited: &Edited,
) -> Result<Vec<Written<'p>>, Error> {
    let mut out = Vec::with_capacity(templates.len());
    for template in templates {
        let edited = edited.get(&template.id).map(String::as_str);
        let composer = Composer::new(pack, template)?;
        let document = composer.compose_with(answers, &GroupText::default(), edited)?;
        out.push(Written { template, document, composer });
    }
    Ok(out)
}

/// The formats asked for, by `-f` or by the ending of the file to write.
pub(crate) fn formats(args: &WriteArgs, usual: &[Format]) -> Vec<Format> {
    if !args.format.is_empty() {
        let asked: BTreeSet<Format> = args.format.iter().map(|f| Format::from(*f)).collect();
        return asked.into_iter().collect();
    }
    let ending =
        args.output.as_ref().and_then(|p| p.extension()?.to_str()).and_then(Format::from_name);
    ending.map_or_else(|| usual.to_vec(), |format| vec![format])
}

/// Refuses a file whose ending promises a format that sayso does not write.
fn known_ending(args: &WriteArgs) -> Result<(), Error> {
    let ending = args.output.as_ref().and_then(|p| p.extension()?.to_str());
    let foreign = ["doc", "docx", "odt", "rtf", "html", "htm", "tex", "epub"];
    match ending {
        Some(ending) if args.format.is_empty() && foreign.contains(&ending) => Err(Error::Usage(
            format!("sayso does not write .{ending} files"),
            "give -f pdf, txt or md, or a file that ends so".into(),
        )),
        _ => Ok(()),
    }
}

/// The files of documents: one a format, or with `split` one a part.
pub(crate) fn files(
    args: &WriteArgs,
    written: &[Written<'_>],
    formats: &[Format],
    target: &Path,
    answers: &Answers,
) -> Result<Vec<Outgoing>, Error> {
    let fonts = fonts(args)?;
    let mut out = Vec::new();
    for one in written {
        for format in formats {
            let parts = &one.document.parts;
            let path = disk::place(
                target,
                &one.template.id,
                format.extension(),
                written.len(),
                formats.len(),
            );
            if args.split && *format == Format::Text && !parts.is_empty() {
                for part in parts {
                    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                    let path = path.with_file_name(format!("{stem}-{}.txt", part.number));
                    out.push(Outgoing {
                        path,
                        bytes: render::text::part(part, &one.document.notes).into_bytes(),
                    });
                }
                continue;
            }
            let bytes = rendered(&one.document, *format, fonts.as_ref(), answers)?;
            out.push(Outgoing { path, bytes });
        }
    }
    Ok(out)
}

/// The fonts to set in, where the person brought one.
fn fonts(args: &WriteArgs) -> Result<Option<Fonts>, Error> {
    let Some(path) = &args.font else { return Ok(None) };
    let bytes = std::fs::read(path).map_err(|source| Error::Read { path: path.clone(), source })?;
    let fonts = Fonts::with_extra(bytes);
    fonts.map(Some).map_err(|fault| Error::Font { path: path.clone(), fault })
}

/// A document in a format. Characters that no font has are told with the answers that hold them,
/// not with the words round them: what people write stays out of messages.
fn rendered(
    document: &Document,
    format: Format,
    fonts: Option<&Fonts>,
    answers: &Answers,
) -> Result<Vec<u8>, Error> {
    let holds = |character: char| {
        let text = |raw: Input| match raw {
            Input::Text(text) => text,
            Input::List(items) => items.concat(),
            Input::Map(map) => map.into_values().collect(),
        };
        let held = answers.0.iter().filter(|(_, v)| text(v.to_input()).contains(character));
        held.map(|(id, _)| id.clone()).collect()
    };
    render::render_with(document, format, fonts).map_err(|error| match error {
        Error::Pdf(PdfError::Missing(list)) => {
            Error::Characters(list.iter().map(|m| (m.character, holds(m.character))).collect())
        }
        other => other,
    })
}

/// The answers as a file to be written; `pack` is how the pack is found again.
pub(crate) fn answers_file(
    path: &Path,
    pack: &str,
    templates: &[&Template],
    answers: &Answers,
    edited: &Edited,
) -> Outgoing {
    let ids: Vec<&str> = templates.iter().map(|t| t.id.as_str()).collect();
    let extra = Extra { edited: edited.clone(), ..Extra::default() };
    let text = AnswerFile::write_with(pack, &ids, answers, &extra);
    Outgoing { path: path.to_path_buf(), bytes: text.into_bytes() }
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
    screen::out(&rendered(&one.document, *format, fonts(args)?.as_ref(), answers)?)
}

/// Says how long a document is and whose words it has.
pub(crate) fn tell_measure(one: &Written<'_>, edited: &Edited) {
    screen::say(&format!("{}: {}.", one.template.title, advice::measure(&one.document)));
    for line in advice::over(&one.document) {
        screen::say_indented(&line, "  ");
    }
    if edited.contains_key(&one.template.id) {
        screen::say_indented("You edited its text: it no longer follows the answers.", "  ");
    }
}

/// Reads an answers file.
pub(crate) fn read_answers(path: &Path) -> Result<AnswerFile, Error> {
    let failed = |source| Error::Read { path: path.to_path_buf(), source };
    let bytes = read_bounded(path).map_err(failed)?;
    AnswerFile::decode(&bytes, &path.display().to_string()).map_err(Error::AnswersFile)
}

/// A file's bytes, a little more than may be read at the most, so that a huge one is told as such
/// and not loaded.
fn read_bounded(path: &Path) -> std::io::Result<Vec<u8>> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Everything that was given before anything is asked.
fn given(
    args: &WriteArgs,
    file: Option<&AnswerFile>,
    kept: Option<&Kept>,
    session: &Session,
) -> Given {
    let mut given = session.given();
    for (id, raw, place) in file.iter().flat_map(|f| &f.answers) {
        given.insert(id, raw.clone(), Origin::File(place.clone()));
    }
    for (id, raw, _) in kept.iter().flat_map(|k| &k.file.answers) {
        // What was being typed is asked again, to be finished.
        if !session.extra.drafts.contains_key(id) {
            given.insert(id, raw.clone(), Origin::Keyboard);
        }
    }
    if args.mp_names {
        given.insert(questionnaire::MP_NAMES, Input::Text("yes".into()), Origin::Flag);
    }
    for (id, value) in &args.set {
        given.insert(id, Input::Text(value.clone()), Origin::Flag);
    }
    given
}

/// The first words of an interview.
fn greet(style: Style, asked_for_plain: bool) {
    screen::say("sayso helps you say it in your own words. Nothing leaves this computer.");
    screen::say("Your answers are kept as you go. Type < to go back, ? to ask why, q to stop.");
    if style == Style::Terminal {
        screen::say("Using a screen reader? Type p for plain lines; I will remember it.");
    } else if prompt::plain_from_before(asked_for_plain) {
        screen::say("Lines are plain, as you asked. Type p to turn that off.");
    }
}

//! `sayso write`: asks, shows, writes, and says what to do next.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use sayso::answers::{AnswerFile, Answers};
use sayso::compose::Composer;
use sayso::document::Document;
use sayso::error::Error;
use sayso::output::{self, Access, IfExists, Outgoing};
use sayso::pack::text::MOST_BYTES;
use sayso::pack::{Pack, Template};
use sayso::question::Raw;
use sayso::questionnaire::{self, Asker, Given, Origin, Unfilled};
use sayso::render::{self, Format};
use sayso::advice;

use super::args::WriteArgs;
use super::interview::Interview;
use super::prompt::{self, Style};
use super::{choose, keep, packs, review, screen};

/// A document and what it is a document of.
pub(crate) struct Written<'p> {
    /// The template.
    pub(crate) template: &'p Template,
    /// The document.
    pub(crate) document: Document,
}

/// Runs the command.
pub(crate) fn run(args: &WriteArgs, now: DateTime) -> Result<(), Error> {
    let style = prompt::style(args.plain, args.no_input);
    let mut file = match &args.answers {
        Some(path) => Some(read_answers(path)?),
        None => None,
    };
    if style.is_some() && file.is_none() {
        prompt::catch_interrupts();
        greet(style);
        file = resume(args, style);
    }
    let style = style.map(prompt::settled);
    let (pack, ids) = choose::choose(args, file.as_ref(), style, now)?;
    let templates: Vec<&Template> =
        ids.iter().map(|id| packs::template(&pack, id)).collect::<Result<_, _>>()?;
    let given = given(args, file.as_ref());
    let asks_optional = args.answers.is_none();
    let mut interview = Interview { pack: &pack, templates: &templates, style: style.unwrap_or(Style::Plain), now, asked: false, asks_optional };
    let asker = style.is_some().then_some(&mut interview as &mut dyn Asker);
    let answers = match questionnaire::fill(&pack, &templates, &given, now.date(), asker) {
        Ok(answers) => answers,
        Err(Unfilled::Problems(problems)) => return Err(Error::Answers(problems)),
        Err(Unfilled::Stopped(_)) => {
            screen::say("Your answers are kept. To carry on: sayso --resume");
            return Ok(());
        }
    };
    if interview.asked && let Some(style) = style {
        return review::run(args, &pack, &templates, answers, style, now);
    }
    finish(args, &pack, &templates, &answers, now)
}

/// Composes, writes where the flags say, and says what to do next.
fn finish(
    args: &WriteArgs,
    pack: &Pack,
    templates: &[&Template],
    answers: &Answers,
    now: DateTime,
) -> Result<(), Error> {
    let written = compose_all(pack, templates, answers)?;
    let formats = formats(args, &[Format::Markdown]);
    if args.output.as_deref() == Some(Path::new("-")) {
        return to_stdout(&written, &formats);
    }
    let target = args.output.clone().unwrap_or_else(|| PathBuf::from("./"));
    let mut files = files(&written, &formats, &target, args.split)?;
    if let Some(path) = &args.save_answers {
        files.push(answers_file(path, pack, templates, answers));
    }
    let if_exists = if args.force { IfExists::Replace } else { IfExists::Refuse };
    output::write_all(&files, if_exists, Access::Usual)?;
    for file in &files {
        screen::say(&format!("Saved {}", file.path.display()));
    }
    for one in &written {
        tell_measure(one);
        tell_next(pack, one, answers, now)?;
    }
    Ok(())
}

/// Composes every document.
pub(crate) fn compose_all<'p>(
    pack: &'p Pack,
    templates: &[&'p Template],
    answers: &Answers,
) -> Result<Vec<Written<'p>>, Error> {
    let mut out = Vec::with_capacity(templates.len());
    for template in templates {
        let document = Composer::new(pack, template)?.compose(answers, &BTreeSet::new())?;
        out.push(Written { template, document });
    }
    Ok(out)
}

/// The formats asked for, by `-f` or by the ending of the file to write.
pub(crate) fn formats(args: &WriteArgs, usual: &[Format]) -> Vec<Format> {
    if !args.format.is_empty() {
        let asked: BTreeSet<Format> = args.format.iter().map(|f| Format::from(*f)).collect();
        return asked.into_iter().collect();
    }
    let ending = args.output.as_ref().and_then(|p| p.extension()?.to_str()).and_then(Format::from_name);
    ending.map_or_else(|| usual.to_vec(), |format| vec![format])
}

/// The files of documents: one a format, or with `split` one a part.
pub(crate) fn files(
    written: &[Written<'_>],
    formats: &[Format],
    target: &Path,
    split: bool,
) -> Result<Vec<Outgoing>, Error> {
    let mut out = Vec::new();
    for one in written {
        for format in formats {
            let parts = &one.document.parts;
            let path = output::place(target, &one.template.id, format.extension(), written.len(), formats.len());
            if split && *format == Format::Text && !parts.is_empty() {
                for part in parts {
                    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                    let path = path.with_file_name(format!("{stem}-{}.txt", part.number));
                    out.push(Outgoing { path, bytes: render::text::part(part, &one.document.notes).into_bytes() });
                }
                continue;
            }
            out.push(Outgoing { path, bytes: render::render(&one.document, *format)? });
        }
    }
    Ok(out)
}

/// The answers as a file to be written.
pub(crate) fn answers_file(
    path: &Path,
    pack: &Pack,
    templates: &[&Template],
    answers: &Answers,
) -> Outgoing {
    let ids: Vec<&str> = templates.iter().map(|t| t.id.as_str()).collect();
    Outgoing { path: path.to_path_buf(), bytes: AnswerFile::write(&pack.id, &ids, answers).into_bytes() }
}

fn to_stdout(written: &[Written<'_>], formats: &[Format]) -> Result<(), Error> {
    let ([one], [format]) = (written, formats) else {
        return Err(Error::Usage(
            "only one document in one format can go to `-`".into(),
            "name one template and one format, such as `-f txt -o -`, or give a folder".into(),
        ));
    };
    screen::out(&render::render(&one.document, *format)?)
}

/// Says how long a document is and whose words it has.
pub(crate) fn tell_measure(one: &Written<'_>) {
    screen::say(&format!("{}: {}.", one.template.title, advice::measure(&one.document)));
    for line in advice::over(&one.document) {
        screen::say_indented(&line, "  ");
    }
}

/// Says what to do next with a document.
pub(crate) fn tell_next(
    pack: &Pack,
    one: &Written<'_>,
    answers: &Answers,
    now: DateTime,
) -> Result<(), Error> {
    for step in advice::next_steps(pack, one.template, &one.document, answers, now)? {
        screen::say_indented(&format!("- {step}"), "  ");
    }
    Ok(())
}

fn read_answers(path: &Path) -> Result<AnswerFile, Error> {
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

fn given(args: &WriteArgs, file: Option<&AnswerFile>) -> Given {
    let mut given = Given::default();
    for (id, raw, place) in file.iter().flat_map(|f| &f.answers) {
        given.insert(id, raw.clone(), Origin::File(place.clone()));
    }
    for (id, value) in &args.set {
        given.insert(id, Raw::Text(value.clone()), Origin::Flag);
    }
    given
}

/// The first words of an interview.
fn greet(style: Option<Style>) {
    screen::say("sayso helps you say it in your own words. Nothing leaves this computer.");
    screen::say("Your answers are kept as you go. Type < to go back, ? to ask why, q to stop.");
    if style == Some(Style::Terminal) {
        screen::say("Using a screen reader? Type p for plain lines; I will remember it.");
    }
}

/// The interview that was stopped, if the person wants to carry on with it.
fn resume(args: &WriteArgs, style: Option<Style>) -> Option<AnswerFile> {
    let style = style?;
    if !args.what.is_empty() && !args.resume {
        return None;
    }
    let (file, age) = keep::kept_interview()?;
    if args.resume {
        return Some(file);
    }
    let what = file.templates.join(" and ");
    let question = format!("Carry on with {what}, begun {}?", ago(age.as_secs()));
    prompt::yes(style, &question, true).then_some(file)
}

fn ago(seconds: u64) -> String {
    let (number, unit) = match seconds {
        0..60 => return "just now".into(),
        60..3600 => (seconds / 60, "minute"),
        3600..86400 => (seconds / 3600, "hour"),
        _ => (seconds / 86400, "day"),
    };
    format!("{number} {unit}{} ago", if number == 1 { "" } else { "s" })
}

//! What whoever makes a pack has of the program: `sayso check`, every fault of a pack at once;
//! `sayso preview`, a letter before anything is answered; `sayso test`, the examples of a pack made
//! anew and compared with the letters that stand beside them.

use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;
use sayso::check::error::LetterError;
use sayso::check::examples::{self, Letter, Report};
use sayso::check::preview::{self, Preview};
use sayso::diagnostic::Severity;
use sayso::disk::{self, IfExists, Outgoing};
use sayso::error::Error;
use sayso::pack::PackFiles;
use sayso::render::{self, Format};
use serde_json::json;
use similar::TextDiff;

use super::args::{CheckArgs, PreviewArgs, TestArgs};
use super::flags::{ReportArg, given, read_answers};
use super::notes::counted;
use super::written::{promised, write_files};
use super::{faults, packs, screen, talk};

/// Runs the command. For people: faults on stderr, a line a pack on stdout. For tools: one JSON
/// document on stdout.
pub(crate) fn check(args: &CheckArgs, today: Date) -> Result<(), Error> {
    let mut all = Vec::new();
    let mut failed = false;
    let examined: Vec<_> = args.packs.par_iter().map(|name| packs::examine(name, today)).collect();
    for (name, examined) in args.packs.iter().zip(examined) {
        let faults = match examined {
            // The second where its files cannot be read.
            Ok(faults) | Err(Error::Pack(faults)) => faults,
            Err(other) => return Err(other),
        };
        let count = |severity| faults.iter().filter(|f| f.severity == severity).count();
        failed |= count(Severity::Error) > 0;
        failed |= args.deny_warnings && count(Severity::Warning) > 0;
        let in_words = |severity: Severity| match (count(severity), severity) {
            (0, _) => None,
            (many, Severity::Advice) => Some(format!("{} of advice", counted(many, "piece"))),
            (many, other) => Some(counted(many, other.word())),
        };
        match args.format {
            ReportArg::Json => all.extend(faults),
            ReportArg::Text => {
                faults::show_all(&faults);
                let all = [Severity::Error, Severity::Warning, Severity::Advice];
                let told: Vec<String> = all.into_iter().filter_map(in_words).collect();
                let told = if told.is_empty() { "no faults".into() } else { told.join(", ") };
                screen::out(format!("{name}: {told}\n").as_bytes())?;
            }
        }
    }
    if args.format == ReportArg::Json {
        screen::out(faults::json(&all).as_bytes())?;
    }
    // They have been shown: what is left to tell is the exit code.
    if failed { Err(Error::Pack(Vec::new())) } else { Ok(()) }
}

/// Lines of a letter that are shown round a difference.
const AROUND: usize = 2;

/// Runs the command: differences and a line a pack on stdout, what else is wrong on stderr.
pub(crate) fn test(args: &TestArgs, today: Date) -> Result<(), Error> {
    let mut good = true;
    for name in &args.packs {
        if args.accept && !Path::new(name).is_dir() {
            return Err(talk::refused("no-folder-to-accept", json!({"name": name})));
        }
        let files = packs::files(name)?;
        let (pack, _) = packs::load_files(&files, today)?;
        let report = examples::run(&pack, &files);
        for (case, error) in &report.failures {
            screen::say(&format!("In {case}:"));
            match error {
                LetterError::Answers(problems) => {
                    faults::show_answers(problems, Some("add it under `answers:`"));
                }
                other => faults::show_error(&other.clone().into()),
            }
        }
        let different = || report.letters.iter().filter(|letter| !letter.is_as_before());
        different().try_for_each(|letter| screen::out(difference(letter).as_bytes()))?;
        if args.accept {
            let made = |letter: &Letter| {
                let path = Path::new(name).join(&letter.path);
                Outgoing::new(path, letter.made.clone().into_bytes())
            };
            disk::write_all(&different().map(made).collect::<Vec<_>>(), IfExists::Replace)?;
        }
        screen::out(verdict(name, &files, &report, args.accept).as_bytes())?;
        good &= match args.accept {
            true => report.failures.is_empty() && report.stray.is_empty() && !report.is_empty(),
            false => report.is_good() && !report.is_empty(),
        };
    }
    // It has been shown: what is left to tell is the exit code.
    if good { Ok(()) } else { Err(Error::Pack(Vec::new())) }
}

/// The lines that differ, `-` before those that stand there, `+` before those that are made now.
fn difference(letter: &Letter) -> String {
    let there = letter.there.as_deref().unwrap_or_default();
    let path = &letter.path;
    let before = if letter.there.is_some() { path.as_str() } else { "(not there)" };
    let diff = TextDiff::from_lines(there, &letter.made);
    let lines = diff.unified_diff().context_radius(AROUND).header(before, path).to_string();
    format!("{lines}\n")
}

/// What came of it, in a few lines.
fn verdict(name: &str, files: &PackFiles, report: &Report, accepted: bool) -> String {
    let count = |is: fn(&&Letter) -> bool| report.letters.iter().filter(is).count();
    let same = count(|l| l.is_as_before());
    let differ = count(|l| !l.is_as_before() && l.there.is_some());
    let missing = count(|l| l.there.is_none());
    let told = [
        (same, "letter", "as before"),
        (differ, "letter", "different"),
        (missing, "letter", "not there"),
        (report.failures.len(), "example", "not made"),
    ];
    let told = told.into_iter().filter(|(many, ..)| *many > 0);
    let told = told.map(|(many, what, is)| format!("{} {is}", counted(many, what)));
    let data = json!({
        "name": name,
        "none": report.is_empty(),
        "told": told.collect::<Vec<_>>().join(", "),
        "stray": report.stray.iter().map(|path| files.shown(path)).collect::<Vec<_>>(),
        "not_shown": report.not_shown.join(", "),
        "changed": differ + missing > 0,
        "accepted": accepted,
    });
    format!("{}\n", talk::text("tested", data))
}

/// Stands between the letter and what follows it.
const LINE: &str = "––––––––––";

/// Runs the command: the letter on stdout or in a file, what it was shown for on stderr.
pub(crate) fn preview(args: &PreviewArgs, today: Date) -> Result<(), Error> {
    let wanted = packs::wanted(&args.what);
    let (pack, _) = packs::load_to_look(&wanted.pack, today)?;
    let template = packs::one_template(&pack, &wanted, "several-templates")?;
    let file = args.answers.as_deref().map(read_answers).transpose()?;
    let given = given(file.as_ref(), &args.set, false);
    let preview = preview::preview(&pack, template, &given, today)?;
    let path = args.output.as_ref().filter(|path| *path != Path::new("-"));
    let format = args.format.or(promised(path)).unwrap_or(Format::Text);
    let bytes = match format {
        // A printed page is the letter's; what belongs beside it is text.
        Format::Text | Format::Markdown => text(&preview, format).into_bytes(),
        _ => render::render(&preview.letter, format)?,
    };
    match path {
        Some(path) => write_files(&[Outgoing::new(path.clone(), bytes)], args.force)?,
        None if format == Format::Text => {
            let wrapped = screen::wrap(&text(&preview, format), "");
            screen::out(format!("{wrapped}\n").as_bytes())?;
        }
        None => screen::out(&bytes)?,
    }
    let choice = preview.taken.iter().any(|taken| !taken.others.is_empty());
    talk::say("shown-for", json!({"taken": preview.taken, "choice": choice}));
    Ok(())
}

/// The letter, the points and what to do then, as text.
fn text(preview: &Preview, format: Format) -> String {
    let document = |document| match format {
        Format::Markdown => render::markdown::markdown(document),
        _ => render::text::text(document),
    };
    let mut out = document(&preview.letter);
    if let Some(points) = &preview.points {
        out.push_str(&format!("\n{LINE}\nThe points to choose from\n\n{}", document(points)));
    }
    if !preview.next.is_empty() {
        out.push_str(&format!("\n{LINE}\nWhat to do then\n\n"));
        preview.next.iter().for_each(|step| out.push_str(&format!("- {step}\n")));
    }
    out
}

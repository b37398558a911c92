//! `sayso test`: a pack's examples, made anew and compared with the letters beside them.

use std::path::Path;

use jiff::civil::Date;
use sayso::check::error::LetterError;
use sayso::check::examples;
use sayso::check::examples::{Letter, Report};
use sayso::disk;
use sayso::disk::{IfExists, Outgoing};
use sayso::error::Error;
use sayso::pack::PackFiles;
use similar::TextDiff;

use super::args::TestArgs;
use super::{errors, packs, prompt, screen};

/// Lines of a letter that are shown round a difference.
const AROUND: usize = 2;

/// Runs the command: differences and a line a pack on stdout, what else is wrong on stderr.
pub(crate) fn run(args: &TestArgs, today: Date) -> Result<(), Error> {
    let plain = args.plain || prompt::plain_wished();
    let mut good = true;
    for name in &args.packs {
        if args.accept && !Path::new(name).is_dir() {
            return Err(Error::Usage(
                format!("the letters of {name} cannot be written anew"),
                "--accept needs a pack in a folder: unpack it, or copy it, first".into(),
            ));
        }
        let files = packs::files(name)?;
        let (pack, _) = packs::load_files(&files, today)?;
        let report = examples::run(&pack, &files);
        for (case, error) in &report.failures {
            screen::say(&format!("In {case}:"));
            match error {
                LetterError::Answers(problems) => {
                    errors::show_answers(problems, Some("add it under `answers:`"), plain);
                }
                other => errors::show(&other.clone().into(), plain),
            }
        }
        show_letters(&report)?;
        if args.accept {
            accept(name, &report)?;
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

/// Shows what differs from what stands in the folder.
fn show_letters(report: &Report) -> Result<(), Error> {
    for letter in report.letters.iter().filter(|l| !l.is_as_before()) {
        screen::out(difference(letter).as_bytes())?;
    }
    Ok(())
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

/// Writes what differs.
fn accept(folder: &str, report: &Report) -> Result<(), Error> {
    let new = report.letters.iter().filter(|l| !l.is_as_before());
    let files: Vec<Outgoing> = new
        .map(|letter| {
            Outgoing::new(Path::new(folder).join(&letter.path), letter.made.clone().into_bytes())
        })
        .collect();
    disk::write_all(&files, IfExists::Replace)
}

/// What came of it, in a few lines.
fn verdict(name: &str, files: &PackFiles, report: &Report, accepted: bool) -> String {
    if report.is_empty() {
        return format!(
            "{name}: there are no examples. Write a letter with it, keep the answers, and make the \
             letter beside them:\n  sayso write {name} --save-answers {name}/examples/first.yaml\n  \
             sayso test {name} --accept\n"
        );
    }
    let letters = |n: usize| if n == 1 { "1 letter".into() } else { format!("{n} letters") };
    let count = |is: fn(&&Letter) -> bool| report.letters.iter().filter(is).count();
    let same = count(|l| l.is_as_before());
    let differ = count(|l| !l.is_as_before() && l.there.is_some());
    let missing = count(|l| l.there.is_none());
    let mut told = Vec::new();
    for (n, what) in [(same, "as before"), (differ, "different"), (missing, "not there")] {
        if n > 0 {
            told.push(format!("{} {what}", letters(n)));
        }
    }
    if !report.failures.is_empty() {
        told.push(format!("{} not made", examples_in_words(report.failures.len())));
    }
    let mut out = format!("{name}: {}\n", told.join(", "));
    for path in &report.stray {
        out.push_str(&format!("{} belongs to no example: take it out\n", files.shown(path)));
    }
    if !report.not_shown.is_empty() {
        out.push_str(&format!("No example shows {}.\n", report.not_shown.join(", ")));
    }
    if accepted && differ + missing > 0 {
        out.push_str("They are now as shown above.\n");
    } else if differ + missing > 0 {
        out.push_str(&format!(
            "If they are right as they are now, sayso test {name} --accept keeps them.\n"
        ));
    }
    out
}

fn examples_in_words(n: usize) -> String {
    if n == 1 { "1 example".into() } else { format!("{n} examples") }
}

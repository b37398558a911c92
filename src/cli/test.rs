//! `sayso test`: a pack's examples, made anew and compared with the letters beside them.

use std::path::Path;

use jiff::civil::Date;
use sayso::check::error::LetterError;
use sayso::check::examples::{self, Letter, Report};
use sayso::disk::{self, IfExists, Outgoing};
use sayso::error::Error;
use sayso::pack::PackFiles;
use similar::TextDiff;

use super::args::TestArgs;
use super::notes::counted;
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
    if report.is_empty() {
        return format!(
            "{name}: there are no examples. Write a letter with it, keep the answers, and make the \
             letter beside them:\n  sayso write {name} --save-answers {name}/examples/first.yaml\n  \
             sayso test {name} --accept\n"
        );
    }
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
    let mut out = format!("{name}: {}\n", told.collect::<Vec<_>>().join(", "));
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

//! `sayso check`: every fault of a pack at once.

use jiff::civil::Date;
use sayso::error::{Error, Fault, Severity};

use super::args::CheckArgs;
use super::{errors, packs, prompt, screen};

/// Runs the command: faults on stderr, a line a pack on stdout.
pub(crate) fn run(args: &CheckArgs, today: Date) -> Result<(), Error> {
    let plain = args.plain || prompt::plain_wished();
    let mut worst = None;
    for name in &args.packs {
        let faults = match packs::load(name, today) {
            Ok((_, warnings)) => warnings,
            Err(Error::Pack(faults)) => faults,
            Err(other) => return Err(other),
        };
        errors::show_faults(&faults, plain);
        let count = |severity| faults.iter().filter(|f| f.severity == severity).count();
        let (wrong, doubtful) = (count(Severity::Error), count(Severity::Warning));
        screen::out(format!("{name}: {}\n", verdict(wrong, doubtful)).as_bytes())?;
        if wrong > 0 || (args.deny_warnings && doubtful > 0) {
            worst = Some(faults);
        }
    }
    match worst {
        // They have been shown: what is left to tell is the exit code.
        Some(_) => Err(Error::Pack(Vec::<Fault>::new())),
        None => Ok(()),
    }
}

fn verdict(errors: usize, warnings: usize) -> String {
    let many = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    match (errors, warnings) {
        (0, 0) => "no faults".into(),
        (0, w) => many(w, "warning"),
        (e, 0) => many(e, "error"),
        (e, w) => format!("{}, {}", many(e, "error"), many(w, "warning")),
    }
}

//! `sayso check`: every fault of a pack at once.

use jiff::civil::Date;
use rayon::prelude::*;
use sayso::diagnostic::{Diagnostic, Severity};
use sayso::error::Error;

use super::args::CheckArgs;
use super::flags::ReportArg;
use super::{faults, packs, prompt, screen};

/// Runs the command. For people: faults on stderr, a line a pack on stdout. For tools: one JSON
/// document on stdout.
pub(crate) fn run(args: &CheckArgs, today: Date) -> Result<(), Error> {
    let plain = args.plain || prompt::plain_wished();
    let mut all = Vec::new();
    let mut failed = false;
    let examined: Vec<_> = args.packs.par_iter().map(|name| packs::examine(name, today)).collect();
    for (name, examined) in args.packs.iter().zip(examined) {
        let faults = match examined {
            Ok(faults) => faults,
            // Its files cannot be read.
            Err(Error::Pack(faults)) => faults,
            Err(other) => return Err(other),
        };
        let count = Count::of(&faults);
        failed |= count.errors > 0 || (args.deny_warnings && count.warnings > 0);
        match args.format {
            ReportArg::Json => all.extend(faults),
            ReportArg::Text => {
                faults::show_all(&faults, plain);
                screen::out(format!("{name}: {}\n", count.in_words()).as_bytes())?;
            }
        }
    }
    if args.format == ReportArg::Json {
        screen::out(faults::json(&all).as_bytes())?;
    }
    // They have been shown: what is left to tell is the exit code.
    if failed { Err(Error::Pack(Vec::new())) } else { Ok(()) }
}

/// How many faults of each severity.
struct Count {
    errors: usize,
    warnings: usize,
    advice: usize,
}

impl Count {
    fn of(faults: &[Diagnostic]) -> Count {
        let count = |severity| faults.iter().filter(|f| f.severity == severity).count();
        Count {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            advice: count(Severity::Advice),
        }
    }

    fn in_words(&self) -> String {
        let many = |n: usize, one: &str| match n {
            0 => None,
            1 => Some(format!("1 {one}")),
            n => Some(format!("{n} {one}s")),
        };
        let advice = match self.advice {
            0 => None,
            1 => Some("1 piece of advice".into()),
            n => Some(format!("{n} pieces of advice")),
        };
        let told = [many(self.errors, "error"), many(self.warnings, "warning"), advice];
        let told: Vec<String> = told.into_iter().flatten().collect();
        if told.is_empty() { "no faults".into() } else { told.join(", ") }
    }
}

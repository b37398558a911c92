//! `sayso check`: every fault of a pack at once.

use jiff::civil::Date;
use rayon::prelude::*;
use sayso::diagnostic::Severity;
use sayso::error::Error;

use super::args::CheckArgs;
use super::flags::ReportArg;
use super::notes::counted;
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
                faults::show_all(&faults, plain);
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

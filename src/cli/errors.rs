//! How errors look: `error: what`, where, and `hint:`, which says with which flag or command to go on.

use std::io;

use sayso::error::Error;
use sayso::interview::{Origin, Problem};
use sayso::question::AnswerFault;

use super::faults;

/// Shows an error on stderr.
pub(crate) fn show(error: &Error, plain: bool) {
    match error {
        Error::Pack(list) | Error::AnswersFile(list) | Error::Columns(list) => {
            faults::show_all(list, plain);
        }
        Error::Table(fault) => {
            faults::error(&fault.message, None, faults::help(fault).as_deref(), plain);
        }
        Error::Answers(problems) => show_answers(problems, None, plain),
        Error::Interrupted => {}
        other => faults::error(&other.to_string(), None, hint(other).as_deref(), plain),
    }
}

/// Shows answers that are missing or were not taken, with what to do about the missing ones.
pub(crate) fn show_answers(problems: &[Problem], missing_hint: Option<&str>, plain: bool) {
    let (missing, wrong): (Vec<&Problem>, Vec<&Problem>) =
        problems.iter().partition(|p| p.fault == AnswerFault::Missing);
    for problem in wrong {
        let (from, place) = match &problem.origin {
            Some(Origin::File(place)) => ("", Some(place)),
            Some(Origin::Flag) => ("--set ", None),
            _ => ("", None),
        };
        let message = format!("{from}{}: {}", problem.id, problem.fault);
        faults::error(&message, place, None, plain);
    }
    let Some(first) = missing.first() else { return };
    let noun = if missing.len() == 1 { "answer is" } else { "answers are" };
    let mut text = format!("{} {noun} missing:", missing.len());
    let widest = missing.iter().map(|p| p.id.len()).max().unwrap_or(0);
    for problem in &missing {
        text.push_str(&format!("\n  {:widest$}  {}", problem.id, problem.ask));
    }
    let usual = format!(
        "give each with --set {}=… or under `answers:` in a file for --answers, or run sayso in a terminal to be asked",
        first.id
    );
    faults::error(&text, None, missing_hint.or(Some(&usual)), plain);
}

/// What to do about it, where the message does not say.
fn hint(error: &Error) -> Option<String> {
    match error {
        Error::Adapt { wrong, .. } => wrong.help.clone(),
        Error::Exists(_) => {
            Some("use --force to replace them, or -o to write somewhere else".into())
        }
        Error::Write { source, .. } => write_hint(source),
        Error::Busy(_) => Some("wait until it has ended, or give another folder with -o".into()),
        Error::Usage(_, hint) => Some(hint.clone()),
        Error::Failed(_, hint) => hint.clone(),
        // These say themselves what to do, or each of their faults does.
        Error::Pack(_)
        | Error::Table(_)
        | Error::AnswersFile(_)
        | Error::Answers(_)
        | Error::Columns(_)
        | Error::Read { .. }
        | Error::Stdout(_)
        | Error::Interrupted => None,
    }
}

fn write_hint(source: &io::Error) -> Option<String> {
    let hint = match source.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::FileTooLarge => {
            "make room, or write somewhere else with -o; nothing was left half-written"
        }
        io::ErrorKind::PermissionDenied => "write to a folder of your own with -o",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a file stands where a folder is needed; choose another place with -o"
        }
        io::ErrorKind::IsADirectory => "this is a folder; add a file name",
        _ => return None,
    };
    Some(hint.into())
}

//! How errors look: `error: what`, where, and `hint:`.

use sayso::diagnostic::Diagnostic;
use sayso::error::Error;
use sayso::interview::{Origin, Problem};
use sayso::question::AnswerFault;

use super::{faults, screen};

/// Shows an error on stderr.
pub(crate) fn show(error: &Error, plain: bool) {
    match error {
        Error::Pack(list) | Error::AnswersFile(list) | Error::Columns(list) => {
            show_faults(list, plain)
        }
        Error::Table(fault) => {
            let hint = faults::help(fault);
            screen::raw(&faults::message("error", &fault.message, None, hint.as_deref(), plain));
        }
        Error::Answers(problems) => show_answers(problems, None, plain),
        Error::Interrupted => {}
        other => {
            screen::raw(&faults::message(
                "error",
                &other.to_string(),
                None,
                other.hint().as_deref(),
                plain,
            ));
        }
    }
}

/// Shows the faults of a pack and, after several, how many there are.
pub(crate) fn show_faults(list: &[Diagnostic], plain: bool) {
    for fault in list {
        screen::raw(&faults::show(fault, plain));
    }
}

/// Shows answers that are missing or were not taken, with what to do about the missing ones.
pub(crate) fn show_answers(problems: &[Problem], missing_hint: Option<&str>, plain: bool) {
    let (missing, wrong): (Vec<&Problem>, Vec<&Problem>) =
        problems.iter().partition(|p| p.fault == AnswerFault::Missing);
    for problem in wrong {
        let place = match &problem.origin {
            Some(Origin::File(place)) => Some(place),
            _ => None,
        };
        let from = if problem.origin == Some(Origin::Flag) { "--set " } else { "" };
        let message = format!("{from}{}: {}", problem.id, problem.fault);
        screen::raw(&faults::message("error", &message, place, None, plain));
    }
    if missing.is_empty() {
        return;
    }
    let count = missing.len();
    let noun = if count == 1 { "answer is" } else { "answers are" };
    let mut text = format!("{count} {noun} missing:\n");
    let widest = missing.iter().map(|p| p.id.len()).max().unwrap_or(0);
    for problem in &missing {
        text.push_str(&format!("  {:widest$}  {}\n", problem.id, problem.ask));
    }
    let first = &missing[0].id;
    let usual = format!(
        "give each with --set {first}=… or under `answers:` in a file for --answers, or run sayso in a terminal to be asked"
    );
    let hint = missing_hint.unwrap_or(&usual);
    screen::raw(&faults::message("error", text.trim_end(), None, Some(hint), plain));
}

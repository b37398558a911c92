//! How a fault or an error looks: as a compiler shows it, or as one plain line; and what to do about
//! it, worded as flags.

use std::io;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use sayso::batch::report::quoted;
use sayso::diagnostic::{Diagnostic, Location, Remedy, Severity};
use sayso::error::Error;
use sayso::interview::{Origin, Problem};
use sayso::question::AnswerFault;
use sayso::render::RenderError;
use sayso::text::unseen::harmless;
use serde_json::{Value as Json, json};

use super::{prompt, screen, talk};

/// Shows faults on stderr.
pub(crate) fn show_all(list: &[Diagnostic]) {
    list.iter().for_each(|fault| screen::raw(&show(fault)));
}

/// Shows an error on stderr.
pub(crate) fn show_error(error: &Error) {
    match error {
        Error::Pack(list) | Error::AnswersFile(list) | Error::Columns(list) => show_all(list),
        Error::Table(fault) => show_one(&fault.message, None, help(fault)),
        Error::Answers(problems) => show_answers(problems, None),
        Error::Interrupted => {}
        other => show_one(&other.to_string(), None, hint(other)),
    }
}

/// Shows an error that is no fault of a file.
fn show_one(message: &str, place: Option<&Location>, hint: Option<String>) {
    let error = Diagnostic { help: hint, ..Diagnostic::error("", message) }.at(place.cloned());
    let lead = if prompt::plain() { "error: " } else { "" };
    screen::raw(&format!("{lead}{}", show(&error)));
}

/// Shows answers that are missing or were not taken, with what to do about the missing ones.
pub(crate) fn show_answers(problems: &[Problem], missing_hint: Option<&str>) {
    let (missing, wrong): (Vec<&Problem>, Vec<&Problem>) =
        problems.iter().partition(|p| p.fault == AnswerFault::Missing);
    for problem in wrong {
        let (from, place) = match &problem.origin {
            Some(Origin::File(place)) => ("", Some(place)),
            Some(Origin::Flag) => ("--set ", None),
            _ => ("", None),
        };
        show_one(&format!("{from}{}: {}", problem.id, problem.fault), place, None);
    }
    let Some(first) = missing.first() else { return };
    let noun = if missing.len() == 1 { "answer is" } else { "answers are" };
    let mut text = format!("{} {noun} missing:", missing.len());
    let widest = missing.iter().map(|p| p.id.len()).max().unwrap_or(0);
    for problem in &missing {
        text.push_str(&format!("\n  {:widest$}  {}", problem.id, problem.ask));
    }
    let usual = || talk::text("missing", json!({"id": first.id}));
    show_one(&text, None, Some(missing_hint.map_or_else(usual, String::from)));
}

/// What to do about it, where the message or each of its faults does not say.
fn hint(error: &Error) -> Option<String> {
    let name = match error {
        Error::Usage(_, hint) => return Some(hint.clone()),
        Error::Failed(_, hint) => return hint.clone(),
        Error::Exists(_) => "exists",
        Error::Busy(_) => "busy",
        Error::Render(RenderError::Address(_)) => "one-address",
        Error::Write { source, .. } => match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::FileTooLarge => "no-room",
            io::ErrorKind::PermissionDenied => "not-allowed",
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "not-a-folder",
            io::ErrorKind::IsADirectory => "a-folder",
            _ => return None,
        },
        _ => return None,
    };
    Some(talk::text(name, json!({})))
}

/// What to do about a fault, with what the command line offers.
pub(crate) fn help(fault: &Diagnostic) -> Option<String> {
    let offer = fault.remedy.as_ref().map(offer).unwrap_or_default();
    Some(format!("{}{offer}", fault.help.as_ref()?))
}

/// What the command line offers, to stand behind what is wrong or what to do.
pub(crate) fn offer(remedy: &Remedy) -> String {
    let map = |heading: &str, id: &str| format!("--map {}", quoted(&format!("{heading}={id}")));
    match remedy {
        // It stands in the help.
        Remedy::Replace(_) => String::new(),
        Remedy::BeginWithAPack => "; `sayso new NAME` makes a pack to look at".into(),
        Remedy::MakeAPackOfIt => "; `sayso new` makes a pack of a letter like this one".into(),
        Remedy::MapColumn(heading, id) => format!(": {}", map(heading, id)),
        Remedy::ConfirmColumns(all) => {
            let all: Vec<String> = all.iter().map(|(heading, id)| map(heading, id)).collect();
            format!(": {}{}", all.join(" "), talk::text("confirm-columns", json!({})))
        }
        Remedy::NameColumn(id) => format!(": {}", map("Heading", id)),
        Remedy::NameColumnOrAnswer(id) => format!(": {}, or --set {id}=…", map("Heading", id)),
        Remedy::ShowIds => "; `sayso show PACK/TEMPLATE --columns` lists them".into(),
        Remedy::NameSheet => " Pick one with --sheet.".into(),
        Remedy::ChooseFont => {
            " Give a font that can with --font FILE, or write -f txt,md without PDF.".into()
        }
        Remedy::KeepAll => "; --keep all keeps all".into(),
        Remedy::SayDateOrder => ": --dates day-first or --dates month-first".into(),
    }
}

/// Faults as one JSON document for tools: a list of objects with the keys `file`, `line`, `column`
/// (from 1, in characters), `length`, `severity`, `kind`, `message` and `hint`. What is not known
/// is `null`.
pub(crate) fn json(faults: &[Diagnostic]) -> String {
    let one = |fault: &Diagnostic| {
        let place = fault.location.as_ref();
        // It may be a file rather than a line.
        let number = |of: fn(&Location) -> usize| place.filter(|place| place.line > 0).map(of);
        json!({
            "file": place.map(|p| &p.file),
            "line": number(|p| p.line),
            "column": number(|p| p.column),
            "length": number(|p| p.length),
            "severity": fault.severity.word(),
            "kind": fault.code,
            "message": fault.message,
            "hint": help(fault),
        })
    };
    format!("{:#}\n", Json::Array(faults.iter().map(one).collect()))
}

/// A fault as a compiler shows it, or as one plain line.
fn show(fault: &Diagnostic) -> String {
    let fault = Diagnostic { help: help(fault), ..fault.clone() };
    if prompt::plain() {
        return format!("{}\n", harmless(&fault.to_string()));
    }
    let level = match fault.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE.with_name("advice"),
    };
    let mut group = level
        .primary_title(harmless(&fault.message).into_owned())
        .elements(Vec::<Snippet<'_, annotate_snippets::Annotation<'_>>>::new());
    if let Some(place) = &fault.location {
        let file = harmless(&place.file).into_owned();
        if place.text.is_empty() {
            let mut origin = annotate_snippets::Origin::path(file);
            if place.line > 0 {
                origin = origin.line(place.line).char_column(place.column);
            }
            group = group.element(origin);
        } else {
            group = group.element(snippet(place, file));
        }
    }
    if let Some(hint) = &fault.help {
        let hint = harmless(hint).into_owned();
        group = group.element(Level::HELP.with_name("hint").message(hint));
    }
    format!("{}\n", Renderer::styled().render(&[group]))
}

/// The line of a place with the words in question underlined.
fn snippet(place: &Location, file: String) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    // What a long line has before the stretch that is shown: it is cut off again, and counted.
    let text = " ".repeat(place.shown_from.saturating_sub(1)) + &harmless(&place.text);
    let at = |column: usize| text.char_indices().nth(column).map_or(text.len(), |(byte, _)| byte);
    let start = at(place.column.saturating_sub(1));
    let end = at(place.column.saturating_sub(1) + place.length.max(1)).max(start);
    Snippet::source(text)
        .path(file)
        .line_start(place.line)
        .annotation(AnnotationKind::Primary.span(start..end))
}

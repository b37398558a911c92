//! What is wrong with the columns of a table, and what to do about it: a function for each fault.

use super::consent::AGREED;
use crate::diagnostic::{Diagnostic, Remedy};

/// The first row looks like somebody's answers.
pub(super) fn no_headings() -> Diagnostic {
    let what = "the first row has no headings: it looks like somebody's answers";
    let help = "put a row of headings above it";
    Diagnostic::error("no-headings", what).help(help).remedy(Remedy::ShowIds)
}

/// The first row is the title of the table.
pub(super) fn title() -> Diagnostic {
    Diagnostic::error("title-row", "the first row has no headings: it looks like a title")
        .help("delete the rows above the headings, so that the headings are row 1")
}

/// A heading begins with a question, and nothing is taken from it.
pub(super) fn begins(heading: &str, id: &str, ask: &str) -> Diagnostic {
    let what = format!("`{heading}` begins with the question of `{id}` ({ask}), and is not used");
    map(Diagnostic::error("begins-with-question", what), heading, id)
        .help("if it answers that question, say so, and else that it answers none")
}

/// A column may say who took their yes back, and nothing is taken from it.
pub(super) fn taken_back(heading: &str) -> Diagnostic {
    let what = format!("`{heading}` may say who took their yes back, and is not used");
    map(Diagnostic::error("taken-back", what), heading, "").help(
        "put no where those people agreed, or take their rows out; then say that it answers nothing",
    )
}

/// Columns may answer questions, each of this id, and nobody has confirmed it.
pub fn unconfirmed(headings: Vec<(String, String)>) -> Diagnostic {
    let named = headings.iter().map(|(heading, id)| format!("`{heading}` for `{id}`"));
    let named = named.collect::<Vec<_>>().join(", ");
    let what = format!("columns that may answer a question: {named}");
    Diagnostic::error("unconfirmed-column", what)
        .help("where that is right, say so")
        .remedy(Remedy::ConfirmColumns(headings))
}

/// A heading that is said to answer a question is not there.
pub(super) fn unknown_heading(heading: &str, near: Option<String>) -> Diagnostic {
    let what = format!("no column is headed `{heading}`, which is said to answer a question");
    let near = near.map(|near| format!("did you mean `{near}`?"));
    Diagnostic::error("unknown-heading", what)
        .help(near.unwrap_or_else(|| "write the heading as it stands in the table".into()))
}

/// A column is said to answer what is no question's id.
pub(super) fn unknown_id(heading: &str, id: &str, near: Option<String>) -> Diagnostic {
    let what = format!("`{heading}` is said to answer `{id}`, which is no question's id");
    let fault = Diagnostic::error("unknown-id", what);
    match near {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help("give one of the ids that the questions have").remedy(Remedy::ShowIds),
    }
}

/// A heading is there more than once, and it answers a question.
pub(super) fn same_heading(heading: &str, times: usize) -> Diagnostic {
    Diagnostic::error("same-heading", format!("{times} columns are headed `{heading}`"))
        .help("give one of them another heading in the table")
}

/// Several columns answer one question, or say that people agreed.
pub(super) fn twice(id: &str, headings: &[String], what: &str) -> Diagnostic {
    if let [first, rest @ ..] = headings
        && rest.iter().all(|heading| heading == first)
    {
        return same_heading(first, headings.len());
    }
    let first = headings.first().map_or("Heading", String::as_str);
    let what = format!("{what}: `{}`", headings.join("`, `"));
    map(Diagnostic::error("column-twice", what), first, id).help("say which one")
}

/// A heading is the text of several questions.
pub(super) fn ambiguous(heading: &str, ids: &[&str]) -> Diagnostic {
    let what = format!("`{heading}` may answer several questions: `{}`", ids.join("`, `"));
    map(Diagnostic::error("ambiguous-heading", what), heading, ids.first().unwrap_or(&"id"))
        .help("say which one")
}

/// A question that must be answered has no column. A `personal` one each person answers for
/// themselves, in words or with details of their own.
pub(super) fn missing(id: &str, ask: &str, personal: bool) -> Diagnostic {
    let fault = Diagnostic::error("no-column", format!("no column answers `{id}` ({ask})"));
    match personal {
        true => fault
            .help("add one, since each person answers it for themselves, or name it")
            .remedy(Remedy::NameColumn(id.to_string())),
        false => fault
            .help("name its column, or answer it for everyone")
            .remedy(Remedy::NameColumnOrAnswer(id.to_string())),
    }
}

/// No column says that the person agreed; these headings speak of agreeing, and one may be meant.
pub(super) fn no_consent(like: &[String], sentence: &str) -> Diagnostic {
    let what = "no column says that people agreed to this going out in their name";
    let fault = Diagnostic::error("no-consent", what);
    let add = format!(
        "add a column headed `agreed` with a yes for each person who ticked: \"{sentence}\""
    );
    match like.first() {
        Some(first) => map(fault, first, AGREED)
            .help(format!("{add}; or if it is the column `{}`, say so", like.join("` or `"))),
        None => fault.help(add),
    }
}

/// A column is said to be that of consent in which a yes says no, by this word.
pub(super) fn refusal(heading: &str, word: &str) -> Diagnostic {
    let what = format!(
        "`{heading}` is not a column of consent: it says \"{word}\", so that a yes in it refuses"
    );
    Diagnostic::error("consent-refuses", what)
        .help("add a column headed `agreed` with a yes for each person who agreed")
}

/// A fault that is mended by saying what a column answers.
fn map(fault: Diagnostic, heading: &str, id: &str) -> Diagnostic {
    fault.remedy(Remedy::MapColumn(heading.to_string(), id.to_string()))
}

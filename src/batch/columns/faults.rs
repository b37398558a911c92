//! What is wrong with the columns of a table, and what a front end can offer to do about it. The words
//! are in `data/faults.yaml`.

use std::fmt::Display;

use super::consent::AGREED;
use crate::diagnostic::{Diagnostic, Remedy, fault};

/// A fault that is mended by saying of a column that it answers the question of this id.
pub(super) fn of_column(
    code: &str,
    heading: &str,
    id: &str,
    more: &[(&str, &dyn Display)],
) -> Diagnostic {
    let values: [(&str, &dyn Display); 2] = [("heading", &heading), ("id", &id)];
    fault(code, &[&values, more].concat())
        .remedy(Remedy::MapColumn(heading.to_string(), id.to_string()))
}

/// The first row looks like somebody's answers.
pub(super) fn no_headings() -> Diagnostic {
    fault("no-headings", &[])
}

/// Columns may answer questions, each of this id, and nobody has confirmed it.
pub fn unconfirmed(headings: Vec<(String, String)>) -> Diagnostic {
    let named = headings.iter().map(|(heading, id)| format!("`{heading}` for `{id}`"));
    let named = named.collect::<Vec<_>>().join(", ");
    fault("unconfirmed-column", &[("columns", &named)]).remedy(Remedy::ConfirmColumns(headings))
}

/// A heading that is said to answer a question is not there.
pub(super) fn unknown_heading(heading: &str, near: Option<String>) -> Diagnostic {
    fault("unknown-heading", &[("heading", &heading)]).meant(near)
}

/// A column is said to answer what is no question's id.
pub(super) fn unknown_id(heading: &str, id: &str, near: Option<String>) -> Diagnostic {
    let fault = fault("column-unknown-id", &[("heading", &heading), ("id", &id)]);
    match near {
        Some(_) => fault.meant(near),
        None => fault.remedy(Remedy::ShowIds),
    }
}

/// A heading is there more than once, and it answers a question.
pub(super) fn same_heading(heading: &str, times: usize) -> Diagnostic {
    fault("same-heading", &[("heading", &heading), ("times", &times)])
}

/// Several columns answer one question, or say that people agreed.
pub(super) fn twice(id: &str, headings: &[String], what: &str) -> Diagnostic {
    let first = headings.first().map_or("Heading", String::as_str);
    if headings.iter().all(|heading| heading == first) {
        return same_heading(first, headings.len());
    }
    let what = format!("{what}: `{}`", headings.join("`, `"));
    of_column("column-twice", first, id, &[("headings", &what)])
}

/// A heading is the text of several questions.
pub(super) fn ambiguous(heading: &str, ids: &[&str]) -> Diagnostic {
    let named = format!("`{}`", ids.join("`, `"));
    of_column("ambiguous-heading", heading, ids.first().unwrap_or(&"id"), &[("ids", &named)])
}

/// A question that must be answered has no column. A `personal` one each person answers for
/// themselves, in words or with details of their own.
pub(super) fn missing(id: &str, ask: &str, personal: bool) -> Diagnostic {
    let (fault, name) = (fault("no-column", &[("id", &id), ("ask", &ask)]), id.to_string());
    match personal {
        true => fault
            .help("add one, since each person answers it for themselves, or name it")
            .remedy(Remedy::NameColumn(name)),
        false => fault.remedy(Remedy::NameColumnOrAnswer(name)),
    }
}

/// No column says that the person agreed; these headings speak of agreeing, and one may be meant.
pub(super) fn no_consent(like: &[String], sentence: &str) -> Diagnostic {
    let fault = fault("no-consent", &[("sentence", &sentence)]);
    let Some(first) = like.first() else { return fault };
    let add = fault.help.clone().unwrap_or_default();
    fault
        .help(format!("{add}; or if it is the column `{}`, say so", like.join("` or `")))
        .remedy(Remedy::MapColumn(first.clone(), AGREED.to_string()))
}

//! What is wrong with the columns of a table, and what to do about it: a function for each fault.

use crate::batch::report::quoted;
use crate::diagnostic::Diagnostic;

/// The first row looks like somebody's answers.
pub(super) fn no_headings() -> Diagnostic {
    Diagnostic::error(
        "no-headings",
        "the first row has no headings: it looks like somebody's answers",
    )
    .help("put a row of headings above it; `sayso show PACK/TEMPLATE --columns` writes one")
}

/// The first row is the title of the table.
pub(super) fn title() -> Diagnostic {
    Diagnostic::error("title-row", "the first row has no headings: it looks like a title")
        .help("delete the rows above the headings, so that the headings are row 1")
}

/// A heading begins with a question, and nothing is taken from it.
pub(super) fn begins(heading: &str, id: &str, ask: &str) -> Diagnostic {
    let what = format!("`{heading}` begins with the question of `{id}` ({ask}), and is not used");
    Diagnostic::error("begins-with-question", what).help(format!(
        "if it does, add --map \"{heading}={id}\"; to leave the column out, add --map \"{heading}=\""
    ))
}

/// Columns may answer questions, each of this id, and nobody has confirmed it.
pub fn unconfirmed(headings: &[(String, String)]) -> Diagnostic {
    let named = headings.iter().map(|(heading, id)| format!("`{heading}` for `{id}`"));
    let named = named.collect::<Vec<_>>().join(", ");
    let flag =
        |(heading, id): &(String, String)| format!("--map {}", quoted(&format!("{heading}={id}")));
    let flags: Vec<String> = headings.iter().map(flag).collect();
    let what = format!("columns that may answer a question: {named}");
    Diagnostic::error("unconfirmed-column", what).help(format!(
        "where that is right, add: {}; where it is not, leave out what is behind the `=`; or take \
         all of them with --accept-columns",
        flags.join(" ")
    ))
}

/// `--map` names a heading that is not there.
pub(super) fn unknown_heading(heading: &str, near: Option<String>) -> Diagnostic {
    let what = format!("--map names the heading `{heading}`, which the table does not have");
    let near = near.map(|near| format!("did you mean `{near}`?"));
    Diagnostic::error("unknown-heading", what)
        .help(near.unwrap_or_else(|| "write the heading as it stands in the table".into()))
}

/// `--map` names an id that no question has.
pub(super) fn unknown_id(heading: &str, id: &str, near: Option<String>) -> Diagnostic {
    let what = format!("--map takes `{heading}` for `{id}`, which is no question's id");
    let near = near.map(|near| format!("did you mean `{near}`?"));
    Diagnostic::error("unknown-id", what)
        .help(near.unwrap_or_else(|| "`sayso show PACK/TEMPLATE --columns` lists the ids".into()))
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
    Diagnostic::error("column-twice", format!("{what}: `{}`", headings.join("`, `")))
        .help(format!("say which one with --map \"{first}={id}\""))
}

/// A heading is the text of several questions.
pub(super) fn ambiguous(heading: &str, ids: &[&str]) -> Diagnostic {
    let what = format!("`{heading}` may answer several questions: `{}`", ids.join("`, `"));
    Diagnostic::error("ambiguous-heading", what)
        .help(format!("say which one with --map \"{heading}={}\"", ids.first().unwrap_or(&"id")))
}

/// A question that must be answered has no column. A `personal` one each person answers for
/// themselves, in words or with details of their own.
pub(super) fn missing(id: &str, ask: &str, personal: bool) -> Diagnostic {
    let way = match personal {
        true => "add one: each person answers it for themselves".to_string(),
        false => format!("answer it for everyone with --set {id}=…"),
    };
    Diagnostic::error("no-column", format!("no column answers `{id}` ({ask})"))
        .help(format!("name its column with --map \"Heading={id}\", or {way}"))
}

/// No column says that the person agreed; these headings speak of agreeing, and one may be meant.
pub(super) fn no_consent(like: &[String], sentence: &str) -> Diagnostic {
    let like = like.first().map(|first| {
        let like = like.join("` or `");
        format!("if it is the column `{like}`, add --map \"{first}=agreed\"; otherwise ")
    });
    let what = "no column says that people agreed to this going out in their name";
    Diagnostic::error("no-consent", what).help(format!(
        "{}add a column headed `agreed` with a yes for each person who ticked: \"{sentence}\"",
        like.unwrap_or_default()
    ))
}

/// `--map` takes a column for that of consent in which a yes says no, by this word.
pub(super) fn refusal(heading: &str, word: &str) -> Diagnostic {
    let what = format!(
        "`{heading}` is not a column of consent: it says \"{word}\", so that a yes in it refuses"
    );
    Diagnostic::error("consent-refuses", what)
        .help("add a column headed `agreed` with a yes for each person who agreed")
}

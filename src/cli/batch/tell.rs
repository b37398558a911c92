//! What a batch says before its report: faults of rows, of names. Nobody's answers are in it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use sayso::batch::columns::{By, Columns, Field, Proposal};
use sayso::batch::for_all::ForAll;
use sayso::batch::joint::Apart;
use sayso::batch::names::PatternFault;
use sayso::batch::plan::Plan;
use sayso::batch::record::Fate;
use sayso::batch::report;
use sayso::batch::taken::TakenFor;
use sayso::batch::write::Wrote;
use sayso::disk::Swept;
use sayso::error::Error;
use sayso::model::{Pack, Template};
use sayso::question::ParseContext;

use super::inputs::Inputs;
use crate::cli::{notes, screen};
use sayso::text::words;

/// Columns that are told of at the most, each on a line.
const MOST_COLUMNS: usize = 60;

/// Digits of the shortest telephone number with which a group is reached from elsewhere.
const FEWEST_DIGITS: usize = 7;

/// Says what was noted about the table, which column answers what, and which answer nothing: in a
/// dry run every one, else those that were guessed.
pub(crate) fn columns(
    inputs: &Inputs,
    columns: &Columns,
    (pack, template): (&Pack, &Template),
    dry_run: bool,
) {
    let asks_contact = template.questions.iter().any(|id| id == "contact");
    let name = |column: usize| inputs.table.column_name(column);
    if dry_run {
        screen::say("What the columns answer:");
        let told = columns.fields.iter().take(MOST_COLUMNS);
        told.for_each(|field| screen::item(&answers(field, columns, pack)));
        if let Some(more) = columns.fields.len().checked_sub(MOST_COLUMNS).filter(|n| *n > 0) {
            screen::item(&format!("and {more} more"));
        }
    }
    let agreed = format!("“{}” says who agreed", name(columns.consent));
    if dry_run {
        screen::item(&agreed);
    } else {
        screen::say(&format!("{agreed} to this going out in their name."));
    }
    for (column, id) in columns.spare.iter().take(MOST_COLUMNS) {
        let instead = columns.heading(id).unwrap_or_default();
        screen::say(&format!(
            "“{}” is not used, since “{instead}” answers the same question, {id}.",
            name(*column)
        ));
    }
    let said = columns.spare.iter().map(|(column, _)| *column);
    let said: BTreeSet<usize> = said.collect();
    let apart: BTreeSet<usize> = columns.tell_apart().into_iter().collect();
    if !apart.is_empty() {
        let apart: Vec<String> = apart.iter().map(|column| name(*column)).collect();
        screen::say(&format!("Used only to see who sent it twice: {}.", names(&apart)));
    }
    if let Some(email) = columns.unprinted_email().filter(|_| asks_contact) {
        let flag = report::quoted(&format!("{}=contact", inputs.table.headings[email]));
        screen::say(&format!(
            "“{}” is not printed as contact; --map {flag} prints it.",
            name(email)
        ));
    }
    let unused = columns.unused().into_iter();
    let unused = unused.filter(|column| !said.contains(column) && !apart.contains(column));
    let unused: Vec<String> = unused.map(name).collect();
    if !unused.is_empty() {
        // A heading may be a sentence with a full stop of its own.
        screen::say(&format!("Columns not used: {}.", names(&unused).trim_end_matches('.')));
    }
    let unread = if dry_run { columns.unread(&inputs.table) } else { Vec::new() };
    for (heading, rows) in unread {
        screen::say(&format!(
            "“{heading}” has a sentence or more in {rows} rows and is not used. If it answers a \
             question, add --map {}.",
            report::quoted(&format!("{heading}=ID"))
        ));
    }
}

/// Asks whether a column answers a question, with the first of its cells.
pub(crate) fn proposal(proposal: &Proposal) -> String {
    /// Most characters of a cell that are shown.
    const MOST: usize = 60;
    let mut sample: String = words::one_line(&proposal.sample);
    if let Some((at, _)) = sample.char_indices().nth(MOST) {
        sample.truncate(at);
        sample.push('…');
    }
    let Proposal { heading, ask, .. } = proposal;
    format!("{heading} → {ask}: “{sample}”. Right?")
}

/// `“Council” answers area, by a usual name for it: Which council …?`
fn answers(field: &Field, columns: &Columns, pack: &Pack) -> String {
    let headings: Vec<&str> =
        field.columns.iter().filter_map(|column| columns.name(*column)).collect();
    let headings = match headings.as_slice() {
        [first, .., last] if headings.len() > 3 => format!("{first}” to “{last}"),
        few => few.join("” and “"),
    };
    let verb = if field.columns.len() == 1 { "answers" } else { "answer" };
    let mut line = format!("“{headings}” {verb} {}", field.id);
    let ask = pack.question(&field.id).map_or("", |question| question.ask.as_str());
    if field.by != By::Text && !ask.is_empty() {
        line.push_str(&format!(": {ask}"));
    }
    line
}

/// Says which headings there are, where some question found none.
pub(crate) fn headings(inputs: &Inputs) {
    let all: Vec<String> =
        (0..inputs.table.headings.len()).map(|column| inputs.table.column_name(column)).collect();
    screen::say(&format!("The table is headed: {}.", all[..all.len().min(30)].join(", ")));
}

/// Says what is wrong with rows, `most` of them at the most; `failed.csv` has them all.
pub(crate) fn faults(plan: &Plan, most: usize) {
    for fault in plan.faults.iter().take(most) {
        screen::say(&fault.to_string());
    }
    let more = plan.faults.len().saturating_sub(most);
    if more > 0 {
        screen::say(&format!("And {more} more, each in failed.csv."));
    }
}

/// Says which councils and committees were taken for others than stand in the table, column by
/// column.
pub(crate) fn taken(taken: &[TakenFor]) {
    for one in taken.iter().take(8) {
        screen::say(&format!("{}: {}.", one.in_short(), report::named_rows(&one.rows, 10)));
    }
    let more: usize = taken.iter().skip(8).map(|one| one.rows.len()).sum();
    if more > 0 {
        screen::say(&format!("And {more} more rows; report.csv tells each when it is written."));
    }
}

/// Says who is kept out of the joint response, and why.
pub(crate) fn apart(apart: &BTreeMap<Apart, Vec<u32>>) {
    if apart.is_empty() {
        return;
    }
    screen::say("Not in the joint response, and with a letter of their own:");
    for (why, these) in apart {
        screen::item(&format!("{}: {}", report::named_rows(these, 20), why.told()));
    }
}

/// Says what an answer for everybody was taken for.
pub(crate) fn for_all(pack: &Pack, for_all: &ForAll, today: Date) {
    let lookup = pack.registers.lookup();
    let reading = ParseContext { today, concerns: &pack.concerns, lookup: &lookup };
    for (id, _) in for_all.given().ids() {
        let Some((raw, _)) = for_all.given().get(id) else { continue };
        let Some(question) = pack.question(id) else { continue };
        if let Ok(Some(answer)) = question.read(raw, &reading)
            && let Some(said) = notes::taken(pack, question, raw, &answer)
        {
            screen::say(&said);
        }
    }
}

/// Says that nobody can be reached by the contact that the cover note gives.
pub(crate) fn contact(for_all: &ForAll) {
    let reaches = |text: &str| {
        text.contains('@') || text.chars().filter(char::is_ascii_digit).count() >= FEWEST_DIGITS
    };
    if for_all.contact().is_some_and(|text| !reaches(text)) {
        screen::say(
            "group_contact has no e-mail address and no telephone number in it, so those who get \
             the letters cannot ask you.",
        );
    }
}

/// Says what a run would write.
pub(crate) fn would_write(plan: &Plan) {
    let counts = [
        (plan.count(|f| f == Fate::Written), "to write"),
        (plan.count(|f| f == Fate::InJoint), "in the joint response"),
        (plan.count(|f| f == Fate::ToMend), "to mend"),
        (plan.count(|f| f == Fate::NoConsent), "without consent"),
        (plan.count(|f| f == Fate::UnclearConsent), "neither yes nor no to consent"),
        (plan.count(|f| matches!(f, Fate::SentAgain { .. })), "sent again"),
        (plan.count(|f| matches!(f, Fate::NotAPerson(_))), "no person's"),
        (plan.count(|f| f == Fate::HandedIn), "handed in before"),
        (plan.count(|f| f == Fate::NotChosen), "left out"),
    ];
    let told: Vec<String> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    screen::say(&format!("Rows: {}. Nothing was written.", told.join(", ")));
}

/// Says what was left as it was, and what went.
pub(crate) fn folder(wrote: &Wrote, swept: &Swept) {
    if wrote.kept > 0 {
        screen::say(&format!(
            "{} {} written, {} there already as they should be.",
            wrote.written,
            if wrote.written == 1 { "letter" } else { "letters" },
            wrote.kept
        ));
    }
    if !swept.gone.is_empty() {
        screen::say(&format!(
            "Taken away, since this run does not make them: {}.",
            names(&swept.gone)
        ));
    }
    let edited: Vec<String> = wrote.edited.iter().chain(&swept.edited).cloned().collect();
    if !edited.is_empty() {
        screen::say(&format!(
            "Changed by hand, and left as they are (--force replaces them): {}. Files with all letters do not have those changes.",
            names(&edited)
        ));
    }
}

/// The first names of a list.
fn names(names: &[String]) -> String {
    let shown = names.iter().take(8).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(8) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// The fault of a pattern for names.
pub(crate) fn pattern_fault(faults: &[PatternFault], known: &[String]) -> Error {
    let told: Vec<String> = faults
        .iter()
        .map(|fault| match fault {
            PatternFault::Braces => "two braces are not closed, or hold no name".to_string(),
            PatternFault::Unknown(name, Some(near)) => {
                format!("no column is called `{name}` (did you mean `{near}`?)")
            }
            PatternFault::Unknown(name, None) => format!("no column is called `{name}`"),
        })
        .collect();
    let known: Vec<&str> = known.iter().take(40).map(String::as_str).collect();
    Error::Usage(
        format!("--name: {}", told.join("; ")),
        format!("names that can stand between braces: {}", known.join(", ")),
    )
}

/// The first rows of a list.
fn some(rows: &[u32]) -> String {
    let shown: Vec<String> = rows.iter().take(8).map(u32::to_string).collect();
    let more = if rows.len() > 8 { " and more" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// The fault of names that several rows have.
pub(crate) fn clash_fault(clashes: &[(String, Vec<u32>)]) -> Error {
    let told: Vec<String> = clashes
        .iter()
        .take(10)
        .map(|(_, rows)| match rows.as_slice() {
            [row] => {
                format!("row {row} would have the name of a file that the batch writes itself")
            }
            rows => format!("rows {} would have the same name", some(rows)),
        })
        .collect();
    let more = match clashes.len().saturating_sub(10) {
        0 => String::new(),
        more => format!("; and {more} more such names"),
    };
    Error::Usage(
        format!("--name: {}{more}; nothing was written", told.join("; ")),
        "put {{row}} into the pattern: it is different for each".into(),
    )
}

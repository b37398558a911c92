//! What a batch says before its report: faults of rows, of names. Nobody's answers are in it.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use sayso::answer::Input;
use sayso::batch::columns::{By, Columns, Field, Proposal};
use sayso::batch::finish::NOT_USED;
use sayso::batch::for_all::ForAll;
use sayso::batch::job::Job;
use sayso::batch::joint::Joined;
use sayso::batch::plan::Plan;
use sayso::batch::record::Fate;
use sayso::batch::table::Table;
use sayso::batch::taken::TakenFor;
use sayso::batch::{Batch, Done, letters, report};
use sayso::disk::NOTES;
use sayso::error::Error;
use sayso::interview::Origin;
use sayso::model::Pack;
use sayso::question::ParseContext;

use crate::cli::{faults, notes, screen};
use sayso::text::words;

/// Columns that are told of at the most, each on a line.
const MOST_COLUMNS: usize = 60;

/// Says which column answers what, and which answer nothing: in a dry run every one, else those that
/// somebody has to know of.
pub(crate) fn columns(job: &Job<'_>, dry_run: bool) {
    let Job { table, columns, pack, template, .. } = job;
    let name = |column: usize| table.column_name(column);
    let agreed = format!("“{}” says who agreed", name(columns.consent));
    if dry_run {
        screen::say("What the columns answer:");
        let told = columns.fields.iter().take(MOST_COLUMNS);
        told.for_each(|field| screen::item(&answers(field, columns, pack)));
        if let Some(more) = columns.fields.len().checked_sub(MOST_COLUMNS).filter(|n| *n > 0) {
            screen::item(&format!("and {more} more"));
        }
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
    let is_spare = |column: &usize| columns.spare.iter().any(|(spare, _)| spare == column);
    let apart = columns.tell_apart();
    if !apart.is_empty() {
        let apart: Vec<String> = apart.iter().copied().map(name).collect();
        screen::say(&format!("Used only to see who sent it twice: {}.", names(&apart)));
    }
    let asks_contact = template.questions.iter().any(|id| id == "contact");
    if let Some(email) = columns.unprinted_email().filter(|_| asks_contact) {
        let flag = report::quoted(&format!("{}=contact", table.headings[email]));
        screen::say(&format!(
            "“{}” is not printed as contact; --map {flag} prints it.",
            name(email)
        ));
    }
    let mut unused = columns.unused();
    unused.retain(|column| !is_spare(column) && !apart.contains(column));
    let unused: Vec<String> = unused.into_iter().map(name).collect();
    if !unused.is_empty() {
        // A heading may be a sentence with a full stop of its own.
        screen::say(&format!("Columns not used: {}.", names(&unused).trim_end_matches('.')));
    }
    for (heading, rows) in if dry_run { columns.unread(table) } else { Vec::new() } {
        screen::say(&format!(
            "“{heading}” has a sentence or more in {rows} rows and is not used. If it answers a \
             question, add --map {}.",
            report::quoted(&format!("{heading}=ID"))
        ));
    }
}

/// Asks whether a column answers a question, with the first of its cells.
pub(crate) fn proposal(proposal: &Proposal) -> String {
    let Proposal { heading, ask, sample, .. } = proposal;
    format!("{heading} → {ask}: “{}”. Right?", words::cut(&words::one_line(sample), 60))
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

/// Which headings there are, for where some question found none.
pub(crate) fn headed(table: &Table) -> String {
    let all: Vec<String> =
        (0..table.headings.len()).map(|column| table.column_name(column)).collect();
    format!("The table is headed: {}.", all[..all.len().min(30)].join(", "))
}

/// Says that a column tells rows apart, where nobody has named one.
pub(crate) fn id_column(batch: &Batch<'_>) {
    let table = &batch.job.table;
    if let Some(column) = letters::id_column(table).filter(|_| batch.job.options.id.is_none()) {
        screen::say(&format!(
            "“{}” tells the rows apart: with --id {} each letter keeps its number by it.",
            table.column_name(column),
            report::quoted(&table.headings[column])
        ));
    }
}

/// Says that rows which were mended are not used any more, since the table has others in their
/// place.
pub(crate) fn not_used(batch: &Batch<'_>, folder: Option<&Path>) {
    let (Some(rows), Some(folder)) = (&batch.not_used, folder) else { return };
    let numbers: Vec<u32> = rows.rows().map(|row| row.number).collect();
    let (was, it) = if numbers.len() == 1 { ("was", "it") } else { ("were", "they") };
    screen::say(&format!(
        "{} {was} mended here, and {it} changed in the table since or went from it: the table is \
         taken. What was typed is kept in {}.",
        report::named_rows(&numbers, 20),
        screen::path(&folder.join(NOTES).join(NOT_USED))
    ));
}

/// Says how many letters are there when something could not be written, and how to go on.
pub(crate) fn how_far(batch: &Batch<'_>, dir: &Path, error: &Error) {
    if !matches!(error, Error::Write { .. }) {
        return;
    }
    let Batch { job, plan, .. } = batch;
    let is_there = |(_, file): (_, String)| dir.join(file).is_file();
    let letters = plan.letters().count();
    let there = plan.letters().filter(|index| plan.files(job, *index).all(is_there)).count();
    screen::say(&format!(
        "Stopped: {there} of {letters} letters are written. When what is said below is put right, \
         run the same command again: it goes on."
    ));
}

/// Says what is wrong with rows, `most` of them at the most; `failed.csv` has them all.
pub(crate) fn faults(plan: &Plan, most: usize) {
    for fault in plan.faults.iter().take(most) {
        let offer = fault.remedy().map(|remedy| faults::offer(&remedy));
        screen::say(&format!("{fault}{}", offer.unwrap_or_default()));
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

/// Says who is kept out of the joint response, and why; and where there is none.
pub(crate) fn joint(joint: &Joined) {
    if !joint.apart.is_empty() {
        screen::say("Not in the joint response, and with a letter of their own:");
    }
    for (why, these) in &joint.apart {
        screen::item(&format!("{}: {}", report::named_rows(these, 20), why.told()));
    }
    if joint.documents.is_empty() {
        screen::say("There are not two people to put into a joint response.");
    }
}

/// Says what an answer for everybody was taken for.
pub(crate) fn for_all(pack: &Pack, answers: &[(String, Input, Origin)], today: Date) {
    let reading = ParseContext { today, concerns: &pack.concerns, registers: &pack.registers };
    let last: BTreeMap<&str, &Input> =
        answers.iter().map(|(id, raw, _)| (id.as_str(), raw)).collect();
    for (id, raw) in last {
        if let Some(question) = pack.question(id)
            && let Ok(Some(answer)) = question.read(raw, &reading)
            && let Some(said) = notes::taken(pack, question, raw, &answer)
        {
            screen::say(&said);
        }
    }
}

/// Says that nobody can be reached by the contact that the cover note gives.
pub(crate) fn contact(for_all: &ForAll) {
    let is_way = |text: &str| text.contains('@') || text.matches(char::is_numeric).count() > 6;
    if for_all.contact().is_some_and(|text| !is_way(text)) {
        screen::say(
            "group_contact has no e-mail address and no telephone number in it, so those who get \
             the letters cannot ask you.",
        );
    }
}

/// Says what a run would write.
pub(crate) fn would_write(plan: &Plan) {
    let mut fates: Vec<Fate> = plan.records.iter().map(|record| record.fate).collect();
    fates.sort_unstable();
    let told = |fate: &Fate| match fate {
        Fate::Written => "to write".to_string(),
        other => other.told().split(':').next().unwrap_or_default().to_string(),
    };
    let told: Vec<String> = fates.iter().map(told).collect();
    let told: Vec<String> =
        told.chunk_by(|a, b| a == b).map(|of| format!("{} {}", of.len(), of[0])).collect();
    screen::say(&format!("Rows: {}. Nothing was written.", told.join(", ")));
}

/// Says what was left as it was, and what went.
pub(crate) fn folder(done: &Done) {
    let Done { wrote, swept, beside, .. } = done;
    for (name, new) in beside {
        screen::say(&format!(
            "{name} was changed by hand and is left as it is. What it would be now is in {new}."
        ));
    }
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

//! What a batch says before its report, in the words of `data/report/talk.yaml`. Nobody's answers
//! are in it.

use std::path::Path;

use jiff::civil::Date;
use sayso::batch::columns::{By, Proposal, RowFault};
use sayso::batch::finish::NOT_USED;
use sayso::batch::job::Job;
use sayso::batch::record::{Fate, Record};
use sayso::batch::table::Table;
use sayso::batch::{Batch, Done, letters, report};
use sayso::disk::NOTES;
use sayso::error::Error;
use sayso::interview::Inputs;
use sayso::model::Pack;
use sayso::question::ParseContext;
use sayso::text::words;
use serde_json::json;

use crate::cli::{notes, screen, talk};

/// Says which column answers what, and which answer nothing: in a dry run every one, else those that
/// somebody has to know of.
pub(crate) fn columns(job: &Job<'_>, dry_run: bool) {
    let Job { table, columns, pack, template, .. } = job;
    let name = |column: &usize| table.column_name(*column);
    let listed = |columns: &[usize]| names(&columns.iter().map(name).collect::<Vec<_>>());
    let map = |heading: &str, id: &str| report::quoted(&format!("{heading}={id}"));
    let spare = columns.spare.iter().map(
        |(column, id)| json!({ "column": name(column), "instead": columns.heading(id), "id": id }),
    );
    let apart = columns.tell_apart();
    let asks_contact = template.questions.iter().any(|id| id == "contact");
    let email = columns.unprinted_email().filter(|_| asks_contact);
    let is_spare = |column: &usize| columns.spare.iter().any(|(spare, _)| spare == column);
    let mut unused = columns.unused();
    unused.retain(|column| !is_spare(column) && !apart.contains(column));
    let answers = columns.fields.iter().map(|field| {
        let headings = field.columns.iter().filter_map(|column| columns.name(*column));
        let headings: Vec<&str> = headings.collect();
        // A heading that is the question's words says what it is.
        let question = pack.question(&field.id).filter(|_| field.by != By::Text);
        let (n, last) = (headings.len(), headings.last());
        let ask = question.map(|question| &question.ask);
        json!({ "headings": headings, "n": n, "last": last, "id": field.id, "ask": ask })
    });
    talk::say(
        "columns",
        json!({
            "dry_run": dry_run,
            "answers": answers.collect::<Vec<_>>(),
            "consent": name(&columns.consent),
            "spare": spare.collect::<Vec<_>>(),
            "apart": listed(&apart),
            "email": email.map(|email| name(&email)),
            "email_flag": email.map(|email| map(&table.headings[email], "contact")),
            // A heading may be a sentence with a full stop of its own.
            "unused": listed(&unused).trim_end_matches('.'),
        }),
    );
}

/// Asks whether a column answers a question, with the first of its cells.
pub(crate) fn proposal(proposal: &Proposal) -> String {
    let Proposal { heading, ask, sample, .. } = proposal;
    format!("{heading} → {ask}: “{}”. Right?", words::short(sample, 60))
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
        let flag = report::quoted(&table.headings[column]);
        talk::say("id", json!({ "column": table.column_name(column), "flag": flag }));
    }
}

/// Says that rows which were mended are not used any more, since the table has others in their
/// place.
pub(crate) fn not_used(batch: &Batch<'_>, folder: Option<&Path>) {
    let letters = &batch.not_used;
    let Some(folder) = folder.filter(|_| !letters.is_empty()) else { return };
    let path = screen::path(&folder.join(NOTES).join(NOT_USED));
    let rows = report::named_rows(letters, 20);
    talk::say("not-used", json!({ "rows": rows, "n": letters.len(), "path": path }));
}

/// Says how many letters are there when something could not be written, and how to go on.
pub(crate) fn how_far(batch: &Batch<'_>, dir: &Path, error: &Error) {
    if !matches!(error, Error::Write { .. }) {
        return;
    }
    let is_there = |(_, file): (_, String)| dir.join(file).is_file();
    let there = batch.letters().filter(|index| batch.files(*index).all(is_there)).count();
    talk::say("how-far", json!({ "there": there, "letters": batch.letters().count() }));
}

/// Says what is wrong with rows, `most` of them at the most; `failed.csv` has them all.
pub(crate) fn faults(batch: &Batch<'_>, most: usize) {
    let Batch { job, faults, .. } = batch;
    let offered =
        |fault: &RowFault| job.options.commands.offered(fault.to_string(), fault.remedy.as_ref());
    let told = faults.iter().take(most).map(offered);
    let more = faults.len().saturating_sub(most);
    talk::say("faults", json!({ "faults": told.collect::<Vec<_>>(), "more": more }));
}

/// Says which councils and committees were taken for others than stand in the table, column by
/// column.
pub(crate) fn taken(taken: &[(String, Vec<u32>)]) {
    let told = taken.iter().take(8).map(|(what, rows)| report::because(what, rows));
    let more: usize = taken.iter().skip(8).map(|(_, rows)| rows.len()).sum();
    talk::say("taken", json!({ "taken": told.collect::<Vec<_>>(), "more": more }));
}

/// Says who is kept out of the joint response, and why; and where there is none.
pub(crate) fn joint(batch: &Batch<'_>) {
    let apart = batch.apart.iter().map(|(why, rows)| report::because(why, rows));
    let apart = apart.collect::<Vec<_>>();
    talk::say("joint", json!({ "apart": apart, "joined": !batch.joint.is_empty() }));
}

/// Says what an answer for everybody was taken for.
pub(crate) fn for_all(pack: &Pack, answers: &Inputs, today: Date) {
    let reading = ParseContext { today, concerns: &pack.concerns, registers: &pack.registers };
    notes::tell_taken(pack, answers, |question, raw| question.read(raw, &reading).ok().flatten());
}

/// Says what a run would write.
pub(crate) fn would_write(batch: &Batch<'_>) {
    let mut records: Vec<&Record> = batch.records.iter().collect();
    records.sort_by_key(|record| record.fate);
    let told = records.chunk_by(|a, b| a.fate == b.fate).map(|of| {
        let [told, _] = of[0].told();
        let told = told.split(':').next().filter(|_| of[0].fate != Fate::Written);
        format!("{} {}", of.len(), told.unwrap_or("to write"))
    });
    talk::say("rows", json!({ "rows": told.collect::<Vec<_>>().join(", ") }));
}

/// Says what was left as it was, and what went.
pub(crate) fn folder(done: &Done) {
    talk::say(
        "folder",
        json!({
            "beside": done.beside,
            "written": done.written,
            "kept": done.kept,
            "gone": names(&done.gone),
            "edited": names(&done.edited),
        }),
    );
}

/// The first names of a list.
fn names(names: &[String]) -> String {
    let shown = names.iter().take(8).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(8) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

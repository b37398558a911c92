//! `report.md`: what the screen says, a little fuller, with how it was worked out.

use serde_json::json;

use super::facts::{Depth, Line};
use crate::batch::columns::RowFault;
use crate::batch::record::LEAST_SHARE;
use crate::batch::report::whole::{DELETE, FAILED, Report};
use crate::batch::similar::text::FEWEST_WORDS;
use crate::batch::similar::{FEWEST_IN_COMMON, LEAST_IN_COMMON};
use crate::batch::words::{FIXED, number};
use crate::template::engine;
use crate::text::escape;

/// What the page tells of a list; `report.csv` tells all.
const DEPTH: Depth = Depth { rows: 200, groups: (100, 20), faults: 0 };

/// Rows to mend that the page tells; `failed.csv` has all.
const MOST_FAULTS: usize = 100;

const TEMPLATE: &str = include_str!("../../../data/report/report.md.hbs");

pub(super) fn page(report: &Report<'_>) -> String {
    let numbers = |lines: Vec<Line>| -> Vec<String> {
        lines.iter().map(|(n, text)| format!("{} {text}", number(*n))).collect()
    };
    // The rows to mend have a list of their own.
    let mut without = report.not_written(DEPTH);
    for (_, text) in without.iter_mut().filter(|(_, text)| text.starts_with("to mend")) {
        *text = "to mend, below".into();
    }
    let questions = report.question_lines(DEPTH).into_iter();
    let faults = report.faults.iter().take(MOST_FAULTS);
    let offered =
        |fault: &RowFault| report.commands.offered(fault.to_string(), fault.remedy.as_ref());
    let data = json!({
        "title": report.title,
        "closing": report.closing_line(false),
        "table": report.table_line(),
        "written": report.written(),
        "whereabouts": report.whereabouts(),
        "joint": report.joint,
        "in_joint": report.in_joint(),
        "without": numbers(without),
        "letters": report.reading.letters(),
        "read": numbers(report.read_lines(DEPTH)),
        "least_share": LEAST_SHARE,
        "fewest_words": FEWEST_WORDS,
        "least_in_common": LEAST_IN_COMMON,
        "fewest_in_common": FEWEST_IN_COMMON,
        "questions": questions.map(|(label, text)| format!("{label}: {text}")).collect::<Vec<_>>(),
        "receivers": report.receivers.iter()
            .map(|(name, letters)| json!({ "name": name, "letters": letters }))
            .collect::<Vec<_>>(),
        "look": numbers(report.look_lines(DEPTH)),
        "faults": faults.map(offered).collect::<Vec<_>>(),
        "more_faults": report.faults.len().saturating_sub(MOST_FAULTS),
        "failed": FAILED,
        "steps_heading": report.steps_heading(),
        "steps": steps(report),
        "ours": report.reading.ours(),
        "delete": DELETE,
    });
    engine::own(TEMPLATE, data).replace(FIXED, " ")
}

/// The steps as a list, a command to copy under each that has one.
fn steps(report: &Report<'_>) -> String {
    let steps = report.steps();
    let item = |(place, step): (usize, &super::steps::Step)| {
        let lead = format!("{}. ", place + 1);
        let command = step.command.as_ref();
        let command = command.map(|c| format!("\n\n{}    {c}", " ".repeat(lead.len())));
        format!("{lead}{}{}", escape::text(&step.text), command.unwrap_or_default())
    };
    let items: Vec<String> = steps.iter().enumerate().map(item).collect();
    items.join(if steps.iter().any(|step| step.command.is_some()) { "\n\n" } else { "\n" })
}

//! `report.csv`: a row for each of the table.

use std::collections::HashMap;

use super::told::Report;
use crate::batch::columns::faults_by_row;
use crate::batch::record::{Fate, Record, Voice, WARNINGS};
use crate::batch::table::Csv;

const HEADINGS: [&str; 9] = [
    "row",
    "what became of it",
    "file",
    "words",
    "own words",
    "own words in a hundred",
    "how it reads",
    "group",
    "warnings",
];

/// `report.csv`.
pub(super) fn table(report: &Report<'_>) -> Vec<u8> {
    let groups = report.reading.matching.iter().zip(1..);
    let groups: HashMap<u32, usize> =
        groups.flat_map(|(rows, group)| rows.iter().map(move |row| (*row, group))).collect();
    let mut taken: HashMap<u32, Vec<String>> = HashMap::new();
    for one in &report.batch.taken {
        for row in &one.rows {
            taken.entry(*row).or_default().push(one.in_short());
        }
    }
    let faults = faults_by_row(&report.batch.plan.faults);
    let mut csv = Csv::new();
    csv.row(HEADINGS);
    for (place, record) in report.records.iter().enumerate() {
        let group = groups.get(&record.row);
        let mut became = record.fate.told();
        // The columns that have a fault: `to mend: Postcode; Your name`.
        let of_row = faults.get(&record.row).filter(|_| record.fate == Fate::ToMend);
        let mut columns: Vec<&str> =
            of_row.into_iter().copied().flatten().filter_map(|f| f.heading.as_deref()).collect();
        columns.dedup();
        if !columns.is_empty() {
            became = format!("{became}: {}", columns.join("; "));
        }
        let warnings = WARNINGS.iter().filter(|(one, _)| record.warnings.contains(one));
        let warnings =
            warnings.map(|(_, text)| text).chain(taken.get(&record.row).into_iter().flatten());
        let more = match record.fate {
            Fate::Written => vec![
                report.batch.plan.file(&report.batch.job, place),
                record.words.to_string(),
                record.own.to_string(),
                record.share().to_string(),
                reads(record, group.is_some()).into(),
                group.map(usize::to_string).unwrap_or_default(),
                warnings.map(String::as_str).collect::<Vec<_>>().join("; "),
            ],
            Fate::InJoint => vec![report.joint.clone().unwrap_or_default()],
            _ => Vec::new(),
        };
        let mut cells = vec![record.row.to_string(), became];
        cells.extend(more);
        cells.resize(HEADINGS.len(), String::new());
        csv.row(cells.iter().map(String::as_str));
    }
    csv.finish()
}

fn reads(record: &Record, in_group: bool) -> &'static str {
    match record.voice() {
        Voice::Own if in_group => "own words like someone else’s",
        Voice::Own => "own words",
        Voice::Few => "a few own words",
        Voice::Sentence => "our text with a sentence of the person’s own",
        Voice::Template => "our text with a name",
    }
}

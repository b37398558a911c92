//! `report.csv`: a row for each of the table.

use std::collections::HashMap;

use super::facts::NOT_CHOSEN;
use crate::batch::columns::{RowFault, faults_by_row};
use crate::batch::record::{Fate, Record, Voice, WARNINGS, Warnings};
use crate::batch::report::whole::Report;
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
    let groups: HashMap<u32, usize> = report
        .reading
        .matching
        .iter()
        .enumerate()
        .flat_map(|(place, group)| group.iter().map(move |row| (*row, place + 1)))
        .collect();
    let mut taken: HashMap<u32, Vec<String>> = HashMap::new();
    for one in report.taken {
        for row in &one.rows {
            taken.entry(*row).or_default().push(one.in_short());
        }
    }
    let faults = faults_by_row(report.faults);
    let mut csv = Csv::new();
    csv.row(HEADINGS);
    for (place, record) in report.records.iter().enumerate() {
        let group = groups.get(&record.row);
        let more = match record.fate {
            Fate::Written => vec![
                (report.file_of)(place),
                record.words.to_string(),
                record.own.to_string(),
                record.share().to_string(),
                reads(record, group.is_some()).into(),
                group.map(usize::to_string).unwrap_or_default(),
                warnings(record.warnings, taken.get(&record.row)),
            ],
            Fate::InJoint => vec![report.joint.unwrap_or_default().to_string()],
            _ => Vec::new(),
        };
        let of_row = faults.get(&record.row).copied().unwrap_or_default();
        let mut cells = vec![record.row.to_string(), fate(record.fate, of_row)];
        cells.extend(more);
        cells.resize(HEADINGS.len(), String::new());
        csv.row(cells.iter().map(String::as_str));
    }
    csv.finish()
}

/// What became of a row; of one to mend, `to mend: Postcode; Your name`, the columns that have a fault.
fn fate(fate: Fate, faults: &[RowFault]) -> String {
    match fate {
        Fate::Written => "written".into(),
        Fate::NoConsent => "no consent".into(),
        Fate::UnclearConsent => "consent neither yes nor no".into(),
        Fate::SentAgain { kept } => format!("sent again: row {kept} is kept"),
        Fate::ToMend => {
            let mut pieces = vec!["to mend"];
            pieces.extend(faults.iter().filter_map(|fault| fault.heading.as_deref()));
            pieces.dedup();
            pieces.join("; ").replacen("; ", ": ", 1)
        }
        Fate::InJoint => "in the joint response".into(),
        Fate::NotChosen => NOT_CHOSEN.into(),
        Fate::HandedIn => "handed in before".into(),
        Fate::NotAPerson(why) => format!("left out: the row {}", why.told()),
    }
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

fn warnings(these: Warnings, taken: Option<&Vec<String>>) -> String {
    let told = WARNINGS.iter().filter(|(one, _)| these.has(**one)).map(|(_, text)| text);
    told.chain(taken.into_iter().flatten()).map(String::as_str).collect::<Vec<_>>().join("; ")
}

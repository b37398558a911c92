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
        let mut cells = [record.row.to_string(), fate(record.fate)].to_vec();
        cells.resize(HEADINGS.len(), String::new());
        if record.fate == Fate::Written {
            let group = groups.get(&record.row);
            cells[2] = (report.file_of)(place);
            cells[3] = record.words.to_string();
            cells[4] = record.own.to_string();
            cells[5] = record.share().to_string();
            cells[6] = reads(record, group.is_some()).into();
            cells[7] = group.map(usize::to_string).unwrap_or_default();
            let of_row = taken.get(&record.row).map_or(&[][..], Vec::as_slice);
            cells[8] = warnings(record.warnings, of_row);
        } else if record.fate == Fate::ToMend {
            cells[1] = to_mend(faults.get(&record.row).copied().unwrap_or_default());
        } else if record.fate == Fate::InJoint {
            cells[2] = report.joint.unwrap_or_default().to_string();
        }
        csv.row(cells.iter().map(String::as_str));
    }
    csv.finish()
}

fn fate(fate: Fate) -> String {
    match fate {
        Fate::Written => "written".into(),
        Fate::NoConsent => "no consent".into(),
        Fate::UnclearConsent => "consent neither yes nor no".into(),
        Fate::SentAgain { kept } => format!("sent again: row {kept} is kept"),
        Fate::ToMend => "to mend".into(),
        Fate::InJoint => "in the joint response".into(),
        Fate::NotChosen => NOT_CHOSEN.into(),
        Fate::HandedIn => "handed in before".into(),
        Fate::NotAPerson(why) => format!("left out: the row {}", why.told()),
    }
}

/// `to mend: Postcode; Your name`: the columns that have a fault.
fn to_mend(faults: &[RowFault]) -> String {
    let mut headings: Vec<&str> = faults.iter().filter_map(|f| f.heading.as_deref()).collect();
    headings.dedup();
    if headings.is_empty() { "to mend".into() } else { format!("to mend: {}", headings.join("; ")) }
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

fn warnings(these: Warnings, taken: &[String]) -> String {
    let told = WARNINGS.iter().filter(|(one, _)| these.has(**one)).map(|(_, text)| text);
    told.chain(taken).map(String::as_str).collect::<Vec<_>>().join("; ")
}

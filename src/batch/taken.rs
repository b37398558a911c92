//! Councils and committees that were taken for another than stands in the table, or are in no
//! register: nobody sees a row's answer before it is written, so the group is told where to look.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::columns::Field;
use super::job::Job;
use super::record::{Record, Warning};
use super::table::Row;
use super::words::short_heading;
use crate::answer::{Answers, Input};
use crate::model::{Kind, Question, Suggest};
use crate::question::ParseContext;
use crate::register::Taken;

/// What answers of one column were taken for, and in which rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenFor {
    /// Heading of the column.
    pub heading: String,
    /// What was made of the answers.
    pub taken: Taken,
    /// The rows, in order.
    pub rows: Vec<u32>,
}

/// The fields of a table whose answers the registers read.
fn fields<'j>(job: &'j Job<'_>) -> impl Iterator<Item = &'j Field> {
    job.columns.fields.iter().filter(|field| matches!(field.kind, Kind::Area | Kind::Body))
}

/// Whether an answer of a row was taken for another than it gave.
pub(super) fn is_taken(job: &Job<'_>, row: &Row<'_>, answers: &Answers) -> bool {
    let is_taken = |field: &Field| {
        let answer = answers.get(&field.id)?;
        job.pack.registers.taken(&field.given(row), answer)
    };
    fields(job).any(|field| is_taken(field).is_some())
}

/// Whether the MP of a row is named as our table has it.
pub(super) fn is_member(job: &Job<'_>, row: &Row<'_>, answers: &Answers) -> bool {
    let by_table = |question: &&Question| {
        question.suggest == Some(Suggest::Members)
            && answers.get(&question.id).is_some()
            && job.for_all.given().get(&question.id).is_none()
            && !job.columns.fields.iter().any(|f| f.id == question.id && !f.given(row).is_empty())
    };
    job.questionnaire.questions().iter().any(by_table)
}

/// What was taken for what, column by column, the most rows first. No answer of anybody's is
/// among it but the names that registers have.
pub fn told(job: &Job<'_>, records: &[Record]) -> Vec<TakenFor> {
    let mut read: HashMap<(String, String), Option<Taken>> = HashMap::new();
    let mut rows: BTreeMap<(String, Taken), Vec<u32>> = BTreeMap::new();
    for (index, record) in records.iter().enumerate() {
        if !record.warnings.contains(&Warning::Taken) {
            continue;
        }
        let Some(row) = job.table.row(index) else { continue };
        for field in fields(job) {
            let key = (field.id.clone(), field.given(&row));
            let taken = read.entry(key).or_insert_with_key(|(id, text)| again(job, id, text));
            if let Some(taken) = taken {
                let heading = job.columns.heading(&field.id).unwrap_or(&field.id).to_string();
                rows.entry((heading, taken.clone())).or_default().push(record.row);
            }
        }
    }
    let told = rows.into_iter().map(|((heading, taken), rows)| TakenFor { heading, taken, rows });
    let mut told: Vec<TakenFor> = told.collect();
    told.sort_by_key(|one| usize::MAX - one.rows.len());
    told
}

/// What an answer is taken for, read once more by itself.
fn again(job: &Job<'_>, id: &str, text: &str) -> Option<Taken> {
    // Of places no day is asked.
    let (today, concerns) = (Date::default(), &job.pack.concerns);
    let reading = ParseContext { today, concerns, registers: &job.pack.registers };
    let read = job.pack.question(id)?.read(&Input::Text(text.to_string()), &reading);
    let answer = read.ok()??;
    job.pack.registers.taken(text, &answer)
}

impl TakenFor {
    /// `“Council” taken for North Yorkshire`, or that it stands as typed.
    pub fn in_short(&self) -> String {
        let heading = short_heading(&self.heading);
        match &self.taken {
            Taken::For(name) => format!("“{heading}” taken for {name}"),
            Taken::Unlisted => format!("“{heading}” not in our list, and left as typed"),
        }
    }
}

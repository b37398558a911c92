//! Councils and committees that were taken for another than stands in the table, or are in no
//! register: nobody sees a row's answer before it is written, so the group is told where to look.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::columns::Field;
use super::job::Job;
use super::record::{Record, Warning};
use super::table::Row;
use super::words::short_heading;
use crate::answer::Answers;
use crate::model::{Question, Suggest};
use crate::register::Taken;

/// What the answers of a row were taken for, where that is another than it gave.
pub(super) fn of_row<'j>(
    job: &'j Job<'_>,
    row: &'j Row<'_>,
    answers: &'j Answers,
) -> impl Iterator<Item = (&'j Field, Taken)> {
    job.columns.fields.iter().filter_map(|field| {
        let answer = answers.get(&field.id)?;
        Some((field, job.pack.registers.taken(&field.given(row), answer)?))
    })
}

/// Whether the MP of a row is named as our table has it.
pub(super) fn is_member(job: &Job<'_>, row: &Row<'_>, answers: &Answers) -> bool {
    let by_table = |question: &&Question| {
        question.suggest == Some(Suggest::Members)
            && answers.get(&question.id).is_some()
            && job.for_all.given.get(&question.id).is_none()
            && !job.columns.fields.iter().any(|f| f.id == question.id && !f.given(row).is_empty())
    };
    job.questionnaire.questions().iter().any(by_table)
}

/// What was taken for what in which rows, column by column, the most rows first. No answer of
/// anybody's is among it but the names that registers have.
pub(super) fn told(job: &Job<'_>, records: &[Record]) -> Vec<(String, Vec<u32>)> {
    let mut rows: BTreeMap<(String, Taken), Vec<u32>> = BTreeMap::new();
    for (index, record) in records.iter().enumerate() {
        if !record.warnings.contains(&Warning::Taken) {
            continue;
        }
        let Some((row, (answers, _))) = job.table.row(index).zip(job.answered(index)) else {
            continue;
        };
        for (field, taken) in of_row(job, &row, &answers) {
            let heading = job.columns.heading(&field.id).unwrap_or(&field.id).to_string();
            rows.entry((heading, taken)).or_default().push(record.row);
        }
    }
    let told = rows.into_iter().map(|((heading, taken), rows)| {
        let heading = short_heading(&heading);
        let what = match taken {
            Taken::For(name) => format!("“{heading}” taken for {name}"),
            Taken::Unlisted => format!("“{heading}” not in our list, and left as typed"),
        };
        (what, rows)
    });
    let mut told: Vec<(String, Vec<u32>)> = told.collect();
    told.sort_by_key(|(_, rows)| Reverse(rows.len()));
    told
}

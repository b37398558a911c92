//! The table that programs for sending many e-mails take: a row a letter, with whom it goes to, its
//! subject, its text and where its file is.

use super::job::Job;
use super::plan::Plan;
use super::table::Csv;
use crate::render::text;

/// The name of the table.
pub const FILE: &str = "merge.csv";

/// The table. `root` stands before a letter's name in the folder.
pub fn table(job: &Job<'_>, plan: &Plan, root: &str) -> Vec<u8> {
    let mut csv = Csv::new();
    csv.row(["address", "subject", "text", "path"]);
    for index in plan.letters() {
        let Some(letter) = job.letter(index) else { continue };
        csv.row([
            letter.email.as_deref().unwrap_or_default(),
            letter.subject.as_ref().unwrap_or(&letter.title),
            &text::text(&letter),
            &format!("{root}{}", plan.file(job, index)),
        ]);
    }
    csv.finish()
}

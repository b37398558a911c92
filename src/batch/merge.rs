//! The table that programs for sending many e-mails take: a row a letter, with whom it goes to, its
//! subject, its text and where its file is.

use super::run::Batch;
use super::table::Csv;
use crate::render::text;

/// The table. `root` stands before a letter's name in the folder.
pub fn table(batch: &Batch<'_>, root: &str) -> Vec<u8> {
    let mut csv = Csv::new();
    csv.row(["address", "subject", "text", "path"]);
    for index in batch.letters() {
        let Some(letter) = batch.job.letter(index) else { continue };
        csv.row([
            letter.email.as_deref().unwrap_or_default(),
            letter.subject.as_ref().unwrap_or(&letter.title),
            &text::text(&letter),
            &format!("{root}{}", batch.file(index)),
        ]);
    }
    csv.finish()
}

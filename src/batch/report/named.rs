//! The names of a report's files.

use super::super::{merge, names, review};

/// Name of the report as a page.
pub const PAGE: &str = "report.md";
/// Name of the report as a table.
pub const TABLE: &str = "report.csv";
/// Name of the table of rows without words of their own.
pub const ASK_AGAIN: &str = "ask-again.csv";
/// Name of the note to hand in.
pub const COVER_NOTE: &str = "cover-note.md";
/// Name of the table of rows to be mended.
pub const FAILED: &str = "failed.csv";

/// Name of the list of letters: number, name, file.
pub const INDEX: &str = "index.csv";
/// Name of the file with all that is handed in.
pub const HAND_IN: &str = "hand-in.zip";

/// Names of the files that a batch writes besides letters.
pub const FILES: [&str; 9] =
    [PAGE, TABLE, ASK_AGAIN, COVER_NOTE, FAILED, merge::FILE, INDEX, review::FILE, HAND_IN];

/// The file of a receiver's cover note, inside the folder of a batch.
pub fn note_for(receiver: &str) -> String {
    names::folder(receiver) + COVER_NOTE
}

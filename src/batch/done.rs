//! What came of a batch.

use super::sink::Swept;
use super::write::Wrote;

/// What came of a batch.
#[derive(Debug, Default)]
pub struct Done {
    /// The letters.
    pub wrote: Wrote,
    /// Files of earlier runs that this one has no place for.
    pub swept: Swept,
    /// Files of the report that somebody changed by hand; what each would be now is in the second.
    pub beside: Vec<(String, String)>,
    /// Where it was stopped, in words; then there is no report.
    pub stopped: Option<String>,
    /// The report for the screen, to be laid out by [`laid_out`](super::report::laid_out).
    pub screen: String,
    /// Files that hold all letters, inside the folder.
    pub combined: Vec<String>,
    /// The joint responses, inside the folder.
    pub joint: Vec<String>,
    /// Files of letters that somebody changed by hand and that are not to be sent, with why.
    pub astray: Vec<(String, String)>,
    /// How many letters of earlier runs are in the folder besides those of this one.
    pub others: usize,
}

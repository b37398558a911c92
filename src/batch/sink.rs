//! Where the files of a batch go. A folder on the disk is one place, memory another; nothing here
//! opens a file.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rapidhash::v3::rapidhash_v3;

use super::faults::Fault;
use crate::render::RenderError;

/// What came of putting a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It was written.
    Written,
    /// It was there already, as it should be.
    Kept,
    /// Somebody changed it by hand since it was written: it was left as it is.
    Edited,
}

/// How a long step is going, told to whoever shows it.
pub trait Watch: Sync {
    /// A step begins, which is called so and is of so many rows.
    fn begin(&self, _step: &'static str, _rows: usize) {}
    /// So many more rows are done.
    fn done(&self, rows: usize);
    /// Whether to stop after what is at hand: a few rows of a check, one letter.
    fn stop(&self) -> bool;
}

/// Nobody watches, and nothing is stopped.
impl Watch for () {
    fn done(&self, _rows: usize) {}

    fn stop(&self) -> bool {
        false
    }
}

/// What came of a batch.
#[derive(Debug, Default)]
pub struct Done {
    /// Letters written in this run.
    pub written: usize,
    /// Letters that were there already, as they should be.
    pub kept: usize,
    /// Files changed by hand, which were left as they are.
    pub edited: Vec<String>,
    /// Files of earlier runs that this one had no place for, and that are gone.
    pub gone: Vec<String>,
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

impl Done {
    /// What came of these letters and of the others behind them.
    pub(super) fn and(mut self, others: Done) -> Done {
        self.written += others.written;
        self.kept += others.kept;
        self.edited.extend(others.edited);
        self.gone.extend(others.gone);
        self.astray.extend(others.astray);
        self
    }
}

/// A place that files are put into, from several threads at once. One that remembers nothing of
/// earlier runs need only say how a file is put and read.
pub trait Sink: Sync {
    /// Why a file could not be put. That it could not be made passes through.
    type Error: From<RenderError> + From<Fault> + Send;

    /// Puts a file, whose name is a path inside the place, with `/`; `made_from` is a hash of what
    /// its bytes come of: the same gives the same bytes.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn put(&self, name: &str, made_from: u64, bytes: &[u8]) -> Result<Put, Self::Error>;

    /// The bytes of a file that is there.
    fn read(&self, name: &str) -> Option<Vec<u8>>;

    /// What is there of a file that was made from the same; none where it is to be made.
    fn has(&self, _name: &str, _made_from: u64) -> Option<Put> {
        None
    }

    /// Whether a file that is to be written is in the way: there, and not of an earlier run.
    fn is_foreign(&self, _name: &str) -> bool {
        false
    }

    /// Whether somebody changed a file of an earlier run by hand.
    fn is_edited(&self, _name: &str) -> bool {
        false
    }

    /// Files of earlier runs that are there, and that this run has not put or found.
    fn others(&self) -> Vec<String> {
        Vec::new()
    }

    /// Takes away what earlier runs wrote and this one did not, where `stale` says that it has no
    /// place any more.
    ///
    /// # Errors
    /// What keeps a file from being taken away.
    fn sweep(&self, _stale: &dyn Fn(&str) -> bool) -> Result<Done, Self::Error> {
        Ok(Done::default())
    }

    /// Keeps a note for the next run, which is none of what is handed in.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn note(&self, _name: &str, _bytes: &[u8]) -> Result<(), Self::Error> {
        Ok(())
    }

    /// A note of an earlier run.
    fn noted(&self, _name: &str) -> Option<Vec<u8>> {
        None
    }

    /// Puts a file that is made from nothing but its bytes.
    ///
    /// # Errors
    /// As [`Sink::put`].
    fn put_as_it_is(&self, name: &str, bytes: &[u8]) -> Result<Put, Self::Error> {
        self.put(name, rapidhash_v3(bytes), bytes)
    }
}

/// Files in memory, by name.
pub type Files = Mutex<BTreeMap<String, Vec<u8>>>;

impl Sink for Files {
    type Error = Fault;

    fn put(&self, name: &str, _made_from: u64, bytes: &[u8]) -> Result<Put, Fault> {
        let mut files = self.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(name.to_string(), bytes.to_vec());
        Ok(Put::Written)
    }

    fn read(&self, name: &str) -> Option<Vec<u8>> {
        self.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }
}

//! Where the files of a batch go. A folder on the disk is one place, memory another; nothing here
//! opens a file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rapidhash::v3::rapidhash_v3;

use super::faults::Fault;
use crate::render::RenderError;

/// A file to be put.
#[derive(Debug)]
pub struct ToPut<'b> {
    /// Its path inside the place, with `/`.
    pub name: String,
    /// What is in it.
    pub bytes: Cow<'b, [u8]>,
    /// A hash of what it comes of: the same gives the same bytes.
    pub made_from: u64,
    /// A hash of its bytes.
    pub content: u64,
}

impl<'b> ToPut<'b> {
    /// A file of these bytes; `made_from` is a hash of what they come of.
    pub fn new(name: String, made_from: u64, bytes: Cow<'b, [u8]>) -> ToPut<'b> {
        let content = rapidhash_v3(&bytes);
        ToPut { name, bytes, made_from, content }
    }
}

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

/// Files of an earlier run that this one has no place for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// They are gone.
    pub gone: Vec<String>,
    /// Somebody changed them by hand: they were left.
    pub edited: Vec<String>,
}

/// A place that files are put into, from several threads at once. One that remembers nothing of
/// earlier runs need only say how a file is put and read.
pub trait Sink: Sync {
    /// Why a file could not be put. That it could not be made passes through.
    type Error: From<RenderError> + From<Fault> + Send;

    /// Puts a file that was announced.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn put(&self, file: &ToPut<'_>) -> Result<Put, Self::Error>;

    /// The bytes of a file that is there.
    fn read(&self, name: &str) -> Option<Vec<u8>>;

    /// What is there of a file that was made from the same; none where it is to be made.
    fn has(&self, _name: &str, _made_from: u64) -> Option<Put> {
        None
    }

    /// Whether no run has put anything here.
    fn is_new(&self) -> bool {
        true
    }

    /// Whether a file that is to be written is in the way: there, and not of an earlier run.
    /// `bytes` makes what would be written: that is in nobody's way.
    fn is_foreign(&self, _name: &str, _bytes: &dyn Fn() -> Option<Vec<u8>>) -> bool {
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

    /// Is told which files are about to be put.
    ///
    /// # Errors
    /// What keeps the place from taking a note of them.
    fn announce(&self, _files: &[&ToPut<'_>]) -> Result<(), Self::Error> {
        Ok(())
    }

    /// Takes away what earlier runs wrote and this one did not, where `stale` says that it has no
    /// place any more.
    ///
    /// # Errors
    /// What keeps a file from being taken away.
    fn sweep(&self, _stale: &dyn Fn(&str) -> bool) -> Result<Swept, Self::Error> {
        Ok(Swept::default())
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

    /// Announces a file and puts it; `made_from` is a hash of what its bytes come of.
    ///
    /// # Errors
    /// As [`Sink::put`].
    fn put_file(&self, name: &str, made_from: u64, bytes: &[u8]) -> Result<Put, Self::Error> {
        let file = ToPut::new(name.to_string(), made_from, Cow::Borrowed(bytes));
        self.announce(&[&file])?;
        self.put(&file)
    }

    /// Puts a file that is made from nothing but its bytes.
    ///
    /// # Errors
    /// As [`Sink::put`].
    fn put_as_it_is(&self, name: &str, bytes: &[u8]) -> Result<Put, Self::Error> {
        self.put_file(name, rapidhash_v3(bytes), bytes)
    }
}

/// Files in memory, by name.
pub type Files = Mutex<BTreeMap<String, Vec<u8>>>;

impl Sink for Files {
    type Error = Fault;

    fn put(&self, file: &ToPut<'_>) -> Result<Put, Fault> {
        let mut files = self.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(file.name.clone(), file.bytes.to_vec());
        Ok(Put::Written)
    }

    fn read(&self, name: &str) -> Option<Vec<u8>> {
        self.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }
}

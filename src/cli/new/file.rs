//! A file that somebody named, read.

use std::path::PathBuf;

use sayso::error::Error;
use sayso::import::ImportError;

/// A file that was named, read.
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

impl File {
    /// That no pack could be made of it, and why.
    pub(super) fn refused(&self, wrong: ImportError) -> Error {
        Error::Adapt { path: self.path.clone(), wrong }
    }
}

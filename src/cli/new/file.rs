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
    #[expect(clippy::boxed_local, reason = "so an import gives it")]
    pub(super) fn refused(&self, wrong: ImportError) -> Error {
        Error::Failed(format!("{}: {}", self.path.display(), wrong.message), wrong.help)
    }
}

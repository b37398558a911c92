//! A file that somebody named, read.

use std::path::PathBuf;

/// A file that was named, read.
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

//! Where the files of a batch go. A folder on the disk is one place; nothing here opens a file.

use std::borrow::Cow;

use rapidhash::v3::rapidhash_v3;

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

/// A place that files are put into, from several threads at once.
pub trait Sink: Sync {
    /// Why a file could not be put. That it could not be made passes through.
    type Error: From<RenderError> + Send;

    /// What is there of a file that was made from the same; none where it is to be made.
    fn has(&self, name: &str, made_from: u64) -> Option<Put>;

    /// Whether no run has put anything here.
    fn is_new(&self) -> bool;

    /// Whether a file that is to be written is in the way: there, and not of an earlier run.
    /// `bytes` makes what would be written: that is in nobody's way.
    fn is_foreign(&self, name: &str, bytes: &dyn Fn() -> Option<Vec<u8>>) -> bool;

    /// Is told which files are about to be put.
    ///
    /// # Errors
    /// What keeps the place from taking a note of them.
    fn announce(&self, files: &[&ToPut<'_>]) -> Result<(), Self::Error>;

    /// Puts a file that was announced.
    ///
    /// # Errors
    /// What keeps it from being written.
    fn put(&self, file: &ToPut<'_>) -> Result<Put, Self::Error>;
}

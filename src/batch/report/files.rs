//! The files of a report, and what is handed in as one file.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::whole::{COVER_NOTE, PAGE, Report, TABLE};
use super::{page, sheets};
use crate::batch::names;

/// The file of a receiver's cover note, inside the folder of a batch.
pub fn note_for(receiver: &str) -> String {
    names::folder(receiver) + COVER_NOTE
}

impl Report<'_> {
    /// The files of the report with their names; the cover note is there if there is anything to
    /// hand in, and where every receiver has a folder, the note of each is there instead.
    pub fn files(&self) -> Vec<(&'static str, Vec<u8>)> {
        let mut files = vec![(PAGE, page::page(self).into_bytes()), (TABLE, sheets::table(self))];
        let is_any = self.reading.letters() > 0 || self.joint.is_some();
        if is_any && self.receivers.is_empty() {
            files.push((COVER_NOTE, self.cover_note().into_bytes()));
        }
        files
    }
}

/// A zip of files by their names, the same bytes whenever it is made. Without a file it is empty.
pub fn hand_in(files: impl Iterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        // Writing into memory does not fail, and a name that comes twice is in it once.
        if zip.start_file(name, SimpleFileOptions::default()).is_ok() {
            let _ = zip.write_all(&bytes);
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

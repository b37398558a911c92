//! The files of a report, and what is handed in as one file.

use std::io::{Cursor, Write};

use serde_json::Value as Json;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::named::{COVER_NOTE, PAGE, TABLE};
use super::sheets;
use super::told::Report;
use crate::batch::words::FIXED;
use crate::template::engine;

const PAGE_TEMPLATE: &str = include_str!("../../../data/report/report.md.hbs");
const SCREEN_TEMPLATE: &str = include_str!("../../../data/report/screen.hbs");
const NOTE_TEMPLATE: &str = include_str!("../../../data/report/cover-note.md.hbs");

impl Report<'_> {
    /// The cover note, for whoever receives the letters of this report. It says what they are,
    /// honestly: a receiver who is told how many share a text trusts the rest.
    pub fn cover_note(&self) -> Vec<u8> {
        markdown(NOTE_TEMPLATE, self.told())
    }

    /// The files of the report with their names, and what it says on the screen, to be laid out. The
    /// cover note is there if there is anything to hand in; where every receiver has a folder, the
    /// note of each is there instead.
    pub fn files(&self) -> (Vec<(String, Vec<u8>)>, String) {
        let told = self.told();
        let mut files = vec![
            (PAGE.to_string(), markdown(PAGE_TEMPLATE, told.clone())),
            (TABLE.to_string(), sheets::table(self)),
        ];
        if self.has_letters() && self.batch.plan.by_receiver().is_empty() {
            files.push((COVER_NOTE.to_string(), markdown(NOTE_TEMPLATE, told.clone())));
        }
        (files, engine::own_plain(SCREEN_TEMPLATE, told))
    }
}

fn markdown(template: &str, told: Json) -> Vec<u8> {
    engine::own(template, told).replace(FIXED, " ").into_bytes()
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

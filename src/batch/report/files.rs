//! The files of a report, and what is handed in as one file.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::sheets;
use super::told::Depth;
use super::whole::{COVER_NOTE, PAGE, Report, TABLE};
use crate::batch::words::FIXED;
use crate::template::engine;

const PAGE_TEMPLATE: &str = include_str!("../../../data/report/report.md.hbs");
const SCREEN_TEMPLATE: &str = include_str!("../../../data/report/screen.hbs");
const NOTE_TEMPLATE: &str = include_str!("../../../data/report/cover-note.md.hbs");

/// What the screen tells of a list; the page tells more.
const ON_SCREEN: Depth = Depth { rows: 10, groups: (6, 4), faults: 2 };

/// What the page tells of a list; `report.csv` tells all.
const ON_PAGE: Depth = Depth { rows: 200, groups: (100, 20), faults: 0 };

impl Report<'_> {
    /// The report for the screen, to be laid out.
    pub fn screen(&self) -> String {
        engine::own_plain(SCREEN_TEMPLATE, self.told(&ON_SCREEN))
    }

    /// The cover note, for whoever receives the letters of this report. It says what they are,
    /// honestly: a receiver who is told how many share a text trusts the rest.
    pub fn cover_note(&self) -> Vec<u8> {
        markdown(NOTE_TEMPLATE, self)
    }

    /// The files of the report with their names; the cover note is there if there is anything to
    /// hand in, and where every receiver has a folder, the note of each is there instead.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = vec![
            (PAGE.to_string(), markdown(PAGE_TEMPLATE, self)),
            (TABLE.to_string(), sheets::table(self)),
        ];
        if self.has_letters() && self.receivers.is_empty() {
            files.push((COVER_NOTE.to_string(), self.cover_note()));
        }
        files
    }
}

fn markdown(template: &str, report: &Report<'_>) -> Vec<u8> {
    engine::own(template, report.told(&ON_PAGE)).replace(FIXED, " ").into_bytes()
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

//! Text with separators: CSV, TSV and their kin.

use std::io::Read;

use csv::StringRecord;

use super::records::Records;
use super::{quotes, sniff};
use crate::batch::table::faults::{self, Note, TableFault};
use crate::batch::table::rows::{Table, name_of};
use crate::limits;
use crate::source::decode::decode;

/// Reads text in any encoding and with any separator.
pub(super) fn read(bytes: Vec<u8>) -> Result<Table, TableFault> {
    if bytes.len() > limits::TABLE_BYTES {
        return Err(faults::too_big(limits::TABLE_BYTES));
    }
    let decoded = decode(bytes);
    if !decoded.is_text() {
        return Err(faults::not_text());
    }
    let notes = Note::of_encoding(&decoded);
    let mut text = decoded.text;
    if !text.contains('\n') {
        text = text.replace('\r', "\n");
    }
    let head = sniff::head(&text);
    let cells = text.get(head.skip..).unwrap_or_default();
    let unsound = quotes::unsound(cells, head.separator);
    // Nobody puts answers with tabs into quotation marks by hand: they are letters then.
    let quoting = unsound.is_none() || head.separator != b'\t';
    if let Some(unsound) = unsound.filter(|_| quoting) {
        let column = name_of(&headings(cells, head.separator), unsound.column);
        let row = unsound.row.saturating_add(head.blank + 1);
        return Err((unsound.fault)(row, &column));
    }
    let mut reader = reader(cells, head.separator, quoting);
    let mut this = StringRecord::new();
    let mut records = Records::new(notes, cells.len());
    let mut number = head.blank;
    while reader.read_record(&mut this).map_err(|_| faults::not_text())? {
        let begun = this.position().map_or(0, csv::Position::line);
        number = number.saturating_add(rows_of(&this, reader.position().line() - begun));
        records.row(number, this.iter().enumerate())?;
    }
    // The table is held twice up to here, and no longer.
    drop(reader);
    drop(text);
    records.finish()
}

/// Reads cells as if the last line had an end too.
fn reader(cells: &str, separator: u8, quoting: bool) -> csv::Reader<impl Read> {
    let end = if cells.contains("\r\n") { "\r\n" } else { "\n" };
    let end = if cells.ends_with('\n') { "" } else { end };
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .quoting(quoting)
        .flexible(true)
        .has_headers(false)
        .buffer_capacity(1 << 16)
        .from_reader(cells.as_bytes().chain(end.as_bytes()))
}

/// The first row, for messages.
fn headings(cells: &str, separator: u8) -> Vec<String> {
    let first = reader(cells, separator, true).into_records().next();
    let first = first.and_then(Result::ok).unwrap_or_default();
    first.iter().map(|cell| cell.trim().to_string()).collect()
}

/// How many rows of the spreadsheet a record takes with the blank lines before it, from the lines
/// between where it was begun to be read and its end: all but those within its cells.
fn rows_of(record: &StringRecord, lines: u64) -> u32 {
    let within = memchr::memchr_iter(b'\n', record.as_slice().as_bytes()).count() as u64;
    u32::try_from(lines.saturating_sub(within).max(1)).unwrap_or(u32::MAX)
}

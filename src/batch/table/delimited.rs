//! Text with separators: CSV, TSV and their kin.

use std::io::{self, Read};

use csv::StringRecord;

use super::records::Records;
use super::{Table, decode, name_of, sniff};
use crate::batch::table::fault::TableFaultKind;

/// Follows the text as a last row of its own; when it does not come back as one, a quotation mark
/// before it was never closed.
const LAST: &str = "\u{1f}end of the table\u{1f}";

/// Reads text in any encoding and with any separator.
pub(super) fn read(bytes: Vec<u8>) -> Result<Table, TableFaultKind> {
    let decode::Decoded { mut text, notes } = decode::text(bytes)?;
    if !text.contains('\n') {
        text = text.replace('\r', "\n");
    }
    let head = sniff::head(&text);
    let cells = text.get(head.skip..).unwrap_or_default();
    let input = cells.as_bytes().chain(io::Cursor::new(format!("\n{LAST}")));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(head.separator)
        .flexible(true)
        .has_headers(false)
        .buffer_capacity(1 << 16)
        .from_reader(input);
    let mut next = |record: &mut StringRecord| -> Result<(bool, u64), TableFaultKind> {
        let more = reader.read_record(record).map_err(|_| TableFaultKind::NotText)?;
        // Behind the last record: as if its line had an end.
        let end = reader.position().line() + 1;
        Ok((more, record.position().filter(|_| more).map_or(end, csv::Position::line)))
    };
    let (mut this, mut after) = (StringRecord::new(), StringRecord::new());
    let (mut more, mut line) = next(&mut this)?;
    let mut records: Option<Records> = None;
    let mut notes = Some(notes);
    let mut number = head.blank;
    while more {
        let (more_after, line_after) = next(&mut after)?;
        if !more_after && this.len() == 1 && &this[0] == LAST {
            break;
        }
        number = number.saturating_add(rows_of(&this, line_after.saturating_sub(line)));
        if !more_after {
            let column = this.len().saturating_sub(1);
            let column = match records {
                Some(records) => records.column_name(column),
                None => name_of(&[], column),
            };
            return Err(TableFaultKind::OpenQuote { row: number, column });
        }
        match &mut records {
            Some(records) => {
                if !records.heads(number, this.iter()) {
                    records.push(number, this.iter().map(|cell| (cell, false)))?;
                }
            }
            None if this.iter().all(|cell| cell.trim().is_empty()) => {}
            None => {
                let notes = notes.take().unwrap_or_default();
                records = Some(Records::new(this.iter(), None, notes, cells.len()));
            }
        }
        std::mem::swap(&mut this, &mut after);
        (more, line) = (more_after, line_after);
    }
    // The table is held twice up to here, and no longer.
    drop(text);
    records.ok_or(TableFaultKind::Empty)?.finish()
}

/// How many rows of the spreadsheet a record takes with the blank lines before it, from the lines
/// between where it was begun to be read and where the next one was: all but those within its
/// cells.
fn rows_of(record: &StringRecord, lines: u64) -> u32 {
    let within = memchr::memchr_iter(b'\n', record.as_slice().as_bytes()).count() as u64;
    u32::try_from(lines.saturating_sub(within).max(1)).unwrap_or(u32::MAX)
}

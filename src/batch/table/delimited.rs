//! Text with separators: CSV, TSV and their kin.

use encoding_rs::{MACINTOSH, WINDOWS_1252};

use super::quoted::Rows;
use super::reading::Reading;
use super::rows::Table;
use crate::batch::table::faults::{self, TableFault};
use crate::diagnostic;
use crate::limits;
use crate::source::decode::decode;

/// How many rows are looked at to tell which character parts the cells.
const SAMPLE: usize = 30;

/// Reads text in any encoding and with any separator.
pub(super) fn read(bytes: Vec<u8>) -> Result<Table, TableFault> {
    if bytes.len() > limits::TABLE_BYTES {
        return Err(faults::too_big(limits::TABLE_BYTES));
    }
    let decoded = decode(bytes);
    if !decoded.is_text() {
        return Err(faults::fault("table-not-text", &[]));
    }
    let notes = [
        (decoded.encoding == WINDOWS_1252, "table-windows-1252"),
        (decoded.encoding == MACINTOSH, "table-macintosh"),
        (decoded.is_broken, "table-broken"),
    ];
    let notes = notes.into_iter().filter(|(is, _)| *is);
    let notes = notes.map(|(_, code)| diagnostic::fault(code, &[])).collect();
    let mut text = decoded.text;
    if !text.contains('\n') {
        text = text.replace('\r', "\n");
    }
    let (separator, cells) = separated(&text);
    // Nobody puts answers with tabs into quotation marks by hand: unless all are sound they are
    // letters.
    let quoting = separator != '\t' || Rows::new(cells, separator, true).all(|row| row.is_ok());
    let mut reading = Reading::new(notes, cells.len());
    for (row, number) in Rows::new(cells, separator, quoting).zip(1..) {
        let row = row.map_err(|(column, code)| {
            let column = reading.table.column_name(column);
            faults::fault(code, &[("row", &number), ("column", &column)])
        })?;
        reading.row(number, None, row.iter().map(AsRef::as_ref).enumerate())?;
    }
    // The table is held twice up to here, and no longer.
    drop(text);
    reading.finish()
}

/// Which character parts the cells, and the text without a line that names it, `sep=;`, as Excel
/// writes and reads it.
fn separated(text: &str) -> (char, &str) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let line = line.trim_end_matches('\r').trim_matches('"');
    let named = line.split_at_checked(4).filter(|(key, _)| key.eq_ignore_ascii_case("sep="));
    let mut named = named.map_or("", |(_, named)| named).chars();
    if let (Some(separator), None) = (named.next(), named.next()) {
        return (separator, rest);
    }
    // Of two that fit as well the last counts.
    let separators = ['\t', ';', ','];
    let best = separators.into_iter().max_by_key(|separator| score(text, *separator));
    (best.unwrap_or(','), text)
}

/// How well rows fit their headings, in thousandths, and how many headings there are.
fn score(text: &str, separator: char) -> (usize, usize) {
    let rows = Rows::new(text, separator, true).take(SAMPLE).filter_map(Result::ok);
    let rows = rows.filter(|row| row.iter().any(|cell| !cell.is_empty()));
    let mut lengths = rows.map(|row| row.len());
    let Some(headings) = lengths.next().filter(|headings| *headings > 1) else { return (0, 0) };
    let fits = lengths.map(|length| match length {
        length if length == headings => 1000,
        length if length < headings && length > 1 => 500,
        _ => 0,
    });
    let fits: Vec<usize> = fits.collect();
    let fit = fits.iter().sum::<usize>().checked_div(fits.len()).unwrap_or(1000);
    (fit.max(1), headings)
}

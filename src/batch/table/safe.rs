//! Cells that a spreadsheet cannot take for a formula, and the CSV that this program writes.
//!
//! A cell that begins with `=`, `+`, `-` or `@` is run by spreadsheets when the file is opened
//! (<https://owasp.org/www-community/attacks/CSV_Injection>). An apostrophe before it stops that.

use std::borrow::Cow;

/// Makes a cell safe to open in a spreadsheet: an apostrophe goes before what could be taken for
/// a formula. [`undone`] takes it away again, and nothing else.
pub fn csv_safe(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// A cell as it was before [`csv_safe`].
pub fn undone(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => cell,
    }
}

/// Whether a spreadsheet may take a cell for a formula. What already has apostrophes before it
/// counts as well, so that each is taken away as often as it was put there.
fn is_formula(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    if bare.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let first = bare.chars().find(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{feff}');
    matches!(first, Some('=' | '+' | '-' | '@' | '\u{2212}' | '＝' | '＋' | '－' | '＠'))
}

/// A CSV as spreadsheets read it: UTF-8 with a byte order mark, lines ended by CR and LF, no cell
/// a formula. Rows may differ in length.
pub fn csv<'h>(
    headings: impl IntoIterator<Item = &'h str>,
    rows: impl IntoIterator<Item = impl IntoIterator<Item = String>>,
) -> Vec<u8> {
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    // Writing into memory does not fail.
    let _ = csv.write_record(headings.into_iter().map(|cell| csv_safe(cell).into_owned()));
    for cells in rows {
        let _ = csv.write_record(cells.into_iter().map(|cell| csv_safe(&cell).into_owned()));
    }
    csv.into_inner().unwrap_or_default()
}

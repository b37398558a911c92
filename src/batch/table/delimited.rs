//! Text with separators: CSV, TSV and their kin. A quotation mark that opens a cell and does not
//! close it swallows the rows behind it, and one person's answers would stand in another's letter. A
//! reader that makes the best of such a mark will not do: whatever looks like it is a fault here.

use std::borrow::Cow;

use encoding_rs::{MACINTOSH, WINDOWS_1252};

use super::faults::{self, TableFault};
use super::reading::Reading;
use super::rows::Table;
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
        reading.row(number, None, &row)?;
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

/// The rows of a text, one after the other, blank ones among them; the last one that is given may be
/// a fault, by its code and with the column in which it is.
struct Rows<'t> {
    rest: &'t str,
    separator: char,
    /// Whether a cell may stand between quotation marks.
    quoting: bool,
    /// How many cells the first row has that is not blank.
    width: usize,
}

impl<'t> Rows<'t> {
    fn new(text: &'t str, separator: char, quoting: bool) -> Rows<'t> {
        Rows { rest: text, separator, quoting, width: 0 }
    }

    /// The next cell, and the text behind it.
    fn cell(&self) -> Result<(Cow<'t, str>, &'t str), &'static str> {
        let ends = [self.separator, '\n', '\r'];
        let Some(quoted) = self.rest.strip_prefix('"').filter(|_| self.quoting) else {
            let (cell, behind) =
                self.rest.split_at(self.rest.find(ends).unwrap_or(self.rest.len()));
            return Ok((cell.into(), behind));
        };
        let (cell, behind) = quoted.split_at(closing(quoted).ok_or("table-open-quote")?);
        let behind = behind[1..].trim_start_matches(' ');
        if !behind.is_empty() && !behind.starts_with(ends) {
            return Err("table-text-behind-quote");
        }
        if self.holds_rows(cell) {
            return Err("table-rows-in-quote");
        }
        let cell = if cell.contains('"') { cell.replace("\"\"", "\"").into() } else { cell.into() };
        Ok((cell, behind))
    }

    /// Whether a cell has line breaks and as many separators as a row: those that no space follows,
    /// as in a row and unlike in prose.
    fn holds_rows(&self, cell: &str) -> bool {
        let is_bare = |(at, mark): &(usize, &str)| {
            let behind = &cell[at + mark.len()..];
            self.separator == '\t' || !behind.is_empty() && !behind.starts_with([' ', '\n', '\r'])
        };
        self.width > 2
            && cell.contains('\n')
            && cell.match_indices(self.separator).filter(is_bare).count() + 1 >= self.width
    }
}

impl<'t> Iterator for Rows<'t> {
    type Item = Result<Vec<Cow<'t, str>>, (usize, &'static str)>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let mut cells = Vec::with_capacity(self.width);
        loop {
            let (cell, behind) = match self.cell() {
                Ok(read) => read,
                Err(code) => {
                    self.rest = "";
                    return Some(Err((cells.len(), code)));
                }
            };
            cells.push(cell);
            if let Some(next) = behind.strip_prefix(self.separator) {
                self.rest = next;
                continue;
            }
            let end = behind.strip_prefix("\r\n").or(behind.strip_prefix(['\r', '\n']));
            self.rest = end.unwrap_or_default();
            if self.width == 0 && cells.iter().any(|cell| !cell.trim().is_empty()) {
                self.width = cells.len();
            }
            return Some(Ok(cells));
        }
    }
}

/// Where the mark stands that closes a cell; two together are one of its letters.
fn closing(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text[at..].find('"')?;
        if !text[at + 1..].starts_with('"') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(usize, usize)> {
        let mut rows = Rows::new(text, ',', true).enumerate();
        rows.find_map(|(row, read)| Some((row, read.err()?.0)))
    }

    #[test]
    fn what_swallows_rows_is_found_with_the_row_in_which_it_begins() {
        let head = "name,why,story,agreed\n";
        for (rows, place) in [
            ("Ann,I go.,\"The bus is slow,yes\nBen,I go.,\"It is free.\",yes\n", (1, 2)),
            ("Ann,I go.,fine,yes\nBen,\"I go.,It is free.,yes\nCleo,I go.,x,yes\n", (2, 1)),
            ("Ann,I go.,\"The bus\nBen,I go.,x,yes\nCleo,I go.,It is so\",yes\n", (1, 2)),
            ("Ann,\"I go\".,x,yes\n", (1, 1)),
        ] {
            assert_eq!(told(&format!("{head}{rows}")), Some(place), "{rows}");
        }
        for rows in [
            "Ann,\"I go, often, and with, all, of, us.\n\nThen, we, read.\",\"a \"\"b\"\"\",yes\r\n",
            "Ann,5\" pipe,it's \"so\",yes\n",
            "Ann,\"\",\"\"\"Quiet\"\" please\" ,yes",
        ] {
            assert_eq!(told(&format!("{head}{rows}")), None, "{rows}");
        }
    }
}

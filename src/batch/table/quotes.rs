//! Whether the quotation marks of a text with separators are sound. One that opens a cell and does
//! not close it swallows the rows behind it, and one person's answers would stand in another's
//! letter: so whatever looks like it is told with its row, and nothing is read.

use crate::batch::table::faults::{self, TableFault};

/// Where a cell in quotation marks is not sound: its row from 0, its column from 0, and the fault
/// that it is.
pub(super) struct Unsound {
    pub(super) row: u32,
    pub(super) column: usize,
    pub(super) fault: fn(u32, &str) -> TableFault,
}

/// Walks through a text and finds the first cell in quotation marks that is not sound.
pub(super) fn unsound(text: &str, separator: u8) -> Option<Unsound> {
    let bytes = text.as_bytes();
    let (mut at, mut row, mut column) = (0, 0, 0);
    let mut headings = None;
    while at < bytes.len() {
        if bytes[at] == b'"' {
            let end = closing(bytes, at + 1);
            let wrong: Option<fn(u32, &str) -> TableFault> = match end {
                None => Some(faults::open_quote),
                Some(end) if !ends(bytes, end + 1, separator) => Some(faults::text_behind_quote),
                Some(end) if holds_rows(&bytes[at + 1..end], separator, headings) => {
                    Some(faults::rows_in_quote)
                }
                Some(_) => None,
            };
            if let Some(fault) = wrong {
                return Some(Unsound { row, column, fault });
            }
            at = end.unwrap_or(bytes.len()) + 1;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        let next = memchr::memchr2(separator, b'\n', rest);
        let Some(next) = next else { break };
        at += next + 1;
        if rest[next] == b'\n' {
            headings = headings.or(Some(column + 1));
            (row, column) = (row + 1, 0);
        } else {
            column += 1;
        }
    }
    None
}

/// Where the mark stands that closes a cell; two together are one of its letters.
fn closing(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr::memchr(b'"', bytes.get(at..)?)?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// Whether a cell ends here, but for spaces.
fn ends(bytes: &[u8], at: usize, separator: u8) -> bool {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.iter().find(|byte| **byte != b' ' || separator == b' ') {
        None => true,
        Some(byte) => *byte == separator || matches!(byte, b'\n' | b'\r'),
    }
}

/// Whether a cell has line breaks and as many separators as a row: those that no space follows,
/// as in a row and unlike in prose.
fn holds_rows(cell: &[u8], separator: u8, headings: Option<usize>) -> bool {
    let Some(headings) = headings.filter(|headings| *headings > 2) else { return false };
    if memchr::memchr(b'\n', cell).is_none() {
        return false;
    }
    let bare = memchr::memchr_iter(separator, cell).filter(|at| {
        let next = cell.get(at + 1).copied().unwrap_or(b' ');
        !matches!(next, b' ' | b'\n' | b'\r') || separator == b'\t'
    });
    bare.count() + 1 >= headings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(u32, usize)> {
        unsound(text, b',').map(|found| (found.row, found.column))
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

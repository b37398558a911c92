//! The rows of a text with separators. A quotation mark that opens a cell and does not close it
//! swallows the rows behind it, and one person's answers would stand in another's letter. A reader
//! that makes the best of such a mark will not do: whatever looks like it is a fault here.

use std::borrow::Cow;

/// The rows of a text, one after the other, blank ones among them; the last one that is given may be
/// a fault, by its code and with the column in which it is.
pub(super) struct Rows<'t> {
    rest: &'t str,
    separator: char,
    /// Whether a cell may stand between quotation marks.
    quoting: bool,
    /// How many cells the first row has that is not blank.
    width: usize,
}

impl<'t> Rows<'t> {
    pub(super) fn new(text: &'t str, separator: char, quoting: bool) -> Rows<'t> {
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

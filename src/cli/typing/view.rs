//! A text being edited, on the terminal: wrapped at words, with the cursor where it belongs, and
//! never more of it than the terminal has rows. For plain lines what is typed is only ever
//! appended, without a cursor that moves.

use super::text::{Text, width};
use crate::cli::screen;

/// What stands before each line.
const LEAD: &str = "> ";
/// Columns that it takes; the rows of a wrapped line hang under its text.
const INDENT: usize = 2;

/// A row on the terminal: which characters, and whether a line begins with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    start: usize,
    end: usize,
    leads: bool,
}

/// What stands on the terminal now.
pub(super) struct View {
    plain: bool,
    /// The text as shown last.
    shown: Text,
    /// The rows drawn last, and the index of the first that is on the terminal.
    rows: Vec<Row>,
    top: usize,
    /// The row of the cursor, as an index into `rows`.
    cursor: usize,
    /// Columns of the terminal when it was drawn.
    columns: usize,
    /// What stands under the text while it is typed.
    hint: Option<&'static str>,
}

impl View {
    /// Shows a prompt with a text.
    pub(super) fn new(text: &Text, plain: bool, hint: Option<&'static str>) -> View {
        let shown = Text::default();
        let mut view = View { plain, shown, rows: Vec::new(), top: 0, cursor: 0, columns: 0, hint };
        if plain {
            screen::control(LEAD);
        }
        view.draw(text);
        view
    }

    /// Shows the text as it is now.
    pub(super) fn draw(&mut self, text: &Text) {
        if self.plain {
            append(&self.shown, text);
        } else if !self.typed_on(text) {
            self.redraw(text);
        }
        self.shown = text.clone();
    }

    /// Leaves the text on the terminal, and the cursor on the row after it.
    pub(super) fn finish(mut self, text: &Text) {
        if self.plain {
            self.draw(text);
            return screen::control("\n");
        }
        self.hint = None;
        let whole = Text { at: text.chars.len(), ..text.clone() };
        self.redraw(&whole);
        if self.top > 0 {
            // What was scrolled past is shown once in whole, so that it can be scrolled back to.
            let rows: Vec<String> = self.rows.iter().map(|row| written(&whole, *row)).collect();
            self.shown = whole;
            self.erase();
            screen::control(&rows.join("\n"));
        }
        screen::control("\n");
    }

    /// Shows no hint from the next drawing on.
    pub(super) fn without_hint(&mut self) {
        self.hint = None;
        self.columns = 0;
    }

    /// The quick way for the commonest thing: one character more at the end of a row with room.
    fn typed_on(&mut self, text: &Text) -> bool {
        let (_, columns) = size();
        let at_last_row = self.cursor + 1 == self.rows.len();
        let (Some((last, before)), Some(row)) = (text.chars.split_last(), self.rows.last_mut())
        else {
            return false;
        };
        let more =
            text.at_end() && self.shown.at_end() && before == self.shown.chars && *last != '\n';
        let fits = || sum(&text.chars[row.start..row.end]) + width(*last) <= room(columns);
        if !more || !at_last_row || columns != self.columns || !fits() {
            return false;
        }
        row.end += 1;
        screen::control(last.encode_utf8(&mut [0; 4]));
        true
    }

    fn redraw(&mut self, text: &Text) {
        self.erase();
        let (height, columns) = size();
        self.columns = columns;
        self.rows = wrapped(&text.chars, room(columns));
        self.cursor = row_of(&self.rows, text.at);
        // A terminal of a few rows has none to spare.
        let hint = self.hint.filter(|hint| height > 6 && hint.len() + INDENT < columns);
        let most = height.saturating_sub(1 + usize::from(hint.is_some())).max(1);
        self.top = self.top.min(self.cursor).min(self.rows.len().saturating_sub(most));
        self.top = self.top.max((self.cursor + 1).saturating_sub(most));
        let bottom = (self.top + most).min(self.rows.len());
        let drawn: Vec<String> =
            self.rows[self.top..bottom].iter().map(|row| written(text, *row)).collect();
        let mut out = drawn.join("\n");
        let mut up = bottom - 1 - self.cursor;
        if let Some(hint) = hint {
            out.push_str(&format!("\n  {hint}"));
            up += 1;
        }
        if up > 0 {
            out.push_str(&format!("\x1b[{up}A"));
        }
        let row = self.rows[self.cursor];
        let before = sum(&text.chars[row.start..text.at]);
        out.push_str(&format!("\r\x1b[{}C", INDENT + before.min(room(columns))));
        screen::control(&out);
    }

    /// Takes what was drawn off the terminal; the cursor is then where it began.
    fn erase(&mut self) {
        if self.rows.is_empty() {
            return;
        }
        // A terminal made narrower since has parted rows that no longer fit.
        let (_, columns) = size();
        let text = &self.shown;
        let above = self.rows[self.top..self.cursor].iter();
        let up: usize =
            above.map(|row| (INDENT + columns_of(text, *row)).div_ceil(columns).max(1)).sum();
        let up = if up > 0 { format!("\x1b[{up}A") } else { String::new() };
        screen::control(&format!("{up}\r\x1b[J"));
        self.rows.clear();
    }
}

/// Rows and columns of the terminal.
fn size() -> (usize, usize) {
    let (rows, columns) = screen::size().unwrap_or((24, 80));
    (rows.max(1), columns.max(1))
}

/// Columns for text. The last stays empty, so that no terminal wraps on its own.
fn room(columns: usize) -> usize {
    columns.saturating_sub(INDENT + 1).max(1)
}

/// The characters of a row that are drawn: a space that hangs over the edge is not.
fn written(text: &Text, row: Row) -> String {
    let lead = if row.leads { LEAD } else { "  " };
    let line: String = text.chars[row.start..row.end].iter().collect();
    format!("{lead}{}", line.trim_end_matches('\n'))
}

/// The columns of a row; the text may have become shorter since it was drawn.
fn columns_of(text: &Text, row: Row) -> usize {
    let end = row.end.min(text.chars.len());
    sum(&text.chars[row.start.min(end)..end])
}

/// The rows of a text, wrapped at spaces where that can be done.
fn wrapped(chars: &[char], room: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut start = 0;
    let mut leads = true;
    loop {
        let end = row_end(chars, start, room);
        rows.push(Row { start, end, leads });
        match chars.get(end) {
            Some('\n') => (start, leads) = (end + 1, true),
            Some(_) => (start, leads) = (end, false),
            // A space over the edge: what comes next stands on a row of its own.
            None if chars[start..].last() == Some(&' ') && sum(&chars[start..end]) > room => {
                rows.push(Row { start: end, end, leads: false });
                return rows;
            }
            None => return rows,
        }
    }
}

fn sum(chars: &[char]) -> usize {
    chars.iter().map(|c| width(*c)).sum()
}

/// Where a row that begins at `start` ends.
fn row_end(chars: &[char], start: usize, room: usize) -> usize {
    let mut taken = 0;
    let mut after_space = None;
    for (index, c) in chars.iter().enumerate().skip(start) {
        if *c == '\n' {
            return index;
        }
        taken += width(*c);
        if taken > room && *c == ' ' {
            return index + 1;
        }
        if taken > room {
            return after_space.unwrap_or(index.max(start + 1));
        }
        if *c == ' ' {
            after_space = Some(index + 1);
        }
    }
    chars.len()
}

/// The row of a place in the text.
fn row_of(rows: &[Row], at: usize) -> usize {
    rows.iter().rposition(|row| row.start <= at).unwrap_or(0)
}

/// The place a row above or below, at about the same column.
pub(super) fn moved(text: &Text, down: bool) -> usize {
    let rows = wrapped(&text.chars, room(size().1));
    let here = row_of(&rows, text.at);
    let to = if down { here + 1 } else { here.wrapping_sub(1) };
    let Some(row) = rows.get(to) else { return text.at };
    let column = sum(&text.chars[rows[here].start..text.at]);
    let mut at = row.start;
    // The end of a wrapped row is the beginning of the next.
    let is_wrapped = rows.get(to + 1).is_some_and(|next| !next.leads);
    let last = row.end.saturating_sub(usize::from(is_wrapped));
    while at < last && sum(&text.chars[row.start..at]) < column {
        at += 1;
    }
    at
}

/// Writes what was typed since, without moving the cursor over what stands there.
fn append(before: &Text, now: &Text) {
    let common = before.chars.iter().zip(&now.chars).take_while(|(a, b)| a == b).count();
    let gone = &before.chars[common..];
    if gone.contains(&'\n') || gone.len() > 8 {
        // A line that changed much is written again.
        return screen::control(&format!("\n{LEAD}{}", now.line()));
    }
    screen::control(&"\u{8} \u{8}".repeat(sum(gone)));
    let added: String = now.chars[common..].iter().collect();
    screen::control(&added.replace('\n', &format!("\n{LEAD}")));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, room: usize) -> Vec<String> {
        let text = Text::new(text);
        wrapped(&text.chars, room).into_iter().map(|row| written(&text, row)).collect()
    }

    #[test]
    fn lines_wrap_at_words_and_hang() {
        assert_eq!(rows("one two three\nfour", 8), ["> one two ", "  three", "> four"]);
        assert_eq!(rows("one two three", 7), ["> one two ", "  three"], "a space may hang over");
        assert_eq!(rows("", 8), ["> "]);
        assert_eq!(rows("a\n", 8), ["> a", "> "]);
        assert_eq!(rows("abcdefghijkl", 5), ["> abcde", "  fghij", "  kl"]);
        assert_eq!(rows("日本語", 5), ["> 日本", "  語"]);
        assert_eq!(rows("日本", 1), ["> 日", "  本"], "a row holds a character at least");
        assert_eq!(rows("12345 ", 5), ["> 12345 ", "  "]);
    }

    #[test]
    fn the_cursor_is_on_the_row_that_its_next_character_goes_to() {
        let text = Text::new("one two three\nfour");
        let rows = wrapped(&text.chars, 8);
        let at = |at| row_of(&rows, at);
        assert_eq!((at(0), at(7), at(8), at(13), at(14), at(18)), (0, 0, 1, 1, 2, 2));
    }
}

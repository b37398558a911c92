//! A text being edited, on the terminal: wrapped at words, with the cursor where it belongs, and
//! never more of it than the terminal has rows. For plain lines what is typed is only ever
//! appended, without a cursor that moves.

use textwrap::WordSeparator;
use textwrap::core::{Word, break_words, display_width};
use textwrap::wrap_algorithms::wrap_first_fit;

use super::text::{Text, width};
use crate::cli::screen::{self, size};

/// What stands before each line.
const LEAD: &str = "> ";

/// Columns that it takes; the rows of a wrapped line hang under its text.
const INDENT: usize = 2;

/// How what is typed is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Echo {
    /// It is edited in place.
    Edited,
    /// It is written behind what stands there.
    Appended,
    /// The terminal shows it itself, or nobody sees it.
    Elsewhere,
}

/// A row on the terminal: which characters, whether a line begins with them, and how many columns
/// they take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    start: usize,
    end: usize,
    leads: bool,
    width: usize,
}

/// What stands on the terminal now.
pub(super) struct View {
    echo: Echo,
    /// The text as shown last.
    shown: String,
    /// The rows drawn last, and the index of the first that is on the terminal.
    rows: Vec<Row>,
    top: usize,
    /// The row of the cursor, as an index into `rows`.
    cursor: usize,
    /// What stands under the text while it is typed.
    pub(super) hint: Option<&'static str>,
}

impl View {
    /// Shows a prompt with a text.
    pub(super) fn new(text: &Text, echo: Echo, hint: Option<&'static str>) -> View {
        let shown = String::new();
        let mut view = View { echo, shown, rows: Vec::new(), top: 0, cursor: 0, hint };
        if echo != Echo::Edited {
            screen::control(LEAD);
        }
        view.draw(text);
        view
    }

    /// Shows the text as it is now.
    pub(super) fn draw(&mut self, text: &Text) {
        let all = text.all();
        let lines = |text: &str| text.matches('\n').count();
        match self.echo {
            Echo::Edited => self.redraw(text, size().0),
            Echo::Appended => append(&self.shown, &all),
            Echo::Elsewhere => {
                screen::control(&LEAD.repeat(lines(&all).saturating_sub(lines(&self.shown))));
            }
        }
        self.shown = all;
    }

    /// Leaves the text on the terminal, whole so that it can be scrolled back to, and the cursor on
    /// the row after it.
    pub(super) fn finish(mut self, text: &Text) {
        match self.echo {
            Echo::Edited => {
                self.hint = None;
                self.redraw(&Text::new(&text.all()), usize::MAX);
            }
            Echo::Appended => self.draw(text),
            // The line end that was typed stands there.
            Echo::Elsewhere => return,
        }
        screen::control("\n");
    }

    /// Draws as many rows as there is height for, in the place of those that stand there.
    fn redraw(&mut self, text: &Text, height: usize) {
        let erased = self.erased();
        let (_, columns) = size();
        let Text { chars, at } = text;
        self.rows = wrapped(chars, room(columns));
        self.cursor = row_of(&self.rows, *at);
        // A terminal of a few rows has none to spare.
        let hint = self.hint.filter(|hint| height > 6 && hint.len() + INDENT < columns);
        let most = height.saturating_sub(1 + usize::from(hint.is_some())).max(1);
        self.top = self.top.min(self.cursor).min(self.rows.len().saturating_sub(most));
        self.top = self.top.max((self.cursor + 1).saturating_sub(most));
        let bottom = self.top.saturating_add(most).min(self.rows.len());
        let drawn: Vec<String> =
            self.rows[self.top..bottom].iter().map(|row| written(chars, *row)).collect();
        let hint = hint.map(|hint| format!("\n  {hint}"));
        let up = up(bottom - 1 - self.cursor + usize::from(hint.is_some()));
        let row = self.rows[self.cursor];
        let right = INDENT + sum(&chars[row.start..*at]).min(room(columns));
        let (drawn, hint) = (drawn.join("\n"), hint.unwrap_or_default());
        screen::control(&format!("{erased}{drawn}{hint}{up}\r\x1b[{right}C"));
    }

    /// What takes off the terminal what was drawn; the cursor is then where it began.
    fn erased(&self) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        // A terminal made narrower since has parted rows that no longer fit.
        let (_, columns) = size();
        let above = self.rows[self.top..self.cursor].iter();
        format!("{}\r\x1b[J", up(above.map(|row| (INDENT + row.width).div_ceil(columns)).sum()))
    }
}

/// What moves the cursor so many rows up.
fn up(rows: usize) -> String {
    if rows > 0 { format!("\x1b[{rows}A") } else { String::new() }
}

/// Columns for text. The last stays empty, so that no terminal wraps on its own.
fn room(columns: usize) -> usize {
    columns.saturating_sub(INDENT + 1).max(1)
}

/// The characters of a row that are drawn.
fn written(chars: &[char], row: Row) -> String {
    let lead = if row.leads { LEAD } else { "  " };
    let row: String = chars[row.start..row.end].iter().collect();
    // Spaces may hang over the edge, where the terminal would wrap.
    format!("{lead}{}", row.trim_end_matches(' '))
}

/// The rows of a text, wrapped at spaces where that can be done; the spaces there may hang over the
/// edge.
fn wrapped(chars: &[char], room: usize) -> Vec<Row> {
    let (mut rows, mut start) = (Vec::new(), 0);
    for line in chars.split(|c| *c == '\n') {
        let line: String = line.iter().collect();
        let words = break_words(WordSeparator::AsciiSpace.find_words(&line), room);
        let mut leads = true;
        for row in wrap_first_fit(&words, &[room as f64]) {
            let length = |word: &Word<'_>| word.chars().count() + word.whitespace.chars().count();
            let end = start + row.iter().map(length).sum::<usize>();
            rows.push(Row { start, end, leads, width: sum(&chars[start..end]) });
            (start, leads) = (end, false);
        }
        start += 1;
    }
    // Behind a space over the edge what comes next stands on a row of its own.
    if chars.ends_with(&[' ']) && rows.last().is_some_and(|row| row.width > room) {
        rows.push(Row { start: chars.len(), end: chars.len(), leads: false, width: 0 });
    }
    rows
}

fn sum(chars: &[char]) -> usize {
    chars.iter().map(|c| width(*c)).sum()
}

/// The row of a place in the text.
fn row_of(rows: &[Row], at: usize) -> usize {
    rows.iter().rposition(|row| row.start <= at).unwrap_or(0)
}

/// The place in another row than that of the cursor, at about the same column.
pub(super) fn a_row_from(text: &Text, down: bool) -> usize {
    let Text { chars, at } = text;
    let rows = wrapped(chars, room(size().1));
    let here = row_of(&rows, *at);
    let to = if down { Some(here + 1) } else { here.checked_sub(1) };
    let Some((to, row)) = to.and_then(|to| Some((to, rows.get(to)?))) else { return *at };
    let column = sum(&chars[rows[here].start..*at]);
    // The end of a wrapped row is the beginning of the next.
    let is_wrapped = rows.get(to + 1).is_some_and(|next| !next.leads);
    let last = row.end.saturating_sub(usize::from(is_wrapped));
    (row.start..last).find(|at| sum(&chars[row.start..*at]) >= column).unwrap_or(last)
}

/// Writes what was typed since, without moving the cursor over what stands there.
fn append(before: &str, now: &str) {
    let same = before.chars().zip(now.chars()).take_while(|(a, b)| a == b);
    let common: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let (gone, added) = (&before[common..], &now[common..]);
    if gone.contains('\n') || gone.chars().count() > 8 {
        // A line that changed much is written again.
        let line = now.rsplit('\n').next().unwrap_or_default();
        return screen::control(&format!("\n{LEAD}{line}"));
    }
    screen::control(&"\u{8} \u{8}".repeat(display_width(gone)));
    screen::control(&added.replace('\n', &format!("\n{LEAD}")));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, room: usize) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        wrapped(&chars, room).into_iter().map(|row| written(&chars, row)).collect()
    }

    #[test]
    fn lines_wrap_at_words_and_hang() {
        assert_eq!(rows("one two three\nfour", 8), ["> one two", "  three", "> four"]);
        assert_eq!(rows("one two three", 7), ["> one two", "  three"], "a space may hang over");
        assert_eq!(rows("", 8), ["> "]);
        assert_eq!(rows("a\n", 8), ["> a", "> "]);
        assert_eq!(rows("abcdefghijkl", 5), ["> abcde", "  fghij", "  kl"]);
        assert_eq!(rows("日本語", 5), ["> 日本", "  語"]);
        assert_eq!(rows("日本", 1), ["> 日", "  本"], "a row holds a character at least");
        assert_eq!(rows("12345 ", 5), ["> 12345", "  "]);
    }

    #[test]
    fn the_cursor_is_on_the_row_that_its_next_character_goes_to() {
        let chars: Vec<char> = "one two three\nfour".chars().collect();
        let rows = wrapped(&chars, 8);
        let at = |at| row_of(&rows, at);
        assert_eq!((at(0), at(7), at(8), at(13), at(14), at(18)), (0, 0, 1, 1, 2, 2));
    }
}

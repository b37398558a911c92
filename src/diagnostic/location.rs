//! A place in a file, with what is needed to show it.

/// A place in a text file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// File as the user would name it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Characters to underline; 0 when the place is a point or the whole file.
    pub length: usize,
    /// The line itself without its line break, so that a message can show it; of a long line the
    /// stretch round the place.
    pub text: String,
    /// Column of the first character of `text`: 1 unless the line is long.
    pub shown_from: usize,
}

impl Location {
    /// A whole file rather than a line of it.
    pub fn file(file: impl Into<String>) -> Location {
        Location {
            file: file.into(),
            line: 0,
            column: 0,
            length: 0,
            text: String::new(),
            shown_from: 1,
        }
    }

    /// The place of characters `start..end` (counted in characters) of a text.
    pub fn in_text(file: &str, text: &str, start: usize, end: usize) -> Location {
        let mut line_start = 0;
        let mut line = 1;
        for (at, c) in text.chars().enumerate().take(start) {
            if c == '\n' {
                line += 1;
                line_start = at + 1;
            }
        }
        let row: String = text.chars().skip(line_start).take_while(|c| *c != '\n').collect();
        let row = row.trim_end_matches('\r').to_string();
        let room = row.chars().count().saturating_sub(start - line_start);
        Location {
            file: file.into(),
            line,
            column: start - line_start + 1,
            length: end.saturating_sub(start).min(room),
            text: row,
            shown_from: 1,
        }
    }
}

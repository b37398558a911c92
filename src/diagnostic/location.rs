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
}

/// `pack.yaml, line 12, column 5`, or the file alone.
impl std::fmt::Display for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => f.write_str(&self.file),
            line => write!(f, "{}, line {line}, column {}", self.file, self.column),
        }
    }
}

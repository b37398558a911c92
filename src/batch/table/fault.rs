//! Why a table cannot be read, and what was noted while it was. Nobody's answers are in it.

use std::fmt;

/// Why a table cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableFault {
    /// The file as the user would name it.
    pub file: String,
    /// What is wrong.
    pub kind: TableFaultKind,
}

/// What is wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableFaultKind {
    /// Nothing is in it.
    Empty,
    /// It is no text.
    NotText,
    /// It is larger than any table is.
    TooBig {
        /// Most bytes.
        most: usize,
    },
    /// A quotation mark opens a cell and none closes it.
    OpenQuote {
        /// The row.
        row: u32,
        /// The heading of the column.
        heading: String,
    },
    /// Rows of a table to be mended do not say which row they were.
    Unnumbered {
        /// The rows of that table.
        rows: Vec<u32>,
    },
}

/// What was noted while a table was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The text is not UTF-8 and was taken for windows-1252.
    Windows1252,
    /// Bytes that are no character were replaced.
    Broken,
}

impl TableFault {
    /// A fault of a file.
    pub fn new(file: &str, kind: TableFaultKind) -> TableFault {
        TableFault { file: file.to_string(), kind }
    }
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.file, self.kind)
    }
}

impl std::error::Error for TableFault {}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Note::Windows1252 => {
                "It is not UTF-8, so it was read as windows-1252, which Excel writes. \
                 Look at a name with an accent or a £ sign to see whether that is right."
            }
            Note::Broken => {
                "Some characters are damaged; they are shown as \u{fffd}. \
                 Rows whose answers have one are told of."
            }
        })
    }
}

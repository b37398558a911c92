//! Why a table cannot be read, and what was noted while it was. Nobody's answers are in it.

use std::fmt;

use crate::limits;
use crate::text::thousands;

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
    /// It has headings and no row below them.
    NoRows,
    /// It is a folder.
    Folder,
    /// It is no text.
    NotText,
    /// It is another kind of file.
    Other(Other),
    /// It is larger than any table is.
    TooBig {
        /// Most bytes.
        most: usize,
    },
    /// By this row there is more than any table has.
    TooMuch {
        /// The row.
        row: u32,
        /// Of what there is too much.
        most: Most,
    },
    /// A workbook that announces, or lists, more than any has.
    Boasts,
    /// A zip that cannot be read.
    BadZip,
    /// A workbook that cannot be read.
    BadWorkbook,
    /// A zip without a table.
    NoTable,
    /// A zip with several tables.
    SeveralTables {
        /// Their names.
        names: Vec<String>,
    },
    /// A workbook has no sheet of the name asked for.
    NoSuchSheet {
        /// The sheets it has.
        sheets: Vec<String>,
        /// One that may be meant.
        near: Option<String>,
    },
    /// A sheet was asked for, and this kind of file has none.
    NoSheets,
    /// A quotation mark opens a cell and none closes it.
    OpenQuote {
        /// The row.
        row: u32,
        /// What the column is called.
        column: String,
    },
    /// Text follows the quotation mark that closes a cell.
    TextBehindQuote {
        /// The row in which the cell begins.
        row: u32,
        /// What the column is called.
        column: String,
    },
    /// A cell in quotation marks holds what looks like whole rows.
    RowsInQuote {
        /// The row in which the cell begins.
        row: u32,
        /// What the column is called.
        column: String,
    },
    /// Rows of a table to be mended do not say which row they were.
    Unnumbered {
        /// The rows of that table.
        rows: Vec<u32>,
    },
    /// Two rows of a table to be mended say that they were the same row.
    SameNumber {
        /// Which.
        rows: Vec<u32>,
    },
    /// A mended table does not go with the first one.
    OtherHeadings {
        /// Headings that only one of the two has.
        headings: Vec<String>,
    },
    /// A mended table has rows that the first one has not.
    NoSuchRows {
        /// Their numbers.
        rows: Vec<u32>,
    },
}

/// Of what a table can have too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Most {
    /// Text, in bytes.
    Bytes,
    /// Cells, empty ones before the last of a row among them.
    Cells,
}

/// A kind of file that is known, and cannot be read as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// A workbook of before 2007 (`.xls`), or another old Office file.
    OldExcel,
    /// A binary workbook (`.xlsb`).
    BinaryExcel,
    /// A file locked with a password.
    Locked,
    /// An OpenDocument file (`.ods`, `.odt`).
    OpenDocument,
    /// A table of Apple's Numbers.
    Numbers,
    /// A text document.
    Word,
    /// Slides.
    Slides,
    /// A PDF.
    Pdf,
    /// A web page or other markup.
    WebPage,
    /// A picture.
    Picture,
    /// A package that is no plain zip.
    Packed,
}

/// What was noted while a table was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The text is not UTF-8 and was taken for windows-1252.
    Windows1252,
    /// The text is that of an old Macintosh.
    Macintosh,
    /// Bytes that are no character were replaced.
    Broken,
    /// The headings go on under the first row.
    MoreHeadings {
        /// The last row of them.
        last: u32,
    },
    /// The workbook has other sheets, which were not read.
    OtherSheets {
        /// The sheet that was read.
        read: String,
        /// The others.
        others: Vec<String>,
    },
}

impl TableFault {
    /// A fault of a file.
    pub fn new(file: &str, kind: TableFaultKind) -> TableFault {
        TableFault { file: file.to_string(), kind }
    }

    /// What to do about it.
    pub fn hint(&self) -> String {
        use TableFaultKind::*;
        match &self.kind {
            Empty => "the first row has the headings; every other row is one person's".into(),
            NoRows => "add a row for each person below the headings, or download the answers again".into(),
            Folder => "give the file with the answers in it, such as Responses.csv".into(),
            NotText | BadWorkbook | Boasts => format!("open it in a spreadsheet program and {SAVE}"),
            Other(other) => other.hint(),
            TooBig { .. } => "a table of answers is far smaller: take out what is no answer, or make several tables of it".into(),
            TooMuch { most: Most::Cells, .. } => "look for a cell far to the right of the headings, and take out columns that are empty".into(),
            TooMuch { .. } => "a table of answers is far smaller: look for a cell that holds a whole file, or make several tables of it".into(),
            BadZip => "download it again, or unpack it and give the table in it".into(),
            NoTable | SeveralTables { .. } => "unpack it and give the table you want".into(),
            NoSuchSheet { near: Some(near), .. } => format!("did you mean --sheet \"{near}\"?"),
            NoSuchSheet { .. } => {
                "name one of these with --sheet, or leave it out for the first".into()
            }
            NoSheets => "leave --sheet out".into(),
            OpenQuote { .. } => {
                "close it with another \", or take it out; the rest of the table is lost in it"
                    .into()
            }
            TextBehindQuote { .. } | RowsInQuote { .. } => {
                "a cell may swallow the rows behind it, and nobody's answers may stand in \
                 another's letter: look at this row and those behind it, and take the quotation \
                 mark out, or write it twice where it is a letter; or save the table as an Excel \
                 workbook"
                    .into()
            }
            Unnumbered { .. } => {
                "put back how the cell began, such as `Row 61:`, or mend the first table".into()
            }
            SameNumber { .. } => "keep one of the two".into(),
            OtherHeadings { .. } => {
                "give the table that it was made from, or headings like its".into()
            }
            NoSuchRows { .. } => "give the table that it was made from".into(),
        }
    }
}

/// What nearly every program that shows tables can do.
const SAVE: &str = "save it as CSV UTF-8 (File, Save As)";

impl Other {
    fn what(self) -> &'static str {
        match self {
            Other::OldExcel => "an old Excel workbook (.xls)",
            Other::BinaryExcel => "a binary Excel workbook (.xlsb)",
            Other::Locked => "locked with a password",
            Other::OpenDocument => "an OpenDocument file (.ods)",
            Other::Numbers => "a Numbers document",
            Other::Word => "a text document, not a table",
            Other::Slides => "a set of slides, not a table",
            Other::Pdf => "a PDF, not a table",
            Other::WebPage => "a web page, whatever it is called",
            Other::Picture => "a picture, not a table",
            Other::Packed => "packed in a way that cannot be opened here",
        }
    }

    fn hint(self) -> String {
        match self {
            Other::OldExcel | Other::BinaryExcel => format!("open it in Excel and {SAVE}"),
            Other::Locked => format!("open it with its password and {SAVE}"),
            Other::OpenDocument => {
                "open it in LibreOffice and choose File, Save As, Text CSV".into()
            }
            Other::Numbers => "open it in Numbers and choose File, Export To, CSV".into(),
            Other::WebPage => format!("open it in Excel or LibreOffice and {SAVE}"),
            Other::Word | Other::Slides | Other::Pdf | Other::Picture => {
                "give the table itself as CSV or XLSX, with a row for each person".into()
            }
            Other::Packed => "unpack it and give the table in it".into(),
        }
    }
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use TableFaultKind::*;
        write!(f, "{}", self.file)?;
        match &self.kind {
            Empty => f.write_str(" has no headings: it is empty"),
            NoRows => f.write_str(" has headings and no rows: nobody has answered"),
            Folder => f.write_str(" is a folder, not a table"),
            NotText => f.write_str(" is not a table that can be read"),
            Other(other) => write!(f, " is {}", other.what()),
            TooBig { most } => write!(f, " holds more than {} MB", most >> 20),
            TooMuch { row, most: Most::Bytes } => {
                write!(
                    f,
                    ", row {row}: by here it holds more than {} MB of text",
                    limits::TABLE_BYTES >> 20
                )
            }
            TooMuch { row, most: Most::Cells } => {
                write!(
                    f,
                    ", row {row}: by here it has more than {} cells",
                    thousands(limits::TABLE_CELLS)
                )
            }
            Boasts => f.write_str(" is a workbook that announces more than any holds"),
            BadZip => f.write_str(" is a damaged zip"),
            BadWorkbook => f.write_str(" is a workbook that cannot be read"),
            NoTable => f.write_str(" holds no CSV, TSV or XLSX file"),
            SeveralTables { names } => write!(f, " holds several tables: {}", names.join(", ")),
            NoSuchSheet { sheets, .. } => {
                write!(f, " has no sheet of that name; it has {}", quoted(sheets))
            }
            NoSheets => f.write_str(" has no sheets"),
            OpenQuote { row, column } => {
                write!(f, ", row {row}, {column}: a quotation mark is opened and never closed")
            }
            TextBehindQuote { row, column } => write!(
                f,
                ", row {row}, {column}: text follows the quotation mark that closes the cell"
            ),
            RowsInQuote { row, column } => write!(
                f,
                ", row {row}, {column}: between two quotation marks stands what looks like whole \
                 rows"
            ),
            Unnumbered { rows } => {
                write!(f, " no longer says which row of the first table this was: {}", listed(rows))
            }
            SameNumber { rows } => write!(f, " has a row more than once: {}", listed(rows)),
            OtherHeadings { headings } => {
                write!(f, " has other headings than the first table: {}", quoted(headings))
            }
            NoSuchRows { rows } => {
                write!(f, " has rows that the first table has not: {}", listed(rows))
            }
        }
    }
}

impl std::error::Error for TableFault {}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Note::Windows1252 => f.write_str(
                "It is not UTF-8, so it was read as windows-1252, which older programs write. \
                 Look at a name with an accent to see whether that is right.",
            ),
            Note::Macintosh => f.write_str(
                "Its characters are those of an old Macintosh, and were read so. Look at a name \
                 with an accent to see whether that is right.",
            ),
            Note::Broken => f.write_str(
                "Some characters are damaged and stand as \u{fffd}. \
                 Rows whose answers have one are told of.",
            ),
            Note::MoreHeadings { last } => write!(
                f,
                "The headings go on to row {last}, as some forms write them. People begin below."
            ),
            Note::OtherSheets { read, others } => write!(
                f,
                "The sheet `{read}` was read. There are others: {}. Pick one with --sheet.",
                quoted(others)
            ),
        }
    }
}

/// Names between backticks; of very many the first ones.
fn quoted(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(12).map(|name| format!("`{name}`")).collect();
    with_rest(shown, names.len())
}

/// Row numbers; of very many the first ones.
fn listed(rows: &[u32]) -> String {
    let shown: Vec<String> = rows.iter().take(12).map(|row| format!("row {row}")).collect();
    with_rest(shown, rows.len())
}

fn with_rest(shown: Vec<String>, of: usize) -> String {
    let rest = of - shown.len();
    let shown = shown.join(", ");
    if rest == 0 { shown } else { format!("{shown} and {rest} more") }
}

//! Why a table cannot be read, a function for each fault, and what was noted while it was. Nobody's
//! answers are in it. A message goes on behind the name of the file.

use std::fmt;

use encoding_rs::{MACINTOSH, WINDOWS_1252};

use crate::batch::lists::{NoTable, lists};
use crate::diagnostic::{Diagnostic, Remedy};
use crate::limits;
use crate::source::decode::Decoded;
use crate::source::zipped::ZipFault;
use crate::text::thousands;

/// Why a table cannot be read.
pub type TableFault = Box<Diagnostic>;

/// What nearly every program that shows tables can do.
const SAVE: &str = "save it as CSV UTF-8 (File, Save As)";

fn fault(code: &'static str, what: impl Into<String>, hint: impl Into<String>) -> TableFault {
    Box::new(Diagnostic::error(code, what).help(hint))
}

/// The same fault with the name of its file.
pub fn named(name: &str, mut fault: TableFault) -> TableFault {
    fault.message = format!("{name}{}", fault.message);
    fault
}

/// Nothing is in it.
pub(super) fn empty() -> TableFault {
    let hint = "the first row has the headings; every other row is one person's";
    fault("table-empty", " has no headings: it is empty", hint)
}

/// It has headings and no row below them.
pub fn no_rows() -> TableFault {
    let hint = "add a row for each person below the headings, or download the answers again";
    fault("table-no-rows", " has headings and no rows: nobody has answered", hint)
}

/// It is a folder.
pub fn folder() -> TableFault {
    let hint = "give the file with the answers in it, such as Responses.csv";
    fault("table-folder", " is a folder, not a table", hint)
}

/// What is wrong with a zip.
pub(super) fn of_zip(fault: ZipFault) -> TableFault {
    match fault {
        ZipFault::Broken | ZipFault::TooMany => bad_zip(),
        ZipFault::TooBig => too_big(limits::TABLE_BYTES),
        ZipFault::Locked => known("locked"),
        ZipFault::Packed => known("packed"),
    }
}

/// It is no text.
pub(super) fn not_text() -> TableFault {
    let hint = format!("open it in a spreadsheet program and {SAVE}");
    fault("table-not-text", " is not a table that can be read", hint)
}

/// It is another kind of file.
pub(super) fn other(kind: &NoTable) -> TableFault {
    fault("table-other", format!(" is {}", kind.is), &*kind.help)
}

/// It is the kind of file that is known by this name.
pub(super) fn known(kind: &str) -> TableFault {
    lists().no_tables.get(kind).map_or_else(bad_zip, other)
}

/// It is larger than any table is.
pub(super) fn too_big(most: usize) -> TableFault {
    let hint = "a table of answers is far smaller: take out what is no answer, or make several \
                tables of it";
    fault("table-too-big", format!(" holds more than {} MB", most >> 20), hint)
}

/// By this row there is more than any table has.
pub(super) fn too_much(row: u32, most: Most) -> TableFault {
    let (what, hint) = match most {
        Most::Bytes => (
            format!("it holds more than {} MB of text", limits::TABLE_BYTES >> 20),
            "a table of answers is far smaller: look for a cell that holds a whole file, or make \
             several tables of it",
        ),
        Most::Cells => (
            format!("it has more than {} cells", thousands(limits::TABLE_CELLS)),
            "look for a cell far to the right of the headings, and take out columns that are empty",
        ),
    };
    fault("table-too-much", format!(", row {row}: by here {what}"), hint)
}

/// A workbook that announces, or lists, more than any has.
pub(super) fn boasts() -> TableFault {
    let hint = format!("open it in a spreadsheet program and {SAVE}");
    fault("table-boasts", " is a workbook that announces more than any holds", hint)
}

/// A zip that cannot be read.
pub(super) fn bad_zip() -> TableFault {
    let hint = "download it again, or unpack it and give the table in it";
    fault("table-bad-zip", " is a damaged zip", hint)
}

/// A workbook that cannot be read.
pub(super) fn bad_workbook() -> TableFault {
    let hint = format!("open it in a spreadsheet program and {SAVE}");
    fault("table-bad-workbook", " is a workbook that cannot be read", hint)
}

/// A zip without a table.
pub(super) fn no_table() -> TableFault {
    fault("table-none", " holds no CSV, TSV or XLSX file", UNPACK)
}

/// A zip with several tables.
pub(super) fn several_tables(names: &[String]) -> TableFault {
    fault("table-several", format!(" holds several tables: {}", names.join(", ")), UNPACK)
}

const UNPACK: &str = "unpack it and give the table you want";

/// A workbook has no sheet of the name asked for; the sheets it has, and one that may be meant.
pub(super) fn no_such_sheet(sheets: &[&str], near: Option<String>) -> TableFault {
    let what = format!(" has no sheet of that name; it has {}", quoted(sheets));
    let near = near.map(|near| format!("did you mean `{near}`?"));
    let hint = near.unwrap_or_else(|| "the first is read where none is named.".into());
    Box::new(Diagnostic::error("table-no-sheet", what).help(hint).remedy(Remedy::NameSheet))
}

/// A sheet was asked for, and this kind of file has none.
pub(super) fn no_sheets() -> TableFault {
    fault("table-no-sheets", " has no sheets", "read it without the name of one")
}

/// A quotation mark opens a cell and none closes it.
pub(super) fn open_quote(row: u32, column: &str) -> TableFault {
    let what = format!(", row {row}, {column}: a quotation mark is opened and never closed");
    let hint = "close it with another \", or take it out; the rest of the table is lost in it";
    fault("table-open-quote", what, hint)
}

/// Text follows the quotation mark that closes a cell, which begins in this row.
pub(super) fn text_behind_quote(row: u32, column: &str) -> TableFault {
    let what =
        format!(", row {row}, {column}: text follows the quotation mark that closes the cell");
    fault("table-text-behind-quote", what, SWALLOWS)
}

/// A cell in quotation marks, which begins in this row, holds what looks like whole rows.
pub(super) fn rows_in_quote(row: u32, column: &str) -> TableFault {
    let what = format!(
        ", row {row}, {column}: between two quotation marks stands what looks like whole rows"
    );
    fault("table-rows-in-quote", what, SWALLOWS)
}

const SWALLOWS: &str = "a cell may swallow the rows behind it, and nobody's answers may stand in \
     another's letter: look at this row and those behind it, and take the quotation mark out, or \
     write it twice where it is a letter; or save the table as an Excel workbook";

/// Rows of a table to be mended do not say which row they were.
pub(super) fn unnumbered(rows: &[u32]) -> TableFault {
    let what = format!(" no longer says which row of the first table this was: {}", listed(rows));
    let hint = "put back how the cell began, such as `Row 61:`, or mend the first table";
    fault("table-unnumbered", what, hint)
}

/// Two rows of a table to be mended say that they were the same row.
pub(super) fn same_number(rows: &[u32]) -> TableFault {
    let what = format!(" has a row more than once: {}", listed(rows));
    fault("table-same-number", what, "keep one of the two")
}

/// A mended table does not go with the first one; headings that only one of the two has.
pub(super) fn other_headings(headings: &[String]) -> TableFault {
    let what = format!(" has other headings than the first table: {}", quoted(headings));
    let hint = "give the table that it was made from, or headings like its";
    fault("table-other-headings", what, hint)
}

/// A mended table has rows that the first one has not.
pub(super) fn no_such_rows(rows: &[u32]) -> TableFault {
    let what = format!(" has rows that the first table has not: {}", listed(rows));
    fault("table-no-such-rows", what, "give the table that it was made from")
}

/// Of what a table can have too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Most {
    /// Text, in bytes.
    Bytes,
    /// Cells, empty ones before the last of a row among them.
    Cells,
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

impl Note {
    /// What there is to say about how a text was decoded.
    pub(super) fn of_encoding(decoded: &Decoded) -> Vec<Note> {
        let windows = (decoded.encoding == WINDOWS_1252).then_some(Note::Windows1252);
        let macintosh = (decoded.encoding == MACINTOSH).then_some(Note::Macintosh);
        let broken = decoded.is_broken.then_some(Note::Broken);
        [windows, macintosh, broken].into_iter().flatten().collect()
    }

    /// What a front end can offer to do about it.
    pub fn remedy(&self) -> Option<Remedy> {
        match self {
            Note::OtherSheets { .. } => Some(Remedy::NameSheet),
            _ => None,
        }
    }
}

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
            Note::OtherSheets { read, others } => {
                write!(f, "The sheet `{read}` was read. There are others: {}.", quoted(others))
            }
        }
    }
}

/// Names between backticks; of very many the first ones.
fn quoted(names: &[impl AsRef<str>]) -> String {
    let shown = names.iter().take(12);
    let shown: Vec<String> = shown.map(|name| format!("`{}`", name.as_ref())).collect();
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

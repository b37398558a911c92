//! Why a table cannot be read. Nobody's answers are in it. A message goes on behind the name of the
//! file; its words are in `data/faults.yaml`.

use std::fmt::Display;

use crate::batch::lists::{NoTable, lists};
use crate::diagnostic::{self, Diagnostic, Remedy};
use crate::limits;
use crate::source::zipped::ZipFault;
use crate::text::thousands;

/// Why a table cannot be read.
pub type TableFault = Box<Diagnostic>;

/// The fault of a code, with these values for what stands between braces in its words.
pub(super) fn fault(code: &str, values: &[(&str, &dyn Display)]) -> TableFault {
    Box::new(diagnostic::fault(code, values))
}

/// The same fault with the name of its file.
pub fn named(name: &str, mut fault: TableFault) -> TableFault {
    fault.message = format!("{name}{}", fault.message);
    fault
}

/// It has headings and no row below them.
pub fn no_rows() -> TableFault {
    fault("table-no-rows", &[])
}

/// It is a folder.
pub fn folder() -> TableFault {
    fault("table-folder", &[])
}

/// A workbook that cannot be read.
pub(super) fn bad_workbook() -> TableFault {
    fault("table-bad-workbook", &[])
}

/// What is wrong with a zip.
pub(super) fn of_zip(wrong: ZipFault) -> TableFault {
    match wrong {
        ZipFault::Broken | ZipFault::TooMany => fault("table-bad-zip", &[]),
        ZipFault::TooBig => too_big(limits::TABLE_BYTES),
        ZipFault::Locked => known("locked"),
        ZipFault::Packed => known("packed"),
    }
}

/// It is another kind of file.
pub(super) fn other(kind: &NoTable) -> TableFault {
    fault("table-other", &[("is", &kind.is), ("help", &kind.help)])
}

/// It is the kind of file that is known by this name.
pub(super) fn known(kind: &str) -> TableFault {
    lists().no_tables.get(kind).map_or_else(|| fault("table-bad-zip", &[]), other)
}

/// It is larger than any table is.
pub(super) fn too_big(most: usize) -> TableFault {
    fault("table-too-big", &[("most", &(most >> 20))])
}

/// By this row there is more than any table has.
pub(super) fn too_much(row: u32) -> TableFault {
    let (bytes, cells) = (limits::TABLE_BYTES >> 20, thousands(limits::TABLE_CELLS));
    fault("table-too-much", &[("row", &row), ("bytes", &bytes), ("cells", &cells)])
}

/// A workbook has no sheet of the name asked for; the sheets it has, and one that may be meant.
pub(super) fn no_such_sheet(sheets: &[&str], near: Option<String>) -> TableFault {
    let fault = diagnostic::fault("table-no-sheet", &[("sheets", &quoted(sheets))]);
    Box::new(fault.meant(near).remedy(Remedy::NameSheet))
}

/// Names between backticks; of very many the first ones.
pub(super) fn quoted(names: &[impl AsRef<str>]) -> String {
    let shown = names.iter().take(12).map(|name| format!("`{}`", name.as_ref()));
    let shown = shown.collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(12) {
        0 => shown,
        rest => format!("{shown} and {rest} more"),
    }
}

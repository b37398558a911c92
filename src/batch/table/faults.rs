//! Why a table cannot be read. Nobody's answers are in it. A message goes on behind the name of the
//! file; its words are in `data/faults.yaml`.

use std::fmt::Display;

use crate::batch::lists::{NoTable, lists};
use crate::diagnostic::{self, Diagnostic};
use crate::limits;
use crate::source::zipped::ZipFault;

/// Why a table cannot be read.
pub type TableFault = Box<Diagnostic>;

/// The fault of a code, with these values for what stands between braces in its words.
pub fn fault(code: &str, values: &[(&str, &dyn Display)]) -> TableFault {
    Box::new(diagnostic::fault(code, values))
}

/// The same fault with the name of its file.
pub fn named(name: &str, mut fault: TableFault) -> TableFault {
    fault.message = format!("{name}{}", fault.message);
    fault
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

/// Names between backticks; of very many the first ones.
pub(super) fn quoted(names: &[impl AsRef<str>]) -> String {
    let shown = names.iter().take(12).map(|name| format!("`{}`", name.as_ref()));
    let shown = shown.collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(12) {
        0 => shown,
        rest => format!("{shown} and {rest} more"),
    }
}

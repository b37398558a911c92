//! Tables: every kind of file gives the same rows, and hostile ones are told or made safe.

mod columns;
pub(crate) mod hostile;
mod kinds;
pub(crate) mod made;
mod mended;

use sayso::batch::table::{Table, TableFault};

/// A table as its rows: the number and the cells.
pub(crate) type Rows = Vec<(u32, Vec<String>)>;

/// Reads a table that must be sound.
pub(crate) fn read(bytes: impl Into<Vec<u8>>) -> Table {
    Table::read(bytes.into(), "Responses.csv", None).expect("a table")
}

/// Reads what must not be taken for a table.
pub(crate) fn fault(bytes: impl Into<Vec<u8>>) -> TableFault {
    Table::read(bytes.into(), "Responses.csv", None).expect_err("a fault")
}

/// The rows of a table, so that two can be compared.
pub(crate) fn rows(table: &Table) -> Rows {
    table.rows().map(|row| (row.number, row.cells().map(str::to_string).collect())).collect()
}

/// What a person is told of a fault.
pub(crate) fn told(fault: &TableFault) -> String {
    format!("{}\nhint: {}", fault.message, fault.help.as_deref().unwrap_or_default())
}

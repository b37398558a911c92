//! Reading a table of any kind.

use super::fault::{TableFault, TableFaultKind};
use super::rows::Table;
use super::{delimited, kind, zipped};

impl Table {
    /// Reads a table of any known kind: by what it holds, whatever its ending. Messages call it
    /// `name`. `sheet` picks the sheet of a workbook; without, the first is taken.
    ///
    /// # Errors
    /// Says why it cannot be read, and what to do.
    pub fn read(bytes: Vec<u8>, name: &str, sheet: Option<&str>) -> Result<Table, TableFault> {
        let read = match kind::of(&bytes) {
            kind::Kind::Zip => zipped::read(bytes, sheet),
            kind::Kind::Other(other) => Err(TableFaultKind::Other(other)),
            kind::Kind::Text if sheet.is_some() => Err(TableFaultKind::NoSheets),
            kind::Kind::Text => delimited::read(bytes),
        };
        read.map_err(|kind| TableFault::new(name, kind))
    }
}

//! Reading a table of any kind.

use super::faults::{self, TableFault};
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
            kind::Kind::Other(other) => Err(faults::other(other)),
            kind::Kind::Text if sheet.is_some() => Err(faults::no_sheets()),
            kind::Kind::Text => delimited::read(bytes),
        };
        read.map_err(|fault| faults::named(name, fault))
    }
}

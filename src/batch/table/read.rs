//! Reading a table of any kind, by what it holds: endings are not to be trusted. A web page and an
//! old workbook are both handed out as `.xls`.

use super::faults::{self, TableFault};
use super::rows::Table;
use super::{delimited, xlsx};
use crate::batch::lists::{NoTable, lists};
use crate::limits;
use crate::source::zipped::Zip;

impl Table {
    /// Reads a table of any known kind, whatever its ending. Messages call it `name`. `sheet` picks
    /// the sheet of a workbook; without, the first is taken.
    ///
    /// # Errors
    /// Says why it cannot be read, and what to do.
    pub fn read(bytes: Vec<u8>, name: &str, sheet: Option<&str>) -> Result<Table, TableFault> {
        read(bytes, sheet, false).map_err(|fault| faults::named(name, fault))
    }
}

fn read(bytes: Vec<u8>, sheet: Option<&str>, is_unpacked: bool) -> Result<Table, TableFault> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return match unpacked(&bytes)? {
            None => xlsx::read(&bytes, sheet),
            Some(_) if is_unpacked => Err(faults::known("packed")),
            Some(inner) => {
                drop(bytes);
                read(inner, sheet, true)
            }
        };
    }
    match other(&bytes) {
        Some(other) => Err(faults::other(other)),
        None if sheet.is_some() => Err(faults::fault("table-no-sheets", &[])),
        None => delimited::read(bytes),
    }
}

/// What else these bytes are, if it is known.
fn other(bytes: &[u8]) -> Option<&'static NoTable> {
    let start: String = bytes.iter().take(200).map(|b| char::from(*b)).collect();
    let start = start.trim_start_matches("ï»¿").trim_start().to_ascii_lowercase();
    let holds =
        |wanted: &str| bytes.windows(wanted.len()).any(|window| window == wanted.as_bytes());
    lists().no_tables.values().find(|kind| {
        let begins = kind.begins.iter().any(|begin| start.starts_with(begin.as_str()));
        begins && kind.holds.as_deref().is_none_or(holds)
    })
}

/// The one table that an online form packs; none where the zip is a workbook itself.
fn unpacked(bytes: &[u8]) -> Result<Option<Vec<u8>>, TableFault> {
    let mut zip = Zip::open(bytes, limits::TABLE_FILES).map_err(faults::of_zip)?;
    // Not every program calls the workbook itself `xl/workbook.xml`.
    let is_part = |name: &String| {
        name == "xl/workbook.xml" || name.starts_with("xl/worksheets/") && name.ends_with(".xml")
    };
    if zip.names.iter().any(is_part) {
        return Ok(None);
    }
    let packs = |kind: &&NoTable| kind.packs.iter().any(|name| zip.names.contains(name));
    if let Some(other) = lists().no_tables.values().find(packs) {
        return Err(faults::other(other));
    }
    let index = only_table(&zip.names)?;
    zip.unpack(index, limits::TABLE_BYTES).map(Some).map_err(faults::of_zip)
}

/// The one file that may be a table.
fn only_table(names: &[String]) -> Result<usize, TableFault> {
    let fits = |index: &usize| {
        let name = names[*index].to_lowercase();
        let is_hidden = name.split('/').any(|part| part.starts_with('.') || part == "__macosx");
        !is_hidden && [".csv", ".tsv", ".tab", ".xlsx"].iter().any(|ending| name.ends_with(ending))
    };
    let found: Vec<usize> = (0..names.len()).filter(fits).collect();
    match found.as_slice() {
        [] => Err(faults::fault("table-none", &[])),
        [one] => Ok(*one),
        several => {
            let names: Vec<&str> = several.iter().map(|at| names[*at].as_str()).collect();
            Err(faults::fault("table-several", &[("names", &names.join(", "))]))
        }
    }
}

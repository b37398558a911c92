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
    let start: String = bytes.iter().take(200).map(|b| char::from(*b)).collect();
    let start = start.trim_start_matches("ï»¿").trim_start().to_ascii_lowercase();
    let holds =
        |wanted: &str| bytes.windows(wanted.len()).any(|window| window == wanted.as_bytes());
    let is_it = |kind: &&NoTable| {
        let begins = kind.begins.iter().any(|begin| start.starts_with(begin.as_str()));
        begins && kind.holds.as_deref().is_none_or(holds)
    };
    match lists().no_tables.values().find(is_it) {
        Some(other) => Err(faults::other(other)),
        None if sheet.is_some() => Err(faults::fault("table-no-sheets", &[])),
        None => delimited::read(bytes),
    }
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
    let is_table = |(_, name): &(usize, &String)| {
        let name = name.to_lowercase();
        let is_hidden = name.split('/').any(|part| part.starts_with('.') || part == "__macosx");
        !is_hidden && [".csv", ".tsv", ".tab", ".xlsx"].iter().any(|ending| name.ends_with(ending))
    };
    let (at, names): (Vec<usize>, Vec<&String>) =
        zip.names.iter().enumerate().filter(is_table).unzip();
    match at.as_slice() {
        [] => Err(faults::fault("table-none", &[])),
        [one] => zip.unpack(*one, limits::TABLE_BYTES).map(Some).map_err(faults::of_zip),
        _ => Err(faults::fault("table-several", &[("names", &faults::quoted(&names))])),
    }
}

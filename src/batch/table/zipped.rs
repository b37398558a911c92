//! Tables within a zip: the workbooks of today, and the one table that an online form packs.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::faults::Other;
use super::{delimited, kind, xlsx};
use crate::batch::table::faults::{self, TableFault};
use crate::batch::table::rows::Table;
use crate::batch::table::zip_faults::told;
use crate::limits;

/// Reads the table of a zip.
pub(super) fn read(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Table, TableFault> {
    let mut zip = ZipArchive::new(Cursor::new(&bytes[..])).map_err(|_| faults::bad_zip())?;
    if zip.len() > limits::TABLE_FILES {
        return Err(faults::bad_zip());
    }
    let names = names(&mut zip)?;
    // Not every program calls the workbook itself `xl/workbook.xml`.
    let is_part = |name: &String| {
        name == "xl/workbook.xml" || name.starts_with("xl/worksheets/") && name.ends_with(".xml")
    };
    if names.iter().any(is_part) {
        xlsx::measure(&mut zip)?;
        drop(zip);
        return xlsx::read(bytes, sheet);
    }
    if let Some(other) = kind::of_zip(names.iter().map(String::as_str)) {
        return Err(faults::other(other));
    }
    let index = only_table(&names)?;
    let inner = unpack(&mut zip, index)?;
    let is_workbook = names[index].to_lowercase().ends_with(".xlsx");
    drop(zip);
    drop(bytes);
    match kind::of(&inner) {
        kind::Kind::Zip if is_workbook => {
            let mut zip =
                ZipArchive::new(Cursor::new(&inner[..])).map_err(|_| faults::bad_workbook())?;
            xlsx::measure(&mut zip)?;
            drop(zip);
            xlsx::read(inner, sheet)
        }
        kind::Kind::Zip => Err(faults::other(Other::PACKED)),
        kind::Kind::Other(other) => Err(faults::other(other)),
        kind::Kind::Text if sheet.is_some() => Err(faults::no_sheets()),
        kind::Kind::Text => delimited::read(inner),
    }
}

/// The names of the files.
fn names(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<String>, TableFault> {
    (0..zip.len())
        .map(|index| {
            let file = zip.by_index_raw(index).map_err(|_| faults::bad_zip())?;
            let name = file.name().map_err(|_| faults::bad_zip())?;
            Ok(name.replace('\\', "/"))
        })
        .collect()
}

/// The one file that may be a table. A text beside it is taken for a note on how to read it.
fn only_table(names: &[String]) -> Result<usize, TableFault> {
    let is_hidden = |name: &str| {
        name.starts_with("__MACOSX/") || name.split('/').any(|part| part.starts_with('.'))
    };
    for endings in [&[".csv", ".tsv", ".tab", ".xlsx"][..], &[".txt"]] {
        let fits = |name: &&String| {
            let lower = name.to_lowercase();
            !is_hidden(name) && endings.iter().any(|ending| lower.ends_with(ending))
        };
        let found: Vec<&String> = names.iter().filter(fits).collect();
        match found.as_slice() {
            [] => {}
            [one] => {
                return names.iter().position(|name| name == *one).ok_or_else(faults::bad_zip);
            }
            several => {
                let visible = |name: &&String| name.chars().filter(|c| !c.is_control()).collect();
                let names: Vec<String> = several.iter().map(visible).collect();
                return Err(faults::several_tables(&names));
            }
        }
    }
    Err(faults::no_table())
}

/// Unpacks one file and stops at the limit, whatever size it says it has.
fn unpack(zip: &mut ZipArchive<Cursor<&[u8]>>, index: usize) -> Result<Vec<u8>, TableFault> {
    let file = zip.by_index(index).map_err(|error| told(&error))?;
    let said = usize::try_from(file.size()).unwrap_or(usize::MAX);
    if said > limits::TABLE_BYTES {
        return Err(faults::too_big(limits::TABLE_BYTES));
    }
    // In one piece, which is not moved while it grows.
    let mut bytes = Vec::with_capacity(said + 1);
    let all = file.take(said as u64 + 1).read_to_end(&mut bytes);
    if all.is_err() || bytes.len() > said { Err(faults::bad_zip()) } else { Ok(bytes) }
}

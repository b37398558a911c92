//! Tables within a zip: the workbooks of today, and the one table that an online form packs.

use super::{delimited, kind, xlsx};
use crate::batch::table::faults::{self, TableFault};
use crate::batch::table::rows::Table;
use crate::limits;
use crate::source::zipped::Zip;

/// Reads the table of a zip.
pub(super) fn read(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Table, TableFault> {
    let mut zip = Zip::open(&bytes, limits::TABLE_FILES).map_err(faults::of_zip)?;
    // Not every program calls the workbook itself `xl/workbook.xml`.
    let is_part = |name: &String| {
        name == "xl/workbook.xml" || name.starts_with("xl/worksheets/") && name.ends_with(".xml")
    };
    if zip.names.iter().any(is_part) {
        drop(zip);
        return xlsx::read(bytes, sheet);
    }
    if let Some(other) = kind::of_zip(&zip.names) {
        return Err(faults::other(other));
    }
    let index = only_table(&zip.names)?;
    let inner = zip.unpack(index, limits::TABLE_BYTES).map_err(faults::of_zip)?;
    let is_workbook = zip.names[index].to_lowercase().ends_with(".xlsx");
    drop(zip);
    drop(bytes);
    match kind::of(&inner) {
        kind::Kind::Zip if is_workbook => xlsx::read(inner, sheet),
        kind::Kind::Zip => Err(faults::known("packed")),
        kind::Kind::Other(other) => Err(faults::other(other)),
        kind::Kind::Text if sheet.is_some() => Err(faults::no_sheets()),
        kind::Kind::Text => delimited::read(inner),
    }
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

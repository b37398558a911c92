//! Workbooks (`.xlsx`), turned into the same records as text.

use std::borrow::Cow;
use std::io::{self, Cursor, Read};
use std::panic::{self, AssertUnwindSafe};

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};
use zip::ZipArchive;

use super::records::Records;
use super::zipped::told;
use super::{Note, Table, TableFaultKind};
use crate::diagnostic::near;

/// Most bytes of a workbook's parts, unpacked: they are held in memory while it is read.
const MOST_UNPACKED: u64 = 512 << 20;
/// Most columns, by ECMA-376, 18.3.1.73: `XFD` is the last.
const MOST_COLUMNS: u32 = 16_384;
/// How many times its size deflated data can become at most.
const MOST_RATIO: u64 = 1_032;

/// Refuses a workbook that would unpack to more than fits, before anything of it is kept.
pub(super) fn measure(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), TableFaultKind> {
    let too_big = TableFaultKind::TooBig { most: MOST_UNPACKED as usize };
    let is_read = |name: &str| name.ends_with(".xml") || name.ends_with(".rels");
    let mut packed = 0u64;
    for index in 0..zip.len() {
        let file = zip.by_index_raw(index).map_err(|_| TableFaultKind::BadWorkbook)?;
        packed = packed.saturating_add(file.compressed_size());
    }
    if packed.saturating_mul(MOST_RATIO) <= MOST_UNPACKED {
        return Ok(());
    }
    let mut left = MOST_UNPACKED;
    for index in 0..zip.len() {
        let file = zip.by_index(index).map_err(|error| told(&error))?;
        if !file.name().is_ok_and(|name| is_read(&name.to_lowercase())) {
            continue;
        }
        let size = io::copy(&mut file.take(left + 1), &mut io::sink())
            .map_err(|_| TableFaultKind::BadWorkbook)?;
        left = left.checked_sub(size).ok_or_else(|| too_big.clone())?;
    }
    Ok(())
}

/// Reads a sheet of a workbook: the one of that name, or the first that can be seen.
pub(super) fn read(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Table, TableFaultKind> {
    // The crate that reads workbooks was not made for broken ones: it may overflow on them.
    panic::catch_unwind(AssertUnwindSafe(|| read_sheet(bytes, sheet)))
        .unwrap_or(Err(TableFaultKind::BadWorkbook))
}

fn read_sheet(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Table, TableFaultKind> {
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|_| TableFaultKind::BadWorkbook)?;
    let (name, notes) = chosen(&book, sheet)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| TableFaultKind::BadWorkbook)?;
    let mut rows = Rows { records: None, notes, row: 0, cells: Vec::new() };
    while let Some(cell) = cells.next_cell().map_err(|_| TableFaultKind::BadWorkbook)? {
        let (row, column) = cell.get_position();
        if row != rows.row {
            rows.flush()?;
            rows.row = row;
        }
        if column >= MOST_COLUMNS {
            return Err(TableFaultKind::BadWorkbook);
        }
        rows.cell(column as usize, cell.get_value());
    }
    rows.flush()?;
    rows.records.ok_or(TableFaultKind::Empty)?.finish()
}

/// The name of the sheet to read, and a note on those that are not.
fn chosen<R: Read + io::Seek>(
    book: &Xlsx<R>,
    wanted: Option<&str>,
) -> Result<(String, Vec<Note>), TableFaultKind> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let visible = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible;
    let seen: Vec<&str> = sheets.clone().filter(visible).map(|sheet| sheet.name.as_str()).collect();
    let all: Vec<&str> = sheets.map(|sheet| sheet.name.as_str()).collect();
    match wanted {
        Some(wanted) => {
            let alike = |name: &&&str| name.trim().eq_ignore_ascii_case(wanted.trim());
            let found = all.iter().find(|name| **name == wanted).or(all.iter().find(alike));
            found.map(|name| ((*name).to_string(), Vec::new())).ok_or_else(|| {
                TableFaultKind::NoSuchSheet {
                    near: near(wanted, all.iter().copied()),
                    sheets: all.iter().map(|name| (*name).to_string()).collect(),
                }
            })
        }
        None => {
            let first = seen.first().or(all.first()).ok_or(TableFaultKind::Empty)?;
            let others: Vec<String> =
                seen.iter().filter(|name| *name != first).map(|name| (*name).to_string()).collect();
            let note = Note::OtherSheets { read: (*first).to_string(), others: others.clone() };
            Ok(((*first).to_string(), if others.is_empty() { Vec::new() } else { vec![note] }))
        }
    }
}

/// Gathers cells to rows. Cells come in order, and what is empty is left out.
struct Rows {
    records: Option<Records>,
    notes: Vec<Note>,
    row: u32,
    cells: Vec<(String, bool)>,
}

impl Rows {
    fn cell(&mut self, column: usize, value: &DataRef<'_>) {
        let (text, is_number) = text(value);
        if text.is_empty() {
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, (String::new(), false));
        }
        self.cells[column] = (text.into_owned(), is_number);
    }

    fn flush(&mut self) -> Result<(), TableFaultKind> {
        let cells = std::mem::take(&mut self.cells);
        let number = self.row.saturating_add(1);
        match &mut self.records {
            Some(records) => {
                if !records.heads(number, cells.iter().map(|(cell, _)| cell.as_str())) {
                    records.push(number, cells.iter().map(|(cell, is)| (cell.as_str(), *is)))?;
                }
            }
            None if cells.iter().all(|(cell, _)| cell.trim().is_empty()) => {}
            None => {
                let notes = std::mem::take(&mut self.notes);
                let headings = cells.iter().map(|(cell, _)| cell.as_str());
                self.records = Some(Records::new(headings, Some(MOST_COLUMNS as usize), notes, 0));
            }
        }
        Ok(())
    }
}

/// A cell as text, and whether it was a number to the spreadsheet.
fn text<'v>(value: &'v DataRef<'_>) -> (Cow<'v, str>, bool) {
    match value {
        DataRef::Int(number) => (number.to_string().into(), true),
        DataRef::Float(number) => (number_text(*number).into(), true),
        DataRef::String(text) => (text.as_str().into(), false),
        DataRef::SharedString(text) => ((*text).into(), false),
        DataRef::Bool(yes) => (if *yes { "TRUE" } else { "FALSE" }.into(), false),
        DataRef::DateTime(at) if at.is_datetime() => (date_text(at).into(), false),
        DataRef::DateTime(at) => (number_text(at.as_f64()).into(), true),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (text.as_str().into(), false),
        DataRef::Error(_) => (Data::from(value.clone()).to_string().into(), false),
        DataRef::Empty => ("".into(), false),
    }
}

/// A number as a spreadsheet shows it: 15 digits, no exponent, no `.0`.
fn number_text(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    format!("{number:.14e}").parse::<f64>().unwrap_or(number).to_string()
}

/// `2026-11-21`, `2026-11-21 13:30`, or `13:30` for a time without a day.
fn date_text(at: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    match at.as_f64() {
        value if value.fract() == 0.0 => date,
        value if (0.0..1.0).contains(&value) => time,
        _ => format!("{date} {time}"),
    }
}

//! Workbooks (`.xlsx`), turned into the same records as text.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Cursor, Read};
use std::panic::{self, AssertUnwindSafe};

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xlsx};
use zip::ZipArchive;

use super::looks;
use super::records::Records;
use crate::batch::table::apart::NotAPerson;
use crate::batch::table::faults::{self, Note, TableFault};
use crate::batch::table::rows::Table;
use crate::batch::table::zip_faults::told;
use crate::diagnostic::near;

/// Most bytes of a workbook's parts, unpacked: they are held in memory while it is read.
const MOST_UNPACKED: u64 = 512 << 20;
/// Most columns, by ECMA-376, 18.3.1.73: `XFD` is the last.
const MOST_COLUMNS: u32 = 16_384;
/// How many times its size deflated data can become at most.
const MOST_RATIO: u64 = 1_032;

/// Refuses a workbook that would unpack to more than fits, before anything of it is kept.
pub(super) fn measure(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), TableFault> {
    let too_big = faults::too_big(MOST_UNPACKED as usize);
    let is_read = |name: &str| name.ends_with(".xml") || name.ends_with(".rels");
    let mut packed = 0u64;
    for index in 0..zip.len() {
        let file = zip.by_index_raw(index).map_err(|_| faults::bad_workbook())?;
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
            .map_err(|_| faults::bad_workbook())?;
        left = left.checked_sub(size).ok_or_else(|| too_big.clone())?;
    }
    Ok(())
}

/// Reads a sheet of a workbook: the one of that name, or the first that can be seen.
pub(super) fn read(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Table, TableFault> {
    // The crate that reads workbooks was not made for broken ones: it may overflow on them.
    panic::catch_unwind(AssertUnwindSafe(|| read_sheet(&bytes, sheet)))
        .unwrap_or(Err(faults::bad_workbook()))
}

fn read_sheet(bytes: &[u8], sheet: Option<&str>) -> Result<Table, TableFault> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| faults::bad_workbook())?;
    let (name, notes) = chosen(&book, sheet)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| faults::bad_workbook())?;
    let styles = cells.styles().to_vec();
    let hidden = looks::hidden_rows(bytes, &name);
    let mut rows = Rows { records: None, notes, row: 0, cells: Vec::new(), plain: 0, hidden };
    let failed = |_| faults::bad_workbook();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(failed)? {
        let (row, column) = cell.get_position();
        if row != rows.row {
            rows.flush()?;
            rows.row = row;
        }
        if column >= MOST_COLUMNS {
            return Err(faults::bad_workbook());
        }
        rows.cell(column as usize, cell.get_value(), styles.get(style));
    }
    rows.flush()?;
    rows.records.ok_or_else(faults::empty)?.finish()
}

/// The name of the sheet to read, and a note on those that are not.
fn chosen<R: Read + io::Seek>(
    book: &Xlsx<R>,
    wanted: Option<&str>,
) -> Result<(String, Vec<Note>), TableFault> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let visible = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible;
    let seen: Vec<&str> = sheets.clone().filter(visible).map(|sheet| sheet.name.as_str()).collect();
    let all: Vec<&str> = sheets.map(|sheet| sheet.name.as_str()).collect();
    match wanted {
        Some(wanted) => {
            let alike = |name: &&&str| name.trim().eq_ignore_ascii_case(wanted.trim());
            let found = all.iter().find(|name| **name == wanted).or(all.iter().find(alike));
            found
                .map(|name| ((*name).to_string(), Vec::new()))
                .ok_or_else(|| faults::no_such_sheet(&all, near(wanted, all.iter().copied())))
        }
        None => {
            let first = seen.first().or(all.first()).ok_or_else(faults::empty)?;
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
    /// How many of them are not struck out.
    plain: usize,
    hidden: BTreeSet<u32>,
}

impl Rows {
    fn cell(&mut self, column: usize, value: &DataRef<'_>, style: Option<&Style>) {
        let (text, is_number) = text(value, style);
        if text.is_empty() {
            return;
        }
        self.plain += usize::from(!text.trim().is_empty() && !looks::is_struck_out(style));
        if self.cells.len() <= column {
            self.cells.resize(column + 1, (String::new(), false));
        }
        self.cells[column] = (text.into_owned(), is_number);
    }

    fn flush(&mut self) -> Result<(), TableFault> {
        let cells = std::mem::take(&mut self.cells);
        let number = self.row.saturating_add(1);
        let plain = std::mem::take(&mut self.plain);
        match &mut self.records {
            Some(records) => {
                if !records.heads(number, cells.iter().map(|(cell, _)| cell.as_str())) {
                    if self.hidden.contains(&number) {
                        records.apart.insert(number, NotAPerson::Hidden);
                    } else if plain == 0 {
                        records.apart.insert(number, NotAPerson::StruckOut);
                    }
                    records.push(number, cells.iter().map(|(cell, is)| (cell.as_str(), *is)))?;
                }
            }
            None if cells.iter().all(|(cell, _)| cell.trim().is_empty()) => {}
            None => {
                let notes = std::mem::take(&mut self.notes);
                let headings = cells.iter().map(|(cell, _)| cell.as_str());
                self.records = Some(Records::new(headings, notes, 0));
            }
        }
        Ok(())
    }
}

/// A cell as text, and whether it was a number to the spreadsheet.
fn text<'v>(value: &'v DataRef<'_>, style: Option<&Style>) -> (Cow<'v, str>, bool) {
    let share = match value {
        DataRef::Int(number) => looks::share(*number as f64, style),
        DataRef::Float(number) => looks::share(*number, style),
        _ => None,
    };
    if let Some(share) = share {
        return (share.into(), false);
    }
    match value {
        DataRef::Int(number) => (number.to_string().into(), true),
        DataRef::Float(number) => (number_text(*number).into(), true),
        DataRef::String(text) => (text.as_str().into(), false),
        DataRef::SharedString(text) => ((*text).into(), false),
        DataRef::Bool(yes) => (if *yes { "TRUE" } else { "FALSE" }.into(), false),
        DataRef::DateTime(at) if at.is_datetime() => {
            (looks::day(at, style).unwrap_or_else(|| date_text(at)).into(), false)
        }
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

//! Workbooks (`.xlsx`), turned into the same records as text.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufReader, Cursor, Read};
use std::panic::{self, AssertUnwindSafe};

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xlsx};
use quick_xml::events::Event;

use super::looks;
use super::records::Records;
use crate::batch::table::apart::NotAPerson;
use crate::batch::table::faults::{self, Most, Note, TableFault};
use crate::batch::table::rows::Table;
use crate::diagnostic::near;
use crate::limits;
use crate::source::zipped::Zip;

/// Holds what a workbook announces and what is in it against what fits, before anything of it is
/// kept: the crate that reads it believes it.
fn measure(bytes: &[u8]) -> Result<(), TableFault> {
    let mut zip = Zip::open(bytes, limits::TABLE_FILES).map_err(|_| faults::bad_workbook())?;
    let too_big = faults::too_big(limits::BOOK_BYTES as usize);
    let mut left = limits::BOOK_BYTES;
    for index in 0..zip.names.len() {
        let name = zip.names[index].to_lowercase();
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        let (_, file) = zip.reader(index).map_err(faults::of_zip)?;
        let mut part = file.take(left + 1);
        // These two are kept whole, whatever they call themselves.
        let is_kept = name.ends_with("sharedstrings.xml") || name.ends_with("styles.xml");
        count(&mut part, is_kept)?;
        io::copy(&mut part, &mut io::sink()).map_err(|_| faults::bad_workbook())?;
        left = part.limit().checked_sub(1).ok_or_else(|| too_big.clone())?;
    }
    Ok(())
}

/// Counts what is kept of a part: all of it, but for the rows of a sheet, which are read one by one.
fn count(part: &mut impl Read, is_kept: bool) -> Result<(), TableFault> {
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(part));
    let (mut texts, mut others, mut room) = (0, 0, Vec::new());
    loop {
        // What is no XML is told where it is read.
        match xml.read_event_into(&mut room) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                match element.local_name().into_inner() {
                    "worksheet" if !is_kept => return Ok(()),
                    "sst" => {
                        let said = looks::attribute(&element, "uniqueCount");
                        let said = said.and_then(|count| count.parse::<u64>().ok());
                        if said.is_some_and(|count| count > limits::BOOK_TEXTS) {
                            return Err(faults::boasts());
                        }
                    }
                    "si" => texts += 1,
                    "t" | "r" | "rPr" | "b" | "i" | "sz" | "color" | "rFont" | "family"
                    | "scheme"
                        if texts > 0 => {}
                    _ => others += 1,
                }
                if texts > limits::BOOK_TEXTS || others > limits::BOOK_ELEMENTS {
                    return Err(faults::boasts());
                }
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
        room.clear();
    }
}

/// Reads a sheet of a workbook: the one of that name, or the first that can be seen.
pub(super) fn read(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Table, TableFault> {
    measure(&bytes)?;
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
    let records = Records::new(notes, 0);
    let mut rows = Rows { records, row: 0, cells: BTreeMap::new(), bytes: 0, plain: 0, hidden };
    let failed = |_| faults::bad_workbook();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(failed)? {
        let (row, column) = cell.get_position();
        if row != rows.row {
            rows.flush()?;
            rows.row = row;
        }
        if column >= limits::BOOK_COLUMNS {
            return Err(faults::bad_workbook());
        }
        rows.cell(column as usize, cell.get_value(), styles.get(style))?;
    }
    rows.flush()?;
    rows.records.finish()
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

/// Gathers cells to rows. What is empty is left out.
struct Rows {
    records: Records,
    row: u32,
    /// The cells of the row by their columns.
    cells: BTreeMap<usize, String>,
    /// How many bytes they have.
    bytes: usize,
    /// How many of them are not struck out.
    plain: usize,
    hidden: BTreeSet<u32>,
}

impl Rows {
    fn cell(
        &mut self,
        column: usize,
        value: &DataRef<'_>,
        style: Option<&Style>,
    ) -> Result<(), TableFault> {
        let text = text(value, style);
        if text.is_empty() {
            return Ok(());
        }
        self.plain += usize::from(!text.trim().is_empty() && !looks::is_struck_out(style));
        // One text may stand in many cells.
        self.bytes += text.len();
        if self.bytes > limits::TABLE_BYTES {
            let row = self.row.saturating_add(1);
            return Err(faults::too_much(row, Most::Bytes));
        }
        self.cells.insert(column, text.into_owned());
        Ok(())
    }

    fn flush(&mut self) -> Result<(), TableFault> {
        let cells = std::mem::take(&mut self.cells);
        self.bytes = 0;
        let number = self.row.saturating_add(1);
        let plain = std::mem::take(&mut self.plain);
        if self.hidden.contains(&number) {
            self.records.set_apart(number, NotAPerson::Hidden);
        } else if plain == 0 {
            self.records.set_apart(number, NotAPerson::StruckOut);
        }
        self.records.row(number, cells.iter().map(|(at, cell)| (*at, cell.as_str())))
    }
}

/// A cell as text.
fn text<'v>(value: &'v DataRef<'_>, style: Option<&Style>) -> Cow<'v, str> {
    let share = match value {
        DataRef::Int(number) => looks::share(*number as f64, style),
        DataRef::Float(number) => looks::share(*number, style),
        _ => None,
    };
    if let Some(share) = share {
        return share.into();
    }
    match value {
        DataRef::Int(number) => number.to_string().into(),
        DataRef::Float(number) => number_text(*number).into(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.as_str().into()
        }
        DataRef::SharedString(text) => (*text).into(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.into(),
        DataRef::DateTime(at) if at.is_datetime() => {
            looks::day(at, style).unwrap_or_else(|| date_text(at)).into()
        }
        DataRef::DateTime(at) => number_text(at.as_f64()).into(),
        DataRef::Error(_) => Data::from(value.clone()).to_string().into(),
        DataRef::Empty => "".into(),
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

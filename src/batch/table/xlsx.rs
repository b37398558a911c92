//! Workbooks (`.xlsx`), read row by row.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufReader, Cursor, Read};
use std::panic::{self, AssertUnwindSafe};

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Style, Xlsx};
use jiff::civil::DateTime;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::faults::{self, TableFault};
use super::reading::Reading;
use super::rows::{NotAPerson, Table};
use crate::diagnostic::{self, Diagnostic, Remedy, near};
use crate::limits;
use crate::source::zipped::Zip;

/// The last row of a sheet, by ECMA-376, 18.3.1.73.
const MOST_ROWS: u32 = 1_048_576;

/// Reads a sheet of a workbook: the one of that name, or the first that can be seen.
pub(super) fn read(bytes: &[u8], sheet: Option<&str>) -> Result<Table, TableFault> {
    let parts = Parts::of(bytes)?;
    // The crate that reads workbooks was not made for broken ones: it may overflow on them.
    panic::catch_unwind(AssertUnwindSafe(|| read_sheet(bytes, sheet, &parts)))
        .unwrap_or_else(|_| Err(bad_workbook()))
}

fn bad_workbook() -> TableFault {
    faults::fault("table-bad-workbook", &[])
}

/// What the crate that reads workbooks does not hand on.
#[derive(Default)]
struct Parts {
    /// The relation of each sheet, by the sheet's name.
    sheets: BTreeMap<String, String>,
    /// The part to which each relation leads.
    targets: BTreeMap<String, String>,
    /// The hidden rows of each part.
    hidden: BTreeMap<String, BTreeSet<u32>>,
}

impl Parts {
    /// Looks through a workbook, and holds what it announces and what is in it against what fits,
    /// before anything of it is kept: the crate believes it.
    fn of(bytes: &[u8]) -> Result<Parts, TableFault> {
        let mut zip = Zip::open(bytes, limits::TABLE_FILES).map_err(|_| bad_workbook())?;
        let mut parts = Parts::default();
        let mut left = limits::BOOK_BYTES;
        for index in 0..zip.names.len() {
            let name = zip.names[index].clone();
            let lower = name.to_lowercase();
            if !lower.ends_with(".xml") && !lower.ends_with(".rels") {
                continue;
            }
            let (_, file) = zip.reader(index).map_err(faults::of_zip)?;
            let mut part = file.take(left + 1);
            parts.look(&name, &mut part)?;
            io::copy(&mut part, &mut io::sink()).map_err(|_| bad_workbook())?;
            let rest = part.limit().checked_sub(1);
            left = rest.ok_or_else(|| faults::too_big(limits::BOOK_BYTES as usize))?;
        }
        Ok(parts)
    }

    /// Looks through a part, and counts what is kept of it: all, but for the rows of a sheet, which
    /// are read one by one.
    fn look(&mut self, part: &str, xml: impl Read) -> Result<(), TableFault> {
        let lower = part.to_lowercase();
        // These two are kept whole, whatever they call themselves.
        let is_kept = lower.ends_with("sharedstrings.xml") || lower.ends_with("styles.xml");
        let mut xml = quick_xml::Reader::from_reader(BufReader::new(xml));
        let (mut texts, mut announced, mut others, mut room) = (0, 0, 0, Vec::new());
        let (mut is_sheet, mut row) = (false, 0u32);
        loop {
            room.clear();
            let element = match xml.read_event_into(&mut room) {
                Ok(Event::Start(element) | Event::Empty(element)) => element,
                Ok(Event::Eof) | Err(_) => return Ok(()),
                Ok(_) => continue,
            };
            match element.local_name().into_inner() {
                "worksheet" if !is_kept => is_sheet = true,
                "row" if is_sheet => {
                    let number = attribute(&element, "r").and_then(|number| number.parse().ok());
                    row = number.unwrap_or(row.saturating_add(1));
                    let hidden = attribute(&element, "hidden");
                    if row <= MOST_ROWS && matches!(hidden.as_deref(), Some("1" | "true")) {
                        self.hidden.entry(part.to_string()).or_default().insert(row);
                    }
                }
                _ if is_sheet => {}
                "si" => texts += 1,
                "t" | "r" | "rPr" | "b" | "i" | "sz" | "color" | "rFont" | "family" | "scheme"
                    if texts > 0 => {}
                "sst" => {
                    let said = attribute(&element, "uniqueCount");
                    announced = said.and_then(|said| said.parse().ok()).unwrap_or(0);
                }
                name => {
                    others += 1;
                    self.note(part, name, &element);
                }
            }
            if texts.max(announced) > limits::BOOK_TEXTS || others > limits::BOOK_ELEMENTS {
                return Err(faults::fault("table-boasts", &[]));
            }
        }
    }

    /// Takes note of an element that says where a sheet is.
    fn note(&mut self, part: &str, name: &str, element: &BytesStart<'_>) {
        let of = |name| attribute(element, name).unwrap_or_default();
        if name == "sheet" && part == "xl/workbook.xml" {
            self.sheets.insert(of("name"), of("id"));
        } else if name == "Relationship" && part == "xl/_rels/workbook.xml.rels" {
            let target = of("Target");
            let path = target.strip_prefix('/').map_or(format!("xl/{target}"), str::to_string);
            self.targets.insert(of("Id"), path);
        }
    }

    /// Whether a row of a sheet is hidden.
    fn hides(&self, sheet: &str, row: u32) -> bool {
        let part = self.sheets.get(sheet).and_then(|id| self.targets.get(id));
        let hidden = part.and_then(|part| self.hidden.get(part));
        hidden.is_some_and(|rows| rows.contains(&row))
    }
}

fn attribute(element: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let mut all = element.attributes();
    // Comparing each with all before it takes long where there are many.
    let found = all.with_checks(false).flatten();
    let found = found.into_iter().find(|one| one.key.local_name().into_inner() == wanted)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

fn read_sheet(bytes: &[u8], sheet: Option<&str>, parts: &Parts) -> Result<Table, TableFault> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| bad_workbook())?;
    let (name, notes) = chosen(&book, sheet)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| bad_workbook())?;
    let styles = cells.styles().to_vec();
    // How much text there is nobody knows: of the room for all that is read the system gives what is
    // used, where a text that grows is moved, and takes its size once more.
    let mut reading = Reading::new(notes, limits::TABLE_BYTES);
    let (mut number, mut row, mut is_plain) = (1, Vec::<Cow<'_, str>>::new(), false);
    loop {
        let next = cells.next_cell_with_style_id().map_err(|_| bad_workbook())?;
        let at = next.as_ref().map(|(cell, _)| cell.get_position());
        let place = at.map(|(row, column)| (row.saturating_add(1), column));
        if place.is_none_or(|(next, _)| next != number) {
            let hidden = parts.hides(&name, number).then_some(NotAPerson::Hidden);
            let apart = hidden.or((!is_plain).then_some(NotAPerson::StruckOut));
            reading.row(number, apart, &row)?;
            row.clear();
            is_plain = false;
        }
        let (Some((cell, style)), Some((next, column))) = (next, place) else {
            return reading.finish();
        };
        if column >= limits::BOOK_COLUMNS {
            return Err(bad_workbook());
        }
        number = next;
        let text = shown(cell.get_value(), styles.get(style));
        is_plain |= !text.trim().is_empty() && !is_struck_out(styles.get(style));
        if !text.is_empty() {
            let column = column as usize;
            row.resize(row.len().max(column + 1), "".into());
            row[column] = text;
        }
    }
}

/// The name of the sheet to read, and a note on those that are not.
fn chosen<R: Read + io::Seek>(
    book: &Xlsx<R>,
    wanted: Option<&str>,
) -> Result<(String, Vec<Diagnostic>), TableFault> {
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let all: Vec<&str> = sheets.clone().map(|sheet| sheet.name.as_str()).collect();
    if let Some(wanted) = wanted {
        let is_it = |name: &&&str| name.trim().eq_ignore_ascii_case(wanted.trim());
        let found = all.iter().find(is_it).map(|name| ((*name).to_string(), Vec::new()));
        return found.ok_or_else(|| {
            let none = diagnostic::fault("table-no-sheet", &[("sheets", &faults::quoted(&all))]);
            let meant = near(wanted, all.iter().copied());
            Box::new(none.meant(meant).remedy(Remedy::NameSheet))
        });
    }
    let seen = sheets.filter(|sheet| sheet.visible == SheetVisible::Visible);
    let seen: Vec<&str> = seen.map(|sheet| sheet.name.as_str()).collect();
    let first = seen.first().or(all.first());
    let first = first.ok_or_else(|| faults::fault("table-empty", &[]))?;
    let others = faults::quoted(seen.get(1..).unwrap_or_default());
    let note = diagnostic::fault("table-other-sheets", &[("read", first), ("others", &others)]);
    Ok((first.to_string(), Vec::from_iter((seen.len() > 1).then_some(note))))
}

/// A cell as text.
fn shown<'b>(value: &DataRef<'b>, style: Option<&Style>) -> Cow<'b, str> {
    match value {
        DataRef::Int(number) => number_text(*number as f64, style).into(),
        DataRef::Float(number) => number_text(*number, style).into(),
        DataRef::SharedString(text) => (*text).into(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.into(),
        DataRef::DateTime(at) => {
            let date = date_text(at, style).filter(|_| at.is_datetime());
            date.unwrap_or_else(|| number_text(at.as_f64(), None)).into()
        }
        text => Data::from(text.clone()).to_string().into(),
    }
}

/// Whether all that a cell shows is struck out.
fn is_struck_out(style: Option<&Style>) -> bool {
    style.and_then(|style| style.font.as_ref()).is_some_and(calamine::Font::has_strikethrough)
}

/// How a spreadsheet is told to show a cell.
fn format_code(style: Option<&Style>) -> &str {
    let format = style.and_then(|style| style.number_format.as_ref());
    format.map_or("", |format| format.format_code.as_str())
}

/// A number as a spreadsheet shows it: a share such as `45%`, else 15 digits, no exponent, no `.0`.
fn number_text(number: f64, style: Option<&Style>) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let code = format_code(style);
    if code.contains('%') {
        let behind = code.split_once('.').map_or("", |(_, behind)| behind);
        let decimals = behind.chars().take_while(|c| matches!(c, '0' | '#')).count();
        return format!("{:.decimals$}%", number * 100.0);
    }
    format!("{number:.14e}").parse::<f64>().unwrap_or(number).to_string()
}

/// `2026-11-21`, or `21 November 2026` where the spreadsheet names the month, `2026-11-21 13:30`, or
/// `13:30` for a time without a day.
fn date_text(at: &ExcelDateTime, style: Option<&Style>) -> Option<String> {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let [month, day, hour, minute, second] = [month, day, hour, minute, second].map(|n| n as i8);
    let moment = DateTime::new(year as i16, month, day, hour, minute, second, 0).ok()?;
    let code = format_code(style).to_lowercase();
    let time = if second == 0 { "%H:%M" } else { "%H:%M:%S" };
    let format = match (at.as_f64(), code.as_str()) {
        (..1.0, _) => time.to_string(),
        (day, _) if day.fract() != 0.0 => format!("%Y-%m-%d {time}"),
        (_, code) if !code.contains("mmm") => "%Y-%m-%d".into(),
        (_, code) if code.contains('d') => "%-d %B %Y".into(),
        _ => "%B %Y".into(),
    };
    Some(moment.strftime(&format).to_string())
}

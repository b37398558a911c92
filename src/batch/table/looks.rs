//! What a sheet of a workbook looks like where that says something: rows that are hidden, and how a
//! number or a day is shown.

use std::collections::BTreeSet;
use std::io::BufReader;

use calamine::{ExcelDateTime, Style};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::limits;
use crate::source::zipped::Zip;

/// The last row of a sheet, by ECMA-376, 18.3.1.73.
const MOST_ROWS: u32 = 1_048_576;

/// The numbers of the hidden rows of a sheet; none where that cannot be read.
pub(super) fn hidden_rows(book: &[u8], sheet: &str) -> BTreeSet<u32> {
    let zip = Zip::open(book, limits::TABLE_FILES);
    zip.ok().and_then(|mut zip| hidden(&mut zip, sheet)).unwrap_or_default()
}

fn hidden(zip: &mut Zip<'_>, sheet: &str) -> Option<BTreeSet<u32>> {
    let (mut id, mut target) = (None, None);
    elements(zip, "xl/workbook.xml", |element| {
        if name(element) == "sheet" && attribute(element, "name").as_deref() == Some(sheet) {
            id = attribute(element, "id");
        }
    })?;
    let id = id?;
    elements(zip, "xl/_rels/workbook.xml.rels", |element| {
        if attribute(element, "Id").as_deref() == Some(id.as_str()) {
            target = attribute(element, "Target");
        }
    })?;
    let target = target?;
    let path = match target.strip_prefix('/') {
        Some(path) => path.to_string(),
        None => format!("xl/{target}"),
    };
    let mut rows = BTreeSet::new();
    let mut last = 0u32;
    elements(zip, &path, |element| {
        if name(element) != "row" {
            return;
        }
        let number = attribute(element, "r").and_then(|number| number.parse().ok());
        last = number.unwrap_or_else(|| last.saturating_add(1));
        let is_hidden = |value: String| value == "1" || value == "true";
        if last <= MOST_ROWS && attribute(element, "hidden").is_some_and(is_hidden) {
            rows.insert(last);
        }
    })?;
    Some(rows)
}

/// Shows every element of a part, in order.
fn elements(zip: &mut Zip<'_>, path: &str, mut see: impl FnMut(&BytesStart<'_>)) -> Option<()> {
    let index = zip.names.iter().position(|name| name == path)?;
    let (_, file) = zip.reader(index).ok()?;
    let mut xml = Reader::from_reader(BufReader::new(file));
    let mut room = Vec::new();
    loop {
        match xml.read_event_into(&mut room).ok()? {
            Event::Start(element) | Event::Empty(element) => see(&element),
            Event::Eof => return Some(()),
            _ => {}
        }
        room.clear();
    }
}

fn name<'e>(element: &'e BytesStart<'_>) -> &'e str {
    element.local_name().into_inner()
}

pub(super) fn attribute(element: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let mut all = element.attributes();
    // Comparing each with all before it takes long where there are many.
    let found = all.with_checks(false).flatten();
    let found = found.into_iter().find(|one| one.key.local_name().into_inner() == wanted)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// A share as the spreadsheet shows it, such as `45%`; none where the cell shows a number.
pub(super) fn share(number: f64, style: Option<&Style>) -> Option<String> {
    let format = style?.number_format.as_ref()?;
    let code = format.format_code.as_str();
    if !(code.contains('%') || matches!(format.format_id, Some(9 | 10))) {
        return None;
    }
    let decimals = code
        .split_once('.')
        .map_or(0, |(_, behind)| behind.chars().take_while(|c| matches!(c, '0' | '#')).count());
    Some(format!("{:.decimals$}%", number * 100.0))
}

/// Whether all that a cell shows is struck out.
pub(super) fn is_struck_out(style: Option<&Style>) -> bool {
    style.and_then(|style| style.font.as_ref()).is_some_and(calamine::Font::has_strikethrough)
}

/// A day without its time as the spreadsheet shows it where it names the month; none where it does
/// not, or where the cell has a time.
pub(super) fn day(at: &ExcelDateTime, style: Option<&Style>) -> Option<String> {
    let code = style?.number_format.as_ref()?.format_code.to_lowercase();
    if !code.contains("mmm") || at.as_f64().fract() != 0.0 {
        return None;
    }
    let (year, month, day, ..) = at.to_ymd_hms_milli();
    let date =
        jiff::civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
    let format = if code.contains('d') { "%-d %B %Y" } else { "%B %Y" };
    Some(date.ok()?.strftime(format).to_string())
}

//! What a cell of a workbook shows.

use std::borrow::Cow;

use calamine::{Data, DataRef, ExcelDateTime, Style};
use jiff::civil::DateTime;

/// A cell as text.
pub(super) fn text<'b>(value: &DataRef<'b>, style: Option<&Style>) -> Cow<'b, str> {
    match value {
        DataRef::Int(number) => number_text(*number as f64, style).into(),
        DataRef::Float(number) => number_text(*number, style).into(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone().into()
        }
        DataRef::SharedString(text) => (*text).into(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.into(),
        DataRef::DateTime(at) => {
            let date = date_text(at, style).filter(|_| at.is_datetime());
            date.unwrap_or_else(|| number_text(at.as_f64(), None)).into()
        }
        DataRef::Error(_) => Data::from(value.clone()).to_string().into(),
        DataRef::Empty => "".into(),
    }
}

/// Whether all that a cell shows is struck out.
pub(super) fn is_struck_out(style: Option<&Style>) -> bool {
    style.and_then(|style| style.font.as_ref()).is_some_and(calamine::Font::has_strikethrough)
}

/// A number as a spreadsheet shows it: a share such as `45%`, else 15 digits, no exponent, no `.0`.
fn number_text(number: f64, style: Option<&Style>) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let format = style.and_then(|style| style.number_format.as_ref());
    let is_share = |format: &&calamine::NumberFormat| {
        format.format_code.contains('%') || matches!(format.format_id, Some(9 | 10))
    };
    if let Some(format) = format.filter(is_share) {
        let behind = format.format_code.split_once('.').map_or("", |(_, behind)| behind);
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
    let code = style.and_then(|style| style.number_format.as_ref());
    let code = code.map(|format| format.format_code.to_lowercase()).unwrap_or_default();
    let time = if second == 0 { "%H:%M" } else { "%H:%M:%S" };
    let whole = format!("%Y-%m-%d {time}");
    let format = match at.as_f64() {
        day if day.fract() != 0.0 => {
            if day < 1.0 {
                time
            } else {
                &whole
            }
        }
        _ if !code.contains("mmm") => "%Y-%m-%d",
        _ if code.contains('d') => "%-d %B %Y",
        _ => "%B %Y",
    };
    Some(moment.strftime(format).to_string())
}

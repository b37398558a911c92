//! Dates and times in words, as they read on a letter.

use jiff::civil::{Date, DateTime, Time};

/// `21 November 2026`.
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// `Tuesday 1 December`: a date not far off.
pub fn weekday(date: Date) -> String {
    date.strftime("%A %-d %B").to_string()
}

/// `Tuesday 1 December, 1.30pm`: a moment not far off.
pub fn soon(at: DateTime) -> String {
    format!("{}, {}", weekday(at.date()), clock(at.time()))
}

/// `Wednesday 2 December 2026, 1.30pm`.
pub fn moment(at: DateTime) -> String {
    format!("{} {}, {}", weekday(at.date()), at.year(), clock(at.time()))
}

/// `1.30pm`, `9am`, `noon`, `midnight`: the GOV.UK style for times.
/// <https://www.gov.uk/guidance/style-guide/a-to-z-of-gov-uk-style#times>
pub fn clock(time: Time) -> String {
    let half = if time.hour() < 12 { "am" } else { "pm" };
    match (time.hour(), time.minute()) {
        (12, 0) => "noon".into(),
        (0, 0) => "midnight".into(),
        (hour, 0) => format!("{}{half}", (hour + 11) % 12 + 1),
        (hour, minute) => format!("{}.{minute:02}{half}", (hour + 11) % 12 + 1),
    }
}

/// A stored date or date-time in words, or after a strftime pattern. None when the text is no
/// date or the pattern no pattern.
pub fn shown(stored: &str, pattern: Option<&str>) -> Option<String> {
    if let Ok(at) = stored.parse::<DateTime>()
        && stored.contains('T')
    {
        return match pattern {
            Some(pattern) => jiff::fmt::strtime::format(pattern, at).ok(),
            None => Some(moment(at)),
        };
    }
    let date = stored.parse::<Date>().ok()?;
    match pattern {
        Some(pattern) => jiff::fmt::strtime::format(pattern, date).ok(),
        None => Some(day(date)),
    }
}

/// A day, a month (`2018-06`) or a year as stored, in words: `11 June 2018`, `June 2018`, `2018`.
/// Anything else stays as it is.
pub fn partial(stored: &str) -> String {
    if let Ok(date) = stored.parse::<Date>() {
        return day(date);
    }
    match format!("{stored}-01").parse::<Date>() {
        Ok(first) => first.strftime("%B %Y").to_string(),
        Err(_) => stored.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_on_a_letter() {
        assert_eq!(shown("2026-11-01", None).as_deref(), Some("1 November 2026"));
        assert_eq!(
            shown("2026-12-02T13:30", None).as_deref(),
            Some("Wednesday 2 December 2026, 1.30pm")
        );
        assert_eq!(shown("2026-12-02T12:00", Some("%H")).as_deref(), Some("12"));
        assert_eq!(shown("soon", None), None);
        assert_eq!(partial("2018-06"), "June 2018");
        assert_eq!(partial("2018"), "2018");
    }
}

//! Dates and times in words, as sayso says them: in English. What stands in a document is said
//! by the language of its pack ([`Language`]).

use jiff::civil::{Date, DateTime, Time};

use crate::text::Language;

/// `21 November 2026`.
pub fn day(date: Date) -> String {
    Language::english().day(date)
}

/// `Tuesday 1 December`: a date not far off.
pub fn weekday(date: Date) -> String {
    Language::english().weekday(date)
}

/// `Tuesday 1 December, 1.30pm`: a moment not far off.
pub fn soon(at: DateTime) -> String {
    format!("{}, {}", weekday(at.date()), clock(at.time()))
}

/// `Wednesday 2 December 2026, 1.30pm`.
pub fn moment(at: DateTime) -> String {
    Language::english().moment(at)
}

/// `1.30pm`, `9am`, `noon`, `midnight`.
pub fn clock(time: Time) -> String {
    Language::english().clock(time)
}

/// A day, a month (`2018-06`) or a year as stored, in words: `11 June 2018`, `June 2018`, `2018`.
/// Anything else stays as it is.
pub fn partial(stored: &str) -> String {
    Language::english().partial(stored)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_on_a_letter() {
        let english = Language::english();
        assert_eq!(english.shown("2026-11-01", None).as_deref(), Some("1 November 2026"));
        assert_eq!(
            english.shown("2026-12-02T13:30", None).as_deref(),
            Some("Wednesday 2 December 2026, 1.30pm")
        );
        assert_eq!(english.shown("2026-12-02T12:00", Some("%H")).as_deref(), Some("12"));
        assert_eq!(english.shown("soon", None), None);
        assert_eq!(partial("2018-06"), "June 2018");
        assert_eq!(partial("2018"), "2018");
    }
}

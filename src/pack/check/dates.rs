//! Dates as packs write them: a day, a month or a year.

use jiff::civil::Date;

/// A day, written `2026-11-21`.
pub(crate) fn day(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.trim().split('-').collect();
    let [year, month, day] = parts.try_into().ok()?;
    Date::new(
        number(year, 4)?,
        number(month, 2)?.try_into().ok()?,
        number(day, 2)?.try_into().ok()?,
    )
    .ok()
}

/// The last day of a day, month or year.
pub(crate) fn last_day(text: &str) -> Option<Date> {
    if let Some(date) = day(text) {
        return Some(date);
    }
    let (year, month) = match text.trim().split_once('-') {
        Some((year, month)) => (number(year, 4)?, number(month, 2)?),
        None => (number(text.trim(), 4)?, 12),
    };
    Date::new(year, month.try_into().ok()?, 1).ok().map(Date::last_of_month)
}

fn number(text: &str, digits: usize) -> Option<i16> {
    let plain = text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_means_its_last_day() {
        assert_eq!(last_day("2027-02"), Some(date(2027, 2, 28)));
        assert_eq!(last_day("2028-02"), Some(date(2028, 2, 29)));
        assert_eq!(last_day("2027"), Some(date(2027, 12, 31)));
        assert_eq!(last_day("2027-11-03"), Some(date(2027, 11, 3)));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "21/11/2026", "2026-13", "2026-02-30", "26-11-21", "2026-1-2", "+026"] {
            assert_eq!(last_day(text), None, "{text}");
        }
        assert_eq!(day("2026-11"), None);
    }
}

//! Dates as packs write them: a day, a month or a year.

use jiff::civil::Date;

/// A day, written `2026-11-21`.
pub fn day(text: &str) -> Option<Date> {
    Some(text.trim()).filter(|text| text.len() == 10)?.parse().ok()
}

/// The last day of a day, month or year.
pub fn last_day(text: &str) -> Option<Date> {
    match text.trim().len() {
        4 => day(&format!("{}-12-01", text.trim())).map(Date::last_of_month),
        7 => day(&format!("{}-01", text.trim())).map(Date::last_of_month),
        _ => day(text),
    }
}

/// How many days a month has, where a date names one too many.
pub fn days_of_month(text: &str) -> Option<String> {
    let (month, number) = text.trim().rsplit_once('-')?;
    let first = day(&format!("{month}-01"))?;
    let days = first.days_in_month();
    let too_many = number.parse::<i8>().is_ok_and(|number| number > days);
    too_many.then(|| format!("{} has {days} days", first.strftime("%B %Y")))
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

//! Bank holidays of England and Wales, by rule, with the exceptions that were proclaimed.
//!
//! The rule: Banking and Financial Dealings Act 1971, schedule 1 (Easter Monday, the last Mondays
//! of May and August, Boxing Day), with New Year's Day since 1974 and the first Monday of May
//! since 1978 by proclamation; Good Friday and Christmas Day are holidays by custom. What was
//! moved or added in a year, and the substitute days, are as listed at
//! <https://www.gov.uk/bank-holidays>; look there each year, since a new one can be proclaimed.
//! Scotland and Northern Ireland have other days, which are not covered.

use jiff::civil::{Date, Weekday, date};

/// Days added in a year.
const ADDED: [(i16, i8, i8); 9] = [
    (1977, 6, 7),   // Silver Jubilee
    (1981, 7, 29),  // royal wedding
    (1999, 12, 31), // eve of the year 2000
    (2002, 6, 3),   // Golden Jubilee
    (2011, 4, 29),  // royal wedding
    (2012, 6, 5),   // Diamond Jubilee
    (2022, 6, 3),   // Platinum Jubilee
    (2022, 9, 19),  // State Funeral of Queen Elizabeth II
    (2023, 5, 8),   // Coronation of King Charles III
];

/// Years in which the first Monday of May gave way to another day.
const EARLY_MAY_MOVED: [(i16, i8, i8); 2] = [
    (1995, 5, 8), // 50 years of VE Day
    (2020, 5, 8), // 75 years of VE Day
];

/// Years in which the last Monday of May gave way to a day in June.
const SPRING_MOVED: [(i16, i8, i8); 3] = [
    (2002, 6, 4), // Golden Jubilee
    (2012, 6, 4), // Diamond Jubilee
    (2022, 6, 2), // Platinum Jubilee
];

/// Whether the bank holidays known here are those of a nation of the United Kingdom. Where they
/// are not, a deadline in working days is a day out whenever a holiday of its own falls within.
#[must_use]
pub fn covers(nation: &str) -> bool {
    matches!(nation, "England" | "Wales")
}

/// The bank holidays of England and Wales in a year, in order. Where one falls on a weekend the
/// substitute day stands in its place. Before 1972 the law was another, and none are given.
#[must_use]
pub fn bank_holidays(year: i16) -> Vec<Date> {
    if year < 1972 {
        return Vec::new();
    }
    let mut days = Vec::with_capacity(10);
    if year >= 1974 {
        days.push(next_weekday(date(year, 1, 1)));
    }
    let easter = easter_sunday(year);
    // Easter falls between 22 March and 25 April, so both neighbours exist.
    days.extend(easter.checked_sub(jiff::Span::new().days(2)));
    days.extend(easter.tomorrow());
    if year >= 1978 {
        let usual = first_monday(date(year, 5, 1));
        days.push(moved(&EARLY_MAY_MOVED, year).unwrap_or(usual));
    }
    let usual = first_monday(date(year, 5, 25));
    days.push(moved(&SPRING_MOVED, year).unwrap_or(usual));
    days.push(first_monday(date(year, 8, 25)));
    days.extend(christmas(year));
    days.extend(ADDED.iter().filter(|day| day.0 == year).map(|&(y, m, d)| date(y, m, d)));
    days.sort();
    days
}

fn moved(table: &[(i16, i8, i8)], year: i16) -> Option<Date> {
    table.iter().find(|day| day.0 == year).map(|&(y, m, d)| date(y, m, d))
}

/// Christmas Day and Boxing Day, or the days that stand in for them.
fn christmas(year: i16) -> [Date; 2] {
    let december = |day| date(year, 12, day);
    match december(25).weekday() {
        Weekday::Friday => [december(25), december(28)],
        Weekday::Saturday => [december(27), december(28)],
        Weekday::Sunday => [december(26), december(27)],
        _ => [december(25), december(26)],
    }
}

/// The day itself, or the Monday after a weekend.
fn next_weekday(day: Date) -> Date {
    match day.weekday() {
        Weekday::Saturday | Weekday::Sunday => first_monday(day),
        _ => day,
    }
}

/// The first Monday on or after a day. Asked only for days early enough in a year to have one.
fn first_monday(day: Date) -> Date {
    let ahead = Weekday::Monday.since(day.weekday());
    day.checked_add(jiff::Span::new().days(ahead)).unwrap_or(day)
}

/// Easter Sunday of the Gregorian calendar, by the method printed without a name in Nature,
/// 20 April 1876: <https://en.wikipedia.org/wiki/Date_of_Easter#Anonymous_Gregorian_algorithm>.
fn easter_sunday(year: i16) -> Date {
    let year_number = i32::from(year);
    let golden = year_number % 19;
    let (century, of_century) = (year_number / 100, year_number % 100);
    let shift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - shift + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let days = epact + to_sunday - 7 * late + 114;
    // The month is 3 or 4 and the day 1 to 31 by construction.
    let small = |n: i32| i8::try_from(n).unwrap_or(1);
    date(year, small(days / 31), small(days % 31 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(year: i16) -> Vec<String> {
        bank_holidays(year).iter().map(|d| d.strftime("%m-%d").to_string()).collect()
    }

    #[test]
    fn years_as_gov_uk_lists_them() {
        let lists: [(i16, &[&str]); 7] = [
            (2020, &["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"]),
            (2021, &["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"]),
            (
                2022,
                &[
                    "01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19",
                    "12-26", "12-27",
                ],
            ),
            (
                2023,
                &["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"],
            ),
            (2024, &["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"]),
            (2026, &["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
            (2027, &["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]),
        ];
        for (year, list) in lists {
            assert_eq!(said(year), list, "{year}");
        }
    }

    #[test]
    fn days_proclaimed_before_2020() {
        assert!(said(1995).contains(&"05-08".into()) && !said(1995).contains(&"05-01".into()));
        assert!(said(1999).contains(&"12-31".into()));
        assert_eq!(said(2000)[0], "01-03");
        for (year, there, gone) in [
            (2002, ["06-03", "06-04"], "05-27"),
            (2011, ["04-29", "05-30"], "06-01"),
            (2012, ["06-04", "06-05"], "05-28"),
        ] {
            let list = said(year);
            assert!(there.iter().all(|day| list.contains(&(*day).into())), "{year}");
            assert!(!list.contains(&gone.into()), "{year}");
        }
    }

    #[test]
    fn scotland_and_northern_ireland_are_not_covered() {
        let nations = ["England", "Wales", "Scotland", "Northern Ireland"];
        assert_eq!(nations.map(covers), [true, true, false, false]);
    }

    #[test]
    fn easter_at_its_edges() {
        for (year, month, day) in
            [(1818, 3, 22), (1943, 4, 25), (2008, 3, 23), (2038, 4, 25), (2285, 3, 22)]
        {
            assert_eq!(easter_sunday(year), date(year, month, day));
        }
    }

    #[test]
    fn every_year_has_its_days_on_weekdays_and_no_day_twice() {
        for year in 1978..=2400 {
            let mut list = bank_holidays(year);
            assert!(list.iter().all(|day| day.year() == year), "{year}");
            assert!(
                list.iter().all(|d| !matches!(d.weekday(), Weekday::Saturday | Weekday::Sunday)),
                "{year}"
            );
            let many = list.len();
            list.dedup();
            assert_eq!(many, list.len(), "{year}");
            assert!((8..=10).contains(&many), "{year}");
        }
        assert_eq!(bank_holidays(9999).len(), 8);
        assert!(bank_holidays(-9999).is_empty());
    }
}

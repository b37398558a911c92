//! Bank holidays of the nations, by rule, with the exceptions that were proclaimed.
//!
//! The rule: Banking and Financial Dealings Act 1971, schedule 1, which has a list for England and
//! Wales (Easter Monday, the last Mondays of May and August, Boxing Day), one for Scotland (2
//! January, the first Monday of August) and one for Northern Ireland (17 March besides); with New
//! Year's Day since 1974 and the Mondays of May since 1978 by proclamation, 12 July in Northern
//! Ireland likewise, and 30 November in Scotland by the St Andrew's Day Bank Holiday (Scotland)
//! Act 2007. Good Friday and Christmas Day are holidays by custom. What was moved or added in a
//! year, and the substitute days, are as listed at <https://www.gov.uk/bank-holidays>; what was
//! proclaimed is in `data/holidays.yaml`.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday, date};
use serde::Deserialize;

/// The days of `data/holidays.yaml`, which says what each list is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Proclaimed {
    added: Vec<Date>,
    added_in_scotland: Vec<Date>,
    early_may_moved: Vec<Date>,
    spring_moved: Vec<Date>,
}

static PROCLAIMED: LazyLock<Proclaimed> = LazyLock::new(|| {
    serde_yaml::from_str(include_str!("../../../data/holidays.yaml"))
        .expect("the days that are built in can be read; the tests of this file read them")
});

/// The bank holidays of a nation in a year, in order. Where one falls on a weekend the substitute
/// day stands in its place. Before 1972 the law was another, and none are given. England and Wales
/// have the same, and so has a place of which the nation is not known.
#[must_use]
pub fn bank_holidays(nation: &str, year: i16) -> Vec<Date> {
    if year < 1972 {
        return Vec::new();
    }
    let scotland = nation == "Scotland";
    let mut days = Vec::with_capacity(11);
    if scotland {
        days.extend(pair(date(year, 1, 1)));
    } else if year >= 1974 {
        days.push(next_weekday(date(year, 1, 1)));
    }
    let easter = easter_sunday(year);
    // Easter falls between 22 March and 25 April, so both neighbours exist.
    days.extend(easter.checked_sub(jiff::Span::new().days(2)));
    days.extend(easter.tomorrow().ok().filter(|_| !scotland));
    if year >= 1978 {
        let usual = first_monday(date(year, 5, 1));
        days.push(of(&PROCLAIMED.early_may_moved, year).next().unwrap_or(usual));
    }
    let usual = first_monday(date(year, 5, 25));
    days.push(of(&PROCLAIMED.spring_moved, year).next().unwrap_or(usual));
    days.push(first_monday(if scotland { date(year, 8, 1) } else { date(year, 8, 25) }));
    days.extend(pair(date(year, 12, 25)));
    days.extend(of_its_own(nation, year));
    days.extend(of(&PROCLAIMED.added, year));
    days.sort();
    days
}

/// Days that one nation alone has.
fn of_its_own(nation: &str, year: i16) -> Vec<Date> {
    match nation {
        "Northern Ireland" => {
            vec![next_weekday(date(year, 3, 17)), next_weekday(date(year, 7, 12))]
        }
        "Scotland" => {
            let saint_andrew = (year >= 2007).then(|| next_weekday(date(year, 11, 30)));
            saint_andrew.into_iter().chain(of(&PROCLAIMED.added_in_scotland, year)).collect()
        }
        _ => Vec::new(),
    }
}

/// Those of a list that are in a year.
fn of(days: &[Date], year: i16) -> impl Iterator<Item = Date> {
    days.iter().copied().filter(move |day| day.year() == year)
}

/// Two holidays on end, such as Christmas Day and Boxing Day, or the days that stand in for them.
fn pair(first: Date) -> [Date; 2] {
    let after = |days: i64| first.checked_add(jiff::Span::new().days(days)).unwrap_or(first);
    match first.weekday() {
        Weekday::Friday => [first, after(3)],
        Weekday::Saturday => [after(2), after(3)],
        Weekday::Sunday => [after(1), after(2)],
        _ => [first, after(1)],
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

    fn said_in(nation: &str, year: i16) -> Vec<String> {
        let days = bank_holidays(nation, year);
        days.iter().map(|d| d.strftime("%m-%d").to_string()).collect()
    }

    fn said(year: i16) -> Vec<String> {
        said_in("England", year)
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
    fn scotland_and_northern_ireland_have_their_own() {
        let lists: [(&str, i16, &[&str]); 6] = [
            (
                "Scotland",
                2022,
                &[
                    "01-03", "01-04", "04-15", "05-02", "06-02", "06-03", "08-01", "09-19",
                    "11-30", "12-26", "12-27",
                ],
            ),
            (
                "Scotland",
                2023,
                &[
                    "01-02", "01-03", "04-07", "05-01", "05-08", "05-29", "08-07", "11-30",
                    "12-25", "12-26",
                ],
            ),
            (
                "Scotland",
                2026,
                &[
                    "01-01", "01-02", "04-03", "05-04", "05-25", "06-15", "08-03", "11-30",
                    "12-25", "12-28",
                ],
            ),
            (
                "Scotland",
                2027,
                &["01-01", "01-04", "03-26", "05-03", "05-31", "08-02", "11-30", "12-27", "12-28"],
            ),
            (
                "Northern Ireland",
                2025,
                &[
                    "01-01", "03-17", "04-18", "04-21", "05-05", "05-26", "07-14", "08-25",
                    "12-25", "12-26",
                ],
            ),
            (
                "Northern Ireland",
                2026,
                &[
                    "01-01", "03-17", "04-03", "04-06", "05-04", "05-25", "07-13", "08-31",
                    "12-25", "12-28",
                ],
            ),
        ];
        for (nation, year, list) in lists {
            assert_eq!(said_in(nation, year), list, "{nation:?} {year}");
        }
        for nation in ["Wales", ""] {
            assert_eq!(said_in(nation, 2026), said(2026), "as in England");
        }
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
        let nations = ["England", "Scotland", "Northern Ireland"];
        for (nation, year) in nations.into_iter().flat_map(|d| (1978..=2400).map(move |y| (d, y))) {
            let mut list = bank_holidays(nation, year);
            assert!(list.iter().all(|day| day.year() == year), "{nation:?} {year}");
            assert!(
                list.iter().all(|d| !matches!(d.weekday(), Weekday::Saturday | Weekday::Sunday)),
                "{nation:?} {year}"
            );
            let many = list.len();
            list.dedup();
            assert_eq!(many, list.len(), "{nation:?} {year}");
            assert!((8..=12).contains(&many), "{nation:?} {year}");
        }
        assert_eq!(bank_holidays("England", 9999).len(), 8);
        assert!(bank_holidays("Scotland", -9999).is_empty());
    }
}

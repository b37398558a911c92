//! Days that have passed and are spoken of as if to come.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex_lite::{Captures, Regex};

use crate::check::lists::{has, lists, pattern};
use crate::check::prose::words::spoken;
use crate::question::calendar;

static A_DAY: LazyLock<Regex> = LazyLock::new(|| pattern(&lists().a_day));

/// The day that was found; of a month alone its last.
fn day_of(found: &Captures<'_>) -> Option<Date> {
    let number = |name: &str| found.name(name)?.as_str().parse::<i16>().ok();
    if let Some(iso) = found.name("iso") {
        return iso.as_str().parse().ok();
    }
    let month = match found.name("month") {
        Some(word) => calendar::month(&word.as_str().to_lowercase())?,
        None => number("of")?.try_into().ok()?,
    };
    let year = number("year").or(number("in"))?;
    let year = if year < 100 { 2000 + year } else { year };
    match number("before").or(number("behind")).or(number("day")) {
        Some(day) => Date::new(year, month, day.try_into().ok()?).ok(),
        None => Some(Date::new(year, month, 1).ok()?.last_of_month()),
    }
}

/// The first day of a sentence that has passed while the sentence speaks of it as to come: where
/// it stands, in bytes.
pub(super) fn past_as_to_come(text: &str, today: Date) -> Option<Range<usize>> {
    let is_past = |found: &Captures<'_>| day_of(found).is_some_and(|day| day < today);
    let mut gone = A_DAY.captures_iter(text).filter(is_past).filter_map(|found| found.get(0));
    let first = gone.next()?;
    let words = spoken(text);
    if words.iter().any(|word| has(&lists().happened, word)) {
        return None;
    }
    let pairs = || words.windows(2).map(|two| (two[0].as_str(), two[1].as_str()));
    // `is to`, `are to`, `is going to`.
    let is_to = |(one, two)| matches!(one, "is" | "are" | "going") && two == "to";
    let asks = words.first().is_some_and(|word| has(&lists().asking_to_act, word));
    let to_come =
        asks || words.iter().any(|word| has(&lists().to_come, word)) || pairs().any(is_to);
    let done = pairs().any(|(one, two)| {
        two.len() > 4 && two.ends_with("ed") && two != "need" && !has(&lists().to_be, one)
    });
    let speaks_of_it = |day: &regex_lite::Match<'_>| {
        let before = spoken(&text[..day.start()]);
        let within = |n: usize, one_of: &dyn Fn(&str) -> bool| {
            before.iter().rev().take(n).any(|word| one_of(word))
        };
        let last = within(3, &|word| matches!(word, "deadline" | "date"));
        let of = !last && within(1, &|word| has(&lists().of_a_day, word));
        let by = !done && within(2, &|word| has(&lists().by_a_day, word));
        // `The meeting is on 3 March`, `the last day is 3 March`.
        let now = !done && within(2, &|word| matches!(word, "is" | "are"));
        !of && (to_come || by || now)
    };
    std::iter::once(first).chain(gone).find(speaks_of_it).map(|day| day.range())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn only_a_day_that_is_past_and_spoken_of_as_to_come() {
        let today = date(2026, 11, 21);
        for (text, found) in [
            ("Please reply by 3 March 2026.", Some("3 March 2026")),
            ("The consultation closes on 3 March 2026.", Some("3 March 2026")),
            ("From 1 April 2026 the ward will be shut.", Some("1 April 2026")),
            ("It is to close in October 2026.", Some("October 2026")),
            ("Answers reach them until 3 March 2026.", Some("3 March 2026")),
            ("On 3 March 2019 the consultation closes.", Some("3 March 2019")),
            ("Before 1 June 2020, tell them so.", Some("1 June 2020")),
            ("The deadline is 3 March 2026.", Some("3 March 2026")),
            ("It has a deadline of 3 March 2026.", Some("3 March 2026")),
            ("The closing date of 3 March 2026 is near.", Some("3 March 2026")),
            ("Come to the hall on 3 March 2026.", Some("3 March 2026")),
            ("The meeting is on 3 March 2026.", Some("3 March 2026")),
            ("The last day is 3 March 2026.", Some("3 March 2026")),
            ("Answers must be received by 3 March 2026.", Some("3 March 2026")),
            ("The deadline of 3 March 2026 passed without an answer.", None),
            ("In July 2017 the board voted to shut it.", None),
            ("Before 1 April 2013 primary care trusts bought care.", None),
            ("Until 1 July 2022 other bodies ordered it.", None),
            ("The letter of 3 March 2026 says so.", None),
            ("The law has been the same since 1 May 2014.", None),
            ("Please reply by 3 March 2027.", None),
            ("It is to close in November 2026.", None),
            ("Since 31 January 2024 councils can no longer refer.", None),
            ("By 31 March 2013 the trusts had closed.", None),
            ("In July 2025 ministers said that it will end.", None),
            ("The plan of July 2025 names it.", None),
        ] {
            assert_eq!(past_as_to_come(text, today).map(|at| &text[at]), found, "{text}");
        }
    }

    #[test]
    fn days_are_found_as_people_write_them() {
        for (text, day) in [
            ("by 3 March 2026.", date(2026, 3, 3)),
            ("on the 3rd of it, 3rd March 2026", date(2026, 3, 3)),
            ("March 3, 2026", date(2026, 3, 3)),
            ("in March 2026", date(2026, 3, 31)),
            ("(03/03/2026)", date(2026, 3, 3)),
            ("2026-03-03", date(2026, 3, 3)),
        ] {
            let found: Vec<Date> = A_DAY.captures_iter(text).filter_map(|f| day_of(&f)).collect();
            assert_eq!(found, [day], "{text}");
        }
        for text in ["you may 3", "31 February 2026", "version 1.2.3456789", "[date x] 2026"] {
            assert_eq!(A_DAY.captures_iter(text).find_map(|f| day_of(&f)), None, "{text}");
        }
    }
}

//! Kinds `date` and `date-time`, as people in the UK type them: the day before the month. The ways of
//! writing both are rows of `data/answers.yaml`.
//!
//! - Without a year it is the next such date, today included; a weekday alone is the next such
//!   day after today. Of a day that has been it is the last such, and a day to come is refused.
//! - A year of two digits is 2000 to 2069 or 1970 to 1999.
//! - An hour from 1 to 7 with neither am nor pm nor a leading zero is in the afternoon: meetings
//!   are. `01:30` and `13:30` are read as they stand.
//! - `not known` and its like are no answer.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Time, Weekday};

use super::fault::{AnswerFault, told};
use super::lists::{lists, pattern};
use crate::text::ENGLISH;

/// Years people mean, and those they mean beside a time: `2 dec 1330` is half past one.
const YEARS: std::ops::RangeInclusive<i16> = 1000..=2999;
const YEARS_BESIDE_TIME: std::ops::RangeInclusive<i16> = 1900..=2199;

/// Most words of a date and a time, and of a time.
const MOST_WORDS: usize = 12;
const MOST_OF_A_TIME: usize = 4;

/// What a pattern found, by the names of its groups.
type Parts = BTreeMap<&'static str, String>;

/// Reads a day, one that has been where `past` says so. None when it is said not to be known.
pub(super) fn date(text: &str, today: Date, past: bool) -> Result<Option<Date>, AnswerFault> {
    let Some(found) = find(text, false)? else { return Ok(None) };
    let date = found.date(today, past)?;
    // Spreadsheets write a day as its midnight.
    match found.time {
        Some(time) if time != Time::midnight() => Err(told("time-not-wanted")),
        _ => Ok(Some(date)),
    }
}

/// Reads a day and the time on it. None when it is said not to be known.
pub(super) fn date_time(text: &str, today: Date) -> Result<Option<DateTime>, AnswerFault> {
    let Some(found) = find(text, true)? else { return Ok(None) };
    let date = found.date(today, false)?;
    found.time.map(|time| Some(date.to_datetime(time))).ok_or_else(|| told("no-time"))
}

/// The day that a text gives with its year, and the time on it where it gives one.
#[cfg(feature = "parallel")]
pub(crate) fn day_and_time(text: &str) -> Option<(Date, Option<Time>)> {
    let found = find(text, true).ok()??;
    found.day.get("year")?;
    Some((found.date(Date::ZERO, false).ok()?, found.time))
}

/// The number of a month from its name in small letters, or from the first three letters or more.
pub(crate) fn month(word: &str) -> Option<i8> {
    named(&ENGLISH.months, word)
}

fn weekday(word: &str) -> Option<Weekday> {
    Weekday::from_monday_one_offset(named(&ENGLISH.weekdays, word)?).ok()
}

/// Which of some names a word is, from 1.
fn named(names: &[String], word: &str) -> Option<i8> {
    let is_it = |name: &String| word.len() >= 3 && name.to_lowercase().starts_with(word);
    i8::try_from(names.iter().position(is_it)? + 1).ok()
}

/// A day and a time as they were written.
struct Found {
    weekday: Option<Weekday>,
    day: Parts,
    time: Option<Time>,
}

/// What the first row finds that a text is, whole.
fn parts(rows: &'static [String], text: &str) -> Option<Parts> {
    rows.iter().map(|row| pattern(row)).find_map(|row| {
        let found = row.captures(text)?;
        let part = |name| Some((name, found.name(name)?.as_str().to_string()));
        Some(row.capture_names().flatten().filter_map(part).collect())
    })
}

/// The day of a text, and the time on it where there is one. None when it is said not to be known.
fn find(text: &str, wants_time: bool) -> Result<Option<Found>, AnswerFault> {
    let lists = lists();
    let text = lists.tidy.iter().fold(text.to_lowercase(), |text, (from, to)| {
        pattern(from).replace_all(&text, to).into_owned()
    });
    let mut words: Vec<&str> = text.split_whitespace().collect();
    if lists.not_known.contains(&words.join(" ")) {
        return Ok(None);
    }
    let weekday = words.iter().find_map(|word| weekday(word));
    words.retain(|word| self::weekday(word).is_none());
    if words.len() > MOST_WORDS {
        return Err(told("not-a-date"));
    }
    // A weekday alone is a day too.
    let is_day = |day: &Parts| weekday.is_some() || !day.is_empty();
    let found = |day, time: Option<Parts>| {
        let time = time.map(|time| time_of(&time)).transpose()?;
        Ok(Some(Found { weekday, day, time }))
    };
    if let Some((day, time)) = timed(&words, is_day) {
        return found(day, Some(time));
    }
    let (last, rest) = words.split_last().map_or(("", &[][..]), |(last, rest)| (*last, rest));
    // The last number may be an hour and not a year.
    let is_bare = wants_time && !rest.is_empty();
    if let Some(day) = parts(&lists.days, &words.join(" ")).filter(is_day) {
        match day.get("year").filter(|year| is_bare && *year == last).map(|year| year.parse()) {
            Some(Ok(..=24)) => return Err(told("year-or-hour")),
            Some(Ok(year)) if year >= 100 && !YEARS_BESIDE_TIME.contains(&year) => {}
            _ => return found(day, None),
        }
    }
    if is_bare
        && let Some(time) = parts(&lists.bare, last)
        && let Some(day) = parts(&lists.days, &rest.join(" ")).filter(|day| !day.is_empty())
    {
        let is_clear = last.len() > 2 || day.contains_key("year") || day.contains_key("word");
        return if is_clear { found(day, Some(time)) } else { Err(told("year-or-hour")) };
    }
    let text = words.join(" ");
    let mut wrong = lists.wrong.iter().filter(|(_, row)| pattern(row).is_match(&text));
    Err(told(wrong.next().map_or("not-a-date", |(name, _)| name)))
}

/// A day and a time: the time is what leaves a day where it is taken out; of two, the last.
fn timed(words: &[&str], is_day: impl Fn(&Parts) -> bool) -> Option<(Parts, Parts)> {
    let some = |most| words.windows(most).enumerate().rev();
    (1..=MOST_OF_A_TIME).rev().flat_map(some).find_map(|(at, some)| {
        let rest = [&words[..at], &words[at + some.len()..]].concat().join(" ");
        let day = parts(&lists().days, &rest).filter(&is_day)?;
        Some((day, parts(&lists().times, &some.join(" "))?))
    })
}

/// The time that was written.
fn time_of(parts: &Parts) -> Result<Time, AnswerFault> {
    let part = |name| parts.get(name).map(String::as_str);
    let number = |name: &'static str| {
        part(name).map_or(Ok(0), str::parse::<i8>).map_err(|_| told("no-such-time"))
    };
    let (hour, minute) = (number("hour")?, number("minute")?);
    let hour = match (part("half"), hour) {
        (Some("am"), 12) => 0,
        (Some("am"), hour @ 0..=11) => hour,
        (Some("pm"), hour @ 1..=11) => hour + 12,
        (Some("pm"), hour @ 12..=23) => hour,
        (None, _) if part("noon").is_some() => 12,
        (None, afternoon @ 1..=7) if part("hour").is_some_and(|hour| hour.len() == 1) => {
            afternoon + 12
        }
        (None, hour) => hour,
        _ => return Err(told("no-such-time")),
    };
    let is_whole = part("minute").is_none_or(|minute| minute.len() == 2);
    Time::new(hour, minute, 0, 0).ok().filter(|_| is_whole).ok_or_else(|| told("no-such-time"))
}

impl Found {
    /// The one day that all of it means.
    fn date(&self, today: Date, past: bool) -> Result<Date, AnswerFault> {
        let part = |name| self.day.get(name).map(String::as_str);
        let date = match (part("word"), part("day"), self.weekday) {
            (Some("today"), ..) => Ok(today),
            (Some("tomorrow"), ..) => today.tomorrow(),
            (Some(_), ..) => today.yesterday(),
            (None, Some(day), _) => Ok(self.day_of(day, today, past)?),
            (None, None, Some(weekday)) => today.nth_weekday(if past { -1 } else { 1 }, weekday),
            (None, None, None) => return Err(told("no-day")),
        };
        let date = date.map_err(|_| told("year"))?;
        match self.weekday {
            Some(weekday) if weekday != date.weekday() => {
                let weekday = date.strftime("%A").to_string();
                Err(AnswerFault::Told(
                    "other-weekday",
                    vec![("day", ENGLISH.day(date)), ("weekday", weekday)],
                ))
            }
            _ if past && date > today => {
                Err(AnswerFault::Told("to-come", vec![("day", ENGLISH.day(date))]))
            }
            _ => Ok(date),
        }
    }

    /// A day of a year; without one, the next from today on, or the last up to it where it is `past`.
    fn day_of(&self, day: &str, today: Date, past: bool) -> Result<Date, AnswerFault> {
        let part = |name| self.day.get(name).map(String::as_str);
        let month = match part("month") {
            Some(name) => month(name).ok_or_else(|| told("not-a-date"))?,
            None => part("of").and_then(|of| of.parse().ok()).unwrap_or_default(),
        };
        let year = match part("year").map(|year| (year.len(), year.parse().unwrap_or(0))) {
            None => None,
            Some((2, short @ 0..=69)) => Some(2000 + short),
            Some((2, short)) => Some(1900 + short),
            Some((_, year)) if YEARS.contains(&year) => Some(year),
            Some(_) => return Err(told("year")),
        };
        let day = day.parse().unwrap_or_default();
        // Without a year February may have 29 days.
        let first = Date::new(year.unwrap_or(2000), month, 1).map_err(|_| told("no-such-month"))?;
        let days = first.days_in_month();
        if !(1..=days).contains(&day) {
            let name = if year.is_some() { "no-such-day" } else { "no-such-day-ever" };
            let month = first.strftime("%B").to_string();
            let year = year.map(|year| year.to_string()).unwrap_or_default();
            let values = vec![("month", month), ("year", year), ("days", days.to_string())];
            return Err(AnswerFault::Told(name, values));
        }
        // Leap years are eight years apart at most.
        let near = (0..=8).map(|years: i16| if past { -years } else { years });
        let years = near.filter_map(|years| today.year().checked_add(years));
        let is_near = |date: &Date| if past { *date <= today } else { *date >= today };
        let mut dates = years.filter_map(|year| Date::new(year, month, day).ok()).filter(is_near);
        let date = year.map_or_else(|| dates.next(), |year| Date::new(year, month, day).ok());
        date.ok_or_else(|| told("year"))
    }
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;

//! The words and numbers of dates: months, weekdays, years, hours.

use jiff::civil::{Time, Weekday};

use super::tokens::Digits;
use crate::question::fault::DateFault;
use crate::text::Language;

/// Years people mean: `2 dec 206` is a slip.
pub(super) const YEARS: std::ops::RangeInclusive<u16> = 1000..=2999;

pub(super) fn small(number: Digits) -> Result<i8, DateFault> {
    if number.length > 2 {
        return Err(DateFault::NotADate);
    }
    i8::try_from(number.value).map_err(|_| DateFault::NotADate)
}

pub(super) fn month_number(number: Digits) -> Result<i8, DateFault> {
    match small(number)? {
        month @ 1..=12 => Ok(month),
        _ => Err(DateFault::NoSuchMonth),
    }
}

pub(super) fn year(number: Digits) -> Result<i16, DateFault> {
    let year = match (number.length, number.value) {
        (2, short @ 0..=69) => 2000 + short,
        (2, short) => 1900 + short,
        (4, year) if YEARS.contains(&year) => year,
        _ => return Err(DateFault::Year),
    };
    i16::try_from(year).map_err(|_| DateFault::Year)
}

/// Before or after noon.
#[derive(Clone, Copy)]
pub(super) enum Half {
    Am,
    Pm,
}

pub(super) fn half(word: &str) -> Option<Half> {
    match word {
        "am" => Some(Half::Am),
        "pm" => Some(Half::Pm),
        _ => None,
    }
}

pub(super) fn time(hour: Digits, minute: u16, half: Option<Half>) -> Result<Time, DateFault> {
    let hour = match (half, hour.value) {
        (Some(Half::Am), 12) => 0,
        (Some(Half::Am), hour @ 0..=11) => hour,
        (Some(Half::Pm), hour @ 1..=11) => hour + 12,
        (Some(Half::Pm), hour @ 12..=23) => hour,
        (None, afternoon @ 1..=7) if hour.length == 1 => afternoon + 12,
        (None, hour) => hour,
        _ => return Err(DateFault::NoSuchTime),
    };
    let part = |number: u16| i8::try_from(number).map_err(|_| DateFault::NoSuchTime);
    Time::new(part(hour)?, part(minute)?, 0, 0).map_err(|_| DateFault::NoSuchTime)
}

pub(super) fn time_word(word: &str) -> Option<Time> {
    match word {
        "noon" | "midday" => Some(Time::constant(12, 0, 0, 0)),
        "midnight" => Some(Time::midnight()),
        _ => None,
    }
}

/// How many days from today.
pub(super) fn day_word(word: &str) -> Option<i64> {
    match word {
        "today" => Some(0),
        "tomorrow" => Some(1),
        "yesterday" => Some(-1),
        _ => None,
    }
}

/// The number of a month from its name in small letters, or from the first three letters or more.
pub(crate) fn month(word: &str) -> Option<i8> {
    let mut months = Language::english().months.iter();
    let index = months.position(|m| word.len() >= 3 && m.to_lowercase().starts_with(word))?;
    i8::try_from(index + 1).ok()
}

pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "mon" | "monday" => Weekday::Monday,
        "tue" | "tues" | "tuesday" => Weekday::Tuesday,
        "wed" | "weds" | "wednesday" => Weekday::Wednesday,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thursday,
        "fri" | "friday" => Weekday::Friday,
        "sat" | "saturday" => Weekday::Saturday,
        "sun" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

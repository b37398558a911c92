//! Kinds `date` and `date-time`, as people in the UK type them: the day before the month.
//!
//! - Without a year it is the next such date, today included; a weekday alone is the next such
//!   day after today. Of a day that has been it is the last such, and a day to come is refused.
//! - A year of two digits is 2000 to 2069 or 1970 to 1999.
//! - An hour from 1 to 7 with neither am nor pm nor a leading zero is in the afternoon: meetings
//!   are. `01:30` and `13:30` are read as they stand.
//! - `not known` and its like are no answer.

use jiff::civil::{Date, DateTime, Time, Weekday};

use super::calendar::{
    YEARS, day_word, half, month, month_number, small, time, time_word, weekday, year,
};
use super::tokens::{Digits, Token, tokens};
use crate::question::fault::DateFault;

/// Years people mean beside a time: `2 dec 1330` is half past one.
const YEARS_BESIDE_TIME: std::ops::RangeInclusive<u16> = 1900..=2199;

/// Ways to say that one does not know.
const NOT_KNOWN: &[&str] = &[
    "not known",
    "not known yet",
    "unknown",
    "dont know",
    "do not know",
    "not sure",
    "tbc",
    "to be confirmed",
];

/// Reads a day, one that has been where `past` says so. None when it is said not to be known.
pub(super) fn date(text: &str, today: Date, past: bool) -> Result<Option<Date>, DateFault> {
    if not_known(text) {
        return Ok(None);
    }
    let found = find(text, today, false)?;
    let date = found.date(today, past)?;
    // Spreadsheets write a day as its midnight.
    match found.time {
        Some(time) if time != Time::midnight() => Err(DateFault::TimeNotWanted),
        _ => Ok(Some(date)),
    }
}

/// Reads a day and the time on it. None when it is said not to be known.
pub(super) fn date_time(text: &str, today: Date) -> Result<Option<DateTime>, DateFault> {
    if not_known(text) {
        return Ok(None);
    }
    let found = find(text, today, true)?;
    let date = found.date(today, false)?;
    found.time.map(|time| Some(date.to_datetime(time))).ok_or(DateFault::NoTime)
}

/// The day that a text gives with its year, and the time on it where it gives one.
#[cfg(feature = "parallel")]
pub(crate) fn day_and_time(text: &str) -> Option<(Date, Option<Time>)> {
    let found = find(text, Date::ZERO, true).ok().filter(|found| found.year.is_some())?;
    Some((found.date(Date::ZERO, false).ok()?, found.time))
}

fn not_known(text: &str) -> bool {
    let said = text.to_lowercase().replace(['\'', '’'], "");
    NOT_KNOWN.contains(&said.trim_end_matches('.'))
}

/// What the pieces say.
#[derive(Default)]
struct DateParts {
    weekday: Option<Weekday>,
    day: Option<i8>,
    month: Option<i8>,
    year: Option<i16>,
    /// `today`, `tomorrow`, `yesterday`.
    whole: Option<Date>,
    time: Option<Time>,
}

/// What the pieces are read with.
struct Reader<'a> {
    tokens: &'a [Token],
    today: Date,
    wants_time: bool,
    /// Whether a day is told otherwise than by two numbers with a dot, which then are a time.
    dated: bool,
    /// Whether a month is told in letters.
    month_in_letters: bool,
    found: DateParts,
}

fn find(text: &str, today: Date, wants_time: bool) -> Result<DateParts, DateFault> {
    let tokens = tokens(text)?;
    let dated = tokens.iter().any(|token| match token {
        Token::Word(word) => {
            month(word).is_some() || weekday(word).is_some() || day_word(word).is_some()
        }
        Token::Group(sign, parts) => match sign {
            '.' => parts.len() == 3,
            sign => *sign != ':',
        },
        Token::Number(_) => false,
    });
    let months =
        tokens.iter().filter(|t| matches!(t, Token::Word(w) if month(w).is_some())).count();
    if months > 1 {
        return Err(DateFault::Several);
    }
    let mut reader = Reader {
        tokens: &tokens,
        today,
        wants_time,
        dated,
        month_in_letters: months > 0,
        found: DateParts::default(),
    };
    let mut at = 0;
    while at < tokens.len() {
        at = reader.step(at)?;
    }
    Ok(reader.found)
}

impl Reader<'_> {
    /// Reads one piece and what belongs to it; returns where the next begins.
    fn step(&mut self, at: usize) -> Result<usize, DateFault> {
        match &self.tokens[at] {
            Token::Word(word) => self.word(word, at),
            Token::Number(number) => self.number(*number, at),
            Token::Group(sign, parts) => self.group(*sign, parts, at),
        }
    }

    fn word_at(&self, at: usize) -> Option<&str> {
        match self.tokens.get(at) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn word(&mut self, word: &str, at: usize) -> Result<usize, DateFault> {
        if let Some(number) = month(word) {
            set(&mut self.found.month, number)?;
        } else if let Some(day) = weekday(word) {
            set(&mut self.found.weekday, day)?;
        } else if let Some(days) = day_word(word) {
            let date = self
                .today
                .checked_add(jiff::Span::new().days(days))
                .map_err(|_| DateFault::Year)?;
            set(&mut self.found.whole, date)?;
        } else if let Some(time) = time_word(word) {
            set(&mut self.found.time, time)?;
        } else if !matches!(word, "the" | "of" | "on" | "at" | "t" | "this" | "h" | "hrs" | "hours")
        {
            return Err(DateFault::NotADate);
        }
        Ok(at + 1)
    }

    fn number(&mut self, number: Digits, at: usize) -> Result<usize, DateFault> {
        let next = self.word_at(at + 1).unwrap_or_default();
        if let Some(half) = half(next) {
            set(&mut self.found.time, time(number, 0, Some(half))?)?;
            return Ok(at + 2);
        }
        match next {
            // `12 noon`
            _ if number.value == 12 && time_word(next).is_some() => return Ok(at + 1),
            "oclock" => {
                let half = self.word_at(at + 2).and_then(half);
                set(&mut self.found.time, time(number, 0, half)?)?;
                return Ok(at + 2 + usize::from(half.is_some()));
            }
            "h" | "hr" | "hrs" | "hours" => {
                self.clock(number)?;
                return Ok(at + 2);
            }
            "st" | "nd" | "rd" | "th" => {
                set(&mut self.found.day, small(number)?)?;
                return Ok(at + 2);
            }
            _ => {}
        }
        if at > 0 && self.word_at(at - 1) == Some("at") {
            self.clock(number)?;
        } else if number.length >= 3 {
            self.long_number(number)?;
        } else {
            self.short_number(number)?;
        }
        Ok(at + 1)
    }

    /// `1330`, or an hour.
    fn clock(&mut self, number: Digits) -> Result<(), DateFault> {
        let (hour, minute) = match number.length {
            4 => (Digits { value: number.value / 100, length: 2 }, number.value % 100),
            3 => return Err(DateFault::NoSuchTime),
            _ => (number, 0),
        };
        set(&mut self.found.time, time(hour, minute, None)?)
    }

    /// A year, or the hours and minutes of a clock of 24 hours.
    fn long_number(&mut self, number: Digits) -> Result<(), DateFault> {
        if number.length == 3 {
            return Err(DateFault::Year);
        }
        let years = if self.wants_time { YEARS_BESIDE_TIME } else { YEARS };
        if self.found.year.is_none() && self.found.whole.is_none() && years.contains(&number.value)
        {
            set(&mut self.found.year, year(number)?)
        } else if self.wants_time {
            self.clock(number)
        } else {
            Err(DateFault::Year)
        }
    }

    /// A day, a month after a day in numbers, a year of two digits or an hour.
    fn short_number(&mut self, number: Digits) -> Result<(), DateFault> {
        let found = &mut self.found;
        if found.whole.is_some()
            || found.year.is_some() && found.month.is_some() && found.day.is_some()
        {
            return match (self.wants_time, self.month_in_letters && found.whole.is_some()) {
                (_, true) => Err(DateFault::Several),
                (true, _) => self.clock(number),
                (false, _) => Err(DateFault::TimeNotWanted),
            };
        }
        if found.day.is_none() {
            return set(&mut found.day, small(number)?);
        }
        if found.month.is_none() && !self.month_in_letters {
            return set(&mut found.month, month_number(number)?);
        }
        // `2 dec 11` may be 11 o'clock.
        if self.wants_time && (number.length == 1 || number.value <= 24) {
            return Err(DateFault::YearOrHour);
        }
        set(&mut found.year, year(number)?)
    }

    fn group(&mut self, sign: char, parts: &[Digits], at: usize) -> Result<usize, DateFault> {
        let next = self.word_at(at + 1).and_then(half);
        let is_time =
            sign == ':' || sign == '.' && parts.len() == 2 && (self.dated || next.is_some());
        match parts {
            [hour, minute] | [hour, minute, _] if is_time => {
                if minute.length != 2 || parts.get(2).is_some_and(|s| s.length != 2 || s.value > 59)
                {
                    return Err(DateFault::NoSuchTime);
                }
                set(&mut self.found.time, time(*hour, minute.value, next)?)?;
                return Ok(at + 1 + usize::from(next.is_some()));
            }
            [day, month] if day.length <= 2 && month.length <= 2 => {
                self.day_and_month(*day, *month)?
            }
            [year_first, month, day] if year_first.length == 4 => {
                self.day_and_month(*day, *month)?;
                set(&mut self.found.year, year(*year_first)?)?;
            }
            [day, month, last] => {
                self.day_and_month(*day, *month)?;
                set(&mut self.found.year, year(*last)?)?;
            }
            [_, _] => return Err(DateFault::NoDay),
            _ => return Err(DateFault::NotADate),
        }
        // A second dotted pair is a time.
        self.dated = true;
        Ok(at + 1)
    }

    fn day_and_month(&mut self, day: Digits, month: Digits) -> Result<(), DateFault> {
        set(&mut self.found.day, small(day)?)?;
        set(&mut self.found.month, month_number(month)?)
    }
}

impl DateParts {
    /// The one day that all pieces together mean.
    fn date(&self, today: Date, past: bool) -> Result<Date, DateFault> {
        let date = match (self.whole, self.day, self.month) {
            (Some(whole), None, None) if self.year.is_none() => whole,
            (Some(_), _, _) => return Err(DateFault::Several),
            (None, Some(day), Some(month)) => day_of(day, month, self.year, (today, past))?,
            (None, Some(_), None) => return Err(DateFault::NoMonth),
            (None, None, None) if self.year.is_none() => self.near_weekday(today, past)?,
            (None, None, _) => return Err(DateFault::NoDay),
        };
        match self.weekday {
            Some(weekday) if weekday != date.weekday() => Err(DateFault::OtherWeekday(date)),
            _ if past && date > today => Err(DateFault::ToCome(date)),
            _ => Ok(date),
        }
    }

    /// The next such weekday, or the last.
    fn near_weekday(&self, today: Date, past: bool) -> Result<Date, DateFault> {
        let which = if past { -1 } else { 1 };
        match (self.weekday, self.time) {
            (Some(weekday), _) => today.nth_weekday(which, weekday).map_err(|_| DateFault::Year),
            (None, Some(_)) => Err(DateFault::NoDay),
            (None, None) => Err(DateFault::NotADate),
        }
    }
}

/// A day of a year; without one, the next from today on, or the last up to it where it is `past`.
fn day_of(
    day: i8,
    month: i8,
    year: Option<i16>,
    (today, past): (Date, bool),
) -> Result<Date, DateFault> {
    // Without a year February may have 29 days.
    let first = Date::new(year.unwrap_or(2000), month, 1).map_err(|_| DateFault::Year)?;
    let days = first.days_in_month();
    if !(1..=days).contains(&day) {
        return Err(DateFault::NoSuchDay { month, year, days });
    }
    match year {
        Some(year) => Date::new(year, month, day).map_err(|_| DateFault::Year),
        // Leap years are eight years apart at most.
        None => (0..=8)
            .map(|years: i16| if past { -years } else { years })
            .filter_map(|years| Date::new(today.year().checked_add(years)?, month, day).ok())
            .find(|date| if past { *date <= today } else { *date >= today })
            .ok_or(DateFault::Year),
    }
}

/// Puts a piece in its place, which must be free.
fn set<T>(place: &mut Option<T>, value: T) -> Result<(), DateFault> {
    match place.replace(value) {
        None => Ok(()),
        Some(_) => Err(DateFault::Several),
    }
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;

//! Deadlines: from the notice that a body asks for and the start of its meeting to a date and
//! time, and how to say one.
//!
//! Civil times only: no clock is read here and no time zone is known. Working days leave out
//! weekends and the bank holidays of the body's nation ([`holidays`]).

pub mod holidays;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::fmt::strtime;
use schemars::JsonSchema;
use serde::Deserialize;

pub use crate::register::deadline::holidays::bank_holidays;
use crate::text::ENGLISH;

/// How long before a meeting a body wants a question.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "NoticeSpec")]
pub struct Notice {
    /// How long before it.
    pub before: Before,
    /// The hour by which it must be there, where the body names one.
    pub at: Option<Time>,
}

/// How long before a meeting. With `clear`, neither the day of receipt nor that of the meeting counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// So many hours before the start.
    Hours(u32),
    /// So many days before, weekends and holidays counted.
    Days(u32, bool),
    /// So many working days before.
    WorkingDays(u32, bool),
    /// So many weeks before, on the same day of the week.
    Weeks(u32),
    /// The last such day of the week before the day of the meeting.
    Weekday(Weekday),
}

// As YAML spells it: one measure, and with it `at` and `clear` where they make sense.
/// How long before a meeting a body wants a question.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(rename = "Notice")]
pub(super) struct NoticeSpec {
    /// Hours before the start.
    hours: Option<u32>,
    /// Days before.
    days: Option<u32>,
    /// Working days before.
    working_days: Option<u32>,
    /// Weeks before.
    weeks: Option<u32>,
    /// The last such day of the week before.
    weekday_before: Option<String>,
    /// The hour, such as "16:30".
    at: Option<String>,
    /// Whether neither the day of receipt nor that of the meeting counts.
    clear: bool,
}

/// More notice than anybody asks for; a larger number in a file is a slip.
const LONGEST: u32 = 1000;

impl TryFrom<NoticeSpec> for Notice {
    type Error = String;

    fn try_from(spec: NoticeSpec) -> Result<Self, String> {
        let NoticeSpec { hours, days, working_days, weeks, weekday_before, at, clear } = spec;
        let at = at.as_deref().map(read_time).transpose()?;
        if [hours, days, working_days, weeks].into_iter().flatten().any(|n| n > LONGEST) {
            return Err(format!("notice of more than {LONGEST} is not a notice"));
        }
        let before = match (hours, days, working_days, weeks, weekday_before) {
            (Some(hours), None, None, None, None) => Before::Hours(hours),
            (None, Some(days), None, None, None) => Before::Days(days, clear),
            (None, None, Some(days), None, None) => Before::WorkingDays(days, clear),
            (None, None, None, Some(weeks), None) => Before::Weeks(weeks),
            (None, None, None, None, Some(day)) => Before::Weekday(read_weekday(&day)?),
            _ => {
                return Err("notice needs one of `hours`, `days`, `working_days`, `weeks`, \
                            `weekday_before`"
                    .into());
            }
        };
        if clear && !matches!(before, Before::Days(..) | Before::WorkingDays(..)) {
            return Err("`clear` goes with `days` or `working_days`".into());
        }
        if at.is_some() && matches!(before, Before::Hours(_)) {
            return Err("`at` does not go with `hours`: they count from the start".into());
        }
        Ok(Self { before, at })
    }
}

/// Reads `16:30` or `9:00`.
fn read_time(text: &str) -> Result<Time, String> {
    let fault = || format!("`at: {text}` is not a time: write it as \"16:30\", in quotes");
    Time::strptime("%H:%M", text.trim()).map_err(|_| fault())
}

/// Reads the English name of a day of the week, whole.
fn read_weekday(text: &str) -> Result<Weekday, String> {
    let read = strtime::parse("%A", text.trim()).ok().and_then(|day| day.weekday());
    read.ok_or_else(|| format!("`{text}` is not a day of the week"))
}

impl Notice {
    /// The hour that the body names, if it does. Hours before the start count as named.
    #[must_use]
    pub fn names_an_hour(&self) -> bool {
        self.at.is_some() || matches!(self.before, Before::Hours(_))
    }

    /// The rule in words that follow "until" or "by": `24 hours before`, `noon, 3 working days
    /// before`, `5pm on the Wednesday before`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let at = |joint: &str| self.at.map_or(String::new(), |at| ENGLISH.clock(at) + joint);
        let length = match self.before {
            Before::Hours(hours) => count(hours, "hour"),
            Before::Days(days, false) => count(days, "day"),
            Before::Days(days, true) => count(days, "clear day"),
            Before::WorkingDays(days, false) => count(days, "working day"),
            Before::WorkingDays(days, true) => count(days, "clear working day"),
            Before::Weeks(weeks) => count(weeks, "week"),
            Before::Weekday(day) => {
                let day = &ENGLISH.weekdays[day.to_monday_zero_offset() as usize];
                return format!("{}the {day} before", at(" on "));
            }
        };
        format!("{}{length} before", at(", "))
    }
}

fn count(n: u32, unit: &str) -> String {
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

/// The moment by which a question must be with the body, for a meeting that begins at `start`.
///
/// Never after the start. Where the body names no hour, the day is what counts: the hour given
/// is then that of the start, and [`due`] leaves it out.
///
/// "Working days before" counts back from the day of the meeting, so that three working days
/// before a Monday is the Wednesday. A rule in clear days leaves out both the day of receipt
/// and the day of the meeting, and so is a day earlier. Councils use "clear" differently:
/// what each of them means is recorded in its own rules. Bank holidays are those of the nations
/// named; where there are several, no day that is one in any of them is a working day.
#[must_use]
pub fn deadline(notice: &Notice, start: DateTime, nations: &[&str]) -> DateTime {
    let meeting = start.date();
    let day = match notice.before {
        Before::Hours(hours) => {
            return start.saturating_sub(i64::from(hours).hours());
        }
        Before::Days(days, clear) => {
            meeting.saturating_sub((i64::from(days) + i64::from(clear)).days())
        }
        Before::WorkingDays(days, clear) => {
            working_days_from(meeting, -1, days + u32::from(clear), nations)
        }
        Before::Weeks(weeks) => meeting.saturating_sub(i64::from(weeks).weeks()),
        Before::Weekday(day) => meeting.nth_weekday(-1, day).unwrap_or(Date::MIN),
    };
    day.to_datetime(notice.at.unwrap_or(start.time())).min(start)
}

/// The day by which a letter of a day can be expected to be answered: after so many working days,
/// wherever in the country it goes to, else after a month.
#[must_use]
pub fn answer_by(sent: Date, working_days: Option<u32>) -> Date {
    match working_days {
        None => sent.saturating_add(1.month()),
        Some(days) => {
            working_days_from(sent, 1, days, &["England", "Scotland", "Northern Ireland"])
        }
    }
}

/// Goes on (1) or back (-1) so many working days; the day itself is not one of them.
fn working_days_from(mut day: Date, step: i64, mut days: u32, nations: &[&str]) -> Date {
    while days > 0 {
        let Ok(next) = day.checked_add(step.days()) else { return day };
        day = next;
        days -= u32::from(is_working_day(day, nations));
    }
    day
}

/// Whether offices work that day in all of these nations: no weekend, no bank holiday. Without a
/// nation the days of England and Wales count.
#[must_use]
pub fn is_working_day(day: Date, nations: &[&str]) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day, nations)
}

fn is_holiday(day: Date, nations: &[&str]) -> bool {
    let nations = if nations.is_empty() { &[""] } else { nations };
    nations.iter().any(|nation| bank_holidays(nation, day.year()).contains(&day))
}

/// What to say beside a deadline that bank holidays put in doubt: it falls on one itself, or it is
/// counted in working days in Scotland, where many places keep days of their own.
#[must_use]
pub fn caution(notice: &Notice, start: DateTime, nations: &[&str]) -> Option<String> {
    let day = deadline(notice, start, nations).date();
    if is_holiday(day, nations) {
        let day = ENGLISH.weekday(day);
        return Some(format!("{day} is a bank holiday: send it before then, or ask them."));
    }
    let local = matches!(notice.before, Before::WorkingDays(..)) && nations.contains(&"Scotland");
    local.then(|| {
        "Many places in Scotland keep local holidays besides the bank holidays counted here: ask them."
            .into()
    })
}

/// The deadline as it is said to a person: `Tuesday 1 December, 1.30pm`, or the day alone where
/// the body names no hour.
#[must_use]
pub fn due(notice: &Notice, start: DateTime, nations: &[&str]) -> String {
    let deadline = deadline(notice, start, nations);
    if notice.names_an_hour() { ENGLISH.soon(deadline) } else { ENGLISH.weekday(deadline.date()) }
}

/// How long is left, in words: `in 10 days`, `in 44 hours`, `today`, `it was 3 days ago`.
///
/// Under two days it counts hours, or says that it is today; otherwise days of the calendar.
#[must_use]
pub fn left(now: DateTime, deadline: DateTime) -> String {
    let days = deadline.date().duration_since(now.date()).as_hours() / 24;
    if now > deadline {
        return match -days {
            0 => "it was earlier today".into(),
            1 => "it was yesterday".into(),
            days => format!("it was {days} days ago"),
        };
    }
    let hours = deadline.duration_since(now).as_hours();
    match (days, hours) {
        (0, _) => "today".into(),
        (_, 0) => "in less than an hour".into(),
        (_, 1) => "in 1 hour".into(),
        (_, ..48) => format!("in {hours} hours"),
        _ => format!("in {days} days"),
    }
}

#[cfg(test)]
mod tests;

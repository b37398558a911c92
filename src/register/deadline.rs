//! Deadlines: from the notice that a body asks for and the start of its meeting to a date and
//! time, and how to say one.
//!
//! Civil times only: no clock is read here and no time zone is known. Working days leave out
//! weekends and the bank holidays of the body's nation ([`holidays`]).

mod closes;
pub mod holidays;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::register::deadline::closes::Closes;
pub use crate::register::deadline::holidays::{Division, bank_holidays};
use crate::text::dates;
use crate::text::dates::clock;

/// How long before a meeting a body wants a question.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(try_from = "NoticeSpec", into = "NoticeSpec")]
pub enum Notice {
    /// So many hours before the start.
    Hours(u32),
    /// So many days before, weekends and holidays counted.
    Days {
        /// How many days.
        days: u32,
        /// Neither the day of receipt nor the day of the meeting counts.
        clear: bool,
        /// The hour by which it must be there, where the body names one.
        at: Option<Time>,
    },
    /// So many working days before.
    WorkingDays {
        /// How many working days.
        days: u32,
        /// Neither the day of receipt nor the day of the meeting counts.
        clear: bool,
        /// The hour by which it must be there, where the body names one.
        at: Option<Time>,
    },
    /// So many weeks before, on the same day of the week.
    Weeks {
        /// How many weeks.
        weeks: u32,
        /// The hour by which it must be there, where the body names one.
        at: Option<Time>,
    },
    /// The last such day of the week before the day of the meeting.
    WeekdayBefore {
        /// The day of the week.
        weekday: Weekday,
        /// The hour by which it must be there, where the body names one.
        at: Option<Time>,
    },
}

/// A notice as YAML spells it: one measure, and with it `at` and `clear` where they make sense.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(rename = "Notice")]
struct NoticeSpec {
    /// Hours before the start.
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<u32>,
    /// Days before.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<u32>,
    /// Working days before.
    #[serde(skip_serializing_if = "Option::is_none")]
    working_days: Option<u32>,
    /// Weeks before.
    #[serde(skip_serializing_if = "Option::is_none")]
    weeks: Option<u32>,
    /// The last such day of the week before.
    #[serde(skip_serializing_if = "Option::is_none")]
    weekday_before: Option<String>,
    /// The hour, such as "16:30".
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    /// Whether neither the day of receipt nor that of the meeting counts.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    clear: bool,
}

/// More notice than anybody asks for; a larger number in a file is a slip.
const LONGEST: u32 = 1000;

impl TryFrom<NoticeSpec> for Notice {
    type Error = String;

    fn try_from(spec: NoticeSpec) -> Result<Self, String> {
        let at = spec.at.as_deref().map(read_time).transpose()?;
        let clear = spec.clear;
        let counts = [spec.hours, spec.days, spec.working_days, spec.weeks];
        let given = counts.iter().flatten().count() + usize::from(spec.weekday_before.is_some());
        if given != 1 {
            return Err(
                "notice needs one of `hours`, `days`, `working_days`, `weeks`, `weekday_before`"
                    .into(),
            );
        }
        if counts.iter().flatten().any(|n| *n > LONGEST) {
            return Err(format!("notice of more than {LONGEST} is not a notice"));
        }
        if clear && spec.days.is_none() && spec.working_days.is_none() {
            return Err("`clear` goes with `days` or `working_days`".into());
        }
        if at.is_some() && spec.hours.is_some() {
            return Err("`at` does not go with `hours`: they count from the start".into());
        }
        Ok(if let Some(hours) = spec.hours {
            Self::Hours(hours)
        } else if let Some(days) = spec.days {
            Self::Days { days, clear, at }
        } else if let Some(days) = spec.working_days {
            Self::WorkingDays { days, clear, at }
        } else if let Some(weeks) = spec.weeks {
            Self::Weeks { weeks, at }
        } else {
            let weekday = read_weekday(spec.weekday_before.as_deref().unwrap_or_default())?;
            Self::WeekdayBefore { weekday, at }
        })
    }
}

impl From<Notice> for NoticeSpec {
    fn from(notice: Notice) -> Self {
        let written = |at: Option<Time>| at.map(|at| at.strftime("%H:%M").to_string());
        let mut spec = Self::default();
        match notice {
            Notice::Hours(hours) => spec.hours = Some(hours),
            Notice::Days { days, clear, at } => {
                (spec.days, spec.clear, spec.at) = (Some(days), clear, written(at));
            }
            Notice::WorkingDays { days, clear, at } => {
                (spec.working_days, spec.clear, spec.at) = (Some(days), clear, written(at));
            }
            Notice::Weeks { weeks, at } => (spec.weeks, spec.at) = (Some(weeks), written(at)),
            Notice::WeekdayBefore { weekday, at } => {
                spec.weekday_before = Some(weekday_name(weekday).to_lowercase());
                spec.at = written(at);
            }
        }
        spec
    }
}

/// Reads `16:30` or `9:00`.
fn read_time(text: &str) -> Result<Time, String> {
    let fault = || format!("`at: {text}` is not a time: write it as \"16:30\", in quotes");
    let (hour, minute) = text.trim().split_once(':').ok_or_else(fault)?;
    let hour = hour.parse().map_err(|_| fault())?;
    let minute = minute.parse().map_err(|_| fault())?;
    Time::new(hour, minute, 0, 0).map_err(|_| fault())
}

/// Reads the English name of a day of the week, whole.
fn read_weekday(text: &str) -> Result<Weekday, String> {
    WEEK.iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(text.trim()))
        .map(|(_, day)| *day)
        .ok_or_else(|| format!("`{text}` is not a day of the week"))
}

const WEEK: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Monday),
    ("Tuesday", Weekday::Tuesday),
    ("Wednesday", Weekday::Wednesday),
    ("Thursday", Weekday::Thursday),
    ("Friday", Weekday::Friday),
    ("Saturday", Weekday::Saturday),
    ("Sunday", Weekday::Sunday),
];

fn weekday_name(day: Weekday) -> &'static str {
    WEEK[day.to_monday_zero_offset() as usize].0
}

impl Notice {
    /// The hour that the body names, if it does. Hours before the start count as named.
    #[must_use]
    pub fn names_an_hour(&self) -> bool {
        match self {
            Self::Hours(_) => true,
            Self::Days { at, .. }
            | Self::WorkingDays { at, .. }
            | Self::Weeks { at, .. }
            | Self::WeekdayBefore { at, .. } => at.is_some(),
        }
    }

    /// The rule in words that follow "until" or "by": `24 hours before`, `noon, 3 working days
    /// before`, `5pm on the Wednesday before`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let hour = |at: &Option<Time>| at.map_or(String::new(), |at| format!("{}, ", clock(at)));
        match self {
            Self::Hours(hours) => format!("{} before", count(*hours, "hour")),
            Self::Days { days, clear, at } => {
                let unit = if *clear { "clear day" } else { "day" };
                format!("{}{} before", hour(at), count(*days, unit))
            }
            Self::WorkingDays { days, clear, at } => {
                let unit = if *clear { "clear working day" } else { "working day" };
                format!("{}{} before", hour(at), count(*days, unit))
            }
            Self::Weeks { weeks, at } => format!("{}{} before", hour(at), count(*weeks, "week")),
            Self::WeekdayBefore { weekday, at } => {
                let at = at.map_or(String::new(), |at| format!("{} on ", clock(at)));
                format!("{at}the {} before", weekday_name(*weekday))
            }
        }
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
    let day = start.date();
    let (day, at) = match notice {
        Notice::Hours(hours) => {
            return start.checked_sub(i64::from(*hours).hours()).unwrap_or(DateTime::MIN);
        }
        Notice::Days { days, clear, at } => {
            (days_before(day, i64::from(*days) + i64::from(*clear)), at)
        }
        Notice::WorkingDays { days, clear, at } => {
            (working_days_before(day, *days + u32::from(*clear), nations), at)
        }
        Notice::Weeks { weeks, at } => (days_before(day, i64::from(*weeks) * 7), at),
        Notice::WeekdayBefore { weekday, at } => {
            let back = day.weekday().since(*weekday);
            (days_before(day, if back == 0 { 7 } else { i64::from(back) }), at)
        }
    };
    day.to_datetime(at.unwrap_or(start.time())).min(start)
}

fn days_before(day: Date, days: i64) -> Date {
    day.checked_sub(days.days()).unwrap_or(Date::MIN)
}

/// The day by which a letter of a day can be expected to be answered: after so many working days,
/// wherever in the country it goes to, else after a month.
#[must_use]
pub fn answer_by(sent: Date, working_days: Option<u32>) -> Date {
    const NATIONS: &[&str] = &["England", "Scotland", "Northern Ireland"];
    let Some(mut left) = working_days else {
        return sent.checked_add(1.month()).unwrap_or(sent);
    };
    let mut day = sent;
    while left > 0 {
        let Ok(next) = day.tomorrow() else { return day };
        day = next;
        left -= u32::from(is_working_day(day, NATIONS));
    }
    day
}

/// Goes back so many working days; the day itself is not one of them.
fn working_days_before(mut day: Date, mut days: u32, nations: &[&str]) -> Date {
    while days > 0 {
        let Ok(before) = day.yesterday() else {
            return day;
        };
        day = before;
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
    nations.iter().any(|nation| bank_holidays(Division::of(nation), day.year()).contains(&day))
}

/// What to say beside a deadline that bank holidays put in doubt: it falls on one itself, or it is
/// counted in working days in Scotland, where many places keep days of their own.
#[must_use]
pub fn caution(notice: &Notice, start: DateTime, nations: &[&str]) -> Option<String> {
    let day = deadline(notice, start, nations).date();
    if is_holiday(day, nations) {
        let day = dates::weekday(day);
        return Some(format!("{day} is a bank holiday: send it before then, or ask them."));
    }
    let local = matches!(notice, Notice::WorkingDays { .. }) && nations.contains(&"Scotland");
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
    if notice.names_an_hour() { dates::soon(deadline) } else { dates::weekday(deadline.date()) }
}

/// How long is left, in words: `in 10 days`, `in 44 hours`, `today`, `it was 3 days ago`.
///
/// Under two days it counts hours, or says that it is today; otherwise days of the calendar.
#[must_use]
pub fn left(now: DateTime, deadline: DateTime) -> String {
    let days = days_between(now.date(), deadline.date());
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

fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

#[cfg(test)]
mod tests;

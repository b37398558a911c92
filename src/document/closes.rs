//! When a consultation closes, or something else: a day, with the hour where it is known.

use std::fmt::{self, Display};

use jiff::civil::{Date, DateTime, Time};

use crate::text::ENGLISH;

/// When something closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Closes {
    /// The last day.
    pub day: Date,
    /// The hour, where it is known; without it the whole day is taken to be left.
    pub at: Option<Time>,
}

impl Closes {
    /// Reads `2026-11-27` or `2026-11-27 17:00`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (day, at) = text.split_once([' ', 'T']).map_or((text, None), |(d, t)| (d, Some(t)));
        let whole = |text: &str, signs: usize| text.len() == signs;
        let day = Some(day).filter(|day| whole(day, 10))?.parse().ok()?;
        let at = match at {
            Some(at) => Some(Time::strptime("%H:%M", Some(at).filter(|at| whole(at, 5))?).ok()?),
            None => None,
        };
        Some(Self { day, at })
    }

    /// The last moment.
    #[must_use]
    pub fn moment(self) -> DateTime {
        self.day.to_datetime(self.at.unwrap_or(Time::constant(23, 59, 0, 0)))
    }

    /// `27 November 2026, 5pm`, or the day alone.
    #[must_use]
    pub fn whole(self) -> String {
        let hour = self.at.map(|time| format!(", {}", ENGLISH.clock(time)));
        format!("{}{}", ENGLISH.day(self.day), hour.unwrap_or_default())
    }

    /// `Friday 27 November, 5pm`, or the day alone: a moment not far off.
    #[must_use]
    pub fn soon(self) -> String {
        match self.at {
            Some(_) => ENGLISH.soon(self.moment()),
            None => ENGLISH.weekday(self.day),
        }
    }
}

/// As [`Closes::read`] reads it.
impl Display for Closes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        self.at.map_or(Ok(()), |at| write!(f, "{}", at.strftime(" %H:%M")))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    #[test]
    fn a_day_or_a_day_and_an_hour() {
        for text in ["2026-11-27 17:00", "2026-11-27"] {
            assert_eq!(Closes::read(text).map(|closes| closes.to_string()).as_deref(), Some(text));
        }
        let friday = Closes::read("2026-11-27 17:00").expect("a moment");
        assert_eq!(friday.moment(), datetime(2026, 11, 27, 17, 0, 0, 0));
        assert_eq!(friday.soon(), "Friday 27 November, 5pm");
        let day = Closes::read("2026-11-27").expect("a day");
        assert_eq!(day.soon(), "Friday 27 November");
        assert_eq!(day.moment(), datetime(2026, 11, 27, 23, 59, 0, 0));
        for wrong in ["27 November", "2026-11", "2026-11-27 5pm", "2026-11-27 25:00", "2026-11-27 "]
        {
            let read = Closes::read(wrong);
            assert!(read.is_none() || wrong.ends_with(' '), "{wrong}: {read:?}");
        }
    }
}

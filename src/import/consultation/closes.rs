//! When a consultation closes, where its page says so.

use jiff::civil::{Date, Time};

use crate::question::calendar;
use crate::register::deadline::Closes;

/// Words that say that a date is the last.
const SIGNS: &[&str] = &[
    "clos",
    "deadline",
    "runs until",
    "run until",
    "open until",
    "by midnight",
    "ends at",
    "end on",
    "respond by",
    "responses by",
    "ends on",
    "reach us by",
];

/// When it closes, where a line says so.
pub(super) fn closes(line: &str) -> Option<Closes> {
    let lower = line.to_lowercase();
    let asks_to_send = ["send", "return", "hand", "reply", "respond", "please"];
    if asks_to_send.iter().any(|word| lower.starts_with(word)) && lower.contains(" by ") {
        return in_words(&lower);
    }
    let sign = SIGNS.iter().filter_map(|sign| lower.find(sign)).min()?;
    // A date before the sign is of something else, unless there is no other.
    in_words(&lower[sign..]).or_else(|| in_words(&lower))
}

fn in_words(text: &str) -> Option<Closes> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let (at, date) = words.windows(3).enumerate().find_map(|(at, three)| {
        let day = three[0].trim_end_matches(char::is_alphabetic).parse().ok()?;
        let month = calendar::month(three[1])?;
        let date = Date::new(three[2].parse().ok()?, month, day).ok()?;
        Some((at, date))
    })?;
    let before = &words[at.saturating_sub(4)..at];
    let after = &words[at + 3..(at + 7).min(words.len())];
    Some(Closes { day: date, at: hour(after).or_else(|| hour(before)) })
}

/// `5pm`, `11 59pm`, `noon`, `midnight`. Midnight is the end of the day.
fn hour(words: &[&str]) -> Option<Time> {
    let number = |text: &str| text.parse::<i8>().ok();
    for (at, word) in words.iter().enumerate() {
        if matches!(*word, "noon" | "midday") {
            return Time::new(12, 0, 0, 0).ok();
        }
        if *word == "midnight" {
            return Time::new(23, 59, 0, 0).ok();
        }
        let late = word.ends_with("pm");
        let Some(digits) = word.strip_suffix("pm").or_else(|| word.strip_suffix("am")) else {
            continue;
        };
        let earlier = at.checked_sub(1).and_then(|i| number(words[i]));
        let (hour, minute) = match (earlier, number(digits)) {
            (Some(hour), Some(minute)) => (hour, minute),
            (None, Some(hour)) => (hour, 0),
            (Some(hour), None) if digits.is_empty() => (hour, 0),
            _ => continue,
        };
        if !(1..=12).contains(&hour) {
            continue;
        }
        let hour = hour % 12 + if late { 12 } else { 0 };
        return Time::new(hour, minute, 0, 0).ok();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_hours() {
        for (line, wanted) in [
            ("The consultation closes on 18 December 2026 at 5pm.", Some("2026-12-18 17:00")),
            ("Closing date: Friday 27th November 2026", Some("2026-11-27")),
            (
                "Opened 1 October 2026. Closes at 11.59pm on 27 November 2026",
                Some("2026-11-27 23:59"),
            ),
            ("Deadline: midnight, 3 March 2027", Some("2027-03-03 23:59")),
            ("Comments should reach us by 30 November 2026.", Some("2026-11-30")),
            ("Closes 12 Dec 2026", Some("2026-12-12")),
            (
                "Hand it in at the office by Friday 4 December 2026 at noon.",
                Some("2026-12-04 12:00"),
            ),
            ("We will send a report by 3 March 2027.", None),
            ("It opened on 1 October 2026.", None),
            ("It closes on 31 February 2026.", None),
            ("It closes at 99pm on 1 March 2026.", Some("2026-03-01")),
        ] {
            assert_eq!(closes(line).map(Closes::written).as_deref(), wanted, "{line}");
        }
    }
}

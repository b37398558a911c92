//! Limits and last days as consultations state them: `(maximum 500 words)`, `up to 1,500
//! characters`, `closes at 5pm on 12 March 2027`.

use jiff::civil::Time;
use serde::Serialize;

use crate::document::Closes;
use crate::import::words::shape;
use crate::question;

/// Most words and most characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// Most words.
    pub words: Option<usize>,
    /// Most characters.
    pub characters: Option<usize>,
}

impl Limit {
    /// Takes what a text states: the text without the brackets that state it.
    pub(super) fn take(&mut self, text: &str) -> String {
        // Between brackets a number of words needs no other word to be a limit.
        for name in ["bracketed_limit", "limit_behind", "limit_before", "limit_named"] {
            let Some(stated) = shape(name).captures(text) else { continue };
            let words = stated["of"].starts_with(['w', 'W']);
            let most = if words { &mut self.words } else { &mut self.characters };
            let number = stated["most"].replace(',', "").parse().ok();
            *most = most.or(number.filter(|most| (5..100_000).contains(most)));
        }
        shape("bracketed_limit").replace_all(text, "").trim().to_string()
    }
}

/// How many bytes from a day its hour may stand.
const NEAR: usize = 25;

/// When it closes, where a line says so: none within where it does not say for certain.
pub(super) fn closes(line: &str) -> Option<Option<Closes>> {
    let ways = ["closes_by", "closes_from_to", "closes_sent", "closes_before", "closes_some_day"];
    let mut ways = ways.into_iter().filter_map(|way| shape(way).captures(line));
    let Some(day) = ways.next()?.name("day") else { return Some(None) };
    // The hour stands behind the day, or before it and behind any day before.
    let before = shape("day").find_iter(&line[..day.start()]).last().map_or(0, |last| last.end());
    let near = day.start().saturating_sub(NEAR).max(before)..day.end() + NEAR;
    let hours = shape("hour").find_iter(line).filter(|hour| near.contains(&hour.start()));
    let read = |hour: &str| question::day_and_time(&format!("{} {hour}", day.as_str()));
    let found = hours.filter_map(|hour| read(hour.as_str())).next().or_else(|| read(""));
    // The midnight that ends the day.
    let end = |at| if at == Time::midnight() { Time::constant(23, 59, 0, 0) } else { at };
    Some(found.map(|(day, at)| Closes { day, at: at.map(end) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_found_and_their_brackets_taken_out() {
        for (text, words, characters, rest) in [
            ("Why? (maximum 500 words)", Some(500), None, "Why?"),
            ("Why? (250 words)", Some(250), None, "Why?"),
            ("Why? (250 words max)", Some(250), None, "Why?"),
            ("Why? [max. 2000 characters including spaces]", None, Some(2000), "Why?"),
            ("Why (as you see it)?", None, None, "Why (as you see it)?"),
            ("It has 40 words.", None, None, "It has 40 words."),
        ] {
            let mut limit = Limit::default();
            let left = limit.take(text);
            assert_eq!(limit, Limit { words, characters }, "{text}");
            assert_eq!(left, rest);
        }
        // Elsewhere the words stay as they are.
        for (text, words, characters) in [
            ("Why? Please use up to 1,500 characters.", None, Some(1500)),
            ("Why? Word limit: 300", Some(300), None),
            ("Say why in no more than 100 words.", Some(100), None),
            ("Anything else, in up to 90 words?", Some(90), None),
            ("Why? You have 4,000 characters.", None, Some(4000)),
            ("Why? Max. 500 characters incl. spaces", None, Some(500)),
            ("Why? 300 words at most.", Some(300), None),
        ] {
            let mut limit = Limit::default();
            assert_eq!(limit.take(text), text);
            assert_eq!(limit, Limit { words, characters });
        }
    }

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
            ("It runs from 1 February to 30 April 2027.", Some("2027-04-30")),
            ("It runs from 9 November 2026 to 1 February 2027.", Some("2027-02-01")),
            (
                "Open for 10 weeks from 9 November 2026 to 5pm on Monday 18 January 2027",
                Some("2027-01-18 17:00"),
            ),
            (
                "It runs for 12 weeks from 9 November 2026 and will close on 1 February 2027.",
                Some("2027-02-01"),
            ),
            ("It is open from 9 November 2026 – 1 February 2027", Some("2027-02-01")),
            ("It closes on 1 March 2027 – a report comes by 5 May 2027", Some("2027-03-01")),
            ("Closing date: 31.01.27 – later answers cannot be counted", Some("2027-01-31")),
            ("Please reply by 29/1/2027", Some("2027-01-29")),
            ("End date: 10/01/2027", Some("2027-01-10")),
            ("The last day to reply is Friday 5th March 2027.", Some("2027-03-05")),
            ("You have until 9am on January 29th, 2027.", Some("2027-01-29 09:00")),
            ("The deadline is the 29th of January 2027", Some("2027-01-29")),
            ("Send it by 29 January.", None),
            ("It is open from 9 November 2026.", None),
            ("We will send a report by 3 March 2027.", None),
            ("It opened on 1 October 2026.", None),
            ("It closes on 31 February 2026.", None),
            ("Write to us. Please reply by 1 March 2026.", Some("2026-03-01")),
            ("It closes at 99pm on 1 March 2026.", Some("2026-03-01")),
        ] {
            let day = closes(line).flatten().map(|closes| closes.to_string());
            assert_eq!(day.as_deref(), wanted, "{line}");
        }
        // A day without its year is asked about, and so is the first day of a time without an end.
        for line in ["Send it by 29 January.", "It is open from 9 November 2026."] {
            assert_eq!(closes(line), Some(None), "{line}");
        }
    }
}

//! Tables for dates and times, and the words they are printed in.

use jiff::civil::{Date, DateTime, date};
use proptest::prelude::*;

use super::*;

/// A Saturday.
const TODAY: Date = jiff::civil::date(2026, 11, 21);

/// The name of a fault.
fn name(fault: AnswerFault) -> &'static str {
    match fault {
        AnswerFault::Told(name, _) => name,
        other => panic!("{other}"),
    }
}

fn day(text: &str) -> Result<Option<Date>, &'static str> {
    super::date(text, TODAY, false).map_err(name)
}

fn at(text: &str) -> Result<String, &'static str> {
    date_time(text, TODAY).map(|at| at.map_or("none".into(), |at| at.to_string())).map_err(name)
}

#[test]
fn dates_as_people_type_them() {
    let april = date(2026, 4, 3);
    let december = date(2026, 12, 2);
    for (text, read) in [
        ("2026-12-03", date(2026, 12, 3)),
        ("2026/12/3", date(2026, 12, 3)),
        ("2026-12-03 00:00:00", date(2026, 12, 3)),
        ("3/4/26", april),
        ("03/04/2026", april),
        ("3 / 4 / 26", april),
        ("3.4.2026", april),
        ("3-4-26", april),
        ("3 4 2026", april),
        ("3 Apr 26", april),
        ("3-Apr-26", april),
        ("3apr2026", april),
        ("3rd April 2026", april),
        ("the 3rd of April, 2026", april),
        ("April 3rd 2026", april),
        ("Friday 3 April 2026", april),
        ("3 April '26", april),
        ("3 April", date(2027, 4, 3)),
        ("3.4", date(2027, 4, 3)),
        ("3/4", date(2027, 4, 3)),
        ("wed 2 dec", december),
        ("WED 2ND DEC.", december),
        ("Wednesday 2 December 2026", december),
        ("Weds, 2 December", december),
        ("21 nov", TODAY),
        ("20 nov", date(2027, 11, 20)),
        ("29 feb", date(2028, 2, 29)),
        ("29 feb 28", date(2028, 2, 29)),
        ("1 Sept 70", date(1970, 9, 1)),
        ("1 Sept 69", date(2069, 9, 1)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 22)),
        ("yesterday", date(2026, 11, 20)),
        ("wed", date(2026, 11, 25)),
        ("on Friday", date(2026, 11, 27)),
        ("saturday", date(2026, 11, 28)),
    ] {
        assert_eq!(day(text), Ok(Some(read)), "{text}");
    }
}

#[test]
fn what_is_wrong_with_a_date_is_told() {
    for (text, fault) in [
        ("soon", "not-a-date"),
        ("wed after next", "not-a-date"),
        ("2 + 2", "not-a-date"),
        ("12345", "not-a-date"),
        ("1/2/3/4", "not-a-date"),
        ("december", "no-day"),
        ("december 2026", "no-day"),
        ("12/2026", "no-day"),
        ("2026", "no-day"),
        ("3", "no-month"),
        ("wed 2nd", "no-month"),
        ("4/13/2026", "no-such-month"),
        ("31 april", "no-such-day-ever"),
        ("29 feb 2027", "no-such-day"),
        ("30/2", "no-such-day-ever"),
        ("0/1/2026", "no-such-day"),
        ("wed 3 dec", "other-weekday"),
        ("3 dec 226", "year"),
        ("3 dec 6", "year"),
        ("3 dec 9999", "year"),
        ("3 dec 2026 13:30", "time-not-wanted"),
        ("3 dec 1.30", "time-not-wanted"),
        ("3 dec 1pm", "time-not-wanted"),
        ("3 dec 4 jan", "several"),
        ("tomorrow 3 dec", "several"),
        ("3/12/26 4/12/26", "several"),
    ] {
        assert_eq!(day(text), Err(fault), "{text}");
    }
    for (text, sentence) in [
        ("wed 3 dec 2026", "3 December 2026 is a Thursday. Check the day and the date."),
        ("29 feb 2027", "There is no such day: February 2027 has 28 days."),
        ("31 april", "There is no such day: April has 30 days at most."),
    ] {
        let told = super::date(text, TODAY, false).map_err(|fault| fault.to_string());
        assert_eq!(told, Err(sentence.to_string()));
    }
}

#[test]
fn times_as_people_type_them() {
    for (text, read) in [
        ("wed 2 dec 1.30", "2026-12-02T13:30:00"),
        ("wed 2 dec 1.30pm", "2026-12-02T13:30:00"),
        ("Wed 2nd December at 1.30 p.m.", "2026-12-02T13:30:00"),
        ("1:30 pm on 2 December 2026", "2026-12-02T13:30:00"),
        ("2/12/26 13:30", "2026-12-02T13:30:00"),
        ("2.12.26 13.30", "2026-12-02T13:30:00"),
        ("2.12 1.30", "2026-12-02T13:30:00"),
        ("2 12 2026 13:30", "2026-12-02T13:30:00"),
        ("2026-12-02T13:30", "2026-12-02T13:30:00"),
        ("2026-12-02T13:30:45", "2026-12-02T13:30:00"),
        ("2026-12-02 01:30", "2026-12-02T01:30:00"),
        ("2 dec 1330", "2026-12-02T13:30:00"),
        ("2 dec 2026 1930hrs", "2026-12-02T19:30:00"),
        ("2 dec 13:30 hrs", "2026-12-02T13:30:00"),
        ("2 dec 26 1.30", "2026-12-02T13:30:00"),
        ("2 dec 1pm", "2026-12-02T13:00:00"),
        ("2 dec at 1", "2026-12-02T13:00:00"),
        ("2 dec at 9", "2026-12-02T09:00:00"),
        ("2 dec 2026 7", "2026-12-02T19:00:00"),
        ("2 dec 7 o'clock", "2026-12-02T19:00:00"),
        ("2 dec, 8.15", "2026-12-02T08:15:00"),
        ("2 dec 1.30am", "2026-12-02T01:30:00"),
        ("2 dec 12.30", "2026-12-02T12:30:00"),
        ("2 dec noon", "2026-12-02T12:00:00"),
        ("2 dec 12 noon", "2026-12-02T12:00:00"),
        ("midday 2 dec", "2026-12-02T12:00:00"),
        ("2 dec 12am", "2026-12-02T00:00:00"),
        ("2 dec midnight", "2026-12-02T00:00:00"),
        ("tomorrow 2", "2026-11-22T14:00:00"),
        ("tomorrow 1930", "2026-11-22T19:30:00"),
        ("wed 6.30", "2026-11-25T18:30:00"),
        ("not known", "none"),
        ("Unknown.", "none"),
        ("Don’t know", "none"),
    ] {
        assert_eq!(at(text).as_deref(), Ok(read), "{text}");
    }
    for (text, fault) in [
        ("2 dec", "no-time"),
        ("tomorrow", "no-time"),
        ("1.30pm", "no-day"),
        ("13:30", "no-day"),
        ("2 dec 25:00", "no-such-time"),
        ("2 dec 13:60", "no-such-time"),
        ("2 dec 1:3", "no-such-time"),
        ("2 dec 13am", "no-such-time"),
        ("2 dec 0pm", "no-such-time"),
        ("2 dec 11", "year-or-hour"),
        ("2 dec 1", "year-or-hour"),
        ("2 dec 1pm 2pm", "several"),
        ("thu 2 dec 1pm", "other-weekday"),
        ("half past one", "not-a-date"),
    ] {
        assert_eq!(at(text), Err(fault), "{text}");
    }
}

#[test]
fn dates_at_the_ends_of_the_calendar_do_no_harm() {
    for today in [Date::MIN, Date::MAX] {
        for text in ["tomorrow", "yesterday", "wed", "29 feb", "31 dec", "1 jan 1pm"] {
            let _ = super::date(text, today, false);
            let _ = date_time(text, today);
        }
    }
}

fn days() -> impl Strategy<Value = Date> {
    (1900..=2199_i16, 1..=12_i8, 1..=31_i8)
        .prop_filter_map("day", |(y, m, d)| Date::new(y, m, d).ok())
}

fn moments() -> impl Strategy<Value = DateTime> {
    (days(), 0..24_i8, 0..60_i8).prop_map(|(day, hour, minute)| day.at(hour, minute, 0, 0))
}

proptest! {
    #[test]
    fn a_date_in_words_reads_as_the_same_date(written in days()) {
        for pattern in
            ["%-d %B %Y", "%A %-d %B %Y", "%a %d %b %Y", "%d/%m/%Y", "%-d.%-m.%Y", "%F"]
        {
            let text = written.strftime(pattern).to_string();
            prop_assert_eq!(day(&text), Ok(Some(written)), "{}", text);
        }
    }

    #[test]
    fn a_time_in_words_reads_as_the_same_time(written in moments()) {
        for pattern in
            ["%A %-d %B %Y, %-I.%M%P", "%-d %b %Y at %H:%M", "%H.%M, %-d %B %Y", "%FT%H:%M"]
        {
            let text = written.strftime(pattern).to_string();
            prop_assert_eq!(date_time(&text, TODAY), Ok(Some(written)), "{}", text);
        }
    }

    #[test]
    fn the_next_such_date_is_never_past(written in days(), today in days()) {
        let text = written.strftime("%-d %b").to_string();
        let read = super::date(&text, today, false).expect("a date of the calendar").expect("known");
        prop_assert!(read >= today);
        prop_assert_eq!((read.day(), read.month()), (written.day(), written.month()));
    }
}

#[test]
fn a_day_that_has_been_is_the_last_such_and_none_to_come_is_taken() {
    let past = |text| super::date(text, TODAY, true);
    for (text, day) in [
        ("20 November", date(2026, 11, 20)),
        ("21 November", TODAY),
        ("3 December", date(2025, 12, 3)),
        ("29 February", date(2024, 2, 29)),
        ("saturday", date(2026, 11, 14)),
        ("yesterday", date(2026, 11, 20)),
        ("2026-10-19", date(2026, 10, 19)),
    ] {
        assert_eq!(past(text), Ok(Some(day)), "{text}");
    }
    assert_eq!(past("3 December 2026").map_err(name), Err("to-come"));
    let told = past("tomorrow").map_err(|fault| fault.to_string());
    assert_eq!(told, Err("22 November 2026 is still to come. Type a day that has been.".into()));
}

//! Deadlines as bodies themselves gave them, and what must hold of every deadline.

use jiff::civil::{date, datetime, time};
use proptest::prelude::*;

use crate::register::deadline::*;

fn notice(yaml: &str) -> Notice {
    serde_yaml::from_str(yaml).expect("the notice of a test is well formed")
}

fn by(yaml: &str, start: DateTime) -> DateTime {
    deadline(&notice(yaml), start, &["England"])
}

#[test]
fn north_yorkshire_noon_three_working_days() {
    assert_eq!(
        by("{working_days: 3, at: '12:00'}", datetime(2026, 3, 9, 10, 0, 0, 0)),
        datetime(2026, 3, 4, 12, 0, 0, 0)
    );
}

#[test]
fn kirklees_two_working_days_at_ten() {
    assert_eq!(
        by("{working_days: 2, at: '10:00'}", datetime(2022, 2, 7, 10, 0, 0, 0)),
        datetime(2022, 2, 3, 10, 0, 0, 0)
    );
}

#[test]
fn weekdays_that_councils_give_as_examples() {
    let week = datetime(2026, 6, 15, 18, 0, 0, 0); // a Monday, no holiday near
    let on = |days: i64| week.checked_add(days.days()).expect("June 2026 has the day");
    // Derbyshire: Wednesday meeting, Friday. Cambridge: Tuesday, Friday. Sheffield's older rule,
    // which it called two clear days: Thursday meeting, Tuesday.
    for (meeting, rule, weekday) in [
        (on(2), "{working_days: 3, at: '12:00'}", Weekday::Friday),
        (on(1), "{working_days: 2, at: '12:00'}", Weekday::Friday),
        (on(3), "{working_days: 2, at: '9:00'}", Weekday::Tuesday),
    ] {
        let deadline = by(rule, meeting);
        assert_eq!(deadline.date().weekday(), weekday, "{rule}");
        assert!((meeting.date() - deadline.date()).get_days() < 7);
    }
}

#[test]
fn clear_days_leave_out_both_ends() {
    let thursday = datetime(2026, 6, 18, 18, 0, 0, 0);
    let monday = datetime(2026, 6, 15, 9, 0, 0, 0);
    assert_eq!(by("{working_days: 2, clear: true, at: '9:00'}", thursday), monday);
    assert_eq!(by("{days: 2, clear: true, at: '9:00'}", thursday), monday);
    // Bassetlaw: seven clear working days, noon. Tuesday 9 June is followed by seven before the 18th
    // (10, 11, 12, 15, 16, 17 and no more), so the 8th is the day.
    assert_eq!(
        by("{working_days: 7, clear: true, at: '12:00'}", thursday),
        datetime(2026, 6, 8, 12, 0, 0, 0)
    );
}

#[test]
fn hours_weeks_and_the_wednesday_before() {
    let start = datetime(2026, 12, 2, 13, 30, 0, 0); // a Wednesday
    assert_eq!(by("{hours: 24}", start), datetime(2026, 12, 1, 13, 30, 0, 0));
    assert_eq!(by("{weeks: 4, at: '16:30'}", start), datetime(2026, 11, 4, 16, 30, 0, 0));
    let wednesday = "{weekday_before: wednesday, at: '17:00'}";
    assert_eq!(by(wednesday, start), datetime(2026, 11, 25, 17, 0, 0, 0));
    assert_eq!(
        by(wednesday, datetime(2026, 11, 30, 18, 0, 0, 0)),
        datetime(2026, 11, 25, 17, 0, 0, 0)
    );
    assert_eq!(by("{days: 7}", start), datetime(2026, 11, 25, 13, 30, 0, 0));
}

#[test]
fn easter_and_christmas_are_jumped() {
    // Good Friday 3 April and Easter Monday 6 April 2026.
    assert_eq!(
        by("{working_days: 2, at: '12:00'}", datetime(2026, 4, 8, 18, 0, 0, 0)),
        datetime(2026, 4, 2, 12, 0, 0, 0)
    );
    // Christmas Day a Friday, Boxing Day kept on Monday 28 December 2026, New Year on Friday.
    assert_eq!(
        by("{working_days: 5, at: '12:00'}", datetime(2027, 1, 5, 10, 0, 0, 0)),
        datetime(2026, 12, 24, 12, 0, 0, 0)
    );
}

#[test]
fn a_deadline_that_would_fall_after_the_start_is_the_start() {
    let start = datetime(2026, 6, 15, 10, 0, 0, 0);
    assert_eq!(by("{days: 0, at: '12:00'}", start), start);
}

#[test]
fn what_a_notice_may_not_say() {
    for (yaml, word) in [
        ("{}", "needs one of"),
        ("{hours: 24, days: 2}", "needs one of"),
        ("{weeks: 4, clear: true}", "`clear` goes with"),
        ("{hours: 24, at: '9:00'}", "does not go with `hours`"),
        ("{days: 2, at: noon}", "is not a time"),
        ("{days: 2, at: '25:00'}", "is not a time"),
        ("{weekday_before: wensday}", "not a day of the week"),
        ("{days: 100000}", "more than 1000"),
        ("{day: 2}", "unknown field"),
    ] {
        let said = serde_yaml::from_str::<Notice>(yaml).expect_err(yaml).to_string();
        assert!(said.contains(word), "{yaml}: {said}");
    }
}

#[test]
fn rules_and_deadlines_in_words() {
    let start = datetime(2026, 12, 2, 13, 30, 0, 0);
    for (yaml, rule, day) in [
        ("{hours: 24}", "24 hours before", "Tuesday 1 December, 1.30pm"),
        ("{hours: 1}", "1 hour before", "Wednesday 2 December, 12.30pm"),
        (
            "{working_days: 3, at: '12:00'}",
            "noon, 3 working days before",
            "Friday 27 November, noon",
        ),
        ("{working_days: 2, clear: true}", "2 clear working days before", "Friday 27 November"),
        ("{days: 1, clear: true}", "1 clear day before", "Monday 30 November"),
        ("{weeks: 4, at: '16:30'}", "4.30pm, 4 weeks before", "Wednesday 4 November, 4.30pm"),
        (
            "{weekday_before: Wednesday, at: '17:00'}",
            "5pm on the Wednesday before",
            "Wednesday 25 November, 5pm",
        ),
    ] {
        let notice = notice(yaml);
        assert_eq!(notice.in_words(), rule);
        assert_eq!(due(&notice, start, &["England"]), day, "{yaml}");
    }
    assert_eq!(ENGLISH.moment(start), "Wednesday 2 December 2026, 1.30pm");
    let clocks = [(0, 0, "midnight"), (0, 5, "12.05am"), (9, 0, "9am"), (12, 5, "12.05pm")];
    for (hour, minute, said) in clocks {
        assert_eq!(ENGLISH.clock(time(hour, minute, 0, 0)), said);
    }
}

#[test]
fn how_long_is_left() {
    let now = datetime(2026, 11, 21, 10, 0, 0, 0);
    for (deadline, said) in [
        (datetime(2026, 12, 1, 13, 30, 0, 0), "in 10 days"),
        (datetime(2026, 11, 23, 11, 0, 0, 0), "in 2 days"),
        (datetime(2026, 11, 23, 6, 0, 0, 0), "in 44 hours"),
        (datetime(2026, 11, 22, 9, 0, 0, 0), "in 23 hours"),
        (datetime(2026, 11, 21, 17, 0, 0, 0), "today"),
        (now, "today"),
        (datetime(2026, 11, 21, 9, 59, 0, 0), "it was earlier today"),
        (datetime(2026, 11, 20, 23, 0, 0, 0), "it was yesterday"),
        (datetime(2026, 11, 18, 12, 0, 0, 0), "it was 3 days ago"),
    ] {
        assert_eq!(left(now, deadline), said);
    }
    let late = datetime(2026, 11, 21, 23, 30, 0, 0);
    assert_eq!(left(late, datetime(2026, 11, 22, 0, 0, 0, 0)), "in less than an hour");
    assert_eq!(left(late, datetime(2026, 11, 22, 1, 0, 0, 0)), "in 1 hour");
}

#[test]
fn the_ends_of_the_calendar_do_no_harm() {
    for start in [DateTime::MIN, DateTime::MAX] {
        for yaml in ["{hours: 999}", "{working_days: 999}", "{weeks: 999}", "{days: 999}"] {
            assert!(by(yaml, start) <= start);
        }
    }
}

fn any_start() -> impl Strategy<Value = DateTime> {
    (0i64..60_000, 0i8..24, 0i8..60).prop_map(|(days, hour, minute)| {
        let day = date(1980, 1, 1).checked_add(days.days()).expect("within the calendar");
        day.at(hour, minute, 0, 0)
    })
}

fn any_notice() -> impl Strategy<Value = Notice> {
    let at = proptest::option::of((0i8..24, 0i8..60).prop_map(|(h, m)| time(h, m, 0, 0)));
    (0u8..5, 0u32..40, any::<bool>(), at).prop_map(|(kind, n, clear, at)| {
        let before = match kind {
            0 => Before::Hours(n),
            1 => Before::Days(n, clear),
            2 => Before::WorkingDays(n, clear),
            3 => Before::Weeks(n),
            _ => Before::Weekday(Weekday::Monday.wrapping_add(i64::from(n))),
        };
        Notice { before, at: at.filter(|_| kind > 0) }
    })
}

fn one_more(notice: &Notice) -> Notice {
    let before = match notice.before {
        Before::Hours(hours) => Before::Hours(hours + 1),
        Before::Days(days, clear) => Before::Days(days + 1, clear),
        Before::WorkingDays(days, clear) => Before::WorkingDays(days + 1, clear),
        Before::Weeks(weeks) => Before::Weeks(weeks + 1),
        same @ Before::Weekday(_) => same,
    };
    Notice { before, at: notice.at }
}

proptest! {
    #[test]
    fn never_after_the_start_and_more_notice_is_never_later(
        notice in any_notice(), start in any_start(),
    ) {
        let due = deadline(&notice, start, &[]);
        prop_assert!(due <= start);
        prop_assert!(deadline(&one_more(&notice), start, &[]) <= due);
        if let Before::WorkingDays(days, clear) = notice.before {
            let calendar = Notice { before: Before::Days(days, clear), at: notice.at };
            prop_assert!(due <= deadline(&calendar, start, &[]), "working days reach further back");
            prop_assert!(days + u32::from(clear) == 0 || is_working_day(due.date(), &[]));
        }
    }

    #[test]
    fn what_is_left_can_always_be_said(a in any_start(), b in any_start()) {
        let said = left(a, b);
        prop_assert_eq!(said.starts_with("it was"), a > b);
    }
}

#[test]
fn an_answer_is_due_after_working_days_or_a_month() {
    let by = |sent, days| answer_by(sent, days).to_string();
    assert_eq!(
        by(date(2026, 12, 1), Some(20)),
        "2026-12-31",
        "Christmas and Boxing Day do not count"
    );
    assert_eq!(by(date(2026, 11, 20), Some(20)), "2026-12-21", "nor does St Andrew's Day");
    assert_eq!(by(date(2027, 1, 31), None), "2027-02-28");
}

//! Days that have passed and are spoken of as if to come.

use std::ops::Range;

use jiff::civil::Date;

use crate::check::lists::lists;
use crate::check::prose::tokens::{Token, days, tokens};

/// The first day of a sentence that has passed while the sentence speaks of it as to come: where
/// it stands, in bytes.
pub(super) fn past_as_to_come(text: &str, today: Date) -> Option<Range<usize>> {
    let tokens = tokens(text);
    let gone = days(&tokens).into_iter().filter(|day| day.date < today);
    let past = tokens.iter().any(|t| t.is(&lists().happened));
    let asks = tokens.first().is_some_and(|t| t.is(&lists().asking_to_act));
    let to_come = asks || tokens.iter().any(|t| t.is(&lists().to_come)) || is_to(&tokens);
    let done = tokens.windows(2).any(|two| {
        let ed = two[1].text.len() > 4 && two[1].text.ends_with("ed");
        ed && two[1].text != "need" && !two[0].is(&lists().to_be)
    });
    for day in gone {
        let start = day.tokens.start;
        let before = |n: usize| &tokens[start.saturating_sub(n)..start];
        let last = before(3).iter().any(|t| t.is(&["deadline", "date"]));
        let of = before(1).iter().any(|t| t.is(&lists().of_a_day)) && !last;
        let by = before(2).iter().any(|t| t.is(&lists().by_a_day)) && !done;
        // `The meeting is on 3 March`, `the last day is 3 March`.
        let now = before(2).iter().any(|t| t.is(&["is", "are"])) && !done;
        if !past && !of && (to_come || by || now) {
            let end = tokens[day.tokens.end - 1].range().end;
            return Some(tokens[start].at..end);
        }
    }
    None
}

/// `is to`, `are to`, `is going to`.
fn is_to(tokens: &[Token<'_>]) -> bool {
    tokens.windows(2).any(|two| two[0].is(&["is", "are", "going"]) && two[1].is(&["to"]))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn only_a_day_that_is_past_and_spoken_of_as_to_come() {
        let today = date(2026, 11, 21);
        for (text, found) in [
            ("Please reply by 3 March 2026.", Some("3 March 2026")),
            ("The consultation closes on 3 March 2026.", Some("3 March 2026")),
            ("From 1 April 2026 the ward will be shut.", Some("1 April 2026")),
            ("It is to close in October 2026.", Some("October 2026")),
            ("Answers reach them until 3 March 2026.", Some("3 March 2026")),
            ("On 3 March 2019 the consultation closes.", Some("3 March 2019")),
            ("Before 1 June 2020, tell them so.", Some("1 June 2020")),
            ("The deadline is 3 March 2026.", Some("3 March 2026")),
            ("It has a deadline of 3 March 2026.", Some("3 March 2026")),
            ("The closing date of 3 March 2026 is near.", Some("3 March 2026")),
            ("Come to the hall on 3 March 2026.", Some("3 March 2026")),
            ("The meeting is on 3 March 2026.", Some("3 March 2026")),
            ("The last day is 3 March 2026.", Some("3 March 2026")),
            ("Answers must be received by 3 March 2026.", Some("3 March 2026")),
            ("The deadline of 3 March 2026 passed without an answer.", None),
            ("In July 2017 the board voted to shut it.", None),
            ("Before 1 April 2013 primary care trusts bought care.", None),
            ("Until 1 July 2022 other bodies ordered it.", None),
            ("The letter of 3 March 2026 says so.", None),
            ("The law has been the same since 1 May 2014.", None),
            ("Please reply by 3 March 2027.", None),
            ("It is to close in November 2026.", None),
            ("Since 31 January 2024 councils can no longer refer.", None),
            ("By 31 March 2013 the trusts had closed.", None),
            ("In July 2025 ministers said that it will end.", None),
            ("The plan of July 2025 names it.", None),
        ] {
            assert_eq!(past_as_to_come(text, today).map(|at| &text[at]), found, "{text}");
        }
    }
}

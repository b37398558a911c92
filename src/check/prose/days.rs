//! Days that have passed and are spoken of as if to come.

use std::ops::Range;

use jiff::civil::Date;

use crate::check::prose::tokens::{Token, days, tokens};

/// Words that speak of what is to come.
const TO_COME: &[&str] = &[
    "will",
    "shall",
    "please",
    "closes",
    "closing",
    "ends",
    "opens",
    "begins",
    "starts",
    "expects",
    "plans",
    "due",
    "upcoming",
    "forthcoming",
    "won't",
    "won’t",
    "deadline",
    "meets",
    "launches",
    "runs",
];

/// Words that begin a sentence which asks somebody to do something.
const ASKING: &[&str] = &[
    "come", "join", "write", "send", "tell", "email", "e-mail", "ask", "sign", "reply", "return",
    "attend", "respond", "meet", "vote", "visit", "object", "comment",
];

/// Words that speak of what was.
pub(super) const PAST: &[&str] = &[
    "was",
    "were",
    "had",
    "did",
    "said",
    "came",
    "became",
    "closed",
    "ended",
    "opened",
    "began",
    "started",
    "decided",
    "announced",
    "published",
    "promised",
    "expected",
    "planned",
    "wrote",
    "since",
    "passed",
    "missed",
    "voted",
    "held",
    "ran",
    "bought",
    "met",
    "took",
    "gave",
    "told",
    "heard",
    "found",
    "went",
    "left",
    "lost",
    "made",
    "rose",
    "fell",
    "been",
];

/// Words before `…ed` that make it something still to be done: `must be received by`.
const TO_BE: &[&str] = &["be", "is", "are", "being", "get", "not"];

/// Words before a day that only says of when something is.
const OF: &[&str] = &["of", "dated", "since"];

/// Words before a day by which something is to happen.
const BY: &[&str] = &["by", "before", "until", "till", "deadline", "than"];

/// The first day of a sentence that has passed while the sentence speaks of it as to come: where
/// it stands, in bytes.
pub(super) fn past_as_to_come(text: &str, today: Date) -> Option<Range<usize>> {
    let tokens = tokens(text);
    let gone = days(&tokens).into_iter().filter(|day| day.date < today);
    let past = tokens.iter().any(|t| t.is(PAST));
    let asks = tokens.first().is_some_and(|t| t.is(ASKING));
    let to_come = asks || tokens.iter().any(|t| t.is(TO_COME)) || is_to(&tokens);
    let done = tokens.windows(2).any(|two| {
        let ed = two[1].text.len() > 4 && two[1].text.ends_with("ed");
        ed && two[1].text != "need" && !two[0].is(TO_BE)
    });
    for day in gone {
        let start = day.tokens.start;
        let before = |n: usize| &tokens[start.saturating_sub(n)..start];
        let last = before(3).iter().any(|t| t.is(&["deadline", "date"]));
        let of = before(1).iter().any(|t| t.is(OF)) && !last;
        let by = before(2).iter().any(|t| t.is(BY)) && !done;
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

//! Days that have passed and are spoken of as if to come.

use std::ops::Range;

use jiff::civil::Date;

use super::tokens::{Token, days, tokens};

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
];

/// Words that speak of what was.
const PAST: &[&str] = &[
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
];

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
    let to_come = tokens.iter().any(|t| t.is(TO_COME)) || is_to(&tokens);
    for day in gone {
        let start = day.tokens.start;
        let of = tokens[start.saturating_sub(1)..start].iter().any(|t| t.is(OF));
        let by = tokens[start.saturating_sub(2)..start].iter().any(|t| t.is(BY));
        if !past && !of && (to_come || by) {
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
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_a_day_that_is_past_and_spoken_of_as_to_come() {
        let today = date(2026, 11, 21);
        for (text, found) in [
            ("Please reply by 3 March 2026.", Some("3 March 2026")),
            ("The consultation closes on 3 March 2026.", Some("3 March 2026")),
            ("From 1 April 2026 the ward will be shut.", Some("1 April 2026")),
            ("It is to close in October 2026.", Some("October 2026")),
            ("Answers reach them until 3 March 2026.", Some("3 March 2026")),
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

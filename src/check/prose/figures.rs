//! Figures in a sentence: numbers that state something, and so need a source. A date, a time, a
//! number that only names something (section 14, A4, a postcode) state nothing. The patterns are in
//! `data/prose.yaml`.

use std::ops::Range;
use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

use crate::check::lists::{lists, pattern};
use crate::check::prose::words::is_around;

/// A figure, and where what looks like one states nothing.
static PATTERNS: LazyLock<(Regex, Vec<Regex>)> = LazyLock::new(|| {
    let none = lists().no_figures.iter().map(|text| pattern(text));
    (pattern(&lists().a_figure), none.collect())
});

/// Whether a word is a figure without a digit.
pub fn is_figure_word(word: &str) -> bool {
    let figures = lists().named.get("figures");
    figures.is_some_and(|words| words.contains(&word.to_lowercase()))
}

/// The first figure of a sentence, in bytes.
pub(super) fn figure(text: &str) -> Option<Range<usize>> {
    let (a_figure, none) = &*PATTERNS;
    // Most sentences have nothing that looks like one.
    a_figure.find(text)?;
    let blanked = |found: &Captures<'_>| match found.name("but") {
        Some(_) => found[0].to_string(),
        None => " ".repeat(found[0].len()),
    };
    let mut rest = text.to_string();
    for pattern in none {
        rest = pattern.replace_all(&rest, blanked).into_owned();
    }
    // The last of the groups that matched is the one that says what is shown.
    let found = a_figure.captures(&rest)?.iter().flatten().last()?.range();
    let shown = rest[found.clone()].trim_end_matches(is_around);
    let start = found.start + shown.len() - shown.trim_start_matches(is_around).len();
    Some(start..found.start + shown.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_states_something_is_a_figure() {
        for (text, found) in [
            ("It rose by 40 per cent.", "40"),
            ("Waiting rose by 40% in 2025.", "40%"),
            ("Half of it went.", "Half"),
            ("It would cost £5m.", "£5m"),
            ("About 1,200 people use it.", "1,200"),
            ("There were 2 per cent more.", "2"),
            ("Since 31 January 2024 there were 12 closures.", "12"),
            ("It has 7,500 beds.", "7,500"),
            ("A million people wait.", "million"),
            ("One in five of us waits.", "One"),
            ("Two out of three said no.", "Two"),
            ("Two thirds of them closed.", "Two"),
            ("It has lost a quarter of its staff.", "a"),
            ("Prices rose to 9.30 per cent.", "9.30"),
            ("It has 14 wards and 3 kitchens.", "14"),
            ("The number of beds fell to 12.", "12"),
            ("It costs £2.50 a day.", "£2.50"),
            ("Section 14 hides that 900 people wait.", "900"),
            ("Route 66 lost 40 stops.", "40"),
            ("At 9.30 there were 60 people.", "60"),
            ("Last year 24,000 people were seen.", "24,000"),
            ("On each floor 30 beds went.", "30"),
            ("In that case 900 people wait.", "900"),
        ] {
            assert_eq!(figure(text).map(|at| &text[at]), Some(found), "{text}");
        }
    }

    #[test]
    fn what_names_something_is_none() {
        for text in [
            "Since 31 January 2024 councils can no longer refer changes.",
            "It opened on the 3rd, in the 1990s.",
            "See section 14Z45 and sections 14 and 15 of the Act of 2006.",
            "Please answer within 20 working days, in 300 words.",
            "The meeting is at 1.30pm, or 2 o'clock, or 14:00.",
            "1. Do you agree?",
            "Print it on A4.",
            "Call 01632 960 123 or 999, day and night, 24/7.",
            "Write to 10 Example Street, Exampleton S70 0ZZ.",
            "[answer 5] of [count grounds] grounds",
            "In 2025/26 and 2026-27 it was open.",
            "SI 2024/16, question 3 and application 26/04567/FU.",
            "It takes half an hour, in the second half of the day.",
            "Would you double check?",
            "12-14 March 2026",
            "A hundred words take less than a minute.",
            "Take the number 14 bus, or the 14 bus, or bus 7.",
            "It left at 9.30, and the 10.15 train was late.",
            "It is open from 11 am to 3 pm, or 10 to 11am, or 10–11am.",
            "The meeting is in Room 3, on floor 2 of Building 7.",
            "See section 38(6) and sections 3, 4 and 5.",
            "It is on Route 66, off the A61, at junction 36 of the M1.",
            "Telephone 07700 900123 or +44 1632 960123.",
            "It is in S70 0ZZ, and was so in 1998, on 3 March 2026 and 03/03/2026.",
            "Answer Question 7, questions 8 and 9, and see pp. 4-5 and page 12.",
            "See paragraph 4.2, p. 3 and policies H1 and H2.",
            "It is for Year 6 and Key Stage 2, and for those on Band 5.",
            "It is open 24 hours a day, 7 days a week, with a 24-hour line.",
            "It is a home for the over 65s and a club for under-18s.",
            "We ask for a 20 mph zone.",
            "Listen to Radio 4, then watch Channel 4.",
            "One in the morning, two in the afternoon.",
            "It takes a quarter of an hour.",
            "Quote reference 12345 and charity 1234567.",
            "See HC 650, footnote 3.",
            "Type 2 diabetes and Covid-19",
            "Platforms and gates: platform 3, gate 2",
        ] {
            assert_eq!(figure(text).map(|at| &text[at]), None, "{text}");
        }
    }
}

//! Figures in a sentence: numbers that state something, and so need a source. A date, a time, a
//! number that only names something (section 14, A4, a postcode) state nothing.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::lists::{has, lists};
use crate::check::prose::tokens::{Token, day_number, month, tokens, year};

/// Whether a word is a figure without a digit.
pub fn is_figure_word(word: &str) -> bool {
    has(&lists().figures, &word.to_lowercase())
}

/// The first figure of a sentence, in bytes.
pub(super) fn figure(text: &str) -> Option<Range<usize>> {
    let tokens = tokens(text);
    let numbered = numbers_of_a_telephone(&tokens);
    let found = (0..tokens.len()).find(|at| {
        let token = &tokens[*at];
        !token.filled && !numbered.contains(at) && {
            let digits = token.text.contains(|c: char| c.is_ascii_digit());
            if digits { states(&tokens, *at) } else { is_word(&tokens, *at) }
        }
    })?;
    Some(tokens[found].range())
}

/// A figure in letters.
fn is_word(tokens: &[Token<'_>], at: usize) -> bool {
    let next = |words: &[&str]| tokens.get(at + 1).is_some_and(|t| t.is(words));
    let before = |words: &[&str]| at > 0 && tokens[at - 1].is(words);
    let limits = tokens.get(at + 1).is_some_and(|t| t.is(&lists().limits));
    let half = tokens[at].is(&["half"]);
    if is_share(tokens, at) {
        return true;
    }
    is_figure_word(tokens[at].text)
        && !limits
        && !(half && (next(&["an", "past", "term", "day"]) || before(&["first", "second"])))
        && (!tokens[at].is(&["double"]) || next(&["the", "that", "what"]))
}

/// `one in five`, `two out of three`, `two thirds`, `a quarter of`.
fn is_share(tokens: &[Token<'_>], at: usize) -> bool {
    let is = |ahead: usize, words: &[&str]| tokens.get(at + ahead).is_some_and(|t| t.is(words));
    let small = |n: usize| tokens.get(at + n).is_some_and(|t| t.is(&lists().small_numbers));
    let parts = ["thirds", "quarters", "fifths", "tenths"];
    let whole = is(2, &["of"]) && !is(3, &["an", "a"]);
    let one_part = is(0, &["a", "one"]) && is(1, &["third", "quarter", "fifth", "tenth"]) && whole;
    // `one in two hundred` has its figure further on.
    let in_many = small(0) && is(1, &["in"]) && small(2) && !is(2, &["one"]);
    in_many
        || small(0) && is(1, &["out"]) && is(2, &["of"]) && small(3)
        || small(0) && is(1, &parts)
        || one_part
}

/// Whether a number states something.
fn states(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    let next = tokens.get(at + 1);
    let before = at.checked_sub(1).map(|at| &tokens[at]);
    !(is_day(tokens, at)
        || is_year(token.text)
        || is_time(token, next)
        || has(&lists().not_figures, token.text)
        || (at == 0 && (token.after.starts_with(['.', ')', ':'])))
        || before
            .is_some_and(|t| names(tokens, at) || (t.is(&["and", "to"]) && names_two(tokens, at)))
        || is_listed(tokens, at)
        || is_hour(tokens, at)
        || is_saying(tokens, at)
        || next.is_some_and(|t| t.is(&lists().numbered) && token.after.is_empty())
        || is_code(token.text)
        || is_postcode(token, before, next)
        || is_in_address(tokens, at)
        || is_limit(tokens, at))
}

/// `sections 14 and 15`.
fn names_two(tokens: &[Token<'_>], at: usize) -> bool {
    at >= 3
        && tokens[at - 3].is(&lists().naming)
        && tokens[at - 2].text.contains(|c: char| c.is_ascii_digit())
}

/// Whether the word before a number makes it a name: `bus 14`, `Year 6`; not `these buses 14`.
fn names(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|at| &tokens[at]) else { return false };
    let points = ["this", "these", "that", "those", "last", "next", "each", "every"];
    let pointed = at > 1 && tokens[at - 2].is(&points);
    let school = before.text == "Year" && !pointed;
    let parted = matches!(before.after, "," | ";");
    !parted && (school || before.is(&lists().naming) && !pointed)
}

/// `questions 3, 4 and 5`: numbers all the way back to a word that they name something behind.
fn is_listed(tokens: &[Token<'_>], at: usize) -> bool {
    let numbers = |t: &&Token<'_>| {
        t.is(&["and", "or", "to"]) || t.text.starts_with(|c: char| c.is_ascii_digit())
    };
    let run = tokens[..at].iter().rev().take(MOST_LISTED).take_while(numbers).count();
    let last = at.checked_sub(1).map(|before| &tokens[before]);
    let joined = last.is_some_and(|t| t.is(&["and", "or", "to"]) || t.after == ",");
    run > 0
        && joined
        && at.checked_sub(run + 1).is_some_and(|first| tokens[first].is(&lists().naming))
}

/// Most numbers of a list that are looked back over.
const MOST_LISTED: usize = 12;

/// `the 9.30 train`, `at 9.30`, `1.30 to 3.30pm`, `10–11am`: a time without its half of the day.
fn is_hour(tokens: &[Token<'_>], at: usize) -> bool {
    let clock = |word: &str| {
        let mut parts = word.split(['.', ':']);
        let hour = parts.next().filter(|h| is_number(h)).and_then(|h| h.parse::<u8>().ok());
        let minute = parts.next().filter(|m| m.len() == 2 && is_number(m));
        let minute = minute.and_then(|m| m.parse::<u8>().ok());
        parts.next().is_none() && hour.is_some_and(|h| h < 24) && minute.is_some_and(|m| m < 60)
    };
    let token = &tokens[at];
    let near = |from: usize, to: usize| tokens.get(from..to.min(tokens.len())).unwrap_or_default();
    let before = near(at.saturating_sub(1), at);
    let next = near(at + 1, at + 2);
    let unit = ["per", "percent", "million", "billion", "times", "hours", "days", "in", "miles"];
    let whens = [
        "at", "the", "from", "until", "till", "by", "before", "after", "about", "and", "to",
        "between",
    ];
    let spoken = clock(token.text)
        && before.iter().any(|t| t.is(&whens))
        && !next.iter().any(|t| t.is(&unit) || t.text.starts_with('%'));
    // `10 to 11am`, `10-11am`
    let ends = |word: &str| {
        let word = word.to_ascii_lowercase();
        let half = word.strip_suffix("am").or_else(|| word.strip_suffix("pm"));
        half.is_some_and(|w| clock(w) || w.len() <= 2 && is_number(w))
    };
    let parts: Vec<&str> = token.text.split(['-', '–']).collect();
    let range = parts.len() == 2 && ends(parts[1]);
    let begins = next.iter().any(|t| t.is(&["to", "and", "until"]))
        && near(at + 2, at + 4)
            .iter()
            .enumerate()
            .any(|(n, t)| n == 0 && ends(t.text) || n == 1 && t.is(&["am", "pm", "noon"]));
    spoken || range || begins
}

/// `open 24 hours a day`, `7 days a week`, `a 24-hour service`, `the over 65s`, `a 20 mph zone`.
fn is_saying(tokens: &[Token<'_>], at: usize) -> bool {
    let word = tokens[at].text;
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|t| t.is(words));
    let always =
        is(at + 1, &["hours", "days"]) && is(at + 2, &["a"]) && is(at + 3, &["day", "week"]);
    let people = word.trim_end_matches('s').bytes().all(|b| b.is_ascii_digit())
        && word.ends_with('s')
        && at > 0
        && is(at - 1, &["over", "under"]);
    let zone = is(at + 1, &["mph"]) && is(at + 2, &["zone", "zones", "limit", "limits", "speed"]);
    let old = word.contains("-year-old") || word.contains("-hour") || word.contains("-day");
    always || people || zone || old
}

/// The number of a day beside its month, `3rd`, or a day in figures.
fn is_day(tokens: &[Token<'_>], at: usize) -> bool {
    let word = tokens[at].text;
    let ordinal = day_number(word).is_some() && word.ends_with(|c: char| c.is_ascii_alphabetic());
    let is_month = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).is_some_and(|t| month(t.text).is_some())
    };
    let range = word.split(['-', '–']).all(|part| day_number(part).is_some());
    let beside = is_month(at.checked_sub(1)) || (1..=3).any(|ahead| is_month(Some(at + ahead)));
    let in_figures = word.matches(['/', '-']).count() == 2
        && word.split(['/', '-']).all(|p| p.bytes().all(|b| b.is_ascii_digit()) && !p.is_empty());
    ordinal || (range && beside) || in_figures
}

/// `2026`, `2025/26`, `1990s`, `2026's`.
fn is_year(word: &str) -> bool {
    let plain = word.trim_end_matches("'s").trim_end_matches("’s").trim_end_matches('s');
    let (first, rest) = plain.split_once(['/', '-', '–']).unwrap_or((plain, "26"));
    let follows = matches!(rest.len(), 2 | 4) && rest.bytes().all(|b| b.is_ascii_digit());
    year(first).is_some() && follows
}

/// `1.30pm`, `9am`, `14:00`, `2 o'clock`.
fn is_time(token: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    let word = token.text.to_lowercase();
    let half = ["am", "pm"].iter().find_map(|half| word.strip_suffix(half));
    let digits = half.unwrap_or(&word);
    let shape = digits.split(['.', ':']).all(|p| matches!(p.len(), 1 | 2) && is_number(p));
    let hours = |t: &&Token<'_>| t.is(&["am", "pm", "o'clock", "o’clock", "noon", "a.m", "p.m"]);
    shape && (half.is_some() || digits.contains(':') || next.filter(hours).is_some())
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// A mixture of letters and digits that is a name: `A4`, `14Z45`, `26/04567/FU`, `2024/16`.
fn is_code(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    let (mut all, mut capitals) = (0, 0);
    for letter in letters {
        all += 1;
        capitals += usize::from(letter.is_uppercase());
    }
    let digits = word.contains(|c: char| c.is_ascii_digit());
    let starts = word.starts_with(|c: char| c.is_alphabetic());
    let address = word.contains('@') || word.contains("://") || word.starts_with("www.");
    let money = word.starts_with(['£', '$', '€']);
    digits && !money && (address || (starts && all > 0) || capitals > 0 || word.contains('/'))
}

/// One half of a postcode: `S70 0ZZ`.
fn is_postcode(token: &Token<'_>, before: Option<&Token<'_>>, next: Option<&Token<'_>>) -> bool {
    let inward = |t: &Token<'_>| {
        let bytes = t.text.as_bytes();
        bytes.len() == 3
            && bytes[0].is_ascii_digit()
            && bytes[1..].iter().all(u8::is_ascii_uppercase)
    };
    let outward = |t: &Token<'_>| {
        (2..=4).contains(&t.text.len())
            && t.is_capital()
            && t.text.contains(|c: char| c.is_ascii_digit())
    };
    (inward(token) && before.is_some_and(outward)) || (outward(token) && next.is_some_and(inward))
}

/// `10 Example Street`.
fn is_in_address(tokens: &[Token<'_>], at: usize) -> bool {
    let rest = tokens[at + 1..].iter().take(3);
    let named: Vec<&Token<'_>> = rest.take_while(|t| t.is_capital()).collect();
    named.iter().any(|t| t.is(&lists().streets))
}

/// `within 20 working days`, `in 300 words`.
fn is_limit(tokens: &[Token<'_>], at: usize) -> bool {
    let before = &tokens[at.saturating_sub(3)..at];
    let rest = tokens[at + 1..].iter().take(3);
    let time = ["day", "days", "week", "weeks", "month", "months", "hours"];
    let within = before.iter().any(|t| t.is(&["within"]));
    rest.clone().any(|t| within && t.is(&time)) || rest.take(1).any(|t| t.is(&lists().limits))
}

/// The words that make up telephone numbers: `01632 960 123`.
fn numbers_of_a_telephone(tokens: &[Token<'_>]) -> BTreeSet<usize> {
    let mut all = BTreeSet::new();
    for start in 0..tokens.len() {
        if !tokens[start].text.starts_with("0") && !tokens[start].text.starts_with("+44") {
            continue;
        }
        // The longest way of parting one has five words.
        let run = tokens[start..]
            .iter()
            .take(5)
            .take_while(|t| is_number(t.text.trim_start_matches('+')));
        let (mut digits, mut words) = (0, 0);
        for token in run {
            digits += token.text.len();
            words += 1;
        }
        if (9..=14).contains(&digits) {
            all.extend(start..start + words);
        }
    }
    all
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

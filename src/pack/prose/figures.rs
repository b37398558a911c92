//! Figures in a sentence: numbers that state something, and so need a source. A date, a time, a
//! number that only names something (section 14, A4, a postcode) state nothing.

use std::collections::BTreeSet;
use std::ops::Range;

use super::tokens::{Token, day_number, month, tokens, year};

/// Words that are figures without a digit.
pub const WORDS: &[&str] = &[
    "percent", "cent", "half", "halve", "halved", "double", "doubled", "hundred", "thousand",
    "million", "billion",
];

/// Words behind which a number names something.
const NAMING: &[&str] = &[
    "act",
    "agenda",
    "annex",
    "appendix",
    "article",
    "articles",
    "bus",
    "buses",
    "category",
    "chapter",
    "class",
    "clause",
    "clauses",
    "covid",
    "figure",
    "flat",
    "form",
    "goal",
    "grade",
    "group",
    "item",
    "junction",
    "lane",
    "level",
    "lines",
    "motion",
    "no",
    "number",
    "option",
    "order",
    "page",
    "pages",
    "para",
    "paragraph",
    "paragraphs",
    "part",
    "parts",
    "phase",
    "plot",
    "plots",
    "point",
    "policy",
    "q",
    "question",
    "questions",
    "reg",
    "regulation",
    "regulations",
    "room",
    "route",
    "routes",
    "rule",
    "rules",
    "s",
    "schedule",
    "section",
    "sections",
    "stage",
    "step",
    "subsection",
    "table",
    "tier",
    "type",
    "unit",
    "version",
    "ward",
    "zone",
    "line",
];

/// The last words of addresses.
const STREETS: &[&str] = &[
    "street", "road", "lane", "avenue", "way", "close", "drive", "square", "house", "court",
    "place", "gardens", "terrace", "crescent",
];

/// What a number before it only counts as a limit on what is written, or on when.
const LIMITS: &[&str] = &["word", "words", "character", "characters", "copies", "side", "sides"];

/// Numbers that are telephone numbers or sayings.
const NAMES: &[&str] = &["999", "111", "112", "101", "119", "24/7", "9/11", "50/50"];

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
    let half = tokens[at].is(&["half"]);
    tokens[at].is(WORDS)
        && !next(LIMITS)
        && !(half && (next(&["an", "past", "term", "day"]) || before(&["first", "second"])))
        && (!tokens[at].is(&["double"]) || next(&["the", "that", "what"]))
}

/// Whether a number states something.
fn states(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    let next = tokens.get(at + 1);
    let before = at.checked_sub(1).map(|at| &tokens[at]);
    !(is_day(tokens, at)
        || is_year(token.text)
        || is_time(token, next)
        || NAMES.contains(&token.text)
        || (at == 0 && (token.after.starts_with(['.', ')', ':'])))
        || before.is_some_and(|t| t.is(NAMING) || (t.is(&["and", "to"]) && names_two(tokens, at)))
        || is_code(token.text)
        || is_postcode(token, before, next)
        || is_in_address(tokens, at)
        || is_limit(tokens, at))
}

/// `sections 14 and 15`.
fn names_two(tokens: &[Token<'_>], at: usize) -> bool {
    at >= 3
        && tokens[at - 3].is(NAMING)
        && tokens[at - 2].text.contains(|c: char| c.is_ascii_digit())
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
    named.iter().any(|t| t.is(STREETS))
}

/// `within 20 working days`, `in 300 words`.
fn is_limit(tokens: &[Token<'_>], at: usize) -> bool {
    let before = &tokens[at.saturating_sub(3)..at];
    let rest = tokens[at + 1..].iter().take(3);
    let time = ["day", "days", "week", "weeks", "month", "months", "hours"];
    let within = before.iter().any(|t| t.is(&["within"]));
    rest.clone().any(|t| within && t.is(&time)) || rest.take(1).any(|t| t.is(LIMITS))
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
        ] {
            assert_eq!(figure(text).map(|at| &text[at]), None, "{text}");
        }
    }
}

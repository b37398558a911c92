//! Answers inside the sentences of a template. People type "The library." and "the library" for the
//! same thing; the sentence has to stand after either.

use crate::text::gap::OPEN;
use crate::text::marks;
use crate::text::names::{has, lists};
use crate::text::words::capital;

/// Where the text of a value ends: behind it stand only spaces and marks.
fn text_end(value: &str) -> usize {
    value.trim_end_matches(|c: char| c.is_whitespace() || marks::is_mark(c)).len()
}

/// The marks before a value, and what is typed behind them.
fn split_marks(value: &str) -> (&str, &str) {
    value.split_at(value.len() - value.trim_start_matches(marks::is_mark).len())
}

/// An answer as a sentence of its own: with a capital where it begins with a small word, and a full
/// stop where it ends without a mark.
pub(super) fn sentence(value: &str) -> String {
    let (before, typed) = split_marks(value);
    let (text, rest) = typed.split_at(text_end(typed));
    let closed = text.trim_end_matches(['"', '\'', '”', '’', ')']);
    if text.starts_with(OPEN) || closed.is_empty() {
        return value.to_string();
    }
    let stop = if closed.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{before}{}{stop}{rest}", capital(text))
}

/// What a person wants, as a sentence. One that begins with the person, or that asks, stands as it
/// is; of any other nothing says whether it is a sentence ("more buses"), so it is led in.
pub(super) fn wish(value: &str) -> String {
    let whole = sentence(value);
    let (before, text) = split_marks(&whole);
    let first = text.split([' ', '\'', '’']).next().unwrap_or_default();
    let stands = text[..text_end(text)].ends_with('?') || ["I", "We", "Please"].contains(&first);
    if stands || text[..text_end(text)].is_empty() || text.starts_with(OPEN) {
        return whole;
    }
    // Behind the colon it begins as it was typed, but for a few words.
    let typed = split_marks(value).1.chars().next();
    let text = typed.into_iter().chain(text.chars().skip(1)).collect();
    format!("This is what I want: {before}{}", with_small_start(text))
}

/// An answer inside a sentence of the template: without the mark at its end, and with a small letter
/// where it begins with one of a few words that are no name.
pub(super) fn phrase(value: &str) -> String {
    if value.starts_with(OPEN) {
        return value.to_string();
    }
    let (text, rest) = value.split_at(text_end(value));
    let text = text.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let (before, text) = split_marks(text);
    format!("{before}{}{rest}", with_small_start(text.into()))
}

/// Since when something is, as it was typed: "April 2027" is led in, "in April" leads itself in.
pub(super) fn from_when(value: &str) -> String {
    let (before, typed) = split_marks(value);
    let (first, rest) = typed.split_at(typed.find(' ').unwrap_or(text_end(typed)));
    let small = first.to_lowercase();
    match (has(&lists().leading_in, &small), text_end(typed)) {
        (_, 0) => value.to_string(),
        (true, _) => format!("{before}{small}{rest}"),
        (false, _) => format!("from {value}"),
    }
}

/// A text whose first word has a small letter where it is one of a few that are no name.
fn with_small_start(text: String) -> String {
    let first = text.split(' ').next().unwrap_or_default();
    match has(&lists().small_openings, first) {
        true => first.to_lowercase() + &text[first.len()..],
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_makes_a_sentence_however_it_was_typed() {
        for (typed, whole) in [
            ("I want it open", "I want it open."),
            ("I want it open. ", "I want it open. "),
            ("Will it close?", "Will it close?"),
            ("They said \"no\"", "They said \"no\"."),
            ("They said \"no.\"", "They said \"no.\""),
            ("keep the pool open", "Keep the pool open."),
            ("eBay must pay", "eBay must pay."),
            ("", ""),
        ] {
            assert_eq!(sentence(typed), whole);
        }
        assert_eq!(sentence(&marks::own("Keep it")), marks::own("Keep it."));
    }

    #[test]
    fn what_a_person_wants_is_a_sentence_however_it_was_typed() {
        for (typed, whole) in [
            ("I want it open", "I want it open."),
            ("i'd like it open.", "I'd like it open."),
            ("please keep it", "Please keep it."),
            ("Why is it closing?", "Why is it closing?"),
            ("more buses", "This is what I want: more buses."),
            (
                "The pool must stay. It is ours.",
                "This is what I want: the pool must stay. It is ours.",
            ),
            ("Keep it open", "This is what I want: keep it open."),
            ("", ""),
        ] {
            assert_eq!(wish(typed), whole);
        }
        let own = format!("This is what I want: {}", marks::own("the ward kept."));
        assert_eq!(wish(&marks::own("The ward kept")), own);
    }

    #[test]
    fn a_time_is_led_in_once_however_it_was_typed() {
        for (typed, inside) in [
            ("April 2027", "from April 2027"),
            ("in March", "in March"),
            ("From the spring", "from the spring"),
            ("next year", "next year"),
            ("Soon", "soon"),
            ("2027", "from 2027"),
            ("", ""),
        ] {
            assert_eq!(from_when(typed), inside);
        }
        assert_eq!(from_when(&marks::own("In May")), marks::own("in May"));
    }

    #[test]
    fn an_answer_stands_in_a_sentence_however_it_was_typed() {
        for (typed, inside) in [
            ("the library in Mill Lane", "the library in Mill Lane"),
            ("The library in Mill Lane.", "the library in Mill Lane"),
            ("A&E at Example Hospital!", "A&E at Example Hospital"),
            ("My doctor", "my doctor"),
            ("Theatre Royal", "Theatre Royal"),
            ("A Levels at Example School", "A Levels at Example School"),
            ("The", "the"),
            ("...", ""),
            ("", ""),
        ] {
            assert_eq!(phrase(typed), inside);
        }
        assert_eq!(phrase(&marks::own("The ward.")), marks::own("the ward"));
    }
}

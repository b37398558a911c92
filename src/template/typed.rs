//! Answers inside the sentences of a template. People type "The library." and "the library" for the
//! same thing; the sentence has to stand after either.

use crate::text::gap::OPEN;
use crate::text::{marks, words};

/// Where the text of a value ends: behind it stand only spaces and marks.
fn text_end(value: &str) -> usize {
    value.trim_end_matches(|c: char| c.is_whitespace() || marks::is_mark(c)).len()
}

/// An answer as a sentence of its own: with a capital, and a full stop where it ends without a mark.
pub(super) fn sentence(value: &str) -> String {
    let value = &words::capital(value);
    let (text, rest) = value.split_at(text_end(value));
    let closed = text.trim_end_matches(['"', '\'', '”', '’', ')']);
    if text.starts_with(OPEN) || closed.is_empty() || closed.ends_with(['.', '!', '?', '…']) {
        return value.to_string();
    }
    format!("{text}.{rest}")
}

/// An answer inside a sentence of the template: without the mark at its end, and with a small letter
/// where it begins with one of a few words that are no name.
pub(super) fn phrase(value: &str) -> String {
    if value.starts_with(OPEN) {
        return value.to_string();
    }
    let (text, rest) = value.split_at(text_end(value));
    let text = text.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let start = text.len() - text.trim_start_matches(marks::is_mark).len();
    let (before, text) = text.split_at(start);
    let first = text.split(' ').next().unwrap_or_default();
    match ["The", "An", "My", "Our"].contains(&first) {
        true => format!("{before}{}{}{rest}", first.to_lowercase(), &text[first.len()..]),
        false => format!("{before}{text}{rest}"),
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
            ("will it close?", "Will it close?"),
            ("iPlayer has it", "iPlayer has it."),
            ("They said \"no\"", "They said \"no\"."),
            ("They said \"no.\"", "They said \"no.\""),
            ("", ""),
        ] {
            assert_eq!(sentence(typed), whole);
        }
        assert_eq!(sentence(&marks::own("Keep it")), marks::own("Keep it."));
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

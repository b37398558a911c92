//! The words of a sentence.

/// The words of a text in small letters, without the punctuation round them. What stands in square
/// brackets was filled in, and is none.
pub(super) fn spoken(text: &str) -> Vec<String> {
    let mut deep = 0_usize;
    let blank = |c: char| {
        deep = if c == '[' { deep + 1 } else { deep };
        let shown = if deep > 0 { '_' } else { c };
        deep = if c == ']' { deep.saturating_sub(1) } else { deep };
        shown
    };
    let said: String = text.chars().map(blank).collect();
    let words = said.split_whitespace().map(|word| word.trim_matches(is_around).to_lowercase());
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether a character stands round a word and is no part of it.
pub(super) fn is_around(c: char) -> bool {
    "(),.;:!?*_>#".contains(c) || is_quote(c)
}

/// Whether a character is a quotation mark or an apostrophe.
pub(super) fn is_quote(c: char) -> bool {
    "\"'“”‘’".contains(c)
}

//! Characters that nobody sees: which must not stand in a text, which turn the direction of one,
//! and what is shown in their place where a text that is not ours reaches a terminal.

use std::borrow::Cow;

/// Whether a character must not stand in any text: controls, with which a terminal is steered, and
/// noncharacters, from which the marks of [`super::marks`] are taken.
pub fn is_refused(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || is_noncharacter(c)
}

/// Whether Unicode keeps a code point out of text for good
/// (<https://www.unicode.org/faq/private_use.html#nonchar1>).
pub fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether a character only turns the direction of the words round it, so that a line may read
/// otherwise than it says.
pub fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text with a sign for each character that would steer a terminal or turn a line.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let steers = |c: char| is_refused(c) || turns(c);
    if text.contains(steers) { text.replace(steers, "\u{fffd}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_a_sign() {
        assert_eq!(
            harmless("a\u{1b}]52;c;x\u{7}\u{9b}31m\u{202e}b\r\n\tc"),
            "a\u{fffd}]52;c;x\u{fffd}\u{fffd}31m\u{fffd}b\u{fffd}\n\tc"
        );
        assert!(matches!(harmless("Siân’s “own” שלום"), Cow::Borrowed(_)));
    }
}

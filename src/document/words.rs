//! What a word is. Every count in the program (limits, shares, budgets) comes from here.

use crate::template::marks::{self, CITE, OWN, OWN_END};

/// A word of a text that may carry marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word as written, marks included.
    pub text: &'t str,
    /// Whether any of it lies inside own-words marks.
    pub own: bool,
}

/// The words of a text: runs without white space that hold a letter or a digit. Citations are
/// not words, and a mark parts nothing.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut own = false;
    text.split(|c: char| c.is_whitespace() || matches!(c, marks::LINE | marks::PARA | marks::SOFT))
        .filter_map(move |piece| {
            let mut word = Word { text: piece, own: false };
            let (mut counts, mut cited) = (false, false);
            for c in piece.chars() {
                match c {
                    OWN => own = true,
                    OWN_END => own = false,
                    CITE => cited = !cited,
                    c if c.is_alphanumeric() && !cited => {
                        counts = true;
                        word.own |= own;
                    }
                    _ => {}
                }
            }
            counts.then_some(word)
        })
}

/// How many words a text has.
pub fn count(text: &str) -> usize {
    words(text).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_a_person_would_count() {
        assert_eq!(count("It’s a two-bus ride – 45 minutes & £5."), 7);
        assert_eq!(count(""), 0);
        assert_eq!(count("- a\n\n- b"), 2);
    }

    #[test]
    fn own_words_are_those_between_the_marks() {
        let text =
            format!("He said: {}we wait, {OWN_END}and “{OWN}I{OWN_END}”.{CITE}12{CITE}", OWN);
        let own = words(&text).filter(|w| w.own).count();
        assert_eq!((words(&text).count(), own), (6, 3));
    }
}

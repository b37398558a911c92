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
    Words { rest: text, own: false }
}

struct Words<'t> {
    rest: &'t str,
    /// Whether own words are open where the rest begins.
    own: bool,
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        while !self.rest.is_empty() {
            let text = self.rest;
            let mut cited = false;
            // What a letter makes of the word, and what letters have made of it.
            let (mut here, mut seen) = (by_letter(cited, self.own), 0);
            let (mut end, mut next) = (text.len(), text.len());
            for (at, byte) in text.bytes().enumerate() {
                match class(byte) {
                    Class::Counts => seen |= here,
                    Class::Other => {}
                    Class::Parts => {
                        (end, next) = (at, at + 1);
                        break;
                    }
                    Class::Longer => {
                        let c = text[at..].chars().next().unwrap_or_default();
                        match c {
                            c if parts_words(c) => {
                                (end, next) = (at, at + c.len_utf8());
                                break;
                            }
                            OWN => self.own = true,
                            OWN_END => self.own = false,
                            CITE => cited = !cited,
                            c if c.is_alphanumeric() => seen |= here,
                            _ => {}
                        }
                        here = by_letter(cited, self.own);
                    }
                }
            }
            self.rest = &text[next..];
            if seen & COUNTS != 0 {
                return Some(Word { text: &text[..end], own: seen & IS_OWN != 0 });
            }
        }
        None
    }
}

/// What a letter makes of the word it stands in.
fn by_letter(cited: bool, own: bool) -> u8 {
    match (cited, own) {
        (true, _) => 0,
        (false, true) => COUNTS | IS_OWN,
        (false, false) => COUNTS,
    }
}

/// There is a letter or digit in it.
const COUNTS: u8 = 1;
/// One of them is the person's own.
const IS_OWN: u8 = 2;

/// What a byte of UTF-8 is to a word.
#[derive(Clone, Copy, PartialEq)]
enum Class {
    /// A letter or digit.
    Counts,
    /// White space.
    Parts,
    /// Punctuation and the like, and what follows in a character of several bytes.
    Other,
    /// The first byte of a character of several.
    Longer,
}

fn class(byte: u8) -> Class {
    CLASSES[usize::from(byte)]
}

static CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        let c = byte as u8;
        if c.is_ascii_alphanumeric() {
            classes[byte] = Class::Counts;
        } else if (c as char).is_ascii() && (c as char).is_whitespace() {
            classes[byte] = Class::Parts;
        } else if c >= 0xc0 {
            classes[byte] = Class::Longer;
        }
        byte += 1;
    }
    classes
};

fn parts_words(c: char) -> bool {
    c.is_whitespace() || matches!(c, marks::LINE | marks::PARA | marks::SOFT)
}

/// How many words a text has.
pub fn count(text: &str) -> usize {
    tally(text).0
}

/// How many [`words`] a text has, and how many of them are the person's own, counted without finding
/// where they are: every letter is counted, and some several times.
pub fn tally(text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mut tally = Tally::default();
    let (mut own, mut cited) = (false, false);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte < 0xc0 && cited {
            if class(*byte) == Class::Parts {
                tally.seen = 0;
                cited = false;
            }
            at += 1;
        } else if *byte < 0xc0 {
            let here = by_letter(cited, own);
            let run = bytes[at..].iter().take_while(|byte| **byte < 0xc0);
            at += run.map(|byte| tally.add(STEPS[usize::from(*byte)], here)).count();
        } else {
            let c = text[at..].chars().next().unwrap_or_default();
            at += c.len_utf8();
            match c {
                c if parts_words(c) => {
                    tally.seen = 0;
                    cited = false;
                }
                OWN => own = true,
                OWN_END => own = false,
                CITE => cited = !cited,
                c if c.is_alphanumeric() => {
                    tally.add(COUNTS | IS_OWN | STAYS, by_letter(cited, own))
                }
                _ => {}
            }
        }
    }
    (tally.words, tally.own)
}

/// Words counted so far.
#[derive(Default)]
struct Tally {
    words: usize,
    own: usize,
    /// What letters have made of the word at hand.
    seen: u8,
}

impl Tally {
    /// Adds a byte. There is no branch in it, as what comes next in a text is hard to foresee.
    fn add(&mut self, step: u8, here: u8) {
        let made = step & here & !self.seen;
        self.words += usize::from(made & COUNTS);
        self.own += usize::from((made & IS_OWN) >> 1);
        self.seen = (self.seen | made) & (step >> 2);
    }
}

/// What has been seen of a word stays so after a byte.
const STAYS: u8 = (COUNTS | IS_OWN) << 2;

/// What each byte is to a [`Tally`].
static STEPS: [u8; 256] = {
    let mut steps = [STAYS; 256];
    let mut byte = 0;
    while byte < 256 {
        match CLASSES[byte] {
            Class::Counts => steps[byte] = COUNTS | IS_OWN | STAYS,
            Class::Parts => steps[byte] = 0,
            Class::Other | Class::Longer => {}
        }
        byte += 1;
    }
    steps
};

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

    proptest::proptest! {
        #[test]
        fn a_tally_is_of_the_same_words(
            pieces in proptest::collection::vec("[a-c1.é€ \n\u{a0}\u{fdd0}-\u{fddf}]{0,6}", 0..12),
        ) {
            let text = pieces.concat();
            let own = words(&text).filter(|word| word.own).count();
            proptest::prop_assert_eq!(tally(&text), (words(&text).count(), own));
        }
    }
}

//! What a word is. Every count in the program (limits, shares, budgets) comes from here.

use crate::text::marks;
use crate::text::marks::{CITE, OWN, OWN_END};

/// A word of a text that may carry marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word as written, marks included.
    pub text: &'t str,
    /// Whether any of it lies inside own-words marks.
    pub own: bool,
}

/// A text with a capital at its beginning, unless its first word is written with one within: "eBay".
pub fn capital(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    let mut chars = text.chars();
    match chars.next() {
        Some(letter) if !first.contains(char::is_uppercase) => {
            letter.to_uppercase().chain(chars).collect()
        }
        _ => text.to_string(),
    }
}

/// A text on one line, its words parted by one space each.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
                tally.part();
                cited = false;
            }
            at += 1;
        } else if *byte < 0xc0 {
            at += tally.run(&bytes[at..], own);
        } else {
            let c = text[at..].chars().next().unwrap_or_default();
            at += c.len_utf8();
            match c {
                c if parts_words(c) => {
                    tally.part();
                    cited = false;
                }
                OWN => own = true,
                OWN_END => own = false,
                CITE => cited = !cited,
                c if c.is_alphanumeric() && !cited => tally.letter(own),
                _ => {}
            }
        }
    }
    tally.part();
    (tally.words, tally.own)
}

/// Words counted so far.
#[derive(Default)]
struct Tally {
    words: usize,
    own: usize,
    /// Whether the word at hand has a letter or digit.
    counts: bool,
    /// Whether one of them is the person's own.
    is_own: bool,
}

impl Tally {
    fn letter(&mut self, own: bool) {
        self.counts = true;
        self.is_own |= own;
    }

    /// The word at hand ends.
    fn part(&mut self) {
        self.words += usize::from(std::mem::take(&mut self.counts));
        self.own += usize::from(std::mem::take(&mut self.is_own));
    }

    /// Adds bytes, eight at a time, up to the first that begins a longer character; how many.
    fn run(&mut self, bytes: &[u8], own: bool) -> usize {
        let mut done = 0;
        for eight in bytes.as_chunks::<8>().0 {
            let eight = u64::from_le_bytes(*eight);
            // The two highest bits are set where a longer character begins.
            if eight & (eight << 1) & HIGH != 0 {
                break;
            }
            self.add(eight, own);
            done += 8;
        }
        let rest = bytes[done..].iter().take_while(|byte| **byte < 0xc0);
        // Behind the rest stands what neither counts nor parts.
        let mut last = [b'.'; 8];
        let filled = last.iter_mut().zip(rest).map(|(last, byte)| *last = *byte).count();
        self.add(u64::from_le_bytes(last), own);
        done + filled
    }

    fn add(&mut self, eight: u64, own: bool) {
        let (letters, parts) = (letters(eight), spaces(eight));
        self.words += ended(letters, parts, &mut self.counts);
        if own || self.is_own {
            self.own += ended(if own { letters } else { 0 }, parts, &mut self.is_own);
        }
    }
}

/// A one in each of eight bytes.
const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each.
const HIGH: u64 = 0x80 * ONES;

/// A one in each byte that is a letter or digit of ASCII.
fn letters(eight: u64) -> u64 {
    // The bit that makes a capital a small letter; digits stay digits, and nothing becomes either.
    between(eight | (0x20 * ONES), b'a', b'z') | between(eight, b'0', b'9')
}

/// A one in each byte that is white space of ASCII.
fn spaces(eight: u64) -> u64 {
    between(eight, b'\t', b'\r') | between(eight, b' ', b' ')
}

/// Has the lowest bit set in each byte of ASCII that lies between two, which it may be itself.
fn between(eight: u64, least: u8, most: u8) -> u64 {
    let low = eight & !HIGH;
    // No sum goes beyond its byte; its highest bit says whether it reached so far.
    let reaches = low + u64::from(0x80 - least) * ONES;
    let goes_beyond = low + u64::from(0x7f - most) * ONES;
    (reaches & !goes_beyond & !eight & HIGH) >> 7
}

/// How many words with a letter end in eight bytes. Where a word is, all bits are set: a letter in
/// it, or one that was `open` before, makes the sum run over into the byte that ends the word.
fn ended(letters: u64, parts: u64, open: &mut bool) -> usize {
    let words = !(parts * 0xff);
    let (sum, over) = words.overflowing_add(letters);
    let (sum, over_too) = sum.overflowing_add(u64::from(*open));
    *open = over || over_too;
    // The highest byte of the product is the sum of all bytes.
    ((sum & parts).wrapping_mul(ONES) >> 56) as usize
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

    proptest::proptest! {
        #[test]
        fn a_tally_is_of_the_same_words(
            pieces in proptest::collection::vec("[a-cZ09.@`{/:é€ \t\n\u{1c}\u{a0}\u{fdd0}-\u{fddf}]{0,12}", 0..12),
        ) {
            let text = pieces.concat();
            let own = words(&text).filter(|word| word.own).count();
            proptest::prop_assert_eq!(tally(&text), (words(&text).count(), own));
        }
    }
}

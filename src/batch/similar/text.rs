//! A text as it is compared: small letters, no punctuation, pairs of words.

use std::sync::LazyLock;

use rapidhash::RapidHashSet;
use rapidhash::v3::rapidhash_v3;

use crate::batch::lists::lists;

/// Fewest words that are compared. Below it people agree by chance ("please keep it open").
pub const FEWEST_WORDS: usize = 8;

/// A text with everything folded that people change without changing what they say: small
/// letters, words parted by one space, no punctuation, no apostrophes or accents typed apart.
pub fn normal(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().take_while(u8::is_ascii).count();
        fold_ascii(&rest.as_bytes()[..plain], &mut out);
        rest = &rest[plain..];
        if rest.is_empty() {
            break;
        }
        let (becomes, c) = beyond_ascii(rest);
        match becomes {
            VANISHES => {}
            PARTS => fold_ascii(b" ", &mut out),
            _ => out.extend(c.to_lowercase().to_string().bytes()),
        }
        rest = &rest[c.len_utf8()..];
    }
    if out.last() == Some(&PARTS) {
        out.pop();
    }
    // Whole characters went in, so that whole ones come out.
    String::from_utf8(out).unwrap_or_default()
}

/// Adds plain characters as they are compared: one space for all that parts two words, none before
/// the first. There is no branch for a character, as what comes next in a text is hard to foresee.
fn fold_ascii(plain: &[u8], out: &mut Vec<u8>) {
    let mut end = out.len();
    let mut last = out.last().copied().unwrap_or(PARTS);
    out.resize(end + plain.len(), 0);
    for byte in plain {
        let becomes = ASCII[usize::from(*byte & 0x7f)];
        let stays = becomes != VANISHES && !(becomes == PARTS && last == PARTS);
        out[end] = becomes;
        last = if stays { becomes } else { last };
        end += usize::from(stays);
    }
    out.truncate(end);
}

/// Nothing is left of it.
const VANISHES: u8 = 0;
/// It parts words.
const PARTS: u8 = b' ';
/// It is a letter of several bytes.
const LONGER: u8 = 0xff;

/// What becomes of a character of ASCII: itself as a small letter, or one of the above.
static ASCII: [u8; 128] = {
    let mut all = [PARTS; 128];
    let mut byte = 0;
    while byte < all.len() {
        let c = byte as u8;
        if c.is_ascii_alphanumeric() {
            all[byte] = c.to_ascii_lowercase();
        } else if vanishes(c as char) {
            all[byte] = VANISHES;
        }
        byte += 1;
    }
    all
};

/// What becomes of the character that a text begins with.
fn beyond_ascii(text: &str) -> (u8, char) {
    let c = text.chars().next().unwrap_or_default();
    match c {
        c if vanishes(c) => (VANISHES, c),
        c if c.is_alphanumeric() => (LONGER, c),
        _ => (PARTS, c),
    }
}

/// Characters that part no words: apostrophes of every shape, soft hyphens, joiners, combining
/// accents.
const fn vanishes(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '\u{FF07}' | '`' | '´')
        || matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
        || matches!(c, '\u{0300}'..='\u{036F}')
}

/// The hash by which identical texts are found.
pub fn hash(normal: &str) -> u64 {
    rapidhash_v3(normal.as_bytes())
}

/// A number for each pair of words that follow each other, sorted, each once. Its last two bits say
/// how many of the two are more than [small words](crate::batch::lists).
pub(super) fn pairs(normal: &str) -> Vec<u32> {
    let mut words = normal.split(' ').map(|word| {
        let hash = rapidhash_v3(word.as_bytes());
        (hash, u32::from(!SMALL.contains(&hash)))
    });
    let Some(mut before) = words.next() else { return Vec::new() };
    let mut pairs = Vec::with_capacity(normal.len() / 5);
    for word in words {
        let mixed = (before.0.rotate_left(5) ^ word.0).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        pairs.push(((mixed >> 32) as u32 & !3) | (before.1 + word.1));
        before = word;
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Hashes of the small words.
static SMALL: LazyLock<RapidHashSet<u64>> = LazyLock::new(|| {
    lists().small_words.iter().map(|word| rapidhash_v3(word.as_bytes())).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_change_without_meaning_to_is_folded() {
        let plain = "we cant wait said mum 45 minutes two buses";
        for text in [
            "We can’t wait, said Mum: 45 minutes – two buses!",
            "  we can't  WAIT “said Mum”\n\n45\u{a0}minutes... two-buses ",
            "We can‘t wait; said Mu\u{ad}m (45 minutes) two\u{2011}buses",
        ] {
            assert_eq!(normal(text), plain);
        }
        assert_eq!(normal(" … ? "), "");
    }

    proptest::proptest! {
        #[test]
        fn every_letter_becomes_small_and_all_else_parts_words_or_goes(text in ".{0,40}") {
            let kept = text.chars().filter(|c| !vanishes(*c));
            let parted: String =
                kept.map(|c| if c.is_alphanumeric() { c } else { ' ' }).flat_map(char::to_lowercase).collect();
            let words: Vec<&str> = parted.split(' ').filter(|word| !word.is_empty()).collect();
            proptest::prop_assert_eq!(normal(&text), words.join(" "));
        }
    }

    #[test]
    fn pairs_say_how_much_they_say() {
        let classes = |text: &str| -> Vec<u32> {
            let mut classes: Vec<u32> = pairs(text).iter().map(|pair| pair & 3).collect();
            classes.sort_unstable();
            classes
        };
        assert_eq!(classes("in the library van"), [0, 1, 2]);
        assert_eq!(pairs("a a a a a").len(), 1);
        assert_ne!(pairs("bus stop"), pairs("stop bus"));
        assert!(pairs("bus").is_empty() && pairs("").is_empty());
    }
}

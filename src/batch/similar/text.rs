//! A text as it is compared: small letters, no punctuation, runs of three words.

use rapidhash::v3::rapidhash_v3;

/// Fewest words that are compared. Below it people agree by chance ("please keep it open").
pub const FEWEST_WORDS: usize = 8;

/// Words in a run.
pub const RUN: usize = 3;

/// A text with everything folded that people change without changing what they say: small
/// letters, words parted by one space, no punctuation, no apostrophes or accents typed apart.
pub fn normal(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    let mut gap = false;
    while let Some(byte) = bytes.get(at) {
        // Nearly every character is a plain letter, and so is the next.
        let plain = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if plain > 0 {
            part(&mut out, &mut gap);
            let start = out.len();
            out.extend_from_slice(&bytes[at..at + plain]);
            out[start..].make_ascii_lowercase();
            at += plain;
            continue;
        }
        let (becomes, c) = match ASCII.get(usize::from(*byte)) {
            Some(becomes) => (*becomes, char::from(*byte)),
            None => beyond_ascii(&text[at..]),
        };
        at += c.len_utf8();
        match becomes {
            VANISHES => {}
            PARTS => gap = true,
            _ => {
                part(&mut out, &mut gap);
                out.extend(c.to_lowercase().to_string().bytes());
            }
        }
    }
    // Whole characters went in, so that whole ones come out.
    String::from_utf8(out).unwrap_or_default()
}

/// A space before a word, unless it is the first.
fn part(out: &mut Vec<u8>, gap: &mut bool) {
    if *gap && !out.is_empty() {
        out.push(b' ');
    }
    *gap = false;
}

/// Nothing is left of it.
const VANISHES: u8 = 0;
/// It parts words.
const PARTS: u8 = b' ';
/// It is a letter of several bytes.
const LONGER: u8 = 0xff;

/// What becomes of a character of ASCII that is neither letter nor digit.
static ASCII: [u8; 128] = {
    let mut all = [PARTS; 128];
    let mut byte = 0;
    while byte < all.len() {
        if vanishes(byte as u8 as char) {
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

/// A hash of each run of three words, in order; a shorter text is one run.
pub fn runs(normal: &str) -> Vec<u64> {
    let mut words = Vec::with_capacity(normal.len() / 4 + 1);
    let mut start = 0;
    for end in memchr::memchr_iter(b' ', normal.as_bytes()).chain([normal.len()]) {
        words.push(rapidhash_v3(&normal.as_bytes()[start..end]));
        start = end + 1;
    }
    words.windows(RUN.min(words.len())).map(run).collect()
}

/// The hashes of the runs, sorted, each once: a set to compare exactly.
pub fn run_set(normal: &str) -> Vec<u64> {
    let mut runs = runs(normal);
    runs.sort_unstable();
    runs.dedup();
    runs
}

fn run(words: &[u64]) -> u64 {
    let mixed = words
        .iter()
        .fold(0_u64, |h, word| (h.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    mixed ^ (mixed >> 29)
}

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
    fn runs_are_of_three_words() {
        assert_eq!(runs("a b c d").len(), 2);
        assert_eq!(runs("a b").len(), 1);
        assert_eq!(run_set("a a a a a").len(), 1);
        assert_ne!(runs("a b c"), runs("c b a"));
    }
}

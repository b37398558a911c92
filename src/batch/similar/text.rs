//! A text as it is compared: small letters, no punctuation, runs of three words.

use rapidhash::v3::rapidhash_v3;

/// Fewest words that are compared. Below it people agree by chance ("please keep it open").
pub const FEWEST_WORDS: usize = 8;

/// Words in a run.
pub const RUN: usize = 3;

/// A text with everything folded that people change without changing what they say: small
/// letters, words parted by one space, no punctuation, no apostrophes or accents typed apart.
pub fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        // Nearly every character is a plain letter.
        if !c.is_ascii_alphanumeric() {
            if vanishes(c) {
                continue;
            }
            if !c.is_alphanumeric() {
                gap = true;
                continue;
            }
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        match c.is_ascii() {
            true => out.push(c.to_ascii_lowercase()),
            false => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Characters that part no words: apostrophes of every shape, soft hyphens, joiners, combining
/// accents.
fn vanishes(c: char) -> bool {
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

    #[test]
    fn runs_are_of_three_words() {
        assert_eq!(runs("a b c d").len(), 2);
        assert_eq!(runs("a b").len(), 1);
        assert_eq!(run_set("a a a a a").len(), 1);
        assert_ne!(runs("a b c"), runs("c b a"));
    }
}

//! A text as it is compared: small letters, no punctuation, pairs of words.

use std::sync::LazyLock;

use rapidhash::RapidHashSet;
use rapidhash::v3::rapidhash_v3;

use crate::batch::lists::list;

/// Fewest words that are compared. Below it people agree by chance ("please keep it open").
pub const FEWEST_WORDS: usize = 8;

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
    list("small-words").iter().map(|word| rapidhash_v3(word.as_bytes())).collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn what_people_change_without_meaning_to_is_folded() {
        let plain = "we cant wait said mum 45 minutes two buses";
        for text in [
            "We can’t wait, said Mum: 45 minutes – two buses!",
            "  we can't  WAIT “said Mum”\n\n45\u{a0}minutes... two-buses ",
            "We can‘t wait; said Mu\u{ad}m (45 minutes) two\u{2011}buses",
        ] {
            assert_eq!(fold(text), plain);
        }
        assert_eq!(fold(" … ? "), "");
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

//! What is kept of a text so that it can be compared with every other without keeping it.

use super::text::{self, FEWEST_WORDS};
use crate::text::words;

/// How many values a sketch has.
pub const VALUES: usize = 64;

/// Values that must agree for two texts to be worth a look.
pub const BAND: usize = 3;

/// How many bands there are; the values that are left over serve the estimate alone.
pub const BANDS: usize = VALUES / BAND;

/// A sketch of a text: its hash, and one-permutation `MinHash` of its runs of three words, where
/// places that no run fell into borrow from the next that has one ("densifying by
/// rotation", Shrivastava and Li 2014, <https://proceedings.mlr.press/v32/shrivastava14.html>).
/// 264 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Hash of the text without capitals and punctuation: equal texts have equal hashes.
    pub hash: u64,
    /// The smallest hash that fell into each place.
    pub values: [u32; VALUES],
}

impl Sketch {
    /// The sketch of a text; none when it has too few words to be compared.
    pub fn of(text: &str) -> Option<Sketch> {
        Sketch::of_normal(words::count(text), &text::normal(text))
    }

    /// The same of a text that has so many words, and of which this is the [`text::normal`] form.
    pub fn of_normal(words: usize, normal: &str) -> Option<Sketch> {
        (words >= FEWEST_WORDS)
            .then(|| Sketch { hash: text::hash(normal), values: values(&text::runs(normal)) })
    }

    /// How many values two sketches share; of 64, about the share of runs that both texts have
    /// among those that either has.
    pub fn shared(&self, other: &Sketch) -> usize {
        self.values.iter().zip(&other.values).filter(|(a, b)| a == b).count()
    }

    /// The key of a band: sketches of similar texts have some band in common.
    pub fn band(&self, band: usize) -> u64 {
        let start = band as u64 + 1;
        self.values[band * BAND..][..BAND].iter().fold(start, |key, value| {
            (key.rotate_left(21) ^ u64::from(*value)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        })
    }
}

fn values(runs: &[u64]) -> [u32; VALUES] {
    let mut least: [Option<u32>; VALUES] = [None; VALUES];
    for run in runs {
        // The upper half chooses the place, the lower is the value: neither depends on the other.
        let place = (run >> 32) as usize % VALUES;
        let value = *run as u32;
        least[place] = Some(least[place].map_or(value, |old| old.min(value)));
    }
    let mut out = [0; VALUES];
    for (place, value) in out.iter_mut().enumerate() {
        let found = (0..VALUES).find_map(|step| Some((step, least[(place + step) % VALUES]?)));
        if let Some((step, least)) = found {
            *value = least.wrapping_add((step as u32).wrapping_mul(0x9E37_79B1));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_have_no_sketch() {
        assert_eq!(Sketch::of("Please keep our library open for everyone"), None);
        assert!(Sketch::of("Please keep our little library open for everyone").is_some());
        assert_eq!(size_of::<Sketch>(), 264);
    }

    #[test]
    fn equal_texts_have_equal_sketches() {
        let a = "The bus was moved twice, and nobody asked us. We’d like to know why.";
        let b = "the bus was moved twice and nobody asked us we'd like to know why";
        assert_eq!(Sketch::of(a), Sketch::of(b));
        let c = "My mother waited nine hours on a trolley in a corridor in March last year";
        let (a, c) = (Sketch::of(a).expect("long enough"), Sketch::of(c).expect("long enough"));
        assert!(a.shared(&c) < 8);
    }
}

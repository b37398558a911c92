//! Which people's own words are like someone else's.
//!
//! Own words alone are compared, without the text of the template, which all share: by the pairs of
//! words that follow each other. Pairs of small words ("in the") weigh little. Two texts are alike
//! when about half of the shorter one's weight stands in the other: so a text in which one word in
//! three is another, one with a word put in after every three, and one that stands inside another
//! are found, and people who tell of the same thing in words of their own are not. The limit lies
//! between families that were planted (0.53 and more) and people who share a sentence (0.43).
//!
//! Texts of fewer than 8 words are not compared: people agree in so few by chance.

use std::sync::LazyLock;

use rapidhash::v3::rapidhash_v3;
use rapidhash::{RapidHashMap, RapidHashSet};

use super::lists::list;
use crate::text::fold;
use crate::text::words;

/// Fewest words that are compared. Below it people agree by chance ("please keep it open").
pub const FEWEST_WORDS: usize = 8;

/// Weight of the shorter text that stands in the other, in a hundred, from which they are alike.
pub const LEAST_IN_COMMON: u32 = 48;

/// Fewest pairs in common that say something: two turns of phrase that many use are none.
pub const FEWEST_IN_COMMON: u32 = 8;

/// What a pair weighs by how many of its words say something.
const WEIGHTS: [u32; 4] = [3, 12, 20, 20];

/// Most pairs that are kept of a text: of a longer one those with the smallest numbers, so that
/// what is kept of two texts can be compared.
const MOST_KEPT: usize = 512;

/// Pairs of a text by which others like it are looked for.
const MOST_LOOKED_UP: usize = 48;

/// The rarest of them that are looked up.
const RAREST: usize = 24;

/// Texts that are looked at of those that have a pair in common: so no table makes this quadratic.
const MOST_IN_BUCKET: usize = 16;

/// One text in so many has a pair that is of a turn of phrase.
const STOCK_ONE_IN: usize = 200;

/// Fewest texts that have it.
const FEWEST_OF_STOCK: usize = 8;

/// Fewest of the rarest pairs that two texts have in common to be compared.
const FEWEST_SHARED: usize = 3;

/// Texts with which one is compared, the likeliest first.
const MOST_COMPARED: usize = 8;

/// What is kept of a text so that it can be compared with every other without keeping it: four
/// bytes a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Hash of the text without capitals and punctuation: equal texts have equal hashes.
    pub hash: u64,
    /// Its pairs of words, sorted.
    pairs: Box<[u32]>,
}

impl Sketch {
    /// The sketch of a text; none when it has too few words to be compared.
    pub fn of(text: &str) -> Option<Sketch> {
        Sketch::of_normal(words::count(text), &fold(text))
    }

    /// The same of a text that has so many words, and of which this is the [`fold`] form.
    pub fn of_normal(words: usize, normal: &str) -> Option<Sketch> {
        (words >= FEWEST_WORDS).then(|| {
            let mut pairs = pairs_of(normal);
            pairs.truncate(MOST_KEPT);
            Sketch { hash: rapidhash_v3(normal.as_bytes()), pairs: pairs.into() }
        })
    }

    /// Up to which number all its pairs are kept.
    fn cut(&self) -> u32 {
        let last = self.pairs.last().copied().unwrap_or_default();
        if self.pairs.len() < MOST_KEPT { u32::MAX } else { last }
    }

    /// Whether two texts are alike. Pairs of `stock` are those of turns of phrase that many use:
    /// two that have little else in common are alike only where each is for half the other.
    fn is_like(&self, other: &Sketch, stock: &RapidHashSet<u32>) -> bool {
        let mut telling = 0;
        let count = |pair: u32| telling += u32::from(pair & 3 > 0 && !stock.contains(&pair));
        let cut = self.cut().min(other.cut());
        let (a, b, shared) = in_common(&self.pairs, &other.pairs, cut, count);
        let holds = |all: u32| shared * 100 >= all * LEAST_IN_COMMON;
        telling >= FEWEST_IN_COMMON && holds(a.min(b))
            || shared >= FEWEST_IN_COMMON * WEIGHTS[1] && holds(a.max(b))
    }
}

/// The weights of two sets of pairs and of what they have in common, of which each is given to
/// `see`.
fn in_common(a: &[u32], b: &[u32], cut: u32, mut see: impl FnMut(u32)) -> (u32, u32, u32) {
    let within = |set: &&u32| **set <= cut;
    let weigh = |pair: u32| WEIGHTS[(pair & 3) as usize];
    let all = |set: &[u32]| set.iter().take_while(within).map(|pair| weigh(*pair)).sum();
    let mut rest = b.iter().peekable();
    let mut shared = 0;
    for pair in a.iter().take_while(within) {
        while rest.next_if(|other| *other < pair).is_some() {}
        if rest.peek() == Some(&pair) {
            shared += weigh(*pair);
            see(*pair);
        }
    }
    (all(a), all(b), shared)
}

/// Pairs of words of a text that many are made from, to see what was copied from it.
#[derive(Clone, Debug, Default)]
pub struct Common(Vec<u32>);

impl Common {
    /// The pairs of these texts.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Common {
        let mut pairs: Vec<u32> = texts.flat_map(|text| pairs_of(&fold(text))).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Common(pairs)
    }

    /// Whether a text is for the most part one of these.
    pub fn has(&self, sketch: &Sketch) -> bool {
        let mut count = 0;
        let see = |pair: u32| count += u32::from(pair & 3 > 0);
        let (own, _, shared) = in_common(&sketch.pairs, &self.0, sketch.cut(), see);
        count >= FEWEST_IN_COMMON && shared * 100 >= own * MOSTLY
    }
}

/// Weight of a text that stands in the texts of a pack, in a hundred, from which it is the pack's.
const MOSTLY: u32 = 75;

/// The groups of two or more texts that are alike, by their places in `sketches`: in the order of
/// their first members, members in order.
pub fn groups(sketches: &[&Sketch]) -> Vec<Vec<usize>> {
    let mut same: RapidHashMap<u64, Vec<usize>> = RapidHashMap::default();
    for (place, sketch) in sketches.iter().enumerate() {
        same.entry(sketch.hash).or_default().push(place);
    }
    let mut texts: Vec<Vec<usize>> = same.into_values().collect();
    texts.sort_unstable();
    let different: Vec<&Sketch> = texts.iter().map(|members| sketches[members[0]]).collect();
    let joined = joined(&different);
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); texts.len()];
    for (members, first) in texts.into_iter().zip(joined) {
        groups[first].extend(members);
    }
    groups.retain(|group| group.len() > 1);
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

/// For each of these texts, which all differ, the first of those that are alike.
fn joined(texts: &[&Sketch]) -> Vec<usize> {
    let mut looked_up: Vec<(u32, u32)> = Vec::with_capacity(texts.len() * MOST_LOOKED_UP);
    for (place, text) in texts.iter().enumerate() {
        let telling = text.pairs.iter().filter(|pair| *pair & 3 > 0).take(MOST_LOOKED_UP);
        looked_up.extend(telling.map(|pair| (*pair, place as u32)));
    }
    looked_up.sort_unstable();
    let buckets: Vec<&[(u32, u32)]> =
        looked_up.chunk_by(|a, b| a.0 == b.0).filter(|bucket| bucket.len() > 1).collect();
    let many = (texts.len() / STOCK_ONE_IN).max(FEWEST_OF_STOCK);
    let stock: RapidHashSet<u32> =
        buckets.iter().filter(|bucket| bucket.len() > many).map(|bucket| bucket[0].0).collect();
    let mut of_text: Vec<Vec<u32>> = vec![Vec::new(); texts.len()];
    for (bucket, members) in buckets.iter().enumerate() {
        for (_, text) in *members {
            of_text[*text as usize].push(bucket as u32);
        }
    }
    let mut first: Vec<usize> = (0..texts.len()).collect();
    for (text, mut near) in of_text.into_iter().enumerate() {
        near.sort_by_key(|bucket| buckets[*bucket as usize].len());
        let near = near.iter().take(RAREST).map(|bucket| buckets[*bucket as usize]);
        for other in likeliest(near, text) {
            let (a, b) = (root(&first, text), root(&first, other));
            if a != b && texts[text].is_like(texts[other], &stock) {
                first[a.max(b)] = a.min(b);
            }
        }
    }
    (0..texts.len()).map(|text| root(&first, text)).collect()
}

/// The texts before one that have most pairs with it in common, the likeliest first.
fn likeliest<'b>(buckets: impl Iterator<Item = &'b [(u32, u32)]>, text: usize) -> Vec<usize> {
    let members = buckets.flat_map(|bucket| bucket.iter().take(MOST_IN_BUCKET));
    let mut near: Vec<usize> =
        members.map(|(_, other)| *other as usize).filter(|other| *other < text).collect();
    near.sort_unstable();
    let shared = near.chunk_by(|a, b| a == b).filter(|same| same.len() >= FEWEST_SHARED);
    let mut counted: Vec<(usize, usize)> =
        shared.map(|same| (usize::MAX - same.len(), same[0])).collect();
    counted.sort_unstable();
    counted.into_iter().take(MOST_COMPARED).map(|(_, other)| other).collect()
}

fn root(first: &[usize], mut text: usize) -> usize {
    while first[text] != text {
        text = first[text];
    }
    text
}

/// A number for each pair of words that follow each other, sorted, each once. Its last two bits say
/// how many of the two are more than small words.
fn pairs_of(normal: &str) -> Vec<u32> {
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

    fn sketch(text: &str) -> Sketch {
        Sketch::of(text).expect("long enough")
    }

    #[test]
    fn texts_are_alike_when_about_half_of_the_shorter_stands_in_the_longer() {
        let a = "The bus that takes me to the clinic was moved twice last year and nobody asked us";
        let longer = format!("{a}. I have written to you before and I never had a reply.");
        let other = "Nobody asked us last year when they moved the clinic, and the bus is late";
        let none = RapidHashSet::default();
        let like = |a: &str, b: &str| {
            let (a, b) = (sketch(a), sketch(b));
            a.is_like(&b, &none) && b.is_like(&a, &none)
        };
        assert!(like(a, &a.to_uppercase()) && like(a, &a.replace("clinic", "surgery")));
        assert!(like(a, &longer) && !like(a, other));
        let put_in = "The bus that always takes me to really the clinic was quite moved twice last \
            surely year and nobody ever asked us";
        assert!(like(a, put_in));
    }

    #[test]
    fn short_texts_have_no_sketch() {
        assert_eq!(Sketch::of("Please keep our library open for everyone"), None);
        assert!(Sketch::of("Please keep our little library open for everyone").is_some());
    }

    #[test]
    fn what_was_copied_from_the_pack_is_known() {
        let text = "What would take its place, and would that be open before anything ends here? \
            Who would pay for it, and for how long is the money promised?";
        let common = Common::of([text, "Something else altogether."].into_iter());
        assert!(common.has(&sketch(text)) && common.has(&sketch(&format!("{text} I ask you."))));
        assert!(!common.has(&sketch("My mother waits for the bus that takes her to the clinic")));
    }

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
            let mut classes: Vec<u32> = pairs_of(text).iter().map(|pair| pair & 3).collect();
            classes.sort_unstable();
            classes
        };
        assert_eq!(classes("in the library van"), [0, 1, 2]);
        assert_eq!(pairs_of("a a a a a").len(), 1);
        assert_ne!(pairs_of("bus stop"), pairs_of("stop bus"));
        assert!(pairs_of("bus").is_empty() && pairs_of("").is_empty());
    }
}

//! Groups of texts that match: identical ones by their hash, like ones round a leader.
//!
//! Texts are taken in order. Each goes to the earlier leader that it matches, or leads itself.
//! Members match their leader, not only each other, so that no chain of small likenesses joins
//! what has little in common; whatever leads is compared exactly, on its text.
//!
//! Nothing here is quadratic, whatever is written: a bucket of texts with a band in common keeps
//! a few leaders, and a text is compared exactly with a few. The outcome depends on the order of
//! the texts alone: they are taken in blocks of one size, whose members look for a leader from
//! before the block side by side, and for one from inside the block one by one.

use std::sync::OnceLock;

use rapidhash::RapidHashMap;
use rayon::prelude::*;

use super::sketch::{BANDS, Sketch};
use super::text;

/// Runs of three words of the shorter text that stand in the longer too, in a hundred, from which
/// two texts match. In texts of one length about one word in eight may differ; people who tell of
/// the same thing in words of their own share a few runs in a hundred.
pub const LEAST_IN_COMMON: usize = 60;

/// Fewest runs in common: two turns of phrase that many use are no match. Shorter texts match when
/// they are the same.
pub const FEWEST_IN_COMMON: usize = 8;

/// How many times as long the longer of two matching texts may be: who adds more of their own
/// than they took says something of their own.
pub const MOST_TIMES_AS_LONG: usize = 2;

/// Values of a sketch that must agree before two texts are compared exactly. Matching texts of one
/// length share 27 of 64 or more, but for chance.
const LEAST_SHARED: usize = 10;

/// Leaders that a bucket keeps.
const MOST_LEADERS: usize = 16;

/// Leaders with which a text is compared exactly, the likeliest first.
const MOST_COMPARED: usize = 4;

/// Texts taken together.
const BLOCK: usize = 512;

/// Whether two texts match, from the sets of their runs.
pub fn matches(a: &[u64], b: &[u64]) -> bool {
    let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if longer.len() > shorter.len() * MOST_TIMES_AS_LONG {
        return false;
    }
    let mut rest = longer.iter().peekable();
    let in_common = shorter.iter().filter(|run| {
        while rest.next_if(|other| other < run).is_some() {}
        rest.peek() == Some(run)
    });
    let in_common = in_common.count();
    in_common >= FEWEST_IN_COMMON && in_common * 100 >= shorter.len() * LEAST_IN_COMMON
}

/// The groups of two or more texts that match, by their places in `sketches`: in the order of
/// their first members, members in order. `text_of` gives a text again; it is called for those
/// alone that look like another, a few times each at most, on any thread.
pub fn groups<F>(sketches: &[&Sketch], text_of: F) -> Vec<Vec<usize>>
where
    F: Fn(usize) -> String + Sync,
{
    groups_unless(sketches, text_of, &|| false).unwrap_or_default()
}

/// The same, and none as soon as `stop` says so: it is asked many times a second.
pub fn groups_unless<F>(
    sketches: &[&Sketch],
    text_of: F,
    stop: &dyn Fn() -> bool,
) -> Option<Vec<Vec<usize>>>
where
    F: Fn(usize) -> String + Sync,
{
    let mut same = identical(sketches);
    let firsts: Vec<usize> = same.iter().map(|group| group[0]).collect();
    let leaders = Leaders::find(&firsts, sketches, &text_of, stop)?.leader;
    for place in (0..same.len()).rev() {
        if let Some(leader) = leaders[place] {
            let members = std::mem::take(&mut same[place]);
            same[leader].extend(members);
        }
    }
    same.retain(|group| group.len() > 1);
    for group in &mut same {
        group.sort_unstable();
    }
    Some(same)
}

/// All texts, identical ones together, in the order of the first of each.
fn identical(sketches: &[&Sketch]) -> Vec<Vec<usize>> {
    let mut place_of: RapidHashMap<u64, usize> = RapidHashMap::default();
    place_of.reserve(sketches.len());
    let mut out: Vec<Vec<usize>> = Vec::new();
    for (index, sketch) in sketches.iter().enumerate() {
        let place = *place_of.entry(sketch.hash).or_insert(out.len());
        match out.get_mut(place) {
            Some(group) => group.push(index),
            None => out.push(vec![index]),
        }
    }
    out
}

/// Texts that all differ, and who leads whom among them.
struct Leaders<'a, F> {
    sketches: Vec<&'a Sketch>,
    /// For each text its place among all, to fetch it by.
    index: &'a [usize],
    text_of: &'a F,
    /// The leader of each text that has one.
    leader: Vec<Option<usize>>,
    /// For each text the buckets that it shares with others.
    buckets_of: Vec<Vec<u32>>,
    /// The leaders in each bucket, in order.
    leaders_in: Vec<Vec<u32>>,
    /// The runs of leaders that were compared with some text.
    runs: Vec<OnceLock<Vec<u64>>>,
}

impl<'a, F: Fn(usize) -> String + Sync> Leaders<'a, F> {
    /// Finds them; none when it was stopped.
    fn find(
        index: &'a [usize],
        all: &[&'a Sketch],
        text_of: &'a F,
        stop: &dyn Fn() -> bool,
    ) -> Option<Leaders<'a, F>> {
        let sketches: Vec<&Sketch> = index.iter().map(|i| all[*i]).collect();
        let (buckets_of, buckets) = buckets(&sketches, stop)?;
        let mut this = Leaders {
            leader: vec![None; sketches.len()],
            runs: (0..sketches.len()).map(|_| OnceLock::new()).collect(),
            leaders_in: vec![Vec::new(); buckets],
            sketches,
            index,
            text_of,
            buckets_of,
        };
        // A text alone in all its buckets is like no other.
        let some: Vec<usize> =
            (0..index.len()).filter(|text| !this.buckets_of[*text].is_empty()).collect();
        for block in some.chunks(BLOCK) {
            if stop() {
                return None;
            }
            this.block(block);
        }
        Some(this)
    }

    fn block(&mut self, block: &[usize]) {
        let earlier: Vec<Option<usize>> =
            block.par_iter().map(|text| self.leader_of(*text, 0)).collect();
        for (text, leader) in block.iter().zip(earlier) {
            self.leader[*text] = leader.or_else(|| self.leader_of(*text, block[0]));
            if self.leader[*text].is_some() {
                continue;
            }
            for bucket in &self.buckets_of[*text] {
                let leaders = &mut self.leaders_in[*bucket as usize];
                if leaders.len() < MOST_LEADERS {
                    leaders.push(*text as u32);
                }
            }
        }
    }

    /// The leader that a text matches, among those from `from` on: the likeliest first.
    fn leader_of(&self, text: usize, from: usize) -> Option<usize> {
        let mut near: Vec<usize> = self.buckets_of[text]
            .iter()
            .flat_map(|bucket| &self.leaders_in[*bucket as usize])
            .map(|leader| *leader as usize)
            .filter(|leader| *leader >= from)
            .collect();
        near.sort_unstable();
        near.dedup();
        let shared = |leader: &usize| self.sketches[*leader].shared(self.sketches[text]);
        let mut near: Vec<(usize, usize)> =
            near.into_iter().map(|leader| (shared(&leader), leader)).collect();
        near.retain(|(shared, _)| *shared >= LEAST_SHARED);
        if near.is_empty() {
            return None;
        }
        near.sort_by_key(|(shared, leader)| (usize::MAX - shared, *leader));
        let runs = self.fetch(text);
        near.iter()
            .take(MOST_COMPARED)
            .map(|(_, leader)| *leader)
            .find(|leader| matches(&runs, self.runs[*leader].get_or_init(|| self.fetch(*leader))))
    }

    fn fetch(&self, text: usize) -> Vec<u64> {
        text::run_set(&text::normal(&(self.text_of)(self.index[text])))
    }
}

/// For each text the buckets that it shares with another, and how many buckets there are; none
/// when it was stopped.
fn buckets(sketches: &[&Sketch], stop: &dyn Fn() -> bool) -> Option<(Vec<Vec<u32>>, usize)> {
    let mut of_text = vec![Vec::new(); sketches.len()];
    let mut count = 0;
    for band in 0..BANDS {
        if stop() {
            return None;
        }
        let mut keys: Vec<(u64, u32)> =
            sketches.par_iter().enumerate().map(|(text, s)| (s.band(band), text as u32)).collect();
        keys.par_sort_unstable();
        for bucket in keys.chunk_by(|a, b| a.0 == b.0).filter(|bucket| bucket.len() > 1) {
            for (_, text) in bucket {
                of_text[*text as usize].push(count);
            }
            count += 1;
        }
    }
    Some((of_text, count as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<u64> {
        text::run_set(&text::normal(text))
    }

    #[test]
    fn texts_match_when_most_of_the_shorter_stands_in_the_longer() {
        let a = "The bus that takes me to the clinic was moved twice last year and nobody asked us";
        let longer = format!("{a}. I have written to you before and I never had a reply.");
        let more = "Since then I have kept a diary of every journey, with the fares and the hours, \
            and what my doctor said about each missed visit. It is here with this letter.";
        let much_longer = format!("{longer} {more}");
        let other = "Nobody asked us last year when they moved the clinic, and the bus is late";
        assert!(matches(&runs(a), &runs(&a.to_uppercase())));
        assert!(matches(&runs(a), &runs(&a.replace("clinic", "surgery"))));
        assert!(matches(&runs(a), &runs(&longer)) && matches(&runs(&longer), &runs(a)));
        assert!(!matches(&runs(a), &runs(&much_longer)));
        assert!(!matches(&runs(a), &runs(other)));
        let phrases = "please keep our hospital open and thank you for reading this";
        let same = "thank you for reading this please keep our hospital open";
        assert!(!matches(&runs(phrases), &runs(same)));
    }

    #[test]
    fn identical_texts_are_together_in_order() {
        let sketch = |hash| Sketch { hash, values: [0; super::super::sketch::VALUES] };
        let all = [sketch(5), sketch(7), sketch(5), sketch(9), sketch(7)];
        let all: Vec<&Sketch> = all.iter().collect();
        assert_eq!(identical(&all), [vec![0, 2], vec![1, 4], vec![3]]);
    }
}

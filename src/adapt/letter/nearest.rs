//! Which template that ships comes nearest to a letter: by what it is about and to whom it goes.

use std::collections::BTreeSet;

use super::words::words;
use crate::pack::{Pack, Template, To};

/// The template that comes nearest to a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// `PACK/TEMPLATE`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Whether it goes to the same kind of receiver.
    pub same_receiver: bool,
    /// Words that its pack and the letter have, and no other pack; none when it is about something
    /// else and only goes to the same receiver.
    pub shared: Vec<String>,
}

/// Least words that only one pack has which make a letter one of its kind.
const LEAST: usize = 3;

/// How many words the same receiver is worth.
const SAME_RECEIVER: usize = 4;

/// The nearest of these packs' templates; none when no pack is about the same and none writes to
/// the same receiver.
pub(super) fn nearest(text: &str, destination: &str, packs: &[Pack]) -> Option<Nearest> {
    let own = telling(text);
    let theirs: Vec<BTreeSet<String>> = packs.iter().map(|pack| telling(&all_text(pack))).collect();
    let only = |index: usize| {
        let others = theirs.iter().enumerate().filter(|(other, _)| *other != index);
        let others: Vec<&BTreeSet<String>> = others.map(|(_, words)| words).collect();
        let shared = own.intersection(&theirs[index]);
        shared.filter(|w| !others.iter().any(|o| o.contains(*w))).cloned().collect::<Vec<String>>()
    };
    let goes_there = |template: &&Template| match &template.destination {
        To::Kind(id) | To::Chosen(id) => id == destination,
    };
    let by_words = (0..packs.len()).map(|at| (at, only(at))).filter(|(_, w)| w.len() >= LEAST);
    // Of equals the first.
    let writes = |at: usize| packs[at].templates.iter().any(|t| goes_there(&t));
    let score = |at: usize, words: usize| words + if writes(at) { SAME_RECEIVER } else { 0 };
    let best = by_words.rev().max_by_key(|(at, words)| score(*at, words.len()));
    let (pack, mut shared) = match best {
        Some((at, words)) => (&packs[at], words),
        None => {
            (packs.iter().find(|pack| pack.templates.iter().any(|t| goes_there(&t)))?, Vec::new())
        }
    };
    shared.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.clone()));
    let same = pack.templates.iter().find(goes_there);
    let template = same.or(pack.templates.first())?;
    Some(Nearest {
        name: format!("{}/{}", pack.id, template.id),
        title: template.title.clone(),
        same_receiver: same.is_some(),
        shared,
    })
}

/// What a pack says, without its questions.
fn all_text(pack: &Pack) -> String {
    let concerns = pack.concerns.iter().flat_map(|c| [Some(&c.title), c.text.as_ref()]).flatten();
    let bodies = pack.templates.iter().map(|t| &t.body);
    let all: Vec<&str> = [&pack.title, &pack.summary]
        .into_iter()
        .chain(concerns)
        .chain(bodies)
        .map(String::as_str)
        .collect();
    all.join("\n")
}

/// The words of a text that may tell what it is about: long ones.
fn telling(text: &str) -> BTreeSet<String> {
    const COMMON: &[&str] = &[
        "please",
        "should",
        "letter",
        "forward",
        "hearing",
        "number",
        "between",
        "without",
        "things",
        "nothing",
        "address",
        "against",
        "nearby",
        "writing",
        "member",
        "company",
        "parliament",
        "constituency",
        "something",
        "another",
        "whether",
        "reasons",
        "themselves",
    ];
    let long = |word: &String| word.chars().count() >= 6 && word.chars().all(char::is_alphabetic);
    words(text).into_iter().filter(long).filter(|w| !COMMON.contains(&w.as_str())).collect()
}

//! Candidates that are written without brackets: words with strokes between them, capitals that tell
//! the writer what to do, lines to be gone on with.

use std::ops::Range;
use std::sync::LazyLock;

use regex_lite::Regex;

use crate::import::letter::candidate::{Found, MOST, Shape};
use crate::import::words::{begins, count, is, list, pattern, plain};

/// Words with strokes between them, outside brackets: those of a list, those with `(delete as
/// appropriate)` behind, and any others.
pub(super) fn strokes(text: &str) -> Vec<Found> {
    static KNOWN: LazyLock<Regex> = LazyLock::new(|| {
        let both = list("alone").iter().zip(list("together"));
        let both = both.flat_map(|(one, more)| [format!("{one}/{more}"), format!("{more}/{one}")]);
        let pairs = list("pairs").iter().map(|pair| pair.replace(' ', "/"));
        let mut all: Vec<String> = both.chain(pairs).collect();
        // Where one begins with another, the longer.
        all.sort_by_key(|pair| std::cmp::Reverse(pair.len()));
        let all: Vec<String> =
            all.iter().map(|pair| regex_lite::escape(pair).replace('/', " ?/ ?")).collect();
        pattern(&format!(r"(?i)\b(?:{})\b", all.join("|").replace('\'', "['’]")))
    });
    const WORD: &str = r"[A-Za-z][A-Za-z'’-]*";
    static ASKED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"{WORD}(?: ?/ ?{WORD}(?: {WORD}){{0,4}})+\s*[(\[*](?i:delete|circle|strike)[^()\[\]*]*[)\]*]"
        ))
    });
    static ANY: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"{WORD}(?:/{WORD})+|{WORD}(?: / {WORD}){{2,}}")));
    let mut all: Vec<Found> = Vec::new();
    for line in lines(text).filter(|line| text[line.clone()].contains('/')) {
        for (pattern, asked) in [(&*ASKED, true), (&*KNOWN, false), (&*ANY, false)] {
            for found in pattern.find_iter(&text[line.clone()]) {
                let range = line.start + found.start()..line.start + found.end();
                let free = |f: &Found| f.range.end <= range.start || range.end <= f.range.start;
                if all.len() > MOST {
                    return all;
                }
                if all.iter().all(free) && stands_alone(text, range.clone()) {
                    all.push(Found { range, shape: Shape::Strokes { asked } });
                }
            }
        }
    }
    all
}

/// Whether no stroke, digit or sign of an address touches a stretch.
fn stands_alone(text: &str, range: Range<usize>) -> bool {
    let touches = |c: char| c.is_alphanumeric() || "/@_".contains(c);
    let dot = |c: char| c == '.';
    let mut after = text[range.end..].chars();
    let (next, behind) = (after.next(), after.next());
    let before = text[..range.start].chars().next_back();
    let goes_on = next.is_some_and(touches)
        || next.is_some_and(dot) && behind.is_some_and(char::is_alphanumeric);
    !goes_on && !before.is_some_and(|c| touches(c) || dot(c))
}

/// A stroke between what one writer says and what several say: the two.
pub(super) fn writers(text: &str) -> Option<(String, String)> {
    let (first, second) = text.split_once('/')?;
    let fits = |one: &str, more: &str| {
        let mut both = list("alone").iter().zip(list("together"));
        both.any(|(alone, together)| *alone == plain(one) && *together == plain(more))
    };
    let both = |one: &str, more: &str| Some((one.trim().to_string(), more.trim().to_string()));
    match (fits(first, second), fits(second, first)) {
        (true, _) => both(first, second),
        (_, true) => both(second, first),
        _ => None,
    }
}

/// Capitals that tell the writer what to do, or say what goes there: `TOWN OR VILLAGE`.
pub(super) fn capitals(text: &str) -> Vec<Found> {
    static CAPITALS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\b[A-Z][A-Z'’-]*(?:[,;/]?[ \r][A-Z0-9][A-Z0-9'’/-]*\b)*:?"));
    let labels = |words: &str| {
        let small = |word: &str| ["or", "and", "of"].contains(&word);
        let ends = [words.split(' ').next(), words.split(' ').next_back()];
        ends.into_iter().flatten().all(|word| is(word, "plain"))
            && words.split(' ').all(|word| small(word) || is(word, "plain"))
    };
    let tells = |words: &str| {
        let words = plain(words);
        let several = begins(&words, "instructs") || words.starts_with("if you ");
        several && count(&words) > 1 || labels(&words)
    };
    let all = CAPITALS.find_iter(text).filter(|found| tells(found.as_str()));
    let ends = |found: &regex_lite::Match<'_>| {
        !text[found.end()..].starts_with(|c: char| c.is_lowercase() || c == '\'' || c == '’')
    };
    all.filter(ends).map(|found| Found { range: found.range(), shape: Shape::Capitals }).collect()
}

/// Lines that end in `…` for the writer to go on with.
pub(super) fn lead_ins(text: &str) -> Vec<Found> {
    let mut all = Vec::new();
    for line in lines(text) {
        let words = text[line.clone()].trim_end();
        let bare = words.trim_end_matches(['.', '…', ' ']);
        let dots = &words[bare.len()..];
        let ends = dots.contains('…') || dots.trim().len() >= 3;
        let letter = bare.ends_with(|c: char| c.is_alphanumeric() || c == ':');
        if ends && letter && count(bare) <= 15 {
            let range = line.start + bare.len()..line.start + words.len();
            all.push(Found { range, shape: Shape::LeadIn });
        }
    }
    all
}

/// The lines of a text, in bytes.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let range = at..at + line.len();
        at = range.end + 1;
        range
    })
}

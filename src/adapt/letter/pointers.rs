//! Signs in a letter's words that point to a note or a source: `[1]`, `¹`.

use std::ops::Range;

use crate::adapt::source::{Para, What};

/// Most signs of a paragraph that point to something.
const MOST_POINTERS: usize = 300;

/// The digit that a raised one is.
pub(super) fn raised(c: char) -> Option<u32> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|r| r == c).and_then(|at| u32::try_from(at).ok())
}

pub(super) fn superscript(text: &str) -> Option<u32> {
    text.chars().take(3).try_fold(0, |sum, c| Some(sum * 10 + raised(c)?))
}

/// The range with the space before it, unless the words before speak of what it points to.
pub(super) fn spaced(text: &str, range: Range<usize>) -> Range<usize> {
    let before = text[..range.start].trim_end_matches(' ');
    let word = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let speaks = [
        "see",
        "note",
        "source",
        "ref",
        "reference",
        "references",
        "in",
        "from",
        "per",
        "to",
        "and",
        "by",
        "at",
        "of",
        "sources",
        "notes",
    ];
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    if speaks.contains(&word) || before.is_empty() { range } else { before.len()..range.end }
}

/// What may point to notes, with their numbers: `[1]`, `[1, 2]`, `[^1]`, `¹`, raised digits; `(1)`
/// where the list is written so.
pub(super) fn pointers(para: &Para, round: bool) -> Vec<(Range<usize>, Vec<u32>)> {
    let text = &para.text;
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        let close = match c {
            '[' => ']',
            '(' if round => ')',
            c if raised(c).is_some() && !text[..at].ends_with(|c| raised(c).is_some()) => {
                let rest = &text[at..];
                let run = &rest[..rest.find(|c| raised(c).is_none()).unwrap_or(rest.len())];
                let before = text[..at].split_whitespace().next_back().unwrap_or_default();
                if !["m", "km", "cm", "mm", "ft", "CO"].contains(&before) {
                    found.extend(superscript(run).map(|n| (at..at + run.len(), vec![n])));
                }
                continue;
            }
            _ => continue,
        };
        let inner = &text[at + 1..];
        let Some(end) = inner.bytes().take(20).position(|b| b == close as u8) else { continue };
        if let Some(numbers) = numbers(inner[..end].trim_start_matches('^')) {
            found.push((at..at + end + 2, numbers));
        }
    }
    for mark in para.marks.iter().filter(|mark| mark.what == What::Raised) {
        let inside = text[mark.range.clone()].trim_matches(['[', ']', '(', ')', ' ']);
        let taken = found.iter().any(|(r, _)| r.start < mark.range.end && mark.range.start < r.end);
        if let Some(numbers) = numbers(inside).filter(|_| !taken) {
            found.push((mark.range.clone(), numbers));
        }
    }
    found.truncate(MOST_POINTERS);
    found
}

/// `1`, `1, 2`, `1-3`.
fn numbers(text: &str) -> Option<Vec<u32>> {
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|n| (1..200).contains(n));
    let mut all = Vec::new();
    for part in text.split([',', ';']) {
        match part.split_once(['-', '–']) {
            Some((from, to)) => {
                let (from, to) = (number(from)?, number(to)?);
                if to < from || to - from > 10 {
                    return None;
                }
                all.extend(from..=to);
            }
            None => all.push(number(part)?),
        }
    }
    Some(all)
}

//! Counting words: the whole, the person's own, and each part.

use rapidhash::RapidHashSet;

use super::Budget;
use crate::document;
use crate::document::{Measure, Part};
use crate::render::text;
use crate::template::parts::{self, Piece, RawPart};
use crate::text::{marks, words};

/// Takes the marks from own words that stand in the text a second time, so that nobody's share
/// grows by being repeated.
pub(super) fn own_once(text: &str) -> String {
    let mut seen = RapidHashSet::default();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(marks::OWN) {
        out.push_str(before);
        let (own, tail) = after.split_once(marks::OWN_END).unwrap_or((after, ""));
        if seen.insert(own) {
            out.push(marks::OWN);
            out.push_str(own);
            out.push(marks::OWN_END);
        } else {
            out.push_str(own);
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

pub(super) fn measure(text: &str, budget: Budget) -> (Measure, Vec<Measure>) {
    let mut whole = Measure { budget: budget.words, ..Measure::default() };
    let mut parts = Vec::new();
    for piece in parts::split(text) {
        let one = match &piece {
            Piece::Between(text) => count(text, None),
            Piece::Part(part) => {
                // As it is pasted into a form: without the numbers of notes.
                let content = parts::without_citations(part.content).0;
                let pasted = || pasted(&content).chars().count();
                let one = part_measure(part, &content, budget, pasted);
                parts.push(one);
                one
            }
        };
        whole.words += one.words;
        whole.own += one.own;
    }
    (whole, parts)
}

/// Counts the words of a piece of Markdown and those that are the person's own.
pub(super) fn count(markdown: &str, budget: Option<usize>) -> Measure {
    let (words, own) = words::tally(&document::parse::visible(markdown));
    Measure { words, own, budget, ..Measure::default() }
}

/// A piece of Markdown as plain text, ready to paste.
fn pasted(markdown: &str) -> String {
    text::blocks(&document::parse::blocks(markdown))
}

/// The measure of a part; `characters` counts those of its text, where they are limited.
fn part_measure(
    part: &RawPart<'_>,
    content: &str,
    budget: Budget,
    characters: impl FnOnce() -> usize,
) -> Measure {
    let counted = count(content, part.words.or(budget.part_words));
    let most_characters = part.characters;
    let characters = most_characters.map_or(0, |_| characters());
    Measure { characters, most_characters, ..counted }
}

pub(super) fn finished_parts(pieces: &[Piece<'_>], budget: Budget) -> Vec<Part> {
    let mut out = Vec::new();
    for piece in pieces {
        let Piece::Part(part) = piece else { continue };
        let (content, cites) = parts::without_citations(part.content);
        let text = pasted(&content);
        let measure = part_measure(part, &content, budget, || text.chars().count());
        out.push(Part {
            number: part.number.clone(),
            title: (!part.title.is_empty()).then(|| part.title.to_string()),
            text,
            cites,
            measure,
        });
    }
    out
}

//! Counting words: the whole, the person's own, and each part.

use std::collections::HashSet;

use super::Budget;
use crate::document::{self, Block, Measure, Part, words};
use crate::render::text;
use crate::template::marks;
use crate::template::parts::{self, Piece, RawPart};

/// Takes the marks from own words that stand in the text a second time, so that nobody's share
/// grows by being repeated.
pub(super) fn own_once(text: &str) -> String {
    let mut seen = HashSet::new();
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
            Piece::Between(text) => words_of(text, Measure::default()).0,
            Piece::Part(part) => {
                // As it is pasted into a form: without the numbers of notes.
                let one = part_measure(part, &parts::without_citations(part.content).0, budget).0;
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
    words_of(markdown, Measure { budget, ..Measure::default() }).0
}

/// The measure of a text against the limits in `limits`, and the text as blocks.
fn words_of(markdown: &str, limits: Measure) -> (Measure, Vec<Block>) {
    let mut visible = String::with_capacity(markdown.len());
    let blocks = document::parse::blocks(markdown, &mut visible);
    let mut measure = limits;
    for word in words::words(&visible) {
        measure.words += 1;
        measure.own += usize::from(word.own);
    }
    (measure, blocks)
}

/// The measure of a part and its text, ready to paste.
fn part_measure(part: &RawPart<'_>, content: &str, budget: Budget) -> (Measure, String) {
    let limits = Measure {
        budget: part.words.or(budget.part_words),
        most_characters: part.characters,
        ..Measure::default()
    };
    let (mut measure, blocks) = words_of(content, limits);
    let text = text::blocks(&blocks);
    if measure.most_characters.is_some() {
        measure.characters = text.chars().count();
    }
    (measure, text)
}

pub(super) fn finished_parts(pieces: &[Piece<'_>], budget: Budget) -> Vec<Part> {
    let mut out = Vec::new();
    for piece in pieces {
        let Piece::Part(part) = piece else { continue };
        let (content, cites) = parts::without_citations(part.content);
        let (measure, text) = part_measure(part, &content, budget);
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

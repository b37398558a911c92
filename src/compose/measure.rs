//! Counting words: the whole, the person's own, and each part.

use std::collections::HashSet;

use super::Budget;
use crate::document::{self, Measure, Part, words};
use crate::render::text;
use crate::template::marks;
use crate::template::parts::{self, Piece};

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
            Piece::Between(text) => count(text, None),
            Piece::Part(part) => {
                let one = count(part.content, part.words.or(budget.part_words));
                parts.push(one);
                one
            }
        };
        whole.words += one.words;
        whole.own += one.own;
    }
    (whole, parts)
}

fn count(markdown: &str, budget: Option<usize>) -> Measure {
    let mut visible = String::with_capacity(markdown.len());
    document::parse::blocks(markdown, &mut visible);
    let mut measure = Measure { budget, ..Measure::default() };
    for word in words::words(&visible) {
        measure.words += 1;
        measure.own += usize::from(word.own);
    }
    measure
}

pub(super) fn finished_parts(pieces: &[Piece<'_>], budget: Budget) -> Vec<Part> {
    let mut out = Vec::new();
    for piece in pieces {
        let Piece::Part(part) = piece else { continue };
        let (text, cites) = parts::without_citations(part.content);
        let blocks = document::parse::blocks(&text, &mut String::new());
        out.push(Part {
            number: part.number.clone(),
            title: (!part.title.is_empty()).then(|| part.title.to_string()),
            text: text::blocks(&blocks),
            cites,
            measure: count(part.content, part.words.or(budget.part_words)),
        });
    }
    out
}

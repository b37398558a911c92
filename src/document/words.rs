//! The words of blocks, and whose they are.

use std::ops::Range;

use super::content::{Block, Inline, Line, Span};
use crate::text::words::Tally;

/// How many words blocks have, and how many of them are the person's own.
pub fn tally(blocks: &[Block]) -> (usize, usize) {
    let mut tally = Tally::default();
    for block in blocks {
        block.lines(&mut |line| {
            match line {
                Line::Code(text) => tally.text(text, false),
                Line::Inlines(inlines) => inlines.iter().for_each(|inline| match inline {
                    Inline::Break => tally.end_word(),
                    Inline::Cite(_) => {}
                    Inline::Text(span) => {
                        pieces(span).for_each(|(at, own)| tally.text(&span.text[at], own));
                    }
                }),
            }
            tally.end_word();
        });
    }
    tally.total()
}

/// A span in pieces that are wholly the person's own or not at all.
pub fn pieces(span: &Span) -> impl Iterator<Item = (Range<usize>, bool)> {
    let ends = span.own.iter().flat_map(|own| [(own.start, false), (own.end, true)]);
    let mut from = 0;
    ends.chain([(span.text.len(), false)])
        .map(move |(end, own)| (std::mem::replace(&mut from, end)..end, own))
        .filter(|(range, _)| !range.is_empty())
}

/// A word, and where its letters stand: the spans, counted over all blocks, and their bytes.
pub struct Word {
    /// The word as it reads, with the signs that touch it.
    pub text: String,
    /// Whether any of its letters is the person's own.
    pub own: bool,
    at: Vec<(usize, Range<usize>)>,
}

/// The words of blocks in reading order. What stands in code is nobody's own.
pub fn words(blocks: &[Block]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut spans = 0;
    for block in blocks {
        block.lines(&mut |line| {
            let mut word = None;
            match line {
                Line::Code(text) => add(text, None, 0..text.len(), false, &mut word, &mut words),
                Line::Inlines(inlines) => {
                    for inline in inlines {
                        match inline {
                            Inline::Break => words.extend(word.take()),
                            Inline::Cite(_) => {}
                            Inline::Text(span) => {
                                for (range, own) in pieces(span) {
                                    let text = &span.text;
                                    add(text, Some(spans), range, own, &mut word, &mut words);
                                }
                                spans += 1;
                            }
                        }
                    }
                }
            }
            words.extend(word);
        });
    }
    words.retain(|word| word.text.contains(char::is_alphanumeric));
    words
}

/// Adds the letters of a piece of text to the word that is open, or to new ones.
fn add(
    text: &str,
    span: Option<usize>,
    range: Range<usize>,
    own: bool,
    open: &mut Option<Word>,
    words: &mut Vec<Word>,
) {
    for (at, c) in text[range.clone()].char_indices() {
        if c.is_whitespace() {
            words.extend(open.take());
            continue;
        }
        let at = range.start + at..range.start + at + c.len_utf8();
        let word =
            open.get_or_insert_with(|| Word { text: String::new(), own: false, at: Vec::new() });
        word.text.push(c);
        word.own |= own && c.is_alphanumeric();
        match (word.at.last_mut(), span) {
            (Some((last, range)), Some(span)) if *last == span => range.end = at.end,
            (_, Some(span)) => word.at.push((span, at)),
            (_, None) => {}
        }
    }
}

/// Says of blocks which of their [`words`] are the person's own.
pub fn set_own<'w>(blocks: &mut [Block], own: impl IntoIterator<Item = &'w Word>) {
    let mut own = own.into_iter().flat_map(|word| &word.at).peekable();
    let mut number = 0;
    for block in blocks {
        block.lines_mut(&mut |line| {
            for inline in line {
                let Inline::Text(span) = inline else { continue };
                span.own.clear();
                while let Some((_, range)) = own.next_if(|(span, _)| *span == number) {
                    span.own.push(range.clone());
                }
                number += 1;
            }
        });
    }
}

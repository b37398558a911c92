//! The words of blocks, and whose they are.

use std::ops::Range;

use super::content::{Block, Inline, Line, Span};
use crate::text::words::Tally;

/// How many words blocks have, and how many of them are the person's own. What stands in code is
/// nobody's own.
pub fn tally(blocks: &[Block]) -> (usize, usize) {
    let mut tally = Tally::default();
    let mut see = |line: Line<'_>| {
        match line {
            Line::Code(text) => tally.text(text, false),
            Line::Inlines(inlines) => inlines.iter().for_each(|inline| match inline {
                Inline::Break => tally.end_word(),
                Inline::Cite(_) => {}
                Inline::Text(span) => {
                    pieces(span).for_each(|(range, own)| tally.text(&span.text[range], own));
                }
            }),
        }
        tally.end_word();
    };
    blocks.iter().for_each(|block| block.lines(&mut see));
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

/// What white space parts, with the signs that touch it; mostly a word.
#[derive(Default)]
pub struct Word {
    /// As it reads.
    pub text: String,
    /// Whether any of its letters is the person's own.
    pub own: bool,
}

/// The words of blocks in reading order, but for those in code.
pub fn words(blocks: &[Block]) -> Vec<Word> {
    let mut words = vec![Word::default()];
    let mut see = |line: Line<'_>| {
        let Line::Inlines(inlines) = line else { return };
        for inline in inlines {
            let Inline::Text(span) = inline else {
                words.extend((*inline == Inline::Break).then(Word::default));
                continue;
            };
            for (range, own) in pieces(span) {
                for (n, part) in span.text[range].split(char::is_whitespace).enumerate() {
                    words.extend((n > 0).then(Word::default));
                    let Some(word) = words.last_mut() else { continue };
                    word.text.push_str(part);
                    word.own |= own && part.contains(char::is_alphanumeric);
                }
            }
        }
        words.push(Word::default());
    };
    blocks.iter().for_each(|block| block.lines(&mut see));
    words
}

/// Says of blocks which of their [`words`] are the person's own.
pub fn set_own(blocks: &mut [Block], own: &[bool]) {
    let mut number = 0;
    let mut change = |line: &mut Vec<Inline>| {
        for inline in line {
            let Inline::Text(span) = inline else {
                number += usize::from(*inline == Inline::Break);
                continue;
            };
            span.own.clear();
            let mut start = 0;
            for part in span.text.split_inclusive(char::is_whitespace) {
                let word = part.trim_end();
                if own.get(number) == Some(&true) && !word.is_empty() {
                    span.own.push(start..start + word.len());
                }
                number += usize::from(word.len() < part.len());
                start += part.len();
            }
        }
        number += 1;
    };
    blocks.iter_mut().for_each(|block| block.lines_mut(&mut change));
}

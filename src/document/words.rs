//! The words of blocks, and whose they are.

use std::ops::Range;

use super::content::{Block, Inline, Line, Span};
use crate::text::words::Tally;

/// How many words blocks have, and how many of them are the person's own.
pub fn tally(blocks: &[Block]) -> (usize, usize) {
    let mut tally = Tally::default();
    walk(blocks, &mut |text| match text {
        Some(Text { text, range, own, .. }) => tally.text(&text[range], own),
        None => tally.end_word(),
    });
    tally.total()
}

/// A stretch of text that is wholly the person's own or not at all. What stands in code is nobody's
/// own and in no span.
struct Text<'b> {
    text: &'b str,
    range: Range<usize>,
    own: bool,
    /// The number of the span, counted over all blocks.
    span: Option<usize>,
}

/// Shows the text of blocks in reading order; none where a word ends.
fn walk<'b>(blocks: &'b [Block], see: &mut dyn FnMut(Option<Text<'b>>)) {
    let mut spans = 0;
    for block in blocks {
        block.lines(&mut |line| {
            match line {
                Line::Code(text) => {
                    see(Some(Text { text, range: 0..text.len(), own: false, span: None }));
                }
                Line::Inlines(inlines) => inlines.iter().for_each(|inline| match inline {
                    Inline::Break => see(None),
                    Inline::Cite(_) => {}
                    Inline::Text(span) => {
                        for (range, own) in pieces(span) {
                            see(Some(Text { text: &span.text, range, own, span: Some(spans) }));
                        }
                        spans += 1;
                    }
                }),
            }
            see(None);
        });
    }
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
#[derive(Default)]
pub struct Word {
    /// The word as it reads, with the signs that touch it.
    pub text: String,
    /// Whether any of its letters is the person's own.
    pub own: bool,
    at: Vec<(usize, Range<usize>)>,
}

/// The words of blocks in reading order.
pub fn words(blocks: &[Block]) -> Vec<Word> {
    let mut words = vec![Word::default()];
    walk(blocks, &mut |text| match text {
        Some(text) => text.add_to(&mut words),
        None => words.push(Word::default()),
    });
    words.retain(|word| word.text.contains(char::is_alphanumeric));
    words
}

impl Text<'_> {
    /// Adds its letters to the last word, or to new ones.
    fn add_to(self, words: &mut Vec<Word>) {
        let from = self.range.start;
        for (at, c) in self.text[self.range].char_indices() {
            let range = from + at..from + at + c.len_utf8();
            match words.last_mut() {
                Some(word) if !c.is_whitespace() => {
                    word.text.push(c);
                    word.own |= self.own && c.is_alphanumeric();
                    match (word.at.last_mut(), self.span) {
                        (Some((last, place)), Some(span)) if *last == span => place.end = range.end,
                        (_, Some(span)) => word.at.push((span, range)),
                        (_, None) => {}
                    }
                }
                _ => words.push(Word::default()),
            }
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

//! Words as they are set: glyphs and widths.

use std::sync::Arc;

use harfrust::{Direction, Script, ShapePlan};
use rapidhash::RapidHashMap;

/// A shaped word, or the space between two.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub(super) text: Box<str>,
    /// Thousandths of the type size.
    pub(super) width: f32,
    pub(super) segments: Box<[Segment]>,
    /// The characters that no face has, each once.
    pub(super) missing: Box<[char]>,
}

/// A glyph of a word. Lengths are in font units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    pub(super) id: u16,
    pub(super) advance: i32,
    pub(super) dx: i32,
    pub(super) dy: i32,
    /// The bytes of the word that this glyph, with others of the same start, shows.
    pub(super) start: u32,
    pub(super) end: u32,
}

/// Glyphs in reading order, so that those of the same start follow each other.
pub(super) fn in_order<'g>(glyphs: impl IntoIterator<Item = &'g Glyph>) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = glyphs.into_iter().copied().collect();
    glyphs.sort_by_key(|glyph| glyph.start);
    glyphs
}

/// Words shaped before, by face.
#[derive(Default)]
pub(super) struct Words {
    pub(super) by_face: [RapidHashMap<Box<str>, Arc<Word>>; 4],
    pub(super) count: usize,
    /// How to shape a script in a face: which of the font's rules apply.
    pub(super) plans: RapidHashMap<(usize, Script, Direction), ShapePlan>,
}

/// A piece of a word in one face.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segment {
    /// Place in [`Fonts::faces`].
    pub(super) face: usize,
    pub(super) glyphs: Box<[Glyph]>,
}

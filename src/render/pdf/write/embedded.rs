//! A font as it stands in a file.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use lopdf::Document;

/// The glyphs of a face that a letter uses, and what each reads as.
pub(in crate::render::pdf) type Used = BTreeMap<u16, Box<str>>;

/// A face as it goes into a file.
pub(in crate::render::pdf) struct Embedded {
    /// The objects of the font and of nothing else; the font is the root.
    pub(super) objects: Document,
    /// For each glyph of the face its code in the subset; 0 where it is not in it.
    pub(super) codes: Vec<u16>,
    /// For each code its width, as printpdf states it, and what it reads as.
    pub(super) slots: Vec<(i64, Box<str>)>,
}

impl Embedded {
    /// The code of a glyph in the subset.
    pub(super) fn code(&self, glyph: u16) -> u16 {
        self.codes.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// What a code reads as unless something else is said.
    pub(super) fn reads(&self, code: u16) -> &str {
        self.slots.get(usize::from(code)).map_or("", |s| &s.1)
    }

    /// The width of a code in thousandths of the type size.
    pub(super) fn width(&self, code: u16) -> i64 {
        self.slots.get(usize::from(code)).map_or(0, |s| s.0)
    }
}

/// Subsets made for single letters: by face, and what each glyph reads as.
pub(in crate::render::pdf) type Subsets = HashMap<(usize, Used), Arc<Embedded>>;

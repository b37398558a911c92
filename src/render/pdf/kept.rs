//! What one letter leaves for the next: words shaped, subsets made, tables set up.
//!
//! Nothing here shows in a file. Each thing is as it would be made anew, bounded in number, and
//! lent to one letter at a time, so that threads do not wait for each other.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::write::{File, Id, Packer};
use crate::render::pdf::word::Words;

/// Kept beside the fonts.
#[derive(Default)]
pub(super) struct SharedFonts {
    pub(super) words: Pool<Words>,
    pub(super) packers: Pool<Packer>,
    /// The glyphs of the subsets that many letters share, by face; found for the first letter.
    pub(super) common: [OnceLock<Used>; 2],
    /// The subsets that were made.
    pub(super) subsets: Mutex<Subsets>,
}

/// Subsets by face, and by what they are of; none for the one that letters share.
type Subsets = HashMap<(usize, Option<Used>), Arc<Embedded>>;

/// Things to lend, of which anyone will do: never more than were lent at once.
#[derive(Default)]
pub(super) struct Pool<T>(Mutex<Vec<T>>);

impl<T: Default> Pool<T> {
    /// One that was given back, or a new one.
    pub(super) fn take(&self) -> T {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        kept.unwrap_or_default()
    }

    /// Gives one back.
    pub(super) fn give(&self, thing: T) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(thing);
    }
}

/// The glyphs of a face that a letter uses, and what each reads as.
pub(super) type Used = BTreeMap<u16, Box<str>>;

/// A face as it goes into a file.
pub(super) struct Embedded {
    /// The number of the font.
    pub(super) id: Id,
    /// The objects of the font as they are written; whether each is a stream.
    pub(super) objects: Vec<(Id, bool, Vec<u8>)>,
    /// For each glyph of the face its code in the subset; 0 where it is not in it.
    pub(super) codes: Vec<u16>,
    /// For each code its width and what it reads as.
    pub(super) slots: Vec<(i64, Box<str>)>,
}

impl Embedded {
    /// The width of a glyph in thousandths of the type size, as printpdf states it, and what it reads
    /// as unless something else is said.
    pub(super) fn slot(&self, glyph: u16) -> &(i64, Box<str>) {
        &self.slots[usize::from(self.codes[usize::from(glyph)])]
    }

    /// Adds the font to a file.
    pub(super) fn add_to(&self, file: &mut File<'_>) {
        for (id, is_stream, object) in &self.objects {
            match is_stream {
                true => file.set_written(*id, &[object]),
                false => file.set(*id, format_args!("{}", String::from_utf8_lossy(object))),
            }
        }
    }
}

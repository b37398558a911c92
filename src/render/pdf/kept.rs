//! What one letter leaves for the next: words shaped, subsets made, tables set up.
//!
//! Nothing here shows in a file. Each thing is as it would be made anew, bounded in number, and
//! lent to one letter at a time, so that threads do not wait for each other.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::write::{Embedded, Packer, Subsets};
use crate::render::pdf::word::Words;

/// Most things of a kind kept: one a thread is enough.
const MOST: usize = 64;

/// Kept beside the fonts.
#[derive(Default)]
pub(super) struct SharedFonts {
    pub(super) words: Pool<Words>,
    pub(super) packers: Pool<Packer>,
    /// Subsets that many letters share, made when the first letter needs them.
    pub(super) common: [OnceLock<Option<Arc<Embedded>>>; 2],
    /// Subsets made for single letters.
    pub(super) subsets: Mutex<Subsets>,
}

/// Things to lend, of which anyone will do.
pub(super) struct Pool<T>(Mutex<Vec<T>>);

impl<T> Default for Pool<T> {
    fn default() -> Pool<T> {
        Pool(Mutex::new(Vec::new()))
    }
}

impl<T: Default> Pool<T> {
    /// One that was given back, or a new one.
    pub(super) fn take(&self) -> T {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        kept.unwrap_or_default()
    }

    /// Gives one back.
    pub(super) fn give(&self, thing: T) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < MOST {
            kept.push(thing);
        }
    }
}

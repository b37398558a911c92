//! Letters that the check of a table keeps until they are written, while there is room: those that
//! are text as bytes, others as drafts. The rest are composed again, which gives the same.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::job::Job;
use crate::document::Document;
use crate::render::Format;

/// Bytes of letters that are kept: all those of 100,000 rows of 350 words.
pub const ROOM: usize = 288 << 20;

/// What is kept of one letter on its way into [`Kept`].
pub(super) enum Keep {
    Nothing,
    /// A file in each of the job's formats.
    Texts(Vec<Vec<u8>>),
    /// [`Draft::to_bytes`](crate::compose::Draft::to_bytes).
    Draft(Vec<u8>),
}

impl Keep {
    fn size(&self) -> usize {
        match self {
            Keep::Nothing => 0,
            Keep::Texts(files) => files.iter().map(Vec::len).sum(),
            Keep::Draft(draft) => draft.len(),
        }
    }
}

/// What is kept of one letter.
pub(super) enum Found<'k> {
    Texts(&'k Texts, usize),
    /// [`Draft::to_bytes`](crate::compose::Draft::to_bytes).
    Draft(&'k [u8]),
}

/// The letters that are kept, by the places of their rows.
#[derive(Default)]
pub(super) struct Kept {
    chunks: Vec<Texts>,
    rows: Vec<Where>,
}

enum Where {
    Nowhere,
    /// A chunk, and the place of the first of the letter's files in it.
    Texts(u32, u32),
    /// A chunk, and the place of the letter's draft in it.
    Draft(u32, u32),
}

/// Files one after another. Many small ones among what comes and goes would leave holes in memory,
/// and looking for a place would take longer and longer.
#[derive(Default)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Texts {
    fn add(&mut self, file: &[u8]) {
        self.bytes.extend_from_slice(file);
        self.ends.push(self.bytes.len());
    }

    /// The file at this place.
    pub(super) fn file(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[at]]
    }
}

impl Kept {
    /// Takes over what is kept of some rows, which follow those that it has.
    pub(super) fn extend(&mut self, rows: Vec<Keep>) {
        let chunk = u32::try_from(self.chunks.len()).unwrap_or(u32::MAX);
        let size = rows.iter().map(Keep::size).sum();
        let mut texts = Texts { bytes: Vec::with_capacity(size), ends: Vec::new() };
        for keep in rows {
            let first = u32::try_from(texts.ends.len()).unwrap_or(u32::MAX);
            self.rows.push(match keep {
                Keep::Nothing => Where::Nowhere,
                Keep::Draft(draft) => {
                    texts.add(&draft);
                    Where::Draft(chunk, first)
                }
                Keep::Texts(files) => {
                    files.iter().for_each(|file| texts.add(file));
                    Where::Texts(chunk, first)
                }
            });
        }
        self.chunks.push(texts);
    }

    /// What is kept of the row at this place.
    pub(super) fn of(&self, index: usize) -> Option<Found<'_>> {
        let chunk = |chunk: &u32| self.chunks.get(*chunk as usize);
        match self.rows.get(index)? {
            Where::Nowhere => None,
            Where::Draft(at, place) => Some(Found::Draft(chunk(at)?.file(*place as usize))),
            Where::Texts(at, first) => Some(Found::Texts(chunk(at)?, *first as usize)),
        }
    }
}

/// Whether the letters of a job are kept as drafts: a PDF is ten times its letter.
pub(super) fn as_drafts(job: &Job<'_>) -> bool {
    job.pdf || job.formats.contains(&Format::Pdf)
}

/// The room that is left for letters.
pub(super) struct Room(AtomicUsize);

impl Room {
    /// Room for so many bytes.
    pub(super) fn new(bytes: usize) -> Room {
        Room(AtomicUsize::new(bytes))
    }

    /// The bytes of a draft to keep, with as much of the room as they need.
    pub(super) fn keep_draft(&self, draft: Vec<u8>) -> Keep {
        if self.take(draft.len()) { Keep::Draft(draft) } else { Keep::Nothing }
    }

    /// A letter to keep as bytes, with as much of the room as they need.
    pub(super) fn keep_texts(&self, job: &Job<'_>, document: &Document) -> Keep {
        if self.0.load(Ordering::Relaxed) == 0 {
            return Keep::Nothing;
        }
        let files = job.formats.iter().map(|format| job.render(document, *format));
        let Ok(files) = files.collect::<Result<Vec<_>, _>>() else { return Keep::Nothing };
        let size = files.iter().map(Vec::len).sum();
        if self.take(size) { Keep::Texts(files) } else { Keep::Nothing }
    }

    /// Takes so many bytes; what no longer fits takes the rest, so that no further letter is tried.
    fn take(&self, size: usize) -> bool {
        let order = Ordering::Relaxed;
        let taken = self.0.fetch_update(order, order, |room| room.checked_sub(size)).is_ok();
        if !taken {
            self.0.store(0, order);
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_their_rows() {
        let two = |a: &str, b: &str| Keep::Texts(vec![a.into(), b.into()]);
        let mut kept = Kept::default();
        kept.extend(vec![two("a", ""), Keep::Nothing, two("bc", "d")]);
        kept.extend(Vec::new());
        kept.extend(vec![Keep::Nothing, two("", "e")]);
        let files = |index| match kept.of(index) {
            Some(Found::Texts(texts, first)) => Some([texts.file(first), texts.file(first + 1)]),
            _ => None,
        };
        let found: Vec<_> = (0..6).map(files).collect();
        let expected: [Option<[&[u8]; 2]>; 6] =
            [Some([b"a", b""]), None, Some([b"bc", b"d"]), None, Some([b"", b"e"]), None];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_does_not_fit_ends_the_keeping() {
        let room = Room::new(10);
        assert!(room.take(6) && room.take(3));
        assert!(!room.take(2) && !room.take(1));
    }
}

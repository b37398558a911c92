//! Letters that the check of a table keeps until they are written, while there is room: those that
//! are text as bytes, others as drafts. The rest are composed again, which gives the same.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::job::Job;
use crate::document::Document;
use crate::render::Format;

/// Bytes of letters that are kept: all those of 100,000 rows of 350 words.
pub const ROOM: usize = 288 << 20;

/// How many rows have their letters kept together. Many small pieces of memory among what comes and
/// goes would leave holes, and looking for a place would take longer and longer.
pub(super) const TOGETHER: usize = 64;

/// The letters that are kept, by the places of their rows.
#[derive(Default)]
pub(super) struct Kept(pub(super) Vec<Letters>);

/// The letters of [`TOGETHER`] rows one after another.
#[derive(Default)]
pub(super) struct Letters {
    bytes: Vec<u8>,
    /// Where each file and draft ends.
    ends: Vec<usize>,
    rows: Vec<Where>,
}

#[derive(Clone, Copy)]
enum Where {
    Nowhere,
    /// The place of the first of the letter's files.
    Texts(usize),
    /// The place of the letter's draft.
    Draft(usize),
}

/// What is kept of one letter.
pub(super) enum Found<'k> {
    /// A file in each of the job's formats, from this place on.
    Texts(&'k Letters, usize),
    /// [`Draft::to_bytes`](crate::compose::Draft::to_bytes).
    Draft(&'k [u8]),
}

impl Letters {
    /// The next row has no letter.
    pub(super) fn nothing(&mut self) {
        self.rows.push(Where::Nowhere);
    }

    /// The next row has this letter, of which the bytes of its draft are kept while there is room.
    pub(super) fn draft(&mut self, draft: &[u8], room: &Room) {
        if !room.take(draft.len()) {
            return self.nothing();
        }
        self.rows.push(Where::Draft(self.ends.len()));
        self.add(draft);
    }

    /// The next row has this letter, which is kept as bytes while there is room.
    pub(super) fn texts(&mut self, job: &Job<'_>, document: &Document, room: &Room) {
        let files = || job.formats.iter().map(|format| job.render(document, *format));
        let files: Vec<Vec<u8>> = match room.is_left() {
            true => files().collect::<Result<_, _>>().unwrap_or_default(),
            false => Vec::new(),
        };
        if files.is_empty() || !room.take(files.iter().map(Vec::len).sum()) {
            return self.nothing();
        }
        self.rows.push(Where::Texts(self.ends.len()));
        files.iter().for_each(|file| self.add(file));
    }

    fn add(&mut self, file: &[u8]) {
        self.bytes.extend_from_slice(file);
        self.ends.push(self.bytes.len());
    }

    /// These letters in no more memory than they need, and this one ready for the next ones.
    pub(super) fn take(&mut self) -> Letters {
        let taken = Letters {
            bytes: self.bytes.as_slice().into(),
            ends: self.ends.as_slice().into(),
            rows: self.rows.as_slice().into(),
        };
        self.bytes.clear();
        self.ends.clear();
        self.rows.clear();
        taken
    }

    /// The file at this place.
    pub(super) fn file(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[at]]
    }
}

impl Kept {
    /// What is kept of the row at this place.
    pub(super) fn of(&self, index: usize) -> Option<Found<'_>> {
        let letters = self.0.get(index / TOGETHER)?;
        match letters.rows.get(index % TOGETHER)? {
            Where::Nowhere => None,
            Where::Draft(at) => Some(Found::Draft(letters.file(*at))),
            Where::Texts(first) => Some(Found::Texts(letters, *first)),
        }
    }
}

/// Whether the letters of a job are kept as drafts: a PDF is ten times its letter.
pub(super) fn as_drafts(job: &Job<'_>) -> bool {
    job.pdf || job.formats.iter().any(|f| !matches!(f, Format::Markdown | Format::Text))
}

/// The room that is left for letters.
pub(super) struct Room(AtomicUsize);

impl Room {
    /// Room for so many bytes.
    pub(super) fn new(bytes: usize) -> Room {
        Room(AtomicUsize::new(bytes))
    }

    fn is_left(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
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
    fn letters_are_found_by_their_rows() {
        let row = |letters: &mut Letters, files: [&str; 2]| {
            letters.rows.push(Where::Texts(letters.ends.len()));
            files.iter().for_each(|file| letters.add(file.as_bytes()));
        };
        let mut letters = Letters::default();
        row(&mut letters, ["a", ""]);
        letters.nothing();
        row(&mut letters, ["bc", "d"]);
        (3..TOGETHER).for_each(|_| letters.nothing());
        let first = letters.take();
        letters.nothing();
        row(&mut letters, ["", "e"]);
        let kept = Kept(vec![first, letters.take()]);
        let files = |index| match kept.of(index) {
            Some(Found::Texts(letters, at)) => Some([letters.file(at), letters.file(at + 1)]),
            _ => None,
        };
        let found: Vec<_> = [0, 1, 2, 3, 64, 65, 66].map(files).into();
        let expected: [Option<[&[u8]; 2]>; 7] =
            [Some([b"a", b""]), None, Some([b"bc", b"d"]), None, None, Some([b"", b"e"]), None];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_does_not_fit_ends_the_keeping() {
        let room = Room::new(10);
        assert!(room.take(6) && room.take(3));
        assert!(!room.take(2) && !room.take(1));
    }
}

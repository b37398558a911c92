//! A PDF file: objects packed into streams of objects, found by a cross-reference stream (ISO
//! 32000-1, 7.5.7 and 7.5.8).

use std::fmt::Arguments;
use std::io::Write as _;

use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};

use crate::render::pdf::page::{PAGE_HEIGHT, Place};

/// The number of an object.
pub(in crate::render::pdf) type Id = u32;

/// Where an object is in the file, as a cross-reference stream has it: not at all (0), at a place
/// (1), or in a stream of objects (2), as the nth of them.
type Entry = (u8, u32, u16);

/// Most objects in one object stream: readers inflate a stream whole to get at one.
const MOST_IN_STREAM: usize = 400;

/// Level 6 of 9: level 9 takes twice the time to save one part in a hundred.
const DEFLATE: u32 = 6;

/// What makes the two hashes of a digest differ.
const SEEDS: [RapidSecrets; 2] = [RapidSecrets::seed(1), RapidSecrets::seed(2)];

/// Sixteen bytes that differ where the bytes that they are made of do.
pub(super) fn digest(bytes: &[u8]) -> Vec<u8> {
    SEEDS.iter().flat_map(|seed| rapidhash_v3_seeded(bytes, seed).to_be_bytes()).collect()
}

/// Deflates streams one after the other: its tables are large, and kept for the next letter.
pub(in crate::render::pdf) struct Packer(flate2::Compress);

impl Default for Packer {
    fn default() -> Packer {
        Packer(flate2::Compress::new(flate2::Compression::new(DEFLATE), true))
    }
}

impl Packer {
    /// The bytes deflated; none where that fails.
    fn packed(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        self.0.reset();
        // Room for the worst case, so that one call is enough.
        let mut packed = Vec::with_capacity(bytes.len() + bytes.len() / 1000 + 64);
        let done = self.0.compress_vec(bytes, &mut packed, flate2::FlushCompress::Finish);
        matches!(done, Ok(flate2::Status::StreamEnd)).then_some(packed)
    }
}

/// A file on its way.
pub(in crate::render::pdf) struct File<'p> {
    packer: &'p mut Packer,
    out: Vec<u8>,
    entries: Vec<Entry>,
    /// The objects of the next stream of objects, their numbers, and these with their places in it.
    objects: Vec<u8>,
    waiting: Vec<Id>,
    places: Vec<u8>,
}

impl File<'_> {
    /// A file with nothing in it, the first numbers of which are taken.
    pub(super) fn new(packer: &mut Packer, taken: usize) -> File<'_> {
        let mut out = Vec::with_capacity(40 * 1024);
        // The second line tells programs that move files that this one is binary.
        out.extend_from_slice(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
        let entries = vec![(0, 0, 0); taken + 1];
        let (objects, waiting, places) = (Vec::with_capacity(16 * 1024), Vec::new(), Vec::new());
        File { packer, out, entries, objects, waiting, places }
    }

    /// A number for an object that comes later.
    pub(super) fn id(&mut self) -> Id {
        self.entries.push((0, 0, 0));
        self.entries.len() as Id - 1
    }

    /// Adds an object that is no stream.
    pub(super) fn add(&mut self, object: Arguments<'_>) -> Id {
        let id = self.id();
        self.set(id, object);
        id
    }

    /// Adds an object that is no stream and has its number.
    pub(in crate::render::pdf) fn set(&mut self, id: Id, object: Arguments<'_>) {
        if self.waiting.len() == MOST_IN_STREAM {
            self.close_objects();
        }
        put(&mut self.places, format_args!("{id} {} ", self.objects.len()));
        put(&mut self.objects, format_args!("{object}\n"));
        self.waiting.push(id);
    }

    /// Adds a stream that is written already, in pieces.
    pub(in crate::render::pdf) fn set_written(&mut self, id: Id, stream: &[&[u8]]) {
        self.entries[id as usize] = (1, self.out.len() as u32, 0);
        put(&mut self.out, format_args!("{id} 0 obj\n"));
        stream.iter().for_each(|piece| self.out.extend_from_slice(piece));
        self.out.extend_from_slice(b"\nendobj\n");
    }

    /// Adds a stream as it is, and what its dictionary says of it.
    pub(super) fn add_plain(&mut self, about: &str, bytes: &[u8]) -> Id {
        let id = self.id();
        let head = format!("<<{about}/Length {}>>stream\n", bytes.len());
        self.set_written(id, &[head.as_bytes(), bytes, b"\nendstream"]);
        id
    }

    /// Adds a stream deflated.
    pub(super) fn add_deflated(&mut self, about: &str, bytes: &[u8]) -> Id {
        match self.packer.packed(bytes) {
            Some(packed) => self.add_plain(&format!("{about}/Filter/FlateDecode"), &packed),
            None => self.add_plain(about, bytes),
        }
    }

    /// Writes the objects that wait as a stream.
    fn close_objects(&mut self) {
        let about = format!("/Type/ObjStm/N {}/First {}", self.waiting.len(), self.places.len());
        let mut bytes = std::mem::take(&mut self.places);
        bytes.append(&mut self.objects);
        let holder = self.add_deflated(&about, &bytes);
        for (nth, id) in std::mem::take(&mut self.waiting).into_iter().enumerate() {
            self.entries[id as usize] = (2, holder, nth as u16);
        }
    }

    /// The file with its catalog and what it says of itself.
    pub(super) fn finish(mut self, root: Id, info: Id) -> Vec<u8> {
        self.close_objects();
        let start = self.out.len() as u32;
        self.entries.push((1, start, 0));
        // As many bytes for each place as the last one needs.
        let spare = start.leading_zeros() as usize / 8;
        let mut table = Vec::with_capacity(self.entries.len() * 7);
        for (kind, place, nth) in &self.entries {
            table.push(*kind);
            table.extend_from_slice(&place.to_be_bytes()[spare..]);
            table.extend_from_slice(&nth.to_be_bytes());
        }
        let identifier: String = digest(&self.out).iter().map(|b| format!("{b:02X}")).collect();
        let about = format!(
            "/Type/XRef/W[1 {} 2]/Size {}/Root {root} 0 R/Info {info} 0 R/ID[<{identifier}><{identifier}>]",
            4 - spare,
            self.entries.len()
        );
        // `add_plain` gives it the number that it has here.
        self.entries.pop();
        // Not deflated: that would take a tenth of the time of a letter, to save a fiftieth of its size.
        self.add_plain(&about, &table);
        put(&mut self.out, format_args!("startxref\n{start}\n%%EOF\n"));
        self.out
    }
}

/// Writes to memory, which does not fail.
pub(super) fn put(out: &mut Vec<u8>, what: Arguments<'_>) {
    let _ = out.write_fmt(what);
}

/// Text as a PDF string: as it is where it is of ASCII, else by its code units.
pub(super) fn text(text: &str) -> String {
    if text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        let escaped = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        return format!("({escaped})");
    }
    let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    format!("<FEFF{units}>")
}

/// A length with two decimals at most.
pub(super) fn rounded(value: f32) -> f32 {
    // Nothing is added so that there is no `-0`.
    (value * 100.0).round() / 100.0 + 0.0
}

/// The place on a page that a link or an outline entry leads to.
pub(super) fn destination(pages: &[Id], place: Place) -> String {
    format!("[{} 0 R/XYZ null {} null]", pages[place.page], rounded(PAGE_HEIGHT - place.y))
}

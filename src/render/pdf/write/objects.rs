//! The objects of a PDF file, compressed and named.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};
use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};

use crate::render::pdf::error::PdfError;
use crate::render::pdf::page::{PAGE_HEIGHT, Place};

/// Deflates streams one after the other: its tables are large, and kept for the next letter.
pub(in crate::render::pdf) struct Packer(flate2::Compress);

impl Default for Packer {
    fn default() -> Packer {
        let level = flate2::Compression::new(DEFLATE);
        Packer(flate2::Compress::new(level, true))
    }
}

impl Packer {
    /// A deflated stream.
    pub(super) fn stream(&mut self, mut dictionary: Dictionary, bytes: &[u8]) -> Stream {
        self.0.reset();
        // Room for the worst case, so that one call is enough; what is not needed is given back.
        let mut packed = Vec::with_capacity(bytes.len() + bytes.len() / 1000 + 64);
        let done = self.0.compress_vec(bytes, &mut packed, flate2::FlushCompress::Finish);
        if !matches!(done, Ok(flate2::Status::StreamEnd)) {
            return Stream::new(dictionary, bytes.to_vec()).with_compression(false);
        }
        packed.shrink_to_fit();
        dictionary.set("Filter", "FlateDecode");
        Stream::new(dictionary, packed).with_compression(false)
    }
}

/// Sixteen bytes that differ where the bytes that they are made of do.
pub(super) fn digest(bytes: &[u8]) -> Vec<u8> {
    SEEDS.iter().flat_map(|seed| rapidhash_v3_seeded(bytes, seed).to_be_bytes()).collect()
}

/// That something is not there which printpdf or this module made.
pub(super) fn failed(error: lopdf::Error) -> PdfError {
    PdfError::Write(error.to_string())
}

/// A dictionary that must be there, as printpdf or this module made it.
pub(super) fn entries(file: &mut Document, id: ObjectId) -> Result<&mut Dictionary, PdfError> {
    file.get_object_mut(id).and_then(Object::as_dict_mut).map_err(failed)
}

/// Text as a PDF string.
pub(super) fn text(s: &str) -> Object {
    let mut bytes = s.as_bytes().to_vec();
    if !bytes.iter().all(|b| (b' '..=b'~').contains(b)) {
        bytes = [0xfeff].into_iter().chain(s.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    }
    Object::String(bytes, StringFormat::Literal)
}

/// The place on a page that a link or an outline entry leads to.
pub(super) fn destination(pages: &[ObjectId], place: Place) -> Object {
    let y = rounded(PAGE_HEIGHT - place.y);
    vec![pages[place.page].into(), "XYZ".into(), Object::Null, y, Object::Null].into()
}

/// A length with two decimals at most.
pub(super) fn rounded(value: f32) -> Object {
    Object::Real((value * 100.0).round() / 100.0)
}

/// Level 6 of 9: level 9 takes twice the time to save one part in a hundred.
pub(super) const DEFLATE: u32 = 6;

/// What makes the two hashes differ.
pub(super) const SEEDS: [RapidSecrets; 2] = [RapidSecrets::seed(1), RapidSecrets::seed(2)];

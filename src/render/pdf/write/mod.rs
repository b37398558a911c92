//! Laid-out pages to a PDF file. The only part that knows printpdf and lopdf.
//!
//! printpdf makes the document, its pages and its fonts; what it has no words for is added to
//! the lopdf document it hands over: the structure tree (`tag`), the outline, metadata, and page
//! contents written glyph run by glyph run (`content`), which is both smaller and quicker than
//! its one string a glyph. `save` puts the file together.

mod content;
mod embed;
mod meta;
mod save;
mod tag;

pub(super) use embed::{Embedded, Subsets};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};
use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};

use super::PdfError;
use super::fonts::Fonts;
use super::page::Pages;

/// Level 6 of 9: level 9 takes twice the time to save one part in a hundred.
const DEFLATE: u32 = 6;

/// The pages as a file.
pub(super) fn write(pages: &Pages, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let used = embed::used(pages, fonts);
    let mut packer = fonts.kept.packers.take();
    let embedded = embed::embed(used, fonts, &mut packer)?;
    let mut file = skeleton(pages)?;
    let page_ids: Vec<ObjectId> = file.page_iter().collect();
    let resources = embed::add(&mut file, &embedded);
    let mut digest = Digest::new();
    let mut marked = Vec::with_capacity(page_ids.len());
    for (id, page) in page_ids.iter().zip(&pages.pages) {
        let content = content::content(page, pages, fonts, &embedded);
        digest.add(&content.bytes);
        let stream = packer.stream(Dictionary::new(), &content.bytes);
        set_content(&mut file, *id, stream, resources)?;
        marked.push(content.marked);
    }
    tag::tag(&mut file, pages, &page_ids, &marked)?;
    meta::describe(&mut file, pages, digest)?;
    let bytes = save::save(&file, &mut packer);
    fonts.kept.packers.give(packer);
    Ok(bytes)
}

/// Document, page tree and pages, by printpdf.
fn skeleton(pages: &Pages) -> Result<Document, PdfError> {
    let mut pdf = PdfDocument::new(&pages.title);
    for _ in &pages.pages {
        pdf.pages.push(PdfPage::new(Mm(210.0), Mm(297.0), Vec::new()));
    }
    let mut file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    // printpdf gives every page resources of its own, of kinds that a letter has none of.
    let ids: Vec<ObjectId> = file.page_iter().collect();
    let mut unused: Vec<ObjectId> = Vec::new();
    for id in &ids {
        for key in [b"Resources".as_slice(), b"Contents"] {
            let page = entries(&mut file, *id)?;
            unused.extend(page.remove(key).and_then(|o| o.as_reference().ok()));
        }
        let page = entries(&mut file, *id)?;
        page.remove(b"Annots");
        page.remove(b"TrimBox");
        page.remove(b"CropBox");
    }
    let inner: Vec<ObjectId> = unused
        .iter()
        .filter_map(|id| file.get_dictionary(*id).ok())
        .flat_map(|d| d.iter().filter_map(|(_, o)| o.as_reference().ok()).collect::<Vec<_>>())
        .collect();
    for id in unused.into_iter().chain(inner) {
        file.objects.remove(&id);
    }
    Ok(file)
}

fn set_content(
    file: &mut Document,
    page: ObjectId,
    stream: Stream,
    resources: ObjectId,
) -> Result<(), PdfError> {
    let stream = file.add_object(stream);
    let page = entries(file, page)?;
    page.set("Resources", resources);
    page.set("Contents", stream);
    Ok(())
}

/// A dictionary that must be there, as printpdf or this module made it.
fn entries(file: &mut Document, id: ObjectId) -> Result<&mut Dictionary, PdfError> {
    let found = file.get_object_mut(id).and_then(Object::as_dict_mut);
    found.map_err(|e| PdfError::Write(e.to_string()))
}

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
    fn stream(&mut self, mut dictionary: Dictionary, bytes: &[u8]) -> Stream {
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

/// Text as a PDF string.
fn text(s: &str) -> Object {
    if s.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return Object::String(s.into(), StringFormat::Literal);
    }
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(s.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Two hashes over all that was drawn, for the file's identifier.
struct Digest([u64; 2]);

/// What makes the two hashes differ.
const SEEDS: [RapidSecrets; 2] = [RapidSecrets::seed(1), RapidSecrets::seed(2)];

impl Digest {
    fn new() -> Digest {
        Digest([0; 2])
    }

    fn add(&mut self, bytes: &[u8]) {
        for (hash, seed) in self.0.iter_mut().zip(&SEEDS) {
            let mixed = hash.rotate_left(23) ^ rapidhash_v3_seeded(bytes, seed);
            *hash = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }

    fn bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|h| h.to_be_bytes()).collect()
    }
}

/// A reference and a number as PDF has them in name trees.
fn numbered(number: usize, value: impl Into<Object>) -> [Object; 2] {
    [Object::Integer(number as i64), value.into()]
}

/// The place on a page that a link or an outline entry leads to.
fn destination(page: ObjectId, y_from_foot: f32) -> Object {
    Object::Array(vec![
        page.into(),
        "XYZ".into(),
        Object::Null,
        Object::Real(y_from_foot),
        Object::Null,
    ])
}

/// An attribute of a structure element.
fn attribute(owner: &str, key: &str, value: &str) -> Object {
    let mut attribute = dictionary! { "O" => owner };
    attribute.set(key, value);
    attribute.into()
}

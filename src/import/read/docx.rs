//! Zips of elements: Word documents and OpenDocument texts. Sizes are not believed, and only what is
//! needed is unpacked.

use super::elements::Reader;
use crate::import::error::{ImportError, fault, too_big};
use crate::import::source::Source;
use crate::import::words::shape;
use crate::limits;
use crate::source::decode::decode;
use crate::source::zipped::{Zip, ZipFault};

/// What a zip is, by how the name of a file in it begins: a format that is read, or the fault of one
/// that is not. Word on the web calls its document document2.xml.
const FORMATS: [(&str, Result<&str, &str>); 5] = [
    ("word/document", Ok("word")),
    ("content.xml", Ok("open")),
    ("xl/workbook.xml", Err("import-excel")),
    ("Index/Document.iwa", Err("import-pages")),
    ("index.apxl", Err("import-pages")),
];

/// Reads a Word document, or the OpenDocument text that a zip may be too.
///
/// # Errors
/// That it is none, is damaged, or is too large.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ImportError> {
    let mut zip = Zip::open(bytes, limits::WORD_FILES).map_err(|_| fault("import-broken-word"))?;
    let mut names: Vec<(String, usize)> = zip.names.iter().cloned().zip(0..).collect();
    names.sort();
    let first = |start: &str| names.iter().find(|(name, _)| name.starts_with(start));
    let found = FORMATS.iter().find_map(|(start, format)| Some((first(start)?.1, *format)));
    let (document, format) = found.ok_or_else(|| fault("import-not-word"))?;
    let mut left = limits::WORD_BYTES;
    let mut part = |index| {
        let bytes = zip.unpack(index, limits::WORD_PART.min(left)).map_err(|why| match why {
            ZipFault::TooBig => too_big(limits::WORD_PART),
            _ => fault("import-broken-word"),
        })?;
        left -= bytes.len();
        Ok::<String, ImportError>(decode(bytes).text)
    };
    let mut reader = Reader::new(format.map_err(fault)?);
    for (_, index) in names.iter().filter(|(name, _)| shape("beside_word").is_match(name)) {
        reader.read_beside(&part(*index)?);
    }
    reader.read(&part(document)?)?;
    reader.out.source("paragraph")
}

//! From the bytes of a file to its paragraphs: Word, OpenDocument, rich text, web pages, Markdown and
//! plain text. What a file is, its bytes say; its name only tells Markdown from plain text. Nothing
//! here knows what the words are for.

mod build;
mod elements;
mod error;
mod lists;
mod markdown;
mod plain;
mod rtf;
mod source;

use build::source;
use elements::Tree;
use lists::shape;

pub use error::ImportError;
pub(crate) use error::{fault, too_big, too_many};
pub(crate) use plain::{is_page, lines, paragraphs};
pub(crate) use source::{CELL, Look, Mark, Para, RAW, Source, Style, What, clean};

use crate::limits;
use crate::source::decode::decode;
use crate::source::zipped::{Zip, ZipFault};

/// How plain text is read.
type Plain = fn(&str) -> Vec<Para>;

/// Most bytes of a word. The addresses of pages that mail programs make have some hundreds.
const LONGEST_WORD: usize = 2_000;

/// What a zip is, by how the name of a file in it begins: a format that is read, or the fault of one
/// that is not. Word on the web calls its document document2.xml.
const FORMATS: [(&str, Result<&str, &str>); 5] = [
    ("word/document", Ok("word")),
    ("content.xml", Ok("open")),
    ("xl/workbook.xml", Err("import-excel")),
    ("Index/Document.iwa", Err("import-pages")),
    ("index.apxl", Err("import-pages")),
];

/// Reads a file, by what it is; plain text as [`paragraphs`], or as [`lines`] for those who know
/// better which go together.
///
/// # Errors
/// Says what kind of file it is, where it is none that can be read.
pub(crate) fn read(name: &str, bytes: &[u8], plain: Plain) -> Result<Source, ImportError> {
    if bytes.len() > limits::IMPORT_BYTES {
        return Err(too_big(limits::IMPORT_BYTES));
    }
    // What the first bytes say: <https://en.wikipedia.org/wiki/List_of_file_signatures>.
    let source = match bytes {
        [b'P', b'K', ..] => zip(bytes)?,
        [b'{', b'\\', b'r', b't', b'f', ..] => rtf::read(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(fault("import-doc")),
        [b'%', b'P', b'D', b'F', b'-', ..] => return Err(fault("import-pdf")),
        _ => text(name, bytes, plain)?,
    };
    // A text that is one has words, and none without end.
    let endless = |para: &Para| para.text.split_whitespace().any(|word| word.len() > LONGEST_WORD);
    let characters = source.paras.iter().map(|para| para.text.chars().count()).sum::<usize>();
    match source.paras.iter().any(endless) {
        true => Err(fault("import-not-text")),
        false if source.paras.is_empty() => Err(fault("import-empty")),
        false if characters > limits::IMPORT_CHARACTERS => {
            Err(too_many("import-too-long", limits::IMPORT_CHARACTERS))
        }
        false => Ok(source),
    }
}

/// Reads text in any encoding.
fn text(name: &str, bytes: &[u8], read: Plain) -> Result<Source, ImportError> {
    let decoded = decode(bytes.to_vec());
    let text = clean(&decoded.text);
    if !decoded.is_text() {
        Err(fault("import-not-text"))
    } else if text.chars().count() > limits::IMPORT_CHARACTERS {
        Err(too_many("import-too-long", limits::IMPORT_CHARACTERS))
    } else if shape("web_page").is_match(&text) && text.contains("</") {
        // What a browser copies has no head.
        Ok(source(Tree::new("page").read(&text), "paragraph"))
    } else if shape("markdown_file").is_match(name) {
        Ok(markdown::read(&text))
    } else {
        let beside = plain::beside_pages(&text);
        let (mut kept, mut aside) = (String::new(), Vec::new());
        for (line, number) in text.lines().zip(1..) {
            match beside.contains(line.trim()) {
                true => aside.push((number, line.trim().to_string())),
                false => kept.push_str(line),
            }
            kept.push('\n');
        }
        Ok(Source { paras: read(&kept), aside, counts: "line", ..Source::default() })
    }
}

/// Reads a Word document, or the OpenDocument text that a zip may be too.
/// Sizes are not believed, and only what is needed is unpacked.
fn zip(bytes: &[u8]) -> Result<Source, ImportError> {
    let mut zip = Zip::open(bytes, limits::WORD_FILES).map_err(|_| fault("import-broken-word"))?;
    let names = zip.names.clone();
    let first = |start: &str| names.iter().position(|name| name.starts_with(start));
    let found = FORMATS.iter().find_map(|(start, format)| Some((first(start)?, *format)));
    let (document, format) = found.ok_or_else(|| fault("import-not-word"))?;
    let mut tree = Tree::new(format.map_err(fault)?);
    let mut left = limits::WORD_BYTES;
    let beside = (0..names.len()).filter(|at| shape("beside_word").is_match(&names[*at]));
    for index in beside.chain([document]) {
        let part = zip.unpack(index, limits::WORD_PART.min(left)).map_err(|why| match why {
            ZipFault::TooBig => too_big(limits::WORD_PART),
            _ => fault("import-broken-word"),
        })?;
        left -= part.len();
        tree = tree.read(&decode(part).text);
    }
    Ok(source(tree, "paragraph"))
}

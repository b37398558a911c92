//! From the bytes of a file to its paragraphs. What a file is, its bytes say; its name only tells
//! Markdown from plain text.

mod build;
mod docx;
mod elements;
mod field;
mod markdown;
mod plain;
mod rtf;

use elements::page;
use plain::paragraphs;

use super::error::{ImportError, fault, too_big, too_many};
use super::source::{Para, Source, clean};
use super::words::shape;
use crate::limits;
use crate::source::decode::decode;

/// Most bytes of a word. The addresses of pages that mail programs make have some hundreds.
const LONGEST_WORD: usize = 2_000;

/// Reads a file.
///
/// # Errors
/// Says what kind of file it is, where it is none that can be read.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Source, ImportError> {
    sound(read_as(name, bytes, paragraphs)?)
}

/// Reads a file; the lines of plain text stay apart, for those who know better which go together.
///
/// # Errors
/// As [`read`].
pub(super) fn lines(name: &str, bytes: &[u8]) -> Result<Source, ImportError> {
    let apart = |text: &str| {
        let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
        let paras = lines.map(|(line, number)| Para::plain(number, line.trim_end())).collect();
        Source { paras, counts: "line", ..Source::default() }
    };
    sound(read_as(name, bytes, apart)?)
}

fn read_as(name: &str, bytes: &[u8], of_plain: fn(&str) -> Source) -> Result<Source, ImportError> {
    if bytes.len() > limits::IMPORT_BYTES {
        return Err(too_big(limits::IMPORT_BYTES));
    }
    // What the first bytes say: <https://en.wikipedia.org/wiki/List_of_file_signatures>.
    match bytes {
        [b'P', b'K', ..] => return docx::read(bytes),
        [b'{', b'\\', b'r', b't', b'f', ..] => return rtf::read(bytes),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(fault("import-doc")),
        [b'%', b'P', b'D', b'F', b'-', ..] => return Err(fault("import-pdf")),
        _ => {}
    }
    let text = text(bytes)?;
    let name = name.to_lowercase();
    // What a browser copies has no head.
    if shape("web_page").is_match(&text) && text.contains("</") {
        page(&text)
    } else if [".md", ".markdown"].iter().any(|ending| name.ends_with(ending)) {
        markdown::read(&text)
    } else {
        Ok(of_plain(&text))
    }
}

/// The text of a file in any encoding, made into one that a pack can hold.
fn text(bytes: &[u8]) -> Result<String, ImportError> {
    let decoded = decode(bytes.to_vec());
    let text = clean(&decoded.text);
    if !decoded.is_text() {
        Err(fault("import-not-text"))
    } else if text.chars().count() > limits::IMPORT_CHARACTERS {
        Err(too_many("import-too-long", limits::IMPORT_CHARACTERS))
    } else {
        Ok(text)
    }
}

/// A text that is one: it has words, and none without end.
fn sound(source: Source) -> Result<Source, ImportError> {
    if source.paras.is_empty() {
        return Err(fault("import-empty"));
    }
    let endless = |para: &Para| para.text.split_whitespace().any(|word| word.len() > LONGEST_WORD);
    if source.paras.iter().any(endless) { Err(fault("import-not-text")) } else { Ok(source) }
}

//! From the bytes of a file to its paragraphs. What a file is, its bytes say; its name only tells
//! Markdown from plain text.

mod build;
mod docx;
mod elements;
mod field;
mod markdown;
mod markup;
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
    read_as(name, bytes, paragraphs)
}

/// Reads a file; the lines of plain text stay apart, for those who know better which go together.
///
/// # Errors
/// As [`read`].
pub(super) fn lines(name: &str, bytes: &[u8]) -> Result<Source, ImportError> {
    read_as(name, bytes, |text| {
        let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
        let paras = lines.map(|(line, number)| Para::plain(number, line.trim_end())).collect();
        Source { paras, counts: "line", ..Source::default() }
    })
}

fn read_as(name: &str, bytes: &[u8], of_plain: fn(&str) -> Source) -> Result<Source, ImportError> {
    if bytes.len() > limits::IMPORT_BYTES {
        return Err(too_big(limits::IMPORT_BYTES));
    }
    if bytes.starts_with(b"PK") {
        return sound(docx::read(bytes)?);
    }
    if bytes.starts_with(b"{\\rtf") {
        return sound(rtf::read(bytes)?);
    }
    // What the first bytes say: <https://en.wikipedia.org/wiki/List_of_file_signatures>.
    for (sign, kind) in [(b"\xD0\xCF\x11\xE0".as_slice(), "doc"), (b"%PDF-", "pdf")] {
        if bytes.starts_with(sign) {
            return Err(fault(kind));
        }
    }
    let text = text(bytes)?;
    // What a browser copies has no head.
    if shape("web_page").is_match(&text) && text.contains("</") {
        return sound(page(&text)?);
    }
    let name = name.to_lowercase();
    let is_markdown = [".md", ".markdown"].iter().any(|ending| name.ends_with(ending));
    sound(if is_markdown { markdown::read(&text)? } else { of_plain(&text) })
}

/// The text of a file in any encoding, made into one that a pack can hold.
fn text(bytes: &[u8]) -> Result<String, ImportError> {
    let decoded = decode(bytes.to_vec());
    let text = clean(&decoded.text);
    if !decoded.is_text() {
        Err(fault("not_text"))
    } else if text.chars().count() > limits::IMPORT_CHARACTERS {
        Err(too_many("too_long", limits::IMPORT_CHARACTERS))
    } else {
        Ok(text)
    }
}

/// A text that is one: it has words, and none without end.
fn sound(source: Source) -> Result<Source, ImportError> {
    if source.paras.is_empty() {
        return Err(fault("empty"));
    }
    let endless = |para: &Para| para.text.split_whitespace().any(|word| word.len() > LONGEST_WORD);
    if source.paras.iter().any(endless) { Err(fault("not_text")) } else { Ok(source) }
}

//! From the bytes of a file to its paragraphs. What a file is, its bytes say; its name only tells
//! Markdown from plain text.

mod decode;
mod docx;
mod markdown;
mod plain;

use super::fault::{Kind, Wrong};
use super::source::Source;

pub(super) use decode::clean;
pub(super) use plain::paragraphs;

/// Most bytes of a file.
pub const MOST_BYTES: usize = 20_000_000;

/// Most characters of a text. A long letter has ten thousand.
pub(super) const MOST_CHARACTERS: usize = 200_000;

/// Reads a file.
///
/// # Errors
/// Says what kind of file it is, where it is none that can be read.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Source, Wrong> {
    if bytes.len() > MOST_BYTES {
        return Err(Wrong::TooBig(MOST_BYTES));
    }
    if bytes.starts_with(b"PK") {
        let source = docx::read(bytes)?;
        return if source.paras.is_empty() { Err(Wrong::Empty) } else { Ok(source) };
    }
    if let Some(kind) = other(bytes) {
        return Err(Wrong::Other(kind));
    }
    let text = decode::decode(bytes)?;
    if looks_like_html(&text) {
        return Err(Wrong::Other(Kind::Html));
    }
    let name = name.to_lowercase();
    let is_markdown = [".md", ".markdown"].iter().any(|ending| name.ends_with(ending));
    let source = if is_markdown { markdown::paragraphs(&text) } else { paragraphs(&text) };
    if source.paras.is_empty() { Err(Wrong::Empty) } else { Ok(source) }
}

/// What the first bytes say: <https://en.wikipedia.org/wiki/List_of_file_signatures>.
fn other(bytes: &[u8]) -> Option<Kind> {
    let signs: [(&[u8], Kind); 3] =
        [(b"\xD0\xCF\x11\xE0", Kind::Doc), (b"%PDF-", Kind::Pdf), (b"{\\rtf", Kind::Rtf)];
    signs.into_iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, kind)| kind)
}

fn looks_like_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(14).collect::<String>().to_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

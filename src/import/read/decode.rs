//! Text files as Notepad, TextEdit and Word save them, made into text that a pack can hold.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::import::error::ImportError;
use crate::limits;
use crate::text::unseen;

/// The text of a file: UTF-8 or UTF-16, with a byte order mark or without, else windows-1252.
pub(in crate::import) fn decode(bytes: &[u8]) -> Result<String, ImportError> {
    let text = as_text(bytes);
    let hidden = text.chars().filter(|c| c.is_control() && !"\n\r\t\u{b}\u{c}".contains(*c));
    if hidden.count() > text.len() / 50 {
        return Err(ImportError::NotText);
    }
    let text = clean(&text);
    if text.chars().count() > limits::IMPORT_CHARACTERS {
        return Err(ImportError::TooLong(limits::IMPORT_CHARACTERS));
    }
    if text.trim().is_empty() { Err(ImportError::Empty) } else { Ok(text) }
}

/// Bytes as text, whatever their encoding.
pub(super) fn as_text(bytes: &[u8]) -> String {
    let encoding = if bytes.starts_with(&[0xFF, 0xFE]) {
        UTF_16LE
    } else if bytes.starts_with(&[0xFE, 0xFF]) {
        UTF_16BE
    } else if is_utf_16(bytes, 1) {
        UTF_16LE
    } else if is_utf_16(bytes, 0) {
        UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1252
    };
    // It takes a byte order mark off.
    encoding.decode_with_bom_removal(bytes).0.into_owned()
}

/// Whether most of every second byte is zero, as in English in UTF-16.
fn is_utf_16(bytes: &[u8], at: usize) -> bool {
    let pairs = bytes.len() / 2;
    let zeros = bytes.chunks_exact(2).filter(|pair| pair[at] == 0 && pair[1 - at] != 0).count();
    pairs > 4 && zeros * 10 > pairs * 7
}

/// Text with one kind of line break and of space, and without what is not seen and what a pack
/// must not hold.
pub(in crate::import) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\u{b}' | '\u{85}' | '\u{2028}' => out.push('\n'),
            '\u{c}' | '\u{2029}' => out.push_str("\n\n"),
            // What parts cells stays wider than a space.
            '\t' => out.push_str("  "),
            '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => {
                out.push(' ');
            }
            c if is_unseen(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// Characters that nobody sees: controls, soft hyphens, joiners, marks of direction, and those
/// that Unicode keeps for no text.
fn is_unseen(c: char) -> bool {
    unseen::is_refused(c)
        || matches!(c, '\u{ad}' | '\u{feff}' | '\u{fffd}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_saving_gives_the_same_text() {
        let text = "Dear «MP», it’s £5\n";
        let utf_16 = |bom: bool, le: bool| {
            let bom = bom.then_some(0xFEFF_u16);
            let units = bom.into_iter().chain(text.encode_utf16());
            units
                .flat_map(|u| if le { u.to_le_bytes() } else { u.to_be_bytes() })
                .collect::<Vec<_>>()
        };
        let (windows, ..) = WINDOWS_1252.encode(text);
        let saved = [
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            utf_16(true, true),
            utf_16(true, false),
            utf_16(false, true),
            utf_16(false, false),
            windows.into_owned(),
            text.replace('\n', "\r\n").into_bytes(),
        ];
        for bytes in saved {
            assert_eq!(decode(&bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_text_is_told_and_what_is_unseen_goes() {
        assert_eq!(decode(b"\x00\x01\x02\x03abc"), Err(ImportError::NotText));
        assert_eq!(decode(b" \n"), Err(ImportError::Empty));
        assert_eq!(clean("a\u{a0}b\u{ad}c\u{200b}\u{fdd0}\td\u{b}e"), "a bc  d\ne");
    }
}

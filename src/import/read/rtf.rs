//! Rich text (.rtf): groups, control words and characters. Only what letters have is read; fonts,
//! pictures and what else is no text is passed over. Groups nest no deeper than a bound.

use encoding_rs::WINDOWS_1252;

use super::build::{Builder, Look};
use crate::import::error::ImportError;
use crate::import::source::Source;
use crate::import::words::is;
use crate::limits;

/// What holds within a group.
#[derive(Clone, Copy, Default)]
struct Group {
    look: Look,
    /// Whether its words are passed over.
    skipped: bool,
    /// Characters that stand for one of Unicode's and are passed over.
    fallback: usize,
}

/// Reads rich text.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ImportError> {
    let mut builder = Builder::default();
    let mut open: Vec<Group> = Vec::new();
    let mut group = Group { fallback: 1, ..Group::default() };
    let (mut at, mut pass) = (0, 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'{' => {
                open.push(group);
                if open.len() > limits::RTF_DEPTH {
                    return Err(ImportError::NotText);
                }
            }
            b'}' => group = open.pop().unwrap_or(group),
            b'\r' | b'\n' => {}
            b'\\' => {
                let control = control(bytes, at);
                at = control.end;
                if let Control { word: "u", number: Some(code), .. } = control {
                    // Written as a signed number of 16 bits.
                    let code = u32::try_from(code.rem_euclid(65_536)).unwrap_or(0xFFFD);
                    if let Some(c) = char::from_u32(code).filter(|_| !group.skipped) {
                        builder.words_with(c.encode_utf8(&mut [0; 4]), group.look);
                    }
                    pass = group.fallback;
                    continue;
                }
                match control.byte {
                    Some(byte) if pass > 0 => pass -= usize::from(byte > 0),
                    Some(byte) => put(&mut builder, &[byte], group),
                    None => obey(&control, &mut group, &mut builder),
                }
            }
            _ if pass > 0 => pass -= 1,
            _ => {
                let rest = &bytes[at - 1..];
                let length = rest.iter().take_while(|b| !b"{}\\\r\n".contains(b)).count();
                put(&mut builder, &rest[..length], group);
                at += length - 1;
            }
        }
    }
    builder.source("paragraph")
}

fn put(builder: &mut Builder, bytes: &[u8], group: Group) {
    if !group.skipped {
        builder.words_with(&WINDOWS_1252.decode_without_bom_handling(bytes).0, group.look);
    }
}

/// A control word or sign: `\par`, `\b0`, `\'e9`, `\~`.
struct Control<'b> {
    word: &'b str,
    number: Option<i32>,
    /// The character that it stands for.
    byte: Option<u8>,
    end: usize,
}

fn control(bytes: &[u8], at: usize) -> Control<'_> {
    let rest = &bytes[at.min(bytes.len())..];
    let letters = rest.iter().take_while(|b| b.is_ascii_lowercase()).count();
    let sign = |byte, end| Control { word: "", number: None, byte, end };
    if letters == 0 {
        return match rest.first() {
            Some(b'\'') => {
                let hex = rest.get(1..3).and_then(|hex| std::str::from_utf8(hex).ok());
                sign(
                    hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()),
                    (at + 3).min(bytes.len()),
                )
            }
            Some(b'~') => sign(Some(b' '), at + 1),
            Some(b'_') => sign(Some(b'-'), at + 1),
            Some(byte @ (b'{' | b'}' | b'\\')) => sign(Some(*byte), at + 1),
            Some(b'*') => Control { word: "*", number: None, byte: None, end: at + 1 },
            Some(b'\n' | b'\r') => Control { word: "par", number: None, byte: None, end: at + 1 },
            Some(_) => sign(None, at + 1),
            None => sign(None, at),
        };
    }
    let word = std::str::from_utf8(&rest[..letters]).unwrap_or_default();
    let minus = usize::from(rest.get(letters) == Some(&b'-'));
    let digits = rest[letters + minus..].iter().take_while(|b| b.is_ascii_digit()).count();
    let number = std::str::from_utf8(&rest[letters..letters + minus + digits]).ok();
    let number = number.and_then(|number| number.parse().ok());
    let end = letters + if digits > 0 { minus + digits } else { 0 };
    let space = usize::from(rest.get(end) == Some(&b' '));
    Control { word, number, byte: None, end: at + end + space }
}

fn obey(control: &Control<'_>, group: &mut Group, builder: &mut Builder) {
    let on = control.number != Some(0);
    let sign = match control.word {
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "• ",
        "endash" => "–",
        "emdash" => "—",
        "emspace" | "enspace" => " ",
        _ => "",
    };
    match control.word {
        "b" => group.look.bold = on,
        "i" => group.look.italic = on,
        "highlight" | "chcbpat" | "cb" => group.look.highlight = on,
        "plain" => group.look = Look::default(),
        "uc" => group.fallback = usize::try_from(control.number.unwrap_or(1)).unwrap_or(1).min(4),
        "v" => group.skipped |= on,
        "*" => group.skipped = true,
        word if is(word, "rich_text") => group.skipped = true,
        _ if group.skipped => {}
        "par" | "sect" | "page" | "row" => builder.end(),
        "line" => builder.line(),
        "tab" | "cell" => builder.tab(),
        _ => builder.words_with(sign, group.look),
    }
}

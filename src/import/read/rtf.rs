//! Rich text (.rtf): groups, control words and characters. Only what letters have is read; fonts,
//! pictures and what else is no text is passed over. Groups nest no deeper than a bound.

use encoding_rs::WINDOWS_1252;

use super::build::{Builder, Looks, is_red};
use crate::import::error::ImportError;
use crate::import::source::{Look, Source};
use crate::import::words::{Role, is, lists, shape};
use crate::limits;

/// What holds within a group.
#[derive(Clone, Copy, Default)]
struct Group {
    looks: Looks,
    /// Whether its words are passed over.
    skipped: bool,
    /// Whether it is a footnote, or stands in one.
    noted: bool,
    /// Characters that stand for one of Unicode's and are passed over.
    fallback: usize,
}

/// Reads rich text.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ImportError> {
    let text = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    let mut builder = Builder::default();
    let reds = reds(&text);
    let mut open: Vec<Group> = Vec::new();
    let mut group = Group { fallback: 1, ..Group::default() };
    // Characters to be passed over.
    let mut pass = 0;
    for token in shape("rich_text").captures_iter(&text) {
        let (whole, part) = (&token[0], |at| token.get(at).map_or("", |part| part.as_str()));
        let (word, number) = (part(1), part(2).parse::<i32>().ok());
        let byte = u8::from_str_radix(part(3), 16).ok().map(|byte| [byte]);
        let coded = byte.as_ref().map(|byte| WINDOWS_1252.decode_without_bom_handling(byte).0);
        let words = match (&coded, part(4)) {
            (Some(coded), _) => coded,
            (_, "~") => " ",
            (_, "_") => "-",
            (_, sign @ ("{" | "}" | "\\")) => sign,
            _ if whole.starts_with(['{', '}', '\\']) => "",
            _ => whole,
        };
        match whole {
            "{" => open.push(group),
            "}" => {
                let outer = open.pop().unwrap_or(group);
                let inner = std::mem::replace(&mut group, outer);
                if inner.noted && !group.noted {
                    builder.finish(&Role::Note);
                }
            }
            _ if word == "cf" => {
                let red = number.and_then(|at| reds.get(usize::try_from(at).ok()?));
                group.looks.set(Look::Coloured, red == Some(&true));
            }
            _ if word == "u" => {
                // Written as a signed number of 16 bits.
                let code = number.map_or(0xFFFD, |code| code.rem_euclid(65_536));
                if let Some(c) = u32::try_from(code).ok().and_then(char::from_u32) {
                    group.put(c.encode_utf8(&mut [0; 4]), &mut builder);
                }
                pass = group.fallback;
            }
            _ if words.is_empty() => {
                let word = if ["\\\n", "\\\r"].contains(&whole) { "par" } else { word };
                obey(if whole == "\\*" { whole } else { word }, number, &mut group, &mut builder);
            }
            _ => {
                let start = words.char_indices().nth(pass).map_or(words.len(), |(at, _)| at);
                pass -= words[..start].chars().count();
                group.put(&words[start..], &mut builder);
            }
        }
        if open.len() > limits::RTF_DEPTH {
            return Err(ImportError::NotText);
        }
    }
    builder.source("paragraph")
}

impl Group {
    fn put(self, words: &str, builder: &mut Builder) {
        if !self.skipped {
            builder.words_with(words, self.looks);
        }
    }
}

/// Which colours of the table of colours are red.
fn reds(text: &str) -> Vec<bool> {
    let table = text.split_once("{\\colortbl").map_or("", |(_, rest)| rest);
    let table = table.split('}').next().unwrap_or_default();
    let part = |part: &str| part.parse::<u8>().unwrap_or(0);
    let red = |colour: &str| {
        let found = shape("rich_colour").captures(colour);
        found.is_some_and(|c| {
            is_red(&format!("{:02X}{:02X}{:02X}", part(&c[1]), part(&c[2]), part(&c[3])))
        })
    };
    table.split(';').map(red).collect()
}

/// Does what a control word says.
fn obey(word: &str, number: Option<i32>, group: &mut Group, builder: &mut Builder) {
    let on = number != Some(0);
    match word {
        "b" => group.looks.set(Look::Bold, on),
        "i" => group.looks.set(Look::Italic, on),
        "highlight" | "chcbpat" | "cb" => group.looks.set(Look::Highlight, on),
        "plain" => group.looks = Looks::default(),
        "uc" => group.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(4),
        "ul" => group.looks.set(Look::Underline, on),
        "ulnone" => group.looks.set(Look::Underline, false),
        "strike" | "striked" => group.looks.set(Look::Struck, on),
        "super" => group.looks.set(Look::Raised, on),
        "nosupersub" => group.looks.set(Look::Raised, false),
        "v" => group.looks.set(Look::Hidden, on),
        "footnote" if !group.noted => {
            group.noted = true;
            builder.begin(&Role::Note);
        }
        "\\*" => group.skipped = true,
        word if is(word, "rich_text") => group.skipped = true,
        _ if group.skipped => {}
        "par" | "sect" | "page" | "row" => builder.end(),
        "line" => builder.line(),
        "tab" | "cell" => builder.tab(group.looks),
        word => {
            let sign = lists().signs.get(word);
            sign.into_iter().for_each(|sign| builder.words_with(sign, group.looks));
        }
    }
}

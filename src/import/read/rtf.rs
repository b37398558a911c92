//! Rich text (.rtf): groups, control words and characters. What a control word does stands in
//! `data/import.yaml`; what is not there is passed over. Groups nest no deeper than a bound.

use encoding_rs::WINDOWS_1252;

use super::build::{Builder, Said};
use crate::import::error::{ImportError, fault};
use crate::import::source::{Look, Source};
use crate::import::words::{Role, looks_of, roles, shape};
use crate::limits;

/// Words look as they are.
const PLAIN: Said = [Some(false); Look::Raised as usize + 1];

/// What holds within a group.
#[derive(Clone, Copy, Default)]
struct Group {
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
    let (mut out, reds) = (Builder::default(), reds(&text));
    let mut open: Vec<Group> = Vec::new();
    let mut group = Group { fallback: 1, ..Group::default() };
    // Characters to be passed over.
    let mut pass = 0;
    for token in shape("rich_text").captures_iter(&text) {
        let part = |at| token.get(at).map_or("", |part| part.as_str());
        let byte = u8::from_str_radix(part(3), 16).map(|byte| [byte]);
        let coded = byte.as_ref().map(|byte| WINDOWS_1252.decode_without_bom_handling(byte).0);
        let (word, number) = (part(1), part(2).parse::<i32>().ok());
        match &token[0] {
            "{" if open.len() == limits::RTF_DEPTH => return Err(fault("import-not-text")),
            "{" => {
                out.open("{", None, &Said::default());
                open.push(group);
            }
            "}" => {
                out.close("{", None);
                let outer = open.pop().unwrap_or(group);
                let inner = std::mem::replace(&mut group, outer);
                if inner.noted && !group.noted {
                    out.finish(&Role::Note);
                }
            }
            _ if word == "u" => {
                // Written as a signed number of 16 bits.
                let code = number.map_or(0xFFFD, |code| code.rem_euclid(65_536));
                let c = u32::try_from(code).ok().and_then(char::from_u32);
                group.put(c.map(String::from).as_deref().unwrap_or_default(), &mut out);
                pass = group.fallback;
            }
            _ if word == "cf" => {
                let red = number.and_then(|at| reds.get(usize::try_from(at).ok()?));
                look(Look::Coloured, red == Some(&true), &mut out);
            }
            whole if coded.is_err() && whole.starts_with('\\') => {
                group.obey(if word.is_empty() { part(4) } else { word }, part(2), &mut out);
            }
            whole => {
                let words = coded.as_deref().unwrap_or(whole);
                let start = words.char_indices().nth(pass).map_or(words.len(), |(at, _)| at);
                pass -= words[..start].chars().count();
                group.put(&words[start..], &mut out);
            }
        }
    }
    out.source("paragraph")
}

/// Says how words look from here on in the group.
fn look(look: Look, holds: bool, out: &mut Builder) {
    let mut said = Said::default();
    said[look as usize] = Some(holds);
    out.look(0, &said);
}

/// Which colours of the table of colours are red.
fn reds(text: &str) -> Vec<bool> {
    let table = text.split_once("{\\colortbl").map_or("", |(_, rest)| rest);
    let table = table.split('}').next().unwrap_or_default();
    let red = |colour: &str| {
        let parts = shape("rich_colour").captures(colour)?;
        let part = |at: usize| parts[at].parse::<u8>().unwrap_or(0);
        let colour = format!("{:02x}{:02x}{:02x}", part(1), part(2), part(3));
        looks_of("color", &colour).map(|(_, red)| red)
    };
    table.split(';').map(|colour| red(colour).unwrap_or(false)).collect()
}

impl Group {
    fn put(&self, words: &str, out: &mut Builder) {
        if !self.skipped {
            out.words(words);
        }
    }

    /// Does what a control word says.
    fn obey(&mut self, word: &str, number: &str, out: &mut Builder) {
        match word {
            "plain" => out.look(0, &PLAIN),
            "uc" => self.fallback = number.parse().unwrap_or(1).min(4),
            "ulnone" => look(Look::Underline, false, out),
            "nosupersub" => look(Look::Raised, false, out),
            _ => match (looks_of(word, number), roles("rich").get(word)) {
                (Some((of, holds)), _) => look(of, holds, out),
                (_, Some(Role::Unseen)) => self.skipped = true,
                (_, Some(Role::Note)) if !self.noted => {
                    self.noted = true;
                    out.begin(&Role::Note);
                }
                (_, Some(role)) if !self.skipped => out.begin(role),
                _ => {}
            },
        }
    }
}

//! Rich text (.rtf): groups, control words and characters. What a control word does stands in
//! `data/reader.yaml`; what is not there is passed over. Groups nest no deeper than a bound.

use encoding_rs::WINDOWS_1252;

use super::build::source;
use super::elements::{Element, Tree};
use super::lists::{Looks, Role, looks_of, roles, shape};
use super::source::Source;

/// Reads rich text.
pub(super) fn read(bytes: &[u8]) -> Source {
    let text = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    // Which colours of the table of colours are red.
    let table = text.split_once("{\\colortbl").map_or("", |(_, rest)| rest);
    let colours = table.split('}').next().unwrap_or_default().split(';');
    let reds: Vec<bool> = colours.map(|colour| shape("rich_red").is_match(colour)).collect();
    // Characters that stand for one of Unicode's, of each open group; and those to be passed over.
    let (mut out, mut fallbacks, mut pass) = (Tree::new("rich"), vec![1], 0);
    for token in shape("rich_text").captures_iter(&text) {
        let part = |at| token.get(at).map_or("", |part| part.as_str());
        let byte = u8::from_str_radix(part(3), 16).map(|byte| [byte]);
        let coded = byte.as_ref().map(|byte| WINDOWS_1252.decode_without_bom_handling(byte).0);
        let (word, number) = (part(1), part(2).parse::<i32>().ok());
        let fallback = fallbacks.last().copied().unwrap_or(1);
        match &token[0] {
            "{" => {
                out.open(Element::of("{", None));
                fallbacks.push(fallback);
            }
            "}" => {
                out.close("{");
                fallbacks.pop();
            }
            _ if word == "u" => {
                // Written as a signed number of 16 bits.
                let code = number.and_then(|code| u32::try_from(code.rem_euclid(65_536)).ok());
                out.add(&String::from_iter(code.and_then(char::from_u32)));
                pass = fallback;
            }
            _ if word == "uc" => {
                let said = number.and_then(|most| usize::try_from(most).ok()).unwrap_or(1);
                fallbacks.last_mut().into_iter().for_each(|last| *last = said.min(4));
            }
            _ if word == "cf" => {
                let red = number.and_then(|at| reds.get(usize::try_from(at).ok()?));
                obey("color", if red == Some(&true) { "red" } else { "" }, &mut out);
            }
            whole if coded.is_err() && whole.starts_with('\\') => {
                obey(if word.is_empty() { part(4) } else { word }, part(2), &mut out);
            }
            whole => {
                let words = coded.as_deref().unwrap_or(whole);
                let start = words.char_indices().nth(pass).map_or(words.len(), |(at, _)| at);
                pass -= words[..start].chars().count();
                out.add(&words[start..]);
            }
        }
    }
    source(out, "paragraph")
}

/// Does what a control word says; what it begins ends with its group.
fn obey(word: &str, number: &str, out: &mut Tree) {
    let looks = looks_of(word, number).map(|said| Role::Sets(Looks::from([said])));
    let Some(role) = looks.or_else(|| roles("rich").get(word).cloned()) else { return };
    let is_of_group = matches!(role, Role::Note | Role::Unseen);
    out.open(Element::of(word, Some(role)));
    if !is_of_group {
        out.close(word);
    }
}

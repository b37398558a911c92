//! What programs did to a cell on its way, undone where that is certain: letters of several bytes
//! that were read one by one (`SiÃ¢n`), the markup of a web page, the word for nothing that a
//! program writes.

use std::borrow::Cow;
use std::sync::LazyLock;

use encoding_rs::{WINDOWS_1252, mem};
use regex_lite::{Captures, Regex};

use crate::batch::lists::{is, list};
use crate::text::html::is_html;

/// What is undone, one after the other. Letters may have been read one by one twice, and markup
/// written as text.
const STEPS: [fn(&str) -> Option<String>; 5] =
    [without_escapes, read_again, read_again, without_markup, without_markup];

/// A cell as it was before programs damaged it.
pub(super) fn mended(cell: &str) -> Cow<'_, str> {
    let bare = cell.trim();
    if bare.len() < 20 && is("program-nothing", &bare.to_lowercase()) {
        return "".into();
    }
    let mut text = Cow::Borrowed(cell);
    for step in STEPS {
        if let Some(mended) = step(&text) {
            text = mended.into();
        }
    }
    text
}

/// Whether letters are left that were read byte by byte, and that nobody can undo.
pub(in crate::batch) fn is_left(text: &str) -> bool {
    let is_odd = |c: char| matches!(c, '\u{80}'..='\u{bf}' | '€' | '™' | 'œ' | '‚' | '„');
    let mut pairs = text.chars().zip(text.chars().skip(1));
    text.contains("â€") || pairs.any(|(a, b)| matches!(a, 'Ã' | 'Â') && is_odd(b) && b != '\u{a0}')
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("it is one; the tests below use each")
}

/// The text with what workbooks write for characters that XML has not, such as `_x000D_` for the end
/// of a line (ECMA-376, 22.9.2.19), and other programs leave as it is.
fn without_escapes(text: &str) -> Option<String> {
    static ESCAPE: LazyLock<Regex> = LazyLock::new(|| pattern(r"_x([0-9A-Fa-f]{4})_(\r?\n)?"));
    let read = |found: &Captures<'_>| {
        let code = u32::from_str_radix(&found[1], 16).ok().and_then(char::from_u32);
        let behind = found.get(2).map_or("", |end| end.as_str());
        match code {
            Some('\r' | '\n') => "\n".to_string(),
            Some(c) if c.is_control() => format!(" {behind}"),
            Some(c) => format!("{c}{behind}"),
            None => found[0].to_string(),
        }
    };
    text.contains("_x").then(|| ESCAPE.replace_all(text, read).into_owned())
}

/// The text with every run of letters beyond ASCII read as the bytes of UTF-8 that it is.
fn read_again(text: &str) -> Option<String> {
    static BEYOND: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^\x00-\x7F]+"));
    // What every letter of two or three bytes begins with, or most signs do. Most cells have none
    // beyond ASCII, which is seen at once.
    let may_be = !text.is_ascii() && text.contains(['Ã', 'Â', 'â', 'Å', 'Ä', 'ð', 'Î', 'Ð']);
    let read = |run: &Captures<'_>| bytes_read(&run[0]).unwrap_or_else(|| run[0].to_string());
    may_be.then(|| BEYOND.replace_all(text, read).into_owned())
}

/// What a run of letters is as UTF-8 that was read as windows-1252, or as ISO 8859-1, in which
/// bytes stand for themselves that are signs there.
fn bytes_read(run: &str) -> Option<String> {
    let bytes = match WINDOWS_1252.encode(run) {
        (bytes, _, false) => bytes,
        _ if mem::is_str_latin1(run) => mem::encode_latin1_lossy(run),
        _ => return None,
    };
    String::from_utf8(bytes.into_owned()).ok()
}

/// The text without tags of HTML, of which some end a line, and with its entities read.
fn without_markup(text: &str) -> Option<String> {
    static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
        let (ends, more) = (list("line-tags").join("|"), "(?:[ /][^<>]*)?>");
        pattern(&format!(
            r"(?<ends>\n?(?:</*(?i:{ends}){more})+)|</*[A-Za-z0-9]+{more}|&[#A-Za-z0-9]{{1,32}};"
        ))
    });
    let read = |found: &Captures<'_>| {
        let whole = &found[0];
        match found.name("ends") {
            Some(_) => "\n".to_string(),
            None if whole.starts_with('&') => entity(whole),
            None if is_html(whole) => String::new(),
            None => whole.to_string(),
        }
    };
    memchr::memchr2(b'<', b'&', text.as_bytes())?;
    let plain = MARKUP.replace_all(text, read);
    (plain != text).then(|| plain.trim_matches('\n').to_string())
}

/// The letter that an entity stands for; itself where it stands for none.
fn entity(whole: &str) -> String {
    match quick_xml::escape::unescape(whole) {
        Ok(read) if !read.contains(char::is_control) => read.replace('\u{a0}', " "),
        _ => whole.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_certain_is_mended() {
        for (cell, is) in [
            ("SiÃ¢n Oâ€™Neill", "Siân O’Neill"),
            ("walk to â€“ and I canâ€™t", "walk to – and I can’t"),
            ("cafÃƒÂ©", "café"),
            ("Itâ\u{80}\u{99}s Â£4 â\u{80}\u{93} each way", "It’s £4 – each way"),
            ("Ann O&#39;Alder", "Ann O'Alder"),
            ("It is warm._x000D_\nI go._x000D_Daily.", "It is warm.\nI go.\nDaily."),
            ("I don&rsquo;t &amp; won&#8217;t", "I don’t & won’t"),
            ("Fish &amp;amp; chips&lt;br&gt;on Fridays", "Fish & chips\non Fridays"),
            ("<p>It is here.</p><br>It&rsquo;s warm.", "It is here.\nIt’s warm."),
            ("<b>Warm</b> and <a href=\"x\">dry</a>", "Warm and dry"),
            ("undefined", ""),
            (" NULL ", ""),
            ("[object Object]", ""),
        ] {
            assert_eq!(mended(cell), is, "{cell}");
        }
    }

    #[test]
    fn what_only_looks_like_damage_stays() {
        for cell in [
            "I <3 this library.",
            "My wife & I: is that seat < taken?",
            "Wanda Null",
            "null and void",
            "Zoë Štastná-Ōe",
            "£2 a cup, São Tomé, Ångström, âme",
            "A&B; C",
            "<me@example.org>",
            "my_xbox and _x12",
        ] {
            assert_eq!(mended(cell), cell);
            assert!(!is_left(cell), "{cell}");
        }
        assert!(is_left("SiÃ¢n") && is_left("itâ€"));
    }
}

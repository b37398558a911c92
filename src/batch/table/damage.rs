//! What programs did to a cell on its way, undone where that is certain: letters of several bytes
//! that were read one by one (`SiÃ¢n`), the markup of a web page, the word for nothing that a
//! program writes.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

use crate::batch::lists::{has, lists};
use crate::text::html::is_html;

/// Longest name of an entity, such as `&CounterClockwiseContourIntegral;`.
const MOST_ENTITY: usize = 33;
/// How often letters may have been read one by one, and markup written as text.
const MOST_TIMES: usize = 2;

/// A cell as it was before programs damaged it; borrowed where nothing was to be mended.
pub(super) fn mended(cell: &str) -> Cow<'_, str> {
    if is_program_nothing(cell) {
        return Cow::Borrowed("");
    }
    let mut text = escapes_read(cell);
    for _ in 0..MOST_TIMES {
        match read_again(&text) {
            Some(again) => text = Cow::Owned(again),
            None => break,
        }
    }
    for _ in 0..MOST_TIMES {
        match without_markup(&text) {
            Some(plain) => text = Cow::Owned(plain),
            None => break,
        }
    }
    text
}

/// The text with what workbooks write for characters that XML has not, such as `_x000D_` for the end
/// of a line (ECMA-376, 22.9.2.19), and other programs leave as it is.
fn escapes_read(text: &str) -> Cow<'_, str> {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let code = after.get(..5).and_then(|code| code.strip_suffix('_'));
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        let Some(read) = code.and_then(char::from_u32) else {
            out.push_str("_x");
            rest = after;
            continue;
        };
        rest = &after[5..];
        match read {
            '\r' | '\n' if rest.starts_with(['\r', '\n']) => {}
            '\r' | '\n' => out.push('\n'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    if out.is_empty() { text.into() } else { (out + rest).into() }
}

/// Whether a cell says what programs write where there is nothing.
fn is_program_nothing(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() < 20 && has(&lists().program_nothing, &cell.to_lowercase())
}

/// Whether letters are left that were read byte by byte, and that nobody can undo.
pub(in crate::batch) fn is_left(text: &str) -> bool {
    let is_odd = |c: char| matches!(c, '\u{80}'..='\u{bf}' | '€' | '™' | 'œ' | '‚' | '„');
    let mut pairs = text.chars().zip(text.chars().skip(1));
    text.contains("â€") || pairs.any(|(a, b)| matches!(a, 'Ã' | 'Â') && is_odd(b) && b != '\u{a0}')
}

/// The text with every run of letters beyond ASCII read as the bytes of UTF-8 that it is; none
/// where no run is.
fn read_again(text: &str) -> Option<String> {
    // What every letter of two or three bytes begins with, or most signs do. Most cells have none
    // beyond ASCII, which is seen at once.
    if text.is_ascii() || !text.contains(['Ã', 'Â', 'â', 'Å', 'Ä', 'ð', 'Î', 'Ð']) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut found = false;
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.find(|c: char| !c.is_ascii()).unwrap_or(rest.len());
        out.push_str(&rest[..plain]);
        rest = &rest[plain..];
        let end = rest.find(|c: char| c.is_ascii()).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        match bytes_read(run) {
            Some(read) => {
                found = true;
                out.push_str(&read);
            }
            None => out.push_str(run),
        }
        rest = behind;
    }
    found.then_some(out)
}

/// What a run of letters is as UTF-8 that was read as windows-1252, or as ISO 8859-1, in which
/// bytes stand for themselves that are signs there.
fn bytes_read(run: &str) -> Option<String> {
    let byte = |c: char| match c {
        '\u{80}'..='\u{9f}' => u8::try_from(c).ok(),
        _ => {
            let mut room = [0; 4];
            let (bytes, _, lost) = WINDOWS_1252.encode(c.encode_utf8(&mut room));
            bytes.first().copied().filter(|_| !lost)
        }
    };
    let bytes: Vec<u8> = run.chars().map(byte).collect::<Option<_>>()?;
    String::from_utf8(bytes).ok().filter(|read| !read.is_empty())
}

/// The text without tags of HTML and with its entities read; none where it has none.
fn without_markup(text: &str) -> Option<String> {
    memchr::memchr2(b'<', b'&', text.as_bytes())?;
    let mut out = String::with_capacity(text.len());
    let mut found = false;
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let read = tag(rest).or_else(|| entity(rest));
        let (length, instead) = read.unwrap_or((1, rest[..1].to_string()));
        found |= length > 1;
        if instead != "\n" || !out.is_empty() && !out.ends_with('\n') {
            out.push_str(&instead);
        }
        rest = &rest[length..];
    }
    out.push_str(rest);
    found.then(|| out.trim_matches('\n').to_string())
}

/// A known tag at the beginning of a text: its length, and what stands in its place.
fn tag(text: &str) -> Option<(usize, String)> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find(['>', '<'])?;
    let inside = inner[..end].trim_start_matches('/');
    let name_end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let name = inside[..name_end].to_ascii_lowercase();
    let parted = matches!(inside[name_end..].chars().next(), None | Some(' ' | '/'));
    if !inner[end..].starts_with('>') || !parted {
        return None;
    }
    let instead = if has(&lists().line_tags, &name) {
        "\n"
    } else if is_html(&text[..=end]) {
        ""
    } else {
        return None;
    };
    Some((end + 2, instead.to_string()))
}

/// An entity at the beginning of a text: its length, and the letter it stands for.
fn entity(text: &str) -> Option<(usize, String)> {
    let end = text.bytes().take(MOST_ENTITY).position(|byte| byte == b';')?;
    let whole = &text[..=end];
    let read = quick_xml::escape::unescape(whole).ok()?;
    let is_sound = whole.starts_with('&') && read != whole && !read.contains(char::is_control);
    is_sound.then(|| (end + 1, read.replace('\u{a0}', " ")))
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

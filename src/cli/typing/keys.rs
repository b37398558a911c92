//! Bytes of a terminal into keys, and what those that edit do to a text.

use super::text::To;

/// Gives the next byte, within so many milliseconds if any are named; none at the end.
pub(super) type Bytes<'b> = &'b mut dyn FnMut(Option<u16>) -> Option<u8>;

/// What was pressed.
#[derive(Debug)]
pub(super) enum Key {
    /// A character.
    Char(char),
    /// Text that the terminal says was pasted; lines are parted by `\n`.
    Paste(String),
    /// Return.
    Enter,
    /// Takes away what stands between the cursor and a place.
    Cut(To),
    /// Moves the cursor.
    Go(To),
    /// Moves it a row up.
    Up,
    /// Moves it a row down.
    Down,
    /// Esc alone.
    Escape,
    /// Ctrl-D.
    Eof,
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-Z.
    Suspend,
    /// Ctrl-L.
    Redraw,
    /// A key that means nothing here.
    Other,
}

/// How long the rest of a key that begins with Esc may take.
const ESCAPE_MS: u16 = 40;

/// What ends a pasted text.
const PASTE_END: &[u8] = b"\x1b[201~";

/// Reads a key; none at the end of input.
pub(super) fn next(byte: Bytes<'_>) -> Option<Key> {
    let first = byte(None)?;
    Some(match first {
        b'\r' | b'\n' => Key::Enter,
        b'\t' => Key::Char(' '),
        0x01 => Key::Go(To::Home),
        0x02 => Key::Go(To::Left),
        0x03 => Key::Interrupt,
        0x04 => Key::Eof,
        0x05 => Key::Go(To::End),
        0x06 => Key::Go(To::Right),
        0x08 | 0x7f => Key::Cut(To::Left),
        0x0b => Key::Cut(To::End),
        0x0c => Key::Redraw,
        0x0e => Key::Down,
        0x10 => Key::Up,
        0x15 => Key::Cut(To::Back),
        0x17 => Key::Cut(To::Word),
        0x1a => Key::Suspend,
        0x1b => escape(byte),
        0x20..=0x7e => Key::Char(char::from(first)),
        _ => character(first, byte),
    })
}

/// The rest of a character of several bytes.
fn character(first: u8, byte: Bytes<'_>) -> Key {
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Key::Other,
    };
    let rest = std::iter::from_fn(|| byte(None)).take(length - 1);
    let bytes: Vec<u8> = std::iter::once(first).chain(rest).collect();
    let found = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next());
    found.filter(|c| !c.is_control()).map_or(Key::Other, Key::Char)
}

/// The rest of a key that begins with Esc, or Esc alone.
fn escape(byte: Bytes<'_>) -> Key {
    match byte(Some(ESCAPE_MS)) {
        Some(b'[' | b'O') => sequence(byte),
        // Alt with Backspace takes a word in most terminals.
        Some(0x7f | 0x08) => Key::Cut(To::Word),
        // Esc pressed twice is Esc, too.
        None | Some(0x1b) => Key::Escape,
        Some(_) => Key::Other,
    }
}

/// A control sequence: numbers, then a letter or `~`.
fn sequence(byte: Bytes<'_>) -> Key {
    let mut numbers = String::new();
    let last = loop {
        match byte(None) {
            Some(digit @ (b'0'..=b'9' | b';' | b'?' | b'<')) if numbers.len() < 16 => {
                numbers.push(char::from(digit));
            }
            last => break last.unwrap_or_default(),
        }
    };
    match (numbers.as_str(), last) {
        ("200", b'~') => Key::Paste(pasted(byte)),
        ("3", b'~') => Key::Cut(To::Right),
        ("1" | "7", b'~') | (_, b'H') => Key::Go(To::Home),
        ("4" | "8", b'~') | (_, b'F') => Key::Go(To::End),
        (_, b'A') => Key::Up,
        (_, b'B') => Key::Down,
        (_, b'C') => Key::Go(To::Right),
        (_, b'D') => Key::Go(To::Left),
        _ => Key::Other,
    }
}

/// What was pasted, as text: one kind of line break, no characters that could steer a terminal.
fn pasted(byte: Bytes<'_>) -> String {
    let mut bytes = Vec::new();
    // A terminal that never ends its paste must not hold a person fast: Ctrl-C with nothing behind
    // it ends it too.
    while let Some(next) = byte((bytes.last() == Some(&0x03)).then_some(ESCAPE_MS)) {
        bytes.push(next);
        if bytes.ends_with(PASTE_END) {
            bytes.truncate(bytes.len() - PASTE_END.len());
            break;
        }
    }
    let breaks = ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
    let text = text.replace(breaks, "\n").replace('\t', " ");
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::text::Text;
    use super::*;

    /// What keys make of a text.
    fn typed(text: &str, keys: &[u8]) -> String {
        let (mut text, mut keys) = (Text::new(text), keys.iter().copied());
        while let Some(key) = next(&mut |_| keys.next()) {
            match key {
                Key::Char(c) => text.insert(&c.to_string()),
                Key::Paste(pasted) => text.insert(&pasted),
                Key::Cut(to) => text.cut(to),
                Key::Go(to) => text.at = text.place(to),
                other => text.insert(&format!("{other:?}")),
            }
        }
        text.all()
    }

    #[test]
    fn keys_are_told_apart() {
        assert_eq!(typed("", "é🌳\r".as_bytes()), "é🌳Enter");
        assert_eq!(typed("one two", b"\x1b[H\x1b[3~\x1b[1;5C\x1bOFx"), "ne twox");
        assert_eq!(typed("one two", b"\x17\x7f,\x03\x04"), "one,InterruptEof");
        assert_eq!(typed("one two", b"\x15\x1b"), "Escape");
        assert_eq!(typed("", b"\xff\xc3("), "OtherOther", "bytes that are no text");
    }

    #[test]
    fn a_paste_is_one_key_with_its_lines() {
        let paste = "\u{1b}[200~one\r\rtwo\r\n\u{1b}]0;x\u{7}three\u{1b}[201~x".as_bytes();
        assert_eq!(typed("", paste), "one\n\ntwo\n]0;xthreex");
        assert_eq!(typed("", b"\x1b[200~never ended\x03"), "never ended");
    }
}

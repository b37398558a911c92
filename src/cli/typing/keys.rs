//! Bytes of a terminal into keys. Knows nothing of what is done with them.

/// Where bytes come from: the terminal, or a test.
pub(super) trait Bytes {
    /// The next byte; none at the end.
    fn byte(&mut self) -> Option<u8>;
    /// Whether another byte is there or comes within so many milliseconds.
    fn more(&mut self, milliseconds: u16) -> bool;
}

/// What was pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// A character.
    Char(char),
    /// Text that the terminal says was pasted; lines are parted by `\n`.
    Paste(String),
    /// Return.
    Enter,
    /// Takes away the character before the cursor.
    Backspace,
    /// Takes away the character at the cursor.
    Delete,
    /// Takes away the word before the cursor (Ctrl-W).
    KillWord,
    /// Takes away the line before the cursor (Ctrl-U).
    KillLine,
    /// Takes away the line behind the cursor (Ctrl-K).
    KillRest,
    /// A step to the left.
    Left,
    /// A step to the right.
    Right,
    /// A row up.
    Up,
    /// A row down.
    Down,
    /// To the beginning of the line.
    Home,
    /// To the end of the line.
    End,
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
pub(super) fn next(from: &mut impl Bytes) -> Option<Key> {
    let first = from.byte()?;
    Some(match first {
        b'\r' | b'\n' => Key::Enter,
        0x01 => Key::Home,
        0x02 => Key::Left,
        0x03 => Key::Interrupt,
        0x04 => Key::Eof,
        0x05 => Key::End,
        0x06 => Key::Right,
        0x08 | 0x7f => Key::Backspace,
        b'\t' => Key::Char(' '),
        0x0b => Key::KillRest,
        0x0c => Key::Redraw,
        0x0e => Key::Down,
        0x10 => Key::Up,
        0x15 => Key::KillLine,
        0x17 => Key::KillWord,
        0x1a => Key::Suspend,
        0x1b => escape(from),
        0x00..=0x1f => Key::Other,
        0x20..=0x7e => Key::Char(char::from(first)),
        _ => character(first, from),
    })
}

/// The rest of a character of several bytes.
fn character(first: u8, from: &mut impl Bytes) -> Key {
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return Key::Other,
    };
    let mut bytes = vec![first];
    while bytes.len() < length {
        match from.byte() {
            Some(byte) => bytes.push(byte),
            None => return Key::Other,
        }
    }
    let found = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next());
    found.filter(|c| !c.is_control()).map_or(Key::Other, Key::Char)
}

/// The rest of a key that begins with Esc, or Esc alone.
fn escape(from: &mut impl Bytes) -> Key {
    if !from.more(ESCAPE_MS) {
        return Key::Escape;
    }
    match from.byte() {
        Some(b'[') => sequence(from),
        Some(b'O') => match from.byte() {
            Some(last) => arrow(last),
            None => Key::Other,
        },
        // Alt with Backspace takes a word in most terminals.
        Some(0x7f | 0x08) => Key::KillWord,
        // Esc pressed twice.
        Some(0x1b) => Key::Escape,
        _ => Key::Other,
    }
}

fn arrow(last: u8) -> Key {
    match last {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'H' => Key::Home,
        b'F' => Key::End,
        _ => Key::Other,
    }
}

/// A control sequence: numbers, then a letter or `~`.
fn sequence(from: &mut impl Bytes) -> Key {
    let mut numbers = String::new();
    loop {
        match from.byte() {
            Some(byte @ (b'0'..=b'9' | b';' | b'?' | b'<')) if numbers.len() < 16 => {
                numbers.push(char::from(byte));
            }
            Some(b'~') => break,
            Some(last) => return arrow(last),
            None => return Key::Other,
        }
    }
    match numbers.as_str() {
        "200" => Key::Paste(pasted(from)),
        "1" | "7" => Key::Home,
        "4" | "8" => Key::End,
        "3" => Key::Delete,
        _ => Key::Other,
    }
}

/// What was pasted, as text: one kind of line break, no characters that could steer a terminal.
fn pasted(from: &mut impl Bytes) -> String {
    let mut bytes = Vec::new();
    while let Some(byte) = from.byte() {
        bytes.push(byte);
        if bytes.ends_with(PASTE_END) {
            bytes.truncate(bytes.len() - PASTE_END.len());
            break;
        }
        // A terminal that never ends its paste must not hold a person fast: Ctrl-C with nothing
        // behind it ends it too.
        if byte == 0x03 && !from.more(ESCAPE_MS) {
            break;
        }
    }
    let text = String::from_utf8_lossy(&bytes)
        .replace("\r\n", "\n")
        .replace(['\r', '\u{b}', '\u{c}'], "\n");
    let text = text.replace(['\u{85}', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Typed<'b>(&'b [u8]);

    impl Bytes for Typed<'_> {
        fn byte(&mut self) -> Option<u8> {
            let (first, rest) = self.0.split_first()?;
            self.0 = rest;
            Some(*first)
        }

        fn more(&mut self, _: u16) -> bool {
            !self.0.is_empty()
        }
    }

    fn keys(typed: &[u8]) -> Vec<Key> {
        let mut from = Typed(typed);
        std::iter::from_fn(|| next(&mut from)).collect()
    }

    #[test]
    fn keys_are_told_apart() {
        assert_eq!(keys("é🌳\r".as_bytes()), [Key::Char('é'), Key::Char('🌳'), Key::Enter]);
        assert_eq!(
            keys(b"\x1b[A\x1bOB\x1b[3~\x1b[1;5C"),
            [Key::Up, Key::Down, Key::Delete, Key::Right]
        );
        assert_eq!(
            keys(b"\x15\x17\x03\x04\x7f"),
            [Key::KillLine, Key::KillWord, Key::Interrupt, Key::Eof, Key::Backspace]
        );
        assert_eq!(keys(b"\x1b"), [Key::Escape]);
        assert_eq!(keys(b"\xff\xc3("), [Key::Other, Key::Other], "bytes that are no text");
    }

    #[test]
    fn a_paste_is_one_key_with_its_lines() {
        let paste = keys("\u{1b}[200~one\r\rtwo\r\n\u{1b}]0;x\u{7}three\u{1b}[201~x".as_bytes());
        assert_eq!(paste, [Key::Paste("one\n\ntwo\n]0;xthree".into()), Key::Char('x')]);
    }
}

//! Text of which nobody says in which encoding it is.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text, and what there is to say about it.
pub(crate) struct Decoded {
    /// The text.
    pub(crate) text: String,
    /// What it was taken for.
    pub(crate) encoding: &'static Encoding,
    /// Whether some bytes are no character of that encoding.
    pub(crate) is_broken: bool,
}

/// How much of the bytes is looked at to tell UTF-16 without a mark.
const SAMPLE: usize = 4 * 1024;

/// Reads bytes as UTF-8, as UTF-16 where a mark or the zero bytes show it, and else as text of one
/// byte a letter.
pub(crate) fn decode(bytes: Vec<u8>) -> Decoded {
    let found = Encoding::for_bom(&bytes).or_else(|| zeros(&bytes));
    let (encoding, mark) = found.unwrap_or((UTF_8, 0));
    if encoding == UTF_8 { utf_8(bytes, mark) } else { decoded(encoding, &bytes[mark..]) }
}

impl Decoded {
    /// Whether it is text rather than pictures, sound or a program: hardly any controls at its
    /// beginning. A few are somebody's strange cell.
    pub(crate) fn is_text(&self) -> bool {
        let sample = || self.text.chars().take(SAMPLE);
        let strange = |c: &char| c.is_control() && !"\t\r\n\u{b}\u{c}".contains(*c);
        let controls = sample().filter(strange).count();
        let most = if controls <= 16 { 4 } else { 20 };
        controls * most <= sample().count()
    }
}

fn utf_8(mut bytes: Vec<u8>, mark: usize) -> Decoded {
    bytes.drain(..mark);
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, encoding: UTF_8, is_broken: false },
        Err(error) => {
            let bytes = error.into_bytes();
            if mark > 0 || is_mostly_utf_8(&bytes) {
                return decoded(UTF_8, &bytes);
            }
            one_byte_a_letter(&bytes)
        }
    }
}

/// Text of one byte a letter: that of Windows, or that of an old Macintosh where it makes fewer odd
/// words. Both have a letter for nearly every byte.
fn one_byte_a_letter(bytes: &[u8]) -> Decoded {
    let (windows, macintosh) = (decoded(WINDOWS_1252, bytes), decoded(MACINTOSH, bytes));
    if odd_letters(&macintosh.text) < odd_letters(&windows.text) { macintosh } else { windows }
}

/// How many signs stand inside a word, or capitals behind small letters, that are not of ASCII.
fn odd_letters(text: &str) -> usize {
    let letters: Vec<char> = text.chars().collect();
    let in_word = letters.windows(3).filter(|three| {
        let [before, c, after] = three else { return false };
        !c.is_ascii() && before.is_lowercase() && (after.is_lowercase() || !after.is_alphabetic())
    });
    let is_usual = |c: char| c.is_lowercase() || "’”…–—»".contains(c) || c.is_whitespace();
    in_word.filter(|three| !is_usual(three[1])).count()
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, is_broken) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding, is_broken }
}

/// Whether more characters of several bytes are sound than are not: then it is UTF-8 that was
/// damaged on the way.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut unsound) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        unsound += usize::from(!chunk.invalid().is_empty());
    }
    sound > unsound
}

/// UTF-16 without a mark: of each pair of bytes nearly always the same one is zero.
fn zeros(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let pairs = sample.chunks_exact(2).count();
    let zeros = |at: usize| sample.chunks_exact(2).filter(|pair| pair[at] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let plainly = |many: usize, few: usize| pairs > 1 && many * 2 > pairs && few * 20 < pairs;
    let little = plainly(second, first).then_some((UTF_16LE, 0));
    little.or(plainly(first, second).then_some((UTF_16BE, 0)))
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
        let saved = [
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            utf_16(true, true),
            utf_16(true, false),
            utf_16(false, true),
            utf_16(false, false),
            WINDOWS_1252.encode(text).0.into_owned(),
            MACINTOSH.encode(text).0.into_owned(),
        ];
        for bytes in saved {
            let decoded = decode(bytes);
            assert_eq!(decoded.text, text);
            assert!(decoded.is_text() && !decoded.is_broken);
        }
        assert!(!decode(b"\x00\x01\x02\x03abc".to_vec()).is_text());
    }
}

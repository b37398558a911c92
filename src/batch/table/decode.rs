//! Which encoding the bytes of a text are in.

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::batch::table::faults::{self, Note, TableFault};
use crate::limits;

/// Text, and what there is to say about it.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) notes: Vec<Note>,
}

/// How much of the bytes is looked at to tell UTF-16 without a mark.
const SAMPLE: usize = 4 * 1024;

/// Reads the bytes as UTF-8, as UTF-16 where a mark or the zero bytes show it, and as
/// windows-1252 otherwise.
pub(super) fn text(bytes: Vec<u8>) -> Result<Decoded, TableFault> {
    if bytes.len() > limits::TABLE_BYTES {
        return Err(faults::too_big(limits::TABLE_BYTES));
    }
    let decoded = any_encoding(bytes);
    if is_text(&decoded.text) { Ok(decoded) } else { Err(faults::not_text()) }
}

/// Whether it is text rather than pictures, sound or a program: hardly any controls at its
/// beginning. A few are somebody's strange cell.
fn is_text(text: &str) -> bool {
    let sample = || text.chars().take(SAMPLE);
    let controls = sample().filter(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n')).count();
    controls <= 16 || controls * 20 <= sample().count()
}

fn any_encoding(bytes: Vec<u8>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes).or_else(|| zeros(&bytes)) {
        if encoding != UTF_8 {
            return decoded(encoding, &bytes[mark..]);
        }
        return utf_8(bytes, mark);
    }
    utf_8(bytes, 0)
}

fn utf_8(mut bytes: Vec<u8>, mark: usize) -> Decoded {
    bytes.drain(..mark);
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, notes: Vec::new() },
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
    let (mut windows, mut macintosh) = (decoded(WINDOWS_1252, bytes), decoded(MACINTOSH, bytes));
    if odd_letters(&macintosh.text) < odd_letters(&windows.text) {
        macintosh.notes.insert(0, Note::Macintosh);
        return macintosh;
    }
    windows.notes.insert(0, Note::Windows1252);
    windows
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
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    let notes = if broken { vec![Note::Broken] } else { Vec::new() };
    Decoded { text: text.into_owned(), notes }
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
    if plainly(second, first) {
        Some((UTF_16LE, 0))
    } else if plainly(first, second) {
        Some((UTF_16BE, 0))
    } else {
        None
    }
}

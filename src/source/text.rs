//! A text file of a pack: decoded, with its lines, so that every message can point into it.

use crate::diagnostic::{Diagnostic, Location, fault};
use crate::limits;
use crate::source::faults;
use crate::text::unseen;

/// Most characters of a line that a message shows.
const MOST_SHOWN: usize = 400;

/// A file's text, line breaks as `\n`, without a byte order mark.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// File as the user would name it.
    pub file: String,
    /// The text.
    pub text: String,
    /// Where each line starts, in bytes.
    starts: Vec<usize>,
    /// Whether a person wrote it, so that no message shows a word of it.
    pub is_private: bool,
}

/// A stretch of a text: line and column from 1, in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Line from 1.
    pub line: usize,
    /// Column from 1, in characters.
    pub column: usize,
    /// Characters to underline; what goes over the line's end is not underlined.
    pub length: usize,
}

impl SourceText {
    /// A text that is known to be sound.
    pub fn new(file: impl Into<String>, text: impl Into<String>) -> SourceText {
        let text = text.into();
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        SourceText { file: file.into(), text, starts, is_private: false }
    }

    /// The same as a text of which no message shows a word.
    #[must_use]
    pub fn private(self) -> SourceText {
        SourceText { is_private: true, ..self }
    }

    /// Reads the bytes of a file; says what is wrong with them when they are not text, or have a
    /// line of more characters than `most_in_line`.
    pub fn decode(
        file: &str,
        bytes: &[u8],
        most_in_line: usize,
    ) -> Result<SourceText, Box<Diagnostic>> {
        let whole = |kind: Diagnostic| Err(Box::new(kind.at(Location::file(file))));
        if bytes.len() > limits::TEXT_BYTES {
            return whole(faults::too_big(limits::TEXT_BYTES));
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if let Some(what) = not_text(bytes) {
            return whole(fault(what, &[]));
        }
        let Ok(text) = std::str::from_utf8(bytes) else {
            // Shown as older Windows reads it, with a sign for the first byte that is not UTF-8.
            let text = SourceText::new(file, String::from_utf8_lossy(bytes).replace('\r', ""));
            let at = text.text.find(char::REPLACEMENT_CHARACTER).unwrap_or_default();
            let place = text.place(text.span_at(at, at + char::REPLACEMENT_CHARACTER.len_utf8()));
            return Err(Box::new(fault("windows-text", &[]).at(place)));
        };
        let text = SourceText::new(file, text.replace("\r\n", "\n").replace('\r', "\n"));
        if let Some(line) = text.long_line(most_in_line) {
            let place = text.place(Span { line, column: 1, length: 0 });
            return Err(Box::new(fault("long-line", &[("limit", &most_in_line)]).at(place)));
        }
        match text.text.char_indices().find(|(_, c)| unseen::is_refused(*c)) {
            Some((at, c)) => {
                let place = text.place(text.span_at(at, at + c.len_utf8()));
                Err(Box::new(faults::character(c).at(place)))
            }
            None => Ok(text),
        }
    }

    /// The first line that is too long.
    fn long_line(&self, most: usize) -> Option<usize> {
        let ends = self.starts.iter().skip(1).copied().chain([self.text.len()]);
        let mut lines = self.starts.iter().zip(ends).zip(1..);
        lines.find(|((start, end), _)| *end - **start > 4 * most).map(|(_, line)| line)
    }

    /// A line without its break; empty when there is no such line.
    pub fn line(&self, line: usize) -> &str {
        let Some(&start) = line.checked_sub(1).and_then(|at| self.starts.get(at)) else {
            return "";
        };
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        &self.text[start..end]
    }

    /// Where a place is, in bytes; the end of its line when the column is beyond it.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let row = self.line(line);
        start + row.char_indices().nth(column.saturating_sub(1)).map_or(row.len(), |(at, _)| at)
    }

    /// The span of the bytes `start..end`.
    pub fn span_at(&self, start: usize, end: usize) -> Span {
        let line = self.starts.partition_point(|s| *s <= start).max(1);
        let from = self.starts[line - 1];
        let line_end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let count = |a: usize, b: usize| self.text.get(a..b).map_or(0, |s| s.chars().count());
        Span {
            line,
            column: count(from, start) + 1,
            length: count(start, end.min(line_end.max(start))),
        }
    }

    /// The place of a span, with the line that it is in.
    pub fn place(&self, span: Span) -> Location {
        let row = self.line(span.line);
        let long = row.chars().count();
        let before = span.column.saturating_sub(1);
        let room = long.saturating_sub(before);
        // Of a line that is too long to be shown whole, what stands round the place.
        let far = before + span.length.min(room) > MOST_SHOWN;
        let skipped = if far { before.saturating_sub(MOST_SHOWN / 4) } else { 0 };
        let shown = if self.is_private { 0 } else { MOST_SHOWN };
        let text: String = row.chars().skip(skipped).take(shown).collect();
        Location {
            file: self.file.clone(),
            line: span.line,
            column: span.column,
            length: span.length.min(room),
            text,
            shown_from: skipped + 1,
        }
    }
}

/// What bytes that are no UTF-8 text seem to be. The signatures are those of zip (also Word and
/// Excel), older Word files and PDF: <https://en.wikipedia.org/wiki/List_of_file_signatures>.
fn not_text(bytes: &[u8]) -> Option<&'static str> {
    let signatures: [(&[u8], &str); 5] = [
        (b"PK\x03\x04", "office-file"),
        (b"\xD0\xCF\x11\xE0", "office-file"),
        (b"%PDF-", "pdf-file"),
        (b"\xFF\xFE", "utf-16"),
        (b"\xFE\xFF", "utf-16"),
    ];
    if let Some((_, name)) = signatures.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(name);
    }
    // Bytes from 0x80 to 0xFF that make no UTF-8 are letters in Windows-1252, but a file with
    // control characters as well is no text at all.
    let control = || bytes.iter().any(|b| *b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t'));
    let binary = bytes.contains(&0) || std::str::from_utf8(bytes).is_err() && control();
    binary.then_some("not-text")
}

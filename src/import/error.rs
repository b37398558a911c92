//! Why no pack could be made of a file.

use std::fmt;

/// Why no pack could be made.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportError {
    /// There are no words in it.
    Empty,
    /// The bytes are not text.
    NotText,
    /// It has more characters than this.
    TooLong(usize),
    /// It has more bytes than this, packed or unpacked.
    TooBig(usize),
    /// A file of another program, which can save it as one that is read.
    Other(Kind),
    /// A zip that holds no Word document.
    NotWord,
    /// A Word document that cannot be read.
    BrokenWord,
    /// All of it is what the layout gives: addresses, date, greeting, closing.
    NoBody,
    /// No numbered question stands in it.
    NoQuestions,
    /// A table without headings, or with none that asks anything.
    NoHeadings,
    /// More brackets and blanks than this.
    TooManyGaps(usize),
    /// More questions than this.
    TooMany(usize),
}

/// A kind of file that is known but not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Word before 2007.
    Doc,
    /// PDF.
    Pdf,
    /// Excel.
    Excel,
    /// Apple's Pages.
    Pages,
}

/// What to do about a Word document that cannot be read.
const SAVE_AGAIN: &str =
    "open it in Word or LibreOffice and save it again as .docx, or as plain text (.txt)";

/// What to do about a file that is too long or too large.
const TOO_MUCH: &str =
    "take out what is no part of the letter, such as pictures, and save it again";

impl ImportError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        self.words().1
    }

    /// What is wrong, and what to do about it.
    fn words(&self) -> (String, &'static str) {
        let number = match self {
            ImportError::TooLong(most)
            | ImportError::TooManyGaps(most)
            | ImportError::TooMany(most) => *most,
            ImportError::TooBig(most) => most / 1_000_000,
            _ => 0,
        };
        let (what, hint) = match self {
            ImportError::TooLong(_) => {
                ("it has more than {} characters, too many for a letter", TOO_MUCH)
            }
            ImportError::TooBig(_) => ("it is larger than {} MB, too large for a letter", TOO_MUCH),
            ImportError::TooManyGaps(_) => (
                "it has more than {} brackets and blanks, too many for a letter",
                "keep the letter alone in the file",
            ),
            ImportError::TooMany(_) => ("it has more than {} questions", "split it in two"),
            ImportError::Other(Kind::Doc) => (
                "it is an old Word document (.doc), which sayso does not read",
                "open it in Word or LibreOffice, choose Save As, and take Word Document (.docx)",
            ),
            ImportError::Other(Kind::Pdf) => (
                "it is a PDF, which sayso does not read",
                "copy its text into Notepad or TextEdit and save it as plain text (.txt)",
            ),
            ImportError::Other(Kind::Excel) => (
                "it is an Excel workbook, which sayso does not read",
                "give it as a table, for its headings, or copy its text into a .txt file",
            ),
            ImportError::Other(Kind::Pages) => (
                "it is a Pages document, which sayso does not read",
                "open it in Pages, choose Export To, and take Word",
            ),
            ImportError::Empty => {
                ("there are no words in it", "choose the file that has the letter in it")
            }
            ImportError::NotText => (
                "it is no text that sayso can read",
                "open it in the program that made it, and save it as .docx or as plain text (.txt)",
            ),
            ImportError::NotWord => ("it is a zip without a Word document in it", SAVE_AGAIN),
            ImportError::BrokenWord => {
                ("it is a Word document that is damaged or cut off", SAVE_AGAIN)
            }
            ImportError::NoBody => (
                "no words of a letter were found in it",
                "the words between \"Dear …\" and \"Yours …\" are what a pack is made of",
            ),
            ImportError::NoQuestions => (
                "no question was found in it",
                "each question begins on a line of its own with its number, such as `1. Do you agree?`, `Q2 Why?` or `3a) …`",
            ),
            ImportError::NoHeadings => (
                "no heading of it is a question",
                "its first row must be the headings, and at least one must be a question",
            ),
        };
        (what.replace("{}", &number.to_string()), hint)
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_says_what_and_what_to_do() {
        let wrong = [
            ImportError::Empty,
            ImportError::NotText,
            ImportError::TooLong(100_000),
            ImportError::TooBig(20_000_000),
            ImportError::Other(Kind::Doc),
            ImportError::Other(Kind::Pdf),
            ImportError::Other(Kind::Excel),
            ImportError::Other(Kind::Pages),
            ImportError::NotWord,
            ImportError::BrokenWord,
            ImportError::NoBody,
            ImportError::NoQuestions,
            ImportError::NoHeadings,
            ImportError::TooManyGaps(300),
            ImportError::TooMany(500),
        ];
        let lines: Vec<String> = wrong.iter().map(|w| format!("{w}. Try: {}", w.hint())).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }
}

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
    /// There is no such kind of receiver; those there are, and one that may be meant.
    NoReceiver {
        /// As given.
        given: String,
        /// The kinds there are.
        known: Vec<String>,
        /// One that may be meant.
        near: Option<String>,
    },
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

impl ImportError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            ImportError::Empty => "choose the file that has the letter in it".into(),
            ImportError::NotText => "open it in the program that made it, and save it as .docx or as plain text (.txt)".into(),
            ImportError::TooLong(_) | ImportError::TooBig(_) => "take out what is no part of the letter, such as pictures, and save it again".into(),
            ImportError::Other(kind) => kind.hint().into(),
            ImportError::NotWord | ImportError::BrokenWord => "open it in Word or LibreOffice and save it again as .docx, or as plain text (.txt)".into(),
            ImportError::NoBody => "the words between \"Dear …\" and \"Yours …\" are what a pack is made of".into(),
            ImportError::NoQuestions => "each question begins on a line of its own with its number, such as `1. Do you agree?`, `Q2 Why?` or `3a) …`".into(),
            ImportError::NoHeadings => "its first row must be the headings, and at least one must be a question".into(),
            ImportError::TooManyGaps(_) => "keep the letter alone in the file".into(),
            ImportError::TooMany(_) => "split it in two".into(),
            ImportError::NoReceiver { near: Some(near), .. } => format!("did you mean `{near}`?"),
            ImportError::NoReceiver { known, .. } => format!("there are {}", known.join(", ")),
        })
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImportError::Empty => f.write_str("there are no words in it"),
            ImportError::NotText => f.write_str("it is no text that sayso can read"),
            ImportError::TooLong(most) => {
                write!(f, "it has more than {most} characters, too many for a letter")
            }
            ImportError::TooBig(most) => {
                write!(f, "it is larger than {} MB, too large for a letter", most / 1_000_000)
            }
            ImportError::Other(kind) => {
                write!(f, "it is {}, which sayso does not read", kind.name())
            }
            ImportError::NotWord => f.write_str("it is a zip without a Word document in it"),
            ImportError::BrokenWord => {
                f.write_str("it is a Word document that is damaged or cut off")
            }
            ImportError::NoBody => f.write_str("no words of a letter were found in it"),
            ImportError::NoQuestions => f.write_str("no question was found in it"),
            ImportError::NoHeadings => f.write_str("no heading of it is a question"),
            ImportError::TooManyGaps(most) => {
                write!(f, "it has more than {most} brackets and blanks, too many for a letter")
            }
            ImportError::TooMany(most) => write!(f, "it has more than {most} questions"),
            ImportError::NoReceiver { given, .. } => {
                write!(f, "there is no kind of receiver `{given}`")
            }
        }
    }
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Doc => "an old Word document (.doc)",
            Kind::Pdf => "a PDF",
            Kind::Excel => "an Excel workbook",
            Kind::Pages => "a Pages document",
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Kind::Doc => {
                "open it in Word or LibreOffice, choose Save As, and take Word Document (.docx)"
            }
            Kind::Pdf => "copy its text into Notepad or TextEdit and save it as plain text (.txt)",
            Kind::Excel => {
                "save it as CSV and give it with --table, or copy its text into a .txt file"
            }
            Kind::Pages => "open it in Pages, choose Export To, and take Word",
        }
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
            ImportError::NoReceiver {
                given: "mpp".into(),
                known: vec!["mp".into()],
                near: Some("mp".into()),
            },
            ImportError::NoReceiver {
                given: "editor".into(),
                known: vec!["mp".into(), "councillor".into()],
                near: None,
            },
        ];
        let lines: Vec<String> =
            wrong.iter().map(|w| format!("{w}. Try: {}", w.hint().unwrap_or_default())).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }
}

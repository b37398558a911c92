//! Paragraphs as a reader of marked-up text builds them: words with the look that holds.

use super::decode::clean;

use crate::import::error::ImportError;
use crate::import::read::limits::MOST_CHARACTERS;
use crate::import::source::{Mark, Para, Source, Style, What, extend};

/// How words look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) highlight: bool,
    pub(super) coloured: bool,
}

/// Paragraphs on their way.
#[derive(Default)]
pub(super) struct Builder {
    paras: Vec<Para>,
    para: Para,
    /// The style of the paragraph that is open.
    pub(super) style: Style,
    characters: usize,
    told: Vec<String>,
}

impl Builder {
    /// Puts words with a look; runs of white space are one space.
    pub(super) fn words(&mut self, words: &str, look: Look) {
        let mut text = String::new();
        for c in clean(words).chars() {
            let space = c.is_whitespace();
            let after_space =
                text.ends_with(' ') || text.is_empty() && self.para.text.ends_with([' ', '\n']);
            if !space {
                text.push(c);
            } else if !(after_space || text.is_empty() && self.para.text.is_empty()) {
                text.push(' ');
            }
        }
        self.put(&text, look);
    }

    /// A line break within the paragraph.
    pub(super) fn line(&mut self) {
        if !self.para.text.is_empty() {
            self.put("\n", Look::default());
        }
    }

    /// Puts words of a field that is to be filled in.
    pub(super) fn field(&mut self, words: &str, what: What) {
        let start = self.para.text.len();
        self.put(words, Look::default());
        let range = start..self.para.text.len();
        if !range.is_empty() {
            extend(&mut self.para.marks, Mark { range, what });
        }
    }

    fn put(&mut self, text: &str, look: Look) {
        self.characters += text.chars().count();
        if self.characters > MOST_CHARACTERS {
            return;
        }
        let start = self.para.text.len();
        self.para.text.push_str(text);
        let range = start..self.para.text.len();
        let looks = [
            (look.bold, What::Bold),
            (look.italic, What::Italic),
            (look.highlight, What::Highlight),
            (look.coloured, What::Coloured),
        ];
        for (_, what) in looks.into_iter().filter(|(on, _)| *on && !range.is_empty()) {
            extend(&mut self.para.marks, Mark { range: range.clone(), what });
        }
    }

    /// Ends the paragraph that is open.
    pub(super) fn end(&mut self) {
        let mut para = std::mem::take(&mut self.para).trimmed();
        if para.text.is_empty() {
            return;
        }
        para.line = self.paras.len() + 1;
        para.style = self.style;
        if para.style == Style::Plain {
            // A list typed by hand.
            let (style, rest) = super::plain::item(&para.text);
            let start = para.text.len() - rest.len();
            para = Para { style, ..para.slice(start..para.text.len()) };
        }
        self.paras.push(para);
    }

    /// Tells what was left out.
    pub(super) fn tell(&mut self, text: String) {
        if self.told.len() < 40 {
            self.told.push(text);
        }
    }

    /// How many paragraphs there are.
    pub(super) fn len(&self) -> usize {
        self.paras.len()
    }

    /// The text.
    pub(super) fn source(mut self) -> Result<Source, ImportError> {
        self.end();
        if self.characters > MOST_CHARACTERS {
            return Err(ImportError::TooLong(MOST_CHARACTERS));
        }
        let (paras, told) = (self.paras, self.told);
        Ok(Source { paras, told, counts: "paragraph", ..Source::default() })
    }
}

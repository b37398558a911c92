//! The letter's own words as one text, so that a bracket may go over several paragraphs.

use std::ops::Range;

use crate::import::source::{Para, Style};

/// What stands between two paragraphs.
const BETWEEN: &str = "\n\n";

/// A paragraph of the text.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// Where it stands, in bytes.
    pub(super) range: Range<usize>,
    pub(super) style: Style,
    pub(super) line: usize,
}

/// Paragraphs as one text.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub(super) whole: Para,
    pub(super) blocks: Vec<Block>,
}

impl Words {
    /// The text of paragraphs.
    pub(super) fn of(paras: impl IntoIterator<Item = Para>) -> Words {
        let mut words = Words { whole: Para::default(), blocks: Vec::new() };
        for para in paras {
            if !words.blocks.is_empty() {
                words.whole.text.push_str(BETWEEN);
            }
            let start = words.whole.text.len();
            words.whole.append(&para);
            let range = start..words.whole.text.len();
            words.blocks.push(Block { range, style: para.style, line: para.line });
        }
        words
    }

    /// The line of the file that a place is in.
    pub(super) fn line_at(&self, at: usize) -> usize {
        let Some(block) = self.blocks.iter().rfind(|block| block.range.start <= at) else {
            return 0;
        };
        let above = self.whole.text.get(block.range.start..at).unwrap_or_default();
        block.line + above.matches(['\n', '\r']).count()
    }
}

//! How much work it is to fill a template, so that what is tried of a pack stays bounded whatever
//! is in it. One unit is about what one tag takes to come out.

use std::collections::BTreeMap;

use crate::compose::wordings;
use crate::model::{Concern, Pack, Template};

/// Most work on the templates of a pack, and as much again on the wordings of its concerns: about a
/// second's. A letter is some 700.
pub(super) const MOST: usize = 3_000_000;

/// What every document takes besides its own text.
const EVERY: usize = 200;

/// Bytes of text that take as long as a tag.
const BYTES: usize = 8;

/// Bytes times tags of a text that take as long to read as a tag to fill: the reader counts lines
/// from the top for every tag.
const READ: usize = 500;

/// The work on the texts of a pack.
pub(super) struct Work<'w> {
    /// Elements that a text may come out with, by file, as the check of texts has counted them.
    pub(super) works: &'w BTreeMap<String, usize>,
    /// `pack.yaml`, as the files are named in it.
    pub(super) pack_file: &'w str,
}

impl Work<'_> {
    /// Filling a template once.
    pub(super) fn document(&self, pack: &Pack, template: &Template) -> usize {
        let longest = pack.concerns.iter().map(size).max().unwrap_or(0);
        let text = (template.body.len() + 3 * longest) / BYTES;
        EVERY
            + text
            + 2 * template.questions.len()
            + self.of(&template.file)
            + 3 * self.of_concern()
    }

    /// Filling a wording once.
    pub(super) fn wording(&self, template: &Template, words: &str) -> usize {
        EVERY / 2 + words.len() / BYTES + 2 * template.questions.len() + self.of_concern()
    }

    fn of_concern(&self) -> usize {
        self.of(self.pack_file)
    }

    fn of(&self, file: &str) -> usize {
        self.works.get(file).copied().unwrap_or(0)
    }
}

/// Reading the texts that a template needs.
pub(super) fn reading(pack: &Pack, template: &Template) -> usize {
    let read = |text: &str| 1 + text.len() * (1 + text.matches("{{").count()) / READ;
    let concerns = pack.concerns.iter().flat_map(wordings).map(|(_, text)| read(text));
    let partials = pack.partials.iter().map(|partial| 4 * read(&partial.text));
    read(&template.body) + concerns.sum::<usize>() + partials.sum::<usize>()
}

/// The length of a concern's longest wording.
fn size(concern: &Concern) -> usize {
    wordings(concern).map(|(_, text)| text.len()).max().unwrap_or(0)
}

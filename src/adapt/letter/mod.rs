//! A letter that is sent round already, made into a pack: its placeholders become questions, and
//! what the layout gives is left to the layout.

mod ask;
mod blanks;
mod body;
mod choices;
mod clause;
mod frame;
mod gaps;
mod kind;
mod layout;
mod lead_ins;
mod left_in;
mod lines;
mod lists;
pub(super) mod meaning;
mod nearest;
mod other;
mod pointers;
mod points;
mod questions;
mod receiver;
mod reference;
mod resolve;
mod runs;
mod same;
mod sources;
mod tells;
mod template;
mod wording;
pub(super) mod words;
mod write;

pub(super) use ask::{Asked, unique};
pub use layout::{Aside, Layout, Why};
pub use meaning::Use;
pub use nearest::Nearest;
pub use points::Points;
pub use receiver::Receiver;
pub use sources::Reference;
pub use write::{LetterMade, Options, receiver};

use super::fault::Wrong;
use super::source::Para;
use super::{read, yaml};
use crate::model::Pack;

/// Most placeholders of a letter.
const MOST_GAPS: usize = 300;

/// A letter, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// Its placeholders, in order. What each becomes may be changed.
    pub gaps: Vec<Gap>,
    /// Its parts.
    pub layout: Layout,
    /// Whom it goes to.
    pub receiver: Receiver,
    /// The sources that it names, which become those of the pack.
    pub sources: Vec<Reference>,
    /// Points to choose from, which become concerns.
    pub points: Points,
    /// What was left out while it was read, a sentence each.
    pub told: Vec<String>,
    /// What places count: `line` or `paragraph`.
    pub counts: &'static str,
}

/// A placeholder of a letter.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Its line or paragraph in the file.
    pub line: usize,
    /// As it is written.
    pub written: String,
    /// The sentence in which it stands, with `…` in its place.
    pub around: String,
    /// What becomes of it.
    pub becomes: Use,
    /// Whether there is little doubt.
    pub sure: bool,
    /// The words that a question of its own is known by.
    known_by: Vec<String>,
    /// What it asks for in the campaigner's words; empty for a blank.
    label: String,
    /// Whether the label names a list of Word's to choose from.
    named: bool,
    /// Whether it is a blank that stands before the same words elsewhere.
    again: bool,
    /// Paragraph of the body; none for the subject.
    para: Option<usize>,
    /// The words of its line that go with it when it has no answer: `Tel: `.
    line_words: Option<(String, String)>,
    range: std::ops::Range<usize>,
}

impl Letter {
    /// Reads a letter; the name of its file tells Markdown from plain text.
    ///
    /// # Errors
    /// Why it cannot be read, or that nothing of it is the letter's own words.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Letter, Wrong> {
        let source = read::read(name, bytes)?;
        let mut layout = layout::layout(&source.paras);
        if layout.body.is_empty() {
            return Err(Wrong::NoBody);
        }
        let mut told = source.told;
        let sources = sources::take(&mut layout, &source.notes, &mut told);
        one_blank(&mut layout.body);
        let points = points::take(&mut layout);
        let receiver = receiver::guess(&layout);
        let mut gaps = Vec::new();
        if let Some(subject) = &layout.subject {
            gaps.extend(resolve::resolve(subject, None, ""));
        }
        let mut before = "";
        for (index, para) in layout.body.iter().enumerate() {
            gaps.extend(resolve::resolve(para, Some(index), before));
            if gaps.len() > MOST_GAPS {
                return Err(Wrong::TooMany(MOST_GAPS));
            }
            before = &para.text;
        }
        same::merge(&mut gaps, &layout);
        told.extend(left_in::told(&layout, source.counts));
        Ok(Letter { gaps, layout, receiver, sources, points, told, counts: source.counts })
    }

    /// The template of these packs that comes nearest to it.
    pub fn nearest(&self, packs: &[Pack]) -> Option<Nearest> {
        nearest::nearest(&self.text(), &self.receiver.destination, packs)
    }

    /// All of its own words.
    fn text(&self) -> String {
        let subject = self.layout.subject.iter().map(|p| p.text.as_str());
        let all = subject.chain(self.layout.body.iter().map(|p| p.text.as_str()));
        all.collect::<Vec<_>>().join("\n")
    }
}

/// Lines to write on that stand one under the other are one.
fn one_blank(body: &mut Vec<Para>) {
    let blank = |para: &Para| para.text.chars().all(|c| "_.… \n\r".contains(c));
    body.dedup_by(|later, earlier| blank(later) && blank(earlier));
}

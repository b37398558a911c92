//! Many letters as one document: their pages one after another, their structure under one root, an
//! outline entry a letter.

use serde::{Deserialize, Serialize};

use super::error::PdfError;
use super::fonts::Fonts;
use super::page::{LaidOut, Node, Page, Paint, Tag, Target};

/// On which sides of the paper a file of many letters is to be printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Sides {
    /// The front alone.
    #[default]
    One,
    /// Both: an empty page follows a letter that ends on a front.
    Two,
}

/// Many letters as one file: each begins on a new page and has an entry in the outline, by the
/// title that comes with it; `title` is that of the whole. All fonts are in it once.
///
/// The letters are held in memory, about 50 KB each, and the file too: put together some hundreds
/// at a time.
///
/// # Errors
/// No letter at all, or as [`LaidOut::write`].
pub fn combine(
    title: &str,
    letters: impl IntoIterator<Item = (String, LaidOut)>,
    sides: Sides,
    fonts: &Fonts,
) -> Result<Vec<u8>, PdfError> {
    let mut letters = letters.into_iter().peekable();
    let none = || PdfError::Write("there are no letters to put together".into());
    let (_, first) = letters.peek().ok_or_else(none)?;
    let mut all = LaidOut {
        title: title.into(),
        language: first.language.clone(),
        nodes: vec![Node::new(Tag::Document, 0)],
        ..LaidOut::default()
    };
    for (title, letter) in letters {
        if sides == Sides::Two && all.pages.len() % 2 == 1 {
            all.pages.push(Page::default());
        }
        add(&mut all, title, letter);
    }
    all.write(fonts)
}

/// Adds a letter behind those that are there. What it counts from its own beginning is counted
/// from theirs.
fn add(all: &mut LaidOut, title: String, letter: LaidOut) {
    let (page, node, note) = (all.pages.len(), all.nodes.len(), all.notes.len());
    all.dated = all.dated.max(letter.dated);
    for mut one in letter.nodes {
        one.parent += node;
        one.place.page += page;
        if let Some(Target::Note(n)) = &mut one.link {
            *n += note;
        }
        all.nodes.push(one);
    }
    let root = &mut all.nodes[node];
    (root.tag, root.parent, root.text) = (Tag::Sect, 0, title);
    root.language = Some(letter.language);
    all.notes.extend(letter.notes.into_iter().map(|n| n + node));
    all.signature = all.signature.take().or(letter.signature);
    for mut one in letter.pages {
        for fill in &mut one.fills {
            if let Paint::Signature(leaf) = &mut fill.paint {
                *leaf += node;
            }
        }
        for id in one.runs.iter_mut().flat_map(|run| [&mut run.leaf, &mut run.link]).flatten() {
            *id += node;
        }
        all.pages.push(one);
    }
}

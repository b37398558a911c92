//! Documents set on pages, and many letters as one document: their pages one after another, their structure under one root,
//! an outline entry a letter.

use serde::{Deserialize, Serialize};

use super::page::{Heading, Kid, LinkBox, Node, Page, Pages, Part, Place, Tag, Target};

/// A document on its pages, not yet a file.
#[derive(Debug)]
pub struct LaidOut(pub(super) Pages);

impl LaidOut {
    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.0.pages.len()
    }
}

/// On which sides of the paper a file of many letters is to be printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sides {
    /// On the front alone.
    #[default]
    One,
    /// On both: an empty page follows a letter that ends on a front.
    Two,
}

/// The letters as one document, each with its title; none where there are no letters.
pub(super) fn joined(
    title: &str,
    letters: impl IntoIterator<Item = (String, LaidOut)>,
    sides: Sides,
) -> Option<Pages> {
    let mut letters = letters.into_iter();
    let (first_title, LaidOut(first)) = letters.next()?;
    let root = Node { tag: Tag::Document, parent: 0, kids: Vec::new() };
    let mut all = Pages {
        title: title.into(),
        author: None,
        language: first.language.clone(),
        dated: first.dated,
        pages: Vec::new(),
        nodes: vec![root],
        leaves: Vec::new(),
        headings: Vec::new(),
        notes: Vec::new(),
        signature: None,
        parts: Vec::new(),
    };
    add(&mut all, first_title, first);
    for (title, LaidOut(letter)) in letters {
        if sides == Sides::Two && all.pages.len() % 2 == 1 {
            all.pages.push(Page::default());
        }
        add(&mut all, title, letter);
    }
    Some(all)
}

/// Adds a letter behind those that are there. What it counts from its own beginning is counted
/// from theirs.
fn add(all: &mut Pages, title: String, letter: Pages) {
    let (page, node, leaf, note) =
        (all.pages.len(), all.nodes.len(), all.leaves.len(), all.notes.len());
    all.dated = all.dated.max(letter.dated);
    all.headings.push(Heading {
        level: 1,
        text: title.clone(),
        place: Place { page, ..Place::default() },
    });
    all.parts.push(Part { node, title, language: letter.language });
    all.nodes[0].kids.push(Kid::Node(node));
    for (index, mut one) in letter.nodes.into_iter().enumerate() {
        match index {
            0 => (one.tag, one.parent) = (Tag::Sect, 0),
            _ => one.parent += node,
        }
        for kid in &mut one.kids {
            *kid = match *kid {
                Kid::Node(n) => Kid::Node(n + node),
                Kid::Leaf(n) => Kid::Leaf(n + leaf),
            };
        }
        all.nodes.push(one);
    }
    all.leaves.extend(letter.leaves.into_iter().map(|n| n + node));
    all.notes.extend(letter.notes.into_iter().map(|p| Place { page: p.page + page, ..p }));
    all.signature = all.signature.take().or(letter.signature);
    for mut one in letter.pages {
        if let Some(picture) = &mut one.picture {
            picture.leaf += leaf;
        }
        for text in &mut one.texts {
            text.leaf = text.leaf.map(|n| n + leaf);
        }
        one.links.iter_mut().for_each(|link| move_link(link, node, note));
        all.pages.push(one);
    }
}

fn move_link(link: &mut LinkBox, node: usize, note: usize) {
    link.node += node;
    if let Target::Note(n) = &mut link.target {
        *n += note;
    }
}

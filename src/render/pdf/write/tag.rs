//! The structure tree: what a screen reader follows (ISO 32000-1, 14.7 and 14.8; ISO 14289-1).

use std::fmt::Write as _;

use super::file::{File, Id, destination, rounded, text};
use crate::render::pdf::page::{LaidOut, Node, NodeId, PAGE_HEIGHT, Paint, Run, Tag, Target};

/// A link's box reaches this far above and below the baseline, in type sizes.
const ABOVE: f32 = 0.75;
const BELOW: f32 = 0.25;

/// The standard structure type of a kind of element, for marked content. PDF 1.7 does not have
/// `Strong` and `Em`, which the role map maps to it.
pub(super) fn role(tag: Tag) -> String {
    match tag {
        Tag::Strong | Tag::Em => "Span".into(),
        other => other.name(),
    }
}

/// A page, and the number of a piece of marked content on it, or a link.
type Piece = (usize, u32);

/// Adds the structure tree, and the links it holds, to a file; its root, and what each page says of
/// its links. `marked` has for each page the leaves that its pieces of marked content are.
pub(super) fn tag(
    file: &mut File<'_>,
    pages: &LaidOut,
    page_ids: &[Id],
    marked: &[Vec<NodeId>],
) -> (Id, Vec<String>) {
    let root = file.id();
    let mut element = |node: &Node| if node.tag == Tag::Leaf { root } else { file.id() };
    let elements: Vec<Id> = pages.nodes.iter().map(&mut element).collect();
    let mut pieces: Vec<Vec<Piece>> = vec![Vec::new(); pages.nodes.len()];
    let mut parents = String::new();
    for (page, marked) in marked.iter().enumerate() {
        let _ = write!(parents, "{page}[");
        for (mcid, leaf) in (0..).zip(marked) {
            pieces[*leaf].push((page, mcid));
            let _ = write!(parents, "{} 0 R ", elements[pages.nodes[*leaf].parent]);
        }
        parents.push(']');
    }
    let mut next = page_ids.len();
    let mut links = Vec::with_capacity(page_ids.len());
    for (number, page) in pages.pages.iter().enumerate() {
        let mut of_page = String::new();
        for (run, node) in page.runs.iter().filter_map(|run| Some((run, run.link?))) {
            let Node { link: Some(target), text: words, .. } = &pages.nodes[node] else { continue };
            let leads = match target {
                Target::Uri(uri) => format!("/A<</S/URI/URI{}>>", text(uri)),
                Target::Note(n) => pages.notes.get(*n).map_or(String::new(), |note| {
                    format!("/Dest{}", destination(page_ids, pages.nodes[*note].place))
                }),
            };
            let about = annotation(run, target, words);
            let link = file.add(format_args!("<<{about}{leads}/StructParent {next}>>"));
            let _ = write!(of_page, "{link} 0 R ");
            let _ = write!(parents, "{next} {} 0 R ", elements[node]);
            pieces[node].push((number, link));
            next += 1;
        }
        links.push(if of_page.is_empty() { of_page } else { format!("/Annots[{of_page}]") });
    }
    let mut kids: Vec<Vec<NodeId>> = vec![Vec::new(); pages.nodes.len()];
    for (id, node) in pages.nodes.iter().enumerate().skip(1) {
        kids[node.parent].push(id);
    }
    let tree = Tree { pages, page_ids, elements: &elements, kids: &kids, pieces: &pieces };
    for (node, id) in elements.iter().enumerate().filter(|(_, id)| **id != root) {
        file.set(*id, format_args!("<<{}>>", tree.element(node, root)));
    }
    let parents = file.add(format_args!("<</Nums[{parents}]>>"));
    file.set(
        root,
        format_args!(
            "<</Type/StructTreeRoot/K {} 0 R/ParentTree {parents} 0 R/ParentTreeNextKey {next}/RoleMap<</Strong/Span/Em/Span>>>>",
            elements[0]
        ),
    );
    (root, links)
}

/// A link on a page, with words for a screen reader.
fn annotation(run: &Run, target: &Target, words: &str) -> String {
    let words: String = words.chars().filter(|c| *c != '\u{2060}' && *c != '\u{ad}').collect();
    let words = words.trim();
    let says = match target {
        Target::Uri(uri) if uri == words => uri.clone(),
        Target::Uri(uri) => format!("{words} ({uri})"),
        Target::Note(n) => format!("Note {}", n + 1),
    };
    let height = ((ABOVE + BELOW) * run.size).min(PAGE_HEIGHT);
    let top = PAGE_HEIGHT - (run.y - ABOVE * run.size).max(0.0);
    let sides = sides([run.x, top - height, run.x + run.width, top]);
    // It is printed with the page (ISO 32000-1, 12.5.3).
    format!("/Type/Annot/Subtype/Link/Rect{sides}/Border[0 0 0]/F 4/Contents{}", text(&says))
}

/// A rectangle: left, foot, right, top.
fn sides(sides: [f32; 4]) -> String {
    let [left, foot, right, top] = sides.map(rounded);
    format!("[{left} {foot} {right} {top}]")
}

struct Tree<'a> {
    pages: &'a LaidOut,
    page_ids: &'a [Id],
    elements: &'a [Id],
    kids: &'a [Vec<NodeId>],
    /// Of each leaf its marked content, of each link its boxes, from page to page.
    pieces: &'a [Vec<Piece>],
}

impl Tree<'_> {
    fn element(&self, id: NodeId, root: Id) -> String {
        let nodes = &self.pages.nodes;
        let node = &nodes[id];
        let parent = if id == 0 { root } else { self.elements[node.parent] };
        let mut out = format!("/S/{}/P {parent} 0 R", node.tag.name());
        // The page on which the element's own text begins.
        let is_leaf = |kid: &&NodeId| nodes[**kid].tag == Tag::Leaf;
        let first = self.kids[id].iter().find(is_leaf).and_then(|leaf| self.pieces[*leaf].first());
        let home = first.map(|(page, _)| *page);
        if let Some(page) = home {
            let _ = write!(out, "/Pg {} 0 R", self.page_ids[page]);
        }
        let mut kids = String::new();
        for kid in &self.kids[id] {
            if nodes[*kid].tag != Tag::Leaf {
                let _ = write!(kids, "{} 0 R ", self.elements[*kid]);
                continue;
            }
            for (page, mcid) in &self.pieces[*kid] {
                // Marked content is its number alone where the page is the element's.
                let _ = if home == Some(*page) {
                    write!(kids, "{mcid} ")
                } else {
                    write!(kids, "<</Type/MCR/Pg {} 0 R/MCID {mcid}>>", self.page_ids[*page])
                };
            }
        }
        for (page, link) in &self.pieces[id] {
            let page = self.page_ids[*page];
            let _ = write!(kids, "<</Type/OBJR/Pg {page} 0 R/Obj {link} 0 R>>");
        }
        if !kids.is_empty() {
            let _ = write!(out, "/K[{kids}]");
        }
        out.push_str(&self.attributes(id));
        out
    }

    /// What is said of an element beside its place.
    fn attributes(&self, id: NodeId) -> String {
        let pages = self.pages;
        let node = &pages.nodes[id];
        match node.tag {
            Tag::L(numbering) => format!("/A<</O/List/ListNumbering/{numbering:?}>>"),
            Tag::TH => "/A<</O/Table/Scope/Column>>".into(),
            Tag::Note => {
                let before = pages.notes.partition_point(|note| *note < id);
                format!("/ID(note-{})", before + 1)
            }
            Tag::Sect => {
                let language = node.language.as_ref().filter(|l| **l != pages.language);
                let language = language.map(|language| format!("/Lang{}", text(language)));
                format!("/T{}{}", text(&node.text), language.unwrap_or_default())
            }
            Tag::Figure => {
                let mut fills = pages.pages.iter().flat_map(|page| &page.fills);
                let is_it = |leaf: NodeId| pages.nodes[leaf].parent == id;
                let at =
                    fills.find(|fill| matches!(fill.paint, Paint::Signature(leaf) if is_it(leaf)));
                let Some((at, picture)) = at.zip(pages.signature.as_ref()) else {
                    return String::new();
                };
                let foot = PAGE_HEIGHT - at.y - at.height;
                let sides = sides([at.x, foot, at.x + at.width, foot + at.height]);
                let alt = text(&picture.alt);
                format!("/Alt{alt}/A<</O/Layout/BBox{sides}/Placement/Block>>")
            }
            _ => String::new(),
        }
    }
}

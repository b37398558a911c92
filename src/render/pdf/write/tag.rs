//! The structure tree: what a screen reader follows (ISO 32000-1, 14.7 and 14.8; ISO 14289-1).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::render::pdf::error::PdfError;
use crate::render::pdf::page::{Fill, LaidOut, NodeId, PAGE_HEIGHT, Paint, Run, Tag, Target};
use crate::render::pdf::write::objects::{destination, entries, failed, rounded, text};

/// A link's box reaches this far above and below the baseline, in type sizes.
const ABOVE: f32 = 0.75;
const BELOW: f32 = 0.25;
/// Print the link with the page (ISO 32000-1, 12.5.3).
const PRINT: i64 = 4;

/// The standard structure type of a kind of element, for marked content. PDF 1.7 does not have
/// `Strong` and `Em`, which the role map maps to it.
pub(super) fn role(tag: Tag) -> String {
    match tag {
        Tag::Strong | Tag::Em => "Span".into(),
        other => other.name(),
    }
}

/// A page, and a piece of marked content or a link on it.
type Piece = (usize, Object);

/// Adds the structure tree, and the links it holds, to a file. `marked` has for each page the
/// leaves that its pieces of marked content are.
pub(super) fn tag(
    file: &mut Document,
    pages: &LaidOut,
    page_ids: &[ObjectId],
    marked: &[Vec<NodeId>],
) -> Result<(), PdfError> {
    let root = file.new_object_id();
    let mut element = |tag| if tag == Tag::Leaf { root } else { file.new_object_id() };
    let elements: Vec<ObjectId> = pages.nodes.iter().map(|node| element(node.tag)).collect();
    let mut pieces: Vec<Vec<Piece>> = vec![Vec::new(); pages.nodes.len()];
    let mut numbers: Vec<Object> = Vec::new();
    for (page, marked) in marked.iter().enumerate() {
        for (mcid, leaf) in marked.iter().enumerate() {
            pieces[*leaf].push((page, (mcid as i64).into()));
        }
        let parents = marked.iter().map(|leaf| elements[pages.nodes[*leaf].parent].into());
        numbers.extend([(page as i64).into(), Object::Array(parents.collect())]);
    }
    let mut next = page_ids.len() as i64;
    for (number, (page, id)) in pages.pages.iter().zip(page_ids).enumerate() {
        let mut links: Vec<Object> = Vec::new();
        for (run, node) in page.runs.iter().filter_map(|run| Some((run, run.link?))) {
            let Some((target, words)) = &pages.nodes[node].link else { continue };
            let mut link = annotation(run, target, words);
            link.set("StructParent", next);
            if let Target::Note(n) = target
                && let Some(note) = pages.notes.get(*n)
            {
                link.set("Dest", destination(page_ids, pages.nodes[*note].place));
            }
            let link = file.add_object(link);
            links.push(link.into());
            pieces[node].push((number, link.into()));
            numbers.extend([next.into(), elements[node].into()]);
            next += 1;
        }
        let page = entries(file, *id)?;
        page.set("StructParents", number as i64);
        page.set("Tabs", "S");
        if !links.is_empty() {
            page.set("Annots", links);
        }
    }
    let tree = Tree { pages, page_ids, elements: &elements, pieces: &pieces };
    for (node, id) in elements.iter().enumerate().filter(|(_, id)| **id != root) {
        file.set_object(*id, tree.element(node, root));
    }
    for (n, note) in pages.notes.iter().enumerate() {
        entries(file, elements[*note])?.set("ID", text(&format!("note-{}", n + 1)));
    }
    for part in &pages.headings {
        let Some(language) = &part.language else { continue };
        let section = entries(file, elements[part.node])?;
        section.set("T", text(&part.text));
        if *language != pages.language {
            section.set("Lang", text(language));
        }
    }
    for fill in pages.pages.iter().flat_map(|page| &page.fills) {
        if let (Paint::Signature(leaf), Some(signature)) = (fill.paint, &pages.signature) {
            let figure = entries(file, elements[pages.nodes[leaf].parent])?;
            figure.set("Alt", text(&signature.alt));
            figure.set("A", bounds(fill));
        }
    }
    let parents = file.add_object(dictionary! { "Nums" => numbers });
    let tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => elements[0],
        "ParentTree" => parents,
        "ParentTreeNextKey" => next,
        "RoleMap" => dictionary! { "Strong" => "Span", "Em" => "Span" },
    };
    file.set_object(root, tree);
    let catalog = file.catalog_mut().map_err(failed)?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

/// A link on a page, with words for a screen reader.
fn annotation(run: &Run, target: &Target, words: &str) -> Dictionary {
    let words: String = words.chars().filter(|c| *c != '\u{2060}' && *c != '\u{ad}').collect();
    let words = words.trim();
    let says = match target {
        Target::Uri(uri) if uri == words => uri.clone(),
        Target::Uri(uri) => format!("{words} ({uri})"),
        Target::Note(n) => format!("Note {}", n + 1),
    };
    let height = ((ABOVE + BELOW) * run.size).min(PAGE_HEIGHT);
    let top = PAGE_HEIGHT - (run.y - ABOVE * run.size).max(0.0);
    let sides = [run.x, top - height, run.x + run.width, top].map(rounded);
    let mut annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => sides.to_vec(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "F" => PRINT,
        "Contents" => text(&says),
    };
    if let Target::Uri(uri) = target {
        annotation.set("A", dictionary! { "S" => "URI", "URI" => text(uri) });
    }
    annotation
}

/// Where a figure stands on its page.
fn bounds(at: &Fill) -> Object {
    let foot = PAGE_HEIGHT - at.y - at.height;
    let sides = [at.x, foot, at.x + at.width, foot + at.height].map(rounded);
    dictionary! { "O" => "Layout", "BBox" => sides.to_vec(), "Placement" => "Block" }.into()
}

struct Tree<'a> {
    pages: &'a LaidOut,
    page_ids: &'a [ObjectId],
    elements: &'a [ObjectId],
    /// Of each leaf its marked content, of each link its boxes, from page to page.
    pieces: &'a [Vec<Piece>],
}

impl Tree<'_> {
    fn element(&self, id: NodeId, root: ObjectId) -> Dictionary {
        let node = &self.pages.nodes[id];
        let parent = if id == 0 { root } else { self.elements[node.parent] };
        let mut element = dictionary! { "S" => node.tag.name(), "P" => parent };
        // The page on which the element's own text begins.
        let is_leaf = |kid: &&NodeId| self.pages.nodes[**kid].tag == Tag::Leaf;
        let first = node.kids.iter().find(is_leaf).and_then(|leaf| self.pieces[*leaf].first());
        let home = first.map(|(page, _)| *page);
        if let Some(page) = home {
            element.set("Pg", self.page_ids[page]);
        }
        let mut kids: Vec<Object> = Vec::with_capacity(node.kids.len());
        for kid in &node.kids {
            match self.pages.nodes[*kid].tag {
                Tag::Leaf => kids.extend(self.pieces[*kid].iter().map(|p| self.content(p, home))),
                _ => kids.push(self.elements[*kid].into()),
            }
        }
        kids.extend(self.pieces[id].iter().map(|(page, link)| self.on("OBJR", *page, "Obj", link)));
        match kids.len() {
            0 => {}
            1 => element.set("K", kids.remove(0)),
            _ => element.set("K", kids),
        }
        match node.tag {
            Tag::L(numbering) => {
                let numbering = format!("{numbering:?}");
                element.set("A", dictionary! { "O" => "List", "ListNumbering" => numbering });
            }
            Tag::TH => element.set("A", dictionary! { "O" => "Table", "Scope" => "Column" }),
            _ => {}
        }
        element
    }

    /// Marked content: its number alone where the page is the element's.
    fn content(&self, (page, mcid): &Piece, home: Option<usize>) -> Object {
        if home == Some(*page) { mcid.clone() } else { self.on("MCR", *page, "MCID", mcid) }
    }

    fn on(&self, kind: &str, page: usize, key: &str, what: &Object) -> Object {
        dictionary! { "Type" => kind, "Pg" => self.page_ids[page], key => what.clone() }.into()
    }
}

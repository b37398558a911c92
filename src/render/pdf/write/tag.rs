//! The structure tree: what a screen reader follows (ISO 32000-1, 14.7 and 14.8; ISO 14289-1).

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::render::pdf::error::PdfError;
use crate::render::pdf::page::{
    Kid, LeafId, LinkBox, NodeId, PAGE_HEIGHT, Pages, Picture, Tag, Target,
};
use crate::render::pdf::write::objects::{destination, entries, rounded, text};

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

/// What a leaf or a link is in the file.
#[derive(Clone, Copy)]
struct Piece {
    page: usize,
    /// Number of the marked content.
    mcid: usize,
}

/// Adds the structure tree, and the links it holds, to a file. `marked` has for each page the
/// leaves that its pieces of marked content are.
pub(super) fn tag(
    file: &mut Document,
    pages: &Pages,
    page_ids: &[ObjectId],
    marked: &[Vec<LeafId>],
) -> Result<(), PdfError> {
    let root = file.new_object_id();
    let elements: Vec<ObjectId> = pages.nodes.iter().map(|_| file.new_object_id()).collect();
    let links = add_links(file, pages, page_ids)?;
    let mut leaves: Vec<Vec<Piece>> = vec![Vec::new(); pages.leaves.len()];
    for (page, marked) in marked.iter().enumerate() {
        for (mcid, leaf) in marked.iter().enumerate() {
            leaves[*leaf].push(Piece { page, mcid });
        }
    }
    let mut by_node: Vec<&Annotation> = links.iter().collect();
    // A row of a table that goes on overleaf has links of its first cells behind those of others.
    by_node.sort_by_key(|link| link.node);
    let tree = Tree { pages, page_ids, elements: &elements, leaves: &leaves, links: &by_node };
    let mut notes = 0;
    for (node, id) in elements.iter().enumerate() {
        let mut element = tree.element(node, root);
        if pages.nodes[node].tag == Tag::Note {
            notes += 1;
            element.set("ID", text(&format!("note-{notes}")));
        }
        if let (Tag::Figure, Some(signature)) = (pages.nodes[node].tag, &pages.signature) {
            element.set("Alt", text(&signature.alt));
            let at = pages.pages.iter().find_map(|page| page.picture);
            element.set("A", at.map_or(Object::Null, |at| bounds(&at)));
        }
        file.set_object(*id, element);
    }
    for part in &pages.parts {
        let section = entries(file, elements[part.node])?;
        section.set("T", text(&part.title));
        if part.language != pages.language {
            section.set("Lang", text(&part.language));
        }
    }
    let mut numbers: Vec<Object> = Vec::new();
    for (page, marked) in marked.iter().enumerate() {
        let parents = marked.iter().map(|leaf| elements[pages.leaves[*leaf]].into());
        numbers.extend([(page as i64).into(), Object::Array(parents.collect())]);
        entries(file, page_ids[page])?.set("StructParents", page as i64);
    }
    let mut next = marked.len();
    for link in &links {
        numbers.extend([(next as i64).into(), elements[link.node].into()]);
        next += 1;
    }
    let parents = file.add_object(dictionary! { "Nums" => numbers });
    let roles = dictionary! { "Strong" => "Span", "Em" => "Span" };
    let tree = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => elements[0],
        "ParentTree" => parents,
        "ParentTreeNextKey" => next as i64,
        "RoleMap" => roles,
    };
    file.set_object(root, tree);
    let catalog = super::meta::catalog(file)?;
    let catalog = entries(file, catalog)?;
    catalog.set("StructTreeRoot", root);
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

/// A link on a page as an object of the file.
struct Annotation {
    page: usize,
    node: NodeId,
    id: ObjectId,
}

/// Adds the links of every page, each with words for a screen reader.
fn add_links(
    file: &mut Document,
    pages: &Pages,
    page_ids: &[ObjectId],
) -> Result<Vec<Annotation>, PdfError> {
    let mut all: Vec<Annotation> = Vec::new();
    for (number, (page, id)) in pages.pages.iter().zip(page_ids).enumerate() {
        let first = all.len();
        for link in &page.links {
            let key = pages.pages.len() + all.len();
            let annotation = annotation(link, key, pages, page_ids);
            let id = file.add_object(annotation);
            all.push(Annotation { page: number, node: link.node, id });
        }
        let page = entries(file, *id)?;
        page.set("Tabs", "S");
        if all.len() > first {
            let refs: Vec<Object> = all[first..].iter().map(|a| a.id.into()).collect();
            page.set("Annots", refs);
        }
    }
    Ok(all)
}

fn annotation(link: &LinkBox, key: usize, pages: &Pages, page_ids: &[ObjectId]) -> Dictionary {
    let top = PAGE_HEIGHT - link.y;
    let sides = [link.x, top - link.height, link.x + link.width, top].map(rounded);
    let mut annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => sides.to_vec(),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "F" => PRINT,
        "StructParent" => key as i64,
        "Contents" => text(&link.says),
    };
    match &link.target {
        Target::Uri(uri) => {
            annotation.set("A", dictionary! { "S" => "URI", "URI" => text(uri) });
        }
        Target::Note(n) => {
            if let Some(place) = pages.notes.get(*n) {
                annotation.set("Dest", destination(page_ids, *place));
            }
        }
    }
    annotation
}

/// Where a figure stands on its page.
fn bounds(at: &Picture) -> Object {
    let foot = PAGE_HEIGHT - at.y - at.height;
    let sides = [at.x, foot, at.x + at.width, foot + at.height].map(rounded);
    dictionary! { "O" => "Layout", "BBox" => sides.to_vec(), "Placement" => "Block" }.into()
}

struct Tree<'a> {
    pages: &'a Pages,
    page_ids: &'a [ObjectId],
    elements: &'a [ObjectId],
    leaves: &'a [Vec<Piece>],
    /// By their elements, those of one element from page to page.
    links: &'a [&'a Annotation],
}

impl Tree<'_> {
    fn element(&self, id: NodeId, root: ObjectId) -> Dictionary {
        let node = &self.pages.nodes[id];
        let parent = if id == 0 { root } else { self.elements[node.parent] };
        let mut element = dictionary! { "S" => node.tag.name(), "P" => parent };
        let home = self.home(id);
        if let Some(page) = home {
            element.set("Pg", self.page_ids[page]);
        }
        let mut kids: Vec<Object> = Vec::with_capacity(node.kids.len());
        for kid in &node.kids {
            match kid {
                Kid::Node(n) => kids.push(self.elements[*n].into()),
                Kid::Leaf(leaf) => {
                    kids.extend(self.leaves[*leaf].iter().map(|p| self.content(*p, home)))
                }
            }
        }
        if node.tag == Tag::Link {
            kids.extend(self.annotations(id));
        }
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

    /// The page on which an element's own text begins.
    fn home(&self, id: NodeId) -> Option<usize> {
        self.pages.nodes[id].kids.iter().find_map(|kid| match kid {
            Kid::Leaf(leaf) => self.leaves[*leaf].first().map(|p| p.page),
            Kid::Node(_) => None,
        })
    }

    fn content(&self, piece: Piece, home: Option<usize>) -> Object {
        if home == Some(piece.page) {
            return Object::Integer(piece.mcid as i64);
        }
        let page = self.page_ids[piece.page];
        dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => piece.mcid as i64 }.into()
    }

    /// References to the links of an element, page by page.
    fn annotations(&self, id: NodeId) -> Vec<Object> {
        let first = self.links.partition_point(|link| link.node < id);
        let links = self.links[first..].iter().take_while(|link| link.node == id);
        let reference = |link: &&Annotation| {
            let page = self.page_ids[link.page];
            dictionary! { "Type" => "OBJR", "Pg" => page, "Obj" => link.id }.into()
        };
        links.map(reference).collect()
    }
}

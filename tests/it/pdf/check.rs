//! Rules of tagged PDF that a written file must keep: all faults, in words.
//!
//! The rules are those of ISO 14289-1 (PDF/UA-1) that a program can check without eyes, and some
//! of our own. It is not a certificate.

use std::collections::{HashMap, HashSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::file::{File, utf16};

/// A4 in points.
const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;

const STANDARD: &[&str] = &[
    "Document",
    "Sect",
    "P",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "BlockQuote",
    "Table",
    "THead",
    "TBody",
    "TR",
    "TH",
    "TD",
    "Link",
    "Reference",
    "Note",
    "Code",
    "Figure",
    "Span",
];

/// Elements within a line; all others begin a new one.
const INLINE: &[&str] = &["Link", "Reference", "Code", "Strong", "Em", "Span"];

/// An element of the structure tree, with its text.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) kind: String,
    pub(crate) text: String,
}

/// What a reader finds in a file.
#[derive(Debug)]
pub(crate) struct Report {
    /// In reading order.
    pub(crate) elements: Vec<Element>,
    /// The text in reading order, a line a block.
    pub(crate) text: String,
    pub(crate) faults: Vec<String>,
}

struct Walk<'a> {
    file: &'a File,
    faults: Vec<String>,
    elements: Vec<Element>,
    flow: String,
    /// Marked content claimed, and by which element.
    claimed: HashMap<(usize, i64), ObjectId>,
    links: HashMap<ObjectId, ObjectId>,
    roles: HashMap<String, String>,
}

/// Follows the structure tree and lists all faults of the file.
pub(crate) fn check(file: &File) -> Report {
    let mut walk = Walk {
        file,
        faults: file.faults.clone(),
        elements: Vec::new(),
        flow: String::new(),
        claimed: HashMap::new(),
        links: HashMap::new(),
        roles: roles(file),
    };
    walk.properties();
    walk.places();
    match file.dict(file.catalog(), b"StructTreeRoot").cloned() {
        None => walk.faults.push("no structure tree".into()),
        Some(root) => {
            if let Some(kids) = root.get(b"K").ok().cloned() {
                let top = walk.kids(&kids);
                for kid in top {
                    walk.element(&kid, None);
                }
            }
            walk.marked();
            walk.parents(&root);
            walk.annotations(&root);
        }
    }
    walk.headings();
    Report { elements: walk.elements, text: walk.flow, faults: walk.faults }
}

fn roles(file: &File) -> HashMap<String, String> {
    let root = file.dict(file.catalog(), b"StructTreeRoot");
    let map = root.and_then(|r| file.dict(r, b"RoleMap"));
    let entries = map.into_iter().flat_map(|m| m.iter());
    let name = |o: &Object| {
        o.as_name().map(|n| String::from_utf8_lossy(n).into_owned()).unwrap_or_default()
    };
    entries.map(|(k, v)| (String::from_utf8_lossy(k).into_owned(), name(v))).collect()
}

impl Walk<'_> {
    fn fault(&mut self, fault: impl Into<String>) {
        self.faults.push(fault.into());
    }

    fn properties(&mut self) {
        let file = self.file;
        let catalog = file.catalog();
        let text =
            |d: &Dictionary, key: &[u8]| file.get(d, key).and_then(|o| o.as_str().ok()).map(utf16);
        if text(catalog, b"Lang").is_none_or(|l| l.is_empty()) {
            self.fault("no language");
        }
        let marked = file.dict(catalog, b"MarkInfo").and_then(|d| d.get(b"Marked").ok());
        if marked.and_then(|o| o.as_bool().ok()) != Some(true) {
            self.fault("not marked as tagged");
        }
        let shown =
            file.dict(catalog, b"ViewerPreferences").and_then(|d| d.get(b"DisplayDocTitle").ok());
        if shown.and_then(|o| o.as_bool().ok()) != Some(true) {
            self.fault("the title is not shown");
        }
        let info = file.dict(&file.doc.trailer, b"Info");
        let title = info.and_then(|i| text(i, b"Title")).unwrap_or_default();
        if title.is_empty() {
            self.fault("no title");
        }
        let packet = file.get(catalog, b"Metadata").and_then(|o| o.as_stream().ok());
        let packet =
            packet.map(|s| String::from_utf8_lossy(&s.content).into_owned()).unwrap_or_default();
        let escaped = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        for needed in ["<pdfuaid:part>1</pdfuaid:part>", &format!(">{escaped}</rdf:li>")] {
            if !packet.contains(needed) {
                self.fault(format!("metadata without {needed}"));
            }
        }
    }

    fn places(&mut self) {
        let out = |x: f32, y: f32| !(0.0..=WIDTH).contains(&x) || !(0.0..=HEIGHT).contains(&y);
        for one in &self.file.shown {
            if out(one.x, one.y + 0.8 * one.size) || out(one.right, one.y - 0.25 * one.size) {
                let fault = format!(
                    "page {}: {:?} at {},{} is off the page",
                    one.page, one.text, one.right, one.y
                );
                self.faults.push(fault);
            }
            if one.mcid.is_none() && !one.artifact {
                self.faults.push(format!(
                    "page {}: {:?} is neither content nor artifact",
                    one.page, one.text
                ));
            }
        }
        for (fill, artifact) in &self.file.fills {
            if out(fill[0], fill[1]) || out(fill[2], fill[3]) {
                self.faults.push(format!("a fill {fill:?} is off the page"));
            }
            if !artifact {
                self.faults.push("a fill is no artifact".into());
            }
        }
    }

    fn kids(&self, object: &Object) -> Vec<Object> {
        match object {
            Object::Array(kids) => kids.clone(),
            other => vec![other.clone()],
        }
    }

    fn element(&mut self, kid: &Object, parent: Option<ObjectId>) {
        let Ok(id) = kid.as_reference() else {
            self.fault("an element that is no reference");
            return;
        };
        let Ok(element) = self.file.doc.get_dictionary(id).cloned() else {
            self.fault("a kid that is no element");
            return;
        };
        let kind = element.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let kind = String::from_utf8_lossy(kind).into_owned();
        let standard = self.roles.get(&kind).unwrap_or(&kind);
        if !STANDARD.contains(&standard.as_str()) {
            self.fault(format!("{kind} is no standard type"));
        }
        let above = element.get(b"P").and_then(Object::as_reference).ok();
        if parent.is_some() && above != parent {
            self.fault(format!("{kind} names another parent"));
        }
        self.attributes(&kind, &element);
        let place = self.elements.len();
        self.elements.push(Element { kind: kind.clone(), text: String::new() });
        let page = element.get(b"Pg").and_then(Object::as_reference).ok();
        let Ok(kids) = element.get(b"K").cloned() else {
            return;
        };
        if !INLINE.contains(&kind.as_str()) {
            self.flow.push('\n');
        }
        let mut text = String::new();
        for kid in self.kids(&kids) {
            match &kid {
                Object::Integer(mcid) => text.push_str(&self.content(page, *mcid, id)),
                Object::Dictionary(d) => text.push_str(&self.reference(d, page, id, &kind)),
                reference => {
                    let before = self.elements.len();
                    self.element(reference, Some(id));
                    if let Some(inner) = self.elements.get(before) {
                        text.push_str(&inner.text.clone());
                    }
                }
            }
        }
        if !INLINE.contains(&kind.as_str()) {
            self.flow.push('\n');
        }
        self.elements[place].text = text;
    }

    fn reference(
        &mut self,
        d: &Dictionary,
        page: Option<ObjectId>,
        id: ObjectId,
        kind: &str,
    ) -> String {
        let page = d.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        if let Ok(mcid) = d.get(b"MCID").and_then(Object::as_i64) {
            return self.content(page, mcid, id);
        }
        match d.get(b"Obj").and_then(Object::as_reference) {
            Ok(object) if kind == "Link" => {
                self.links.insert(object, id);
            }
            Ok(_) => self.fault(format!("{kind} holds an annotation")),
            Err(_) => self.fault(format!("{kind} holds what is neither content nor object")),
        }
        String::new()
    }

    /// The text of marked content, which only one element may claim.
    fn content(&mut self, page: Option<ObjectId>, mcid: i64, owner: ObjectId) -> String {
        let Some(page) = page.and_then(|p| self.file.pages.iter().position(|q| *q == p)) else {
            self.fault("marked content without a page");
            return String::new();
        };
        if self.claimed.insert((page, mcid), owner).is_some() {
            self.fault(format!("page {page}: content {mcid} is claimed twice"));
        }
        let shown = self.file.shown.iter().filter(|s| s.page == page && s.mcid == Some(mcid));
        let text: String = shown.map(|s| s.text.as_str()).collect();
        self.flow.push_str(&text);
        text
    }

    fn attributes(&mut self, kind: &str, element: &Dictionary) {
        let attribute = |key: &[u8]| self.file.dict(element, b"A").is_some_and(|a| a.has(key));
        let fault = match kind {
            "TH" if !attribute(b"Scope") => "a heading cell without scope",
            "L" if !attribute(b"ListNumbering") => "a list without numbering",
            "Note" if !element.has(b"ID") => "a note without an identifier",
            _ => return,
        };
        self.fault(fault);
    }

    fn marked(&mut self) {
        let marked: HashSet<(usize, i64)> =
            self.file.shown.iter().filter_map(|s| s.mcid.map(|m| (s.page, m))).collect();
        for (page, mcid) in marked {
            if !self.claimed.contains_key(&(page, mcid)) {
                self.fault(format!("page {page}: content {mcid} is in no element"));
            }
        }
    }

    /// The parent tree as numbers to objects.
    fn numbers(&self, root: &Dictionary) -> HashMap<i64, Object> {
        let tree = self.file.dict(root, b"ParentTree");
        let numbers = tree.and_then(|t| self.file.get(t, b"Nums")).and_then(|o| o.as_array().ok());
        let pairs = numbers.map(|n| n.chunks(2)).into_iter().flatten();
        pairs.filter_map(|p| Some((p[0].as_i64().ok()?, p.get(1)?.clone()))).collect()
    }

    fn parents(&mut self, root: &Dictionary) {
        let numbers = self.numbers(root);
        for (n, page) in self.file.pages.clone().into_iter().enumerate() {
            let page = self.file.doc.get_dictionary(page).expect("a page");
            let Ok(key) = page.get(b"StructParents").and_then(Object::as_i64) else {
                self.fault(format!("page {n} has no StructParents"));
                continue;
            };
            let parents =
                numbers.get(&key).and_then(|o| o.as_array().ok()).cloned().unwrap_or_default();
            let claimed: Vec<(i64, ObjectId)> = self
                .claimed
                .iter()
                .filter(|((p, _), _)| *p == n)
                .map(|((_, m), id)| (*m, *id))
                .collect();
            for (mcid, owner) in claimed {
                let named = parents.get(mcid as usize).and_then(|o| o.as_reference().ok());
                if named != Some(owner) {
                    self.fault(format!("page {n}: the parent tree is wrong for content {mcid}"));
                }
            }
        }
    }

    fn annotations(&mut self, root: &Dictionary) {
        let numbers = self.numbers(root);
        for (n, page) in self.file.pages.clone().into_iter().enumerate() {
            let page = self.file.doc.get_dictionary(page).expect("a page");
            let found = self.file.get(page, b"Annots").and_then(|o| o.as_array().ok()).cloned();
            if found.is_some() && page.get(b"Tabs").and_then(Object::as_name).ok() != Some(b"S") {
                self.fault(format!("page {n}: tabs do not follow the structure"));
            }
            for reference in found.unwrap_or_default() {
                self.annotation(&reference, &numbers);
            }
        }
    }

    fn annotation(&mut self, reference: &Object, numbers: &HashMap<i64, Object>) {
        let Ok(id) = reference.as_reference() else {
            return self.fault("a link that is no reference");
        };
        let link = self.file.doc.get_dictionary(id).expect("a link").clone();
        if link.get(b"Contents").and_then(Object::as_str).is_ok_and(|s| !s.is_empty()) {
        } else {
            self.fault("a link without Contents");
        }
        if !link.has(b"A") && !link.has(b"Dest") {
            self.fault("a link that leads nowhere");
        }
        let owner = self.links.get(&id).copied();
        let key = link.get(b"StructParent").and_then(Object::as_i64).ok();
        let named = key.and_then(|k| numbers.get(&k)).and_then(|o| o.as_reference().ok());
        if owner.is_none() || named != owner {
            self.fault("a link outside the structure tree");
        }
        let sides = link.get(b"Rect").and_then(Object::as_array).cloned().unwrap_or_default();
        let sides: Vec<f32> = sides.iter().filter_map(|o| o.as_float().ok()).collect();
        let inside = matches!(sides.as_slice(), [l, b, r, t]
            if *l >= 0.0 && *b >= 0.0 && *r <= WIDTH && *t <= HEIGHT && l <= r && b <= t);
        if !inside {
            self.fault(format!("a link at {sides:?} is off the page"));
        }
    }

    fn headings(&mut self) {
        let mut last = 0;
        let levels: Vec<u32> = self
            .elements
            .iter()
            .filter_map(|e| e.kind.strip_prefix('H').and_then(|l| l.parse().ok()))
            .collect();
        for level in levels {
            if level > last + 1 {
                self.fault(format!("H{level} follows H{last}"));
            }
            last = level;
        }
    }
}

//! What stands beside the document: styles, lists, addresses of links, comments, headers.

use std::collections::HashMap;

use super::package::Package;
use crate::import::error::ImportError;
use crate::import::read::markup::{Element, Kind, Token, Unreadable, walk};
use crate::text::words::one_line;

/// What the document refers to.
#[derive(Default)]
pub(super) struct Parts {
    /// Names of styles by id, in small letters: `heading 1`.
    pub(super) styles: HashMap<String, String>,
    /// Addresses of links by id.
    pub(super) links: HashMap<String, String>,
    /// Of each list and depth, whether it is numbered.
    pub(super) numbered: HashMap<(String, u8), bool>,
    /// Comments by id.
    pub(super) comments: HashMap<String, String>,
    /// Footnotes and endnotes by the name of what points to them, and id.
    pub(super) notes: HashMap<String, String>,
    /// Text of headers and footers.
    pub(super) margins: Vec<(&'static str, String)>,
}

impl Parts {
    /// Reads them. One that is not there is empty; so is one that cannot be read, since the
    /// letter stands without it.
    pub(super) fn read(package: &mut Package<'_>) -> Result<Parts, ImportError> {
        let mut parts = Parts::default();
        let mut part = |name: &str| package.part(name);
        let mut id = String::new();
        let _ = opened(&part("word/styles.xml")?, |element| match element.name() {
            "style" => id = element.text("styleId"),
            "name" => _ = parts.styles.insert(id.clone(), element.text("val").to_lowercase()),
            _ => {}
        });
        let _ = opened(&part("word/_rels/document.xml.rels")?, |element| {
            if element.text("TargetMode") == "External" {
                parts.links.insert(element.text("Id"), element.text("Target"));
            }
        });
        let _ = parts.read_numbering(&part("word/numbering.xml")?);
        parts.comments = texts(&part("word/comments.xml")?, "comment");
        // Footnote 1 and endnote 1 are not the same.
        for element in ["footnote", "endnote"] {
            let notes = texts(&part(&format!("word/{element}s.xml"))?, element).into_iter();
            parts.notes.extend(notes.map(|(id, text)| (format!("{element}Reference{id}"), text)));
        }
        for (what, start, element) in
            [("Header", "word/header", "hdr"), ("Footer", "word/footer", "ftr")]
        {
            for name in package.names(start).into_iter().take(6) {
                let xml = package.part(&name)?;
                let text = texts(&xml, element).into_values().next().unwrap_or_default();
                if !text.is_empty() && !parts.margins.contains(&(what, text.clone())) {
                    parts.margins.push((what, text));
                }
            }
        }
        Ok(parts)
    }

    fn read_numbering(&mut self, xml: &str) -> Result<(), Unreadable> {
        let mut kinds: HashMap<(String, u8), bool> = HashMap::new();
        let (mut of, mut level, mut list) = (String::new(), 0, String::new());
        opened(xml, |element| match element.name() {
            "abstractNum" => of = element.text("abstractNumId"),
            "lvl" => level = element.text("ilvl").parse().unwrap_or(0),
            "numFmt" => {
                let numbered = element.get("val").is_some_and(|f| f != "bullet" && f != "none");
                kinds.insert((of.clone(), level), numbered);
            }
            "num" => list = element.text("numId"),
            "abstractNumId" => {
                let of = element.text("val");
                let own = kinds.iter().filter(|((kind, _), _)| *kind == of);
                self.numbered.extend(own.map(|((_, level), n)| ((list.clone(), *level), *n)));
            }
            _ => {}
        })
    }
}

/// Hands on each element as it begins.
fn opened(xml: &str, mut take: impl FnMut(&Element<'_>)) -> Result<(), Unreadable> {
    walk(xml, Kind::Xml, |token| {
        if let Token::Open(element) = token {
            take(&element);
        }
        true
    })
}

/// The words inside each element of a name, by its id; what could be read of them.
fn texts(xml: &str, name: &str) -> HashMap<String, String> {
    let mut all: HashMap<String, String> = HashMap::new();
    let (mut id, mut in_words) = (String::new(), false);
    let _ = walk(xml, Kind::Xml, |token| {
        match token {
            Token::Open(element) if element.name() == name => id = element.text("id"),
            Token::Open(element) => in_words = element.name() == "t",
            Token::Words(words) if in_words => all.entry(id.clone()).or_default().push_str(words),
            Token::Close("p") => all.entry(id.clone()).or_default().push(' '),
            Token::Close(_) => in_words = false,
            Token::Words(_) => {}
        }
        true
    });
    all.values_mut().for_each(|words| *words = one_line(words));
    all.retain(|_, words| !words.is_empty());
    all
}

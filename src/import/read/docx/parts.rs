//! What stands beside the document: styles, lists, addresses of links, comments, headers.

use std::collections::HashMap;

use super::package::Package;
use crate::import::error::ImportError;
use crate::import::read::markup::{Kind, Token, Unreadable, walk};
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
        let _ = walk(&part("word/styles.xml")?, Kind::Xml, |token| match token {
            Token::Open(element) if element.name() == "style" => id = element.text("styleId"),
            Token::Open(element) if element.name() == "name" => {
                parts.styles.insert(id.clone(), element.text("val").to_lowercase());
            }
            _ => {}
        });
        let _ = walk(&part("word/_rels/document.xml.rels")?, Kind::Xml, |token| {
            if let Token::Open(element) = token
                && element.text("TargetMode") == "External"
            {
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
        let mut lists: Vec<(String, String)> = Vec::new();
        let (mut abstract_id, mut level) = (String::new(), 0);
        let depth = |text: Option<String>| text.and_then(|t| t.parse::<u8>().ok()).unwrap_or(0);
        walk(xml, Kind::Xml, |token| {
            let Token::Open(element) = token else { return };
            match element.name() {
                "abstractNum" => abstract_id = element.text("abstractNumId"),
                "lvl" => level = depth(element.get("ilvl")),
                "numFmt" => {
                    let numbered = element.get("val").is_some_and(|f| f != "bullet" && f != "none");
                    kinds.insert((abstract_id.clone(), level), numbered);
                }
                "num" => lists.push((element.text("numId"), String::new())),
                "abstractNumId" => {
                    if let Some((_, id)) = lists.last_mut() {
                        *id = element.text("val");
                    }
                }
                _ => {}
            }
        })?;
        for (list, of) in lists {
            for level in 0..9 {
                if let Some(numbered) = kinds.get(&(of.clone(), level)) {
                    self.numbered.insert((list.clone(), level), *numbered);
                }
            }
        }
        Ok(())
    }
}

/// The words inside each element of a name, by its id; what could be read of them.
fn texts(xml: &str, name: &str) -> HashMap<String, String> {
    let mut all: HashMap<String, String> = HashMap::new();
    let (mut id, mut in_words, mut text) = (String::new(), false, String::new());
    let _ = walk(xml, Kind::Xml, |token| match token {
        Token::Open(element) if element.name() == name => {
            id = element.text("id");
            text.clear();
        }
        Token::Open(element) => in_words = element.name() == "t",
        Token::Words(words) if in_words => text.push_str(words),
        Token::Words(_) => {}
        Token::Close("t") => in_words = false,
        Token::Close("p") => text.push(' '),
        Token::Close(closed) if closed == name => {
            let words = one_line(&text);
            if !words.is_empty() {
                all.insert(std::mem::take(&mut id), words);
            }
        }
        Token::Close(_) => {}
    });
    all
}

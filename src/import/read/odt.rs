//! OpenDocument texts (.odt): `content.xml` of the zip.

use std::collections::HashMap;

use super::build::{Builder, Look};
use super::markup::{Element, Kind, Token, walk};
use crate::import::error::ImportError;
use crate::import::source::{Source, Style, What, clean};

/// Reads the document.
pub(super) fn read(xml: &str) -> Result<Source, ImportError> {
    let mut reader = Odt::default();
    walk(xml, Kind::Xml, |token| reader.take(token)).map_err(|_| ImportError::BrokenWord)?;
    reader.out.source("paragraph")
}

#[derive(Default)]
struct Odt {
    out: Builder,
    /// The looks of styles, by name.
    styles: HashMap<String, Look>,
    style: String,
    /// Elements inside one that is left out.
    skipped: usize,
    field: Option<String>,
    in_words: usize,
}

impl Odt {
    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Open(_) if self.skipped > 0 => self.skipped += 1,
            Token::Close(_) if self.skipped > 0 => {
                self.skipped -= 1;
                if self.skipped == 0 {
                    self.out.end_leaving();
                }
            }
            Token::Words(words) if self.skipped > 0 => self.out.words(&format!("{words} ")),
            Token::Open(element) => self.start(&element),
            Token::Close(name) => self.end(name),
            Token::Words(words) => match &mut self.field {
                Some(field) => field.push_str(words),
                None if self.in_words > 0 => self.out.words(words),
                None => {}
            },
        }
    }

    fn leave(&mut self, what: &'static str) {
        self.skipped = 1;
        self.out.leave(what);
    }

    fn start(&mut self, element: &Element<'_>) {
        let get = |name: &str| element.text(name);
        match element.name() {
            "style" => self.style = get("name"),
            "text-properties" => {
                let shade = get("background-color");
                let look = Look {
                    bold: get("font-weight") == "bold",
                    italic: get("font-style") == "italic",
                    highlight: !["", "transparent", "#ffffff"].contains(&shade.as_str()),
                    coloured: get("color").starts_with("#c00") || get("color") == "#ff0000",
                };
                self.styles.insert(self.style.clone(), look);
            }
            "annotation" => self.leave("Comment"),
            "note" => self.leave("Footnote"),
            "text-box" => self.leave("Text box"),
            "tracked-changes" | "sequence-decls" | "forms" => {
                self.leave("A list of changes or forms")
            }
            name @ ("p" | "h" | "span") => {
                if name == "h" {
                    self.out.style = Style::Heading(2);
                }
                self.in_words += usize::from(name != "span");
                let look = self.styles.get(&get("style-name")).copied().unwrap_or_default();
                self.out.open(name, look);
            }
            "list" => self.out.list(None),
            "list-item" => self.out.item(),
            "table" => self.out.table(),
            "table-row" => self.out.row(),
            "s" | "tab" => self.out.words(" "),
            "line-break" => self.out.line(),
            "placeholder" | "text-input" | "database-display" | "drop-down" => {
                self.field = Some(String::new());
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.out.close(name);
        match name {
            "p" | "h" => {
                self.in_words = self.in_words.saturating_sub(1);
                self.out.end();
            }
            "list" => self.out.end_list(),
            "list-item" => self.out.unstyled(),
            "table-cell" => self.out.end_cell(),
            "table-row" => self.out.end_row(),
            "placeholder" | "text-input" | "database-display" | "drop-down" => {
                let words = self.field.take().unwrap_or_default();
                let label = clean(words.trim_matches(['<', '>', '[', ']', ' ']));
                self.out.field(&format!("[{label}]"), What::Field(label.clone()));
            }
            _ => {}
        }
    }
}

//! OpenDocument texts (.odt): `content.xml` of the zip.

use std::collections::HashMap;

use super::build::{Builder, Look};
use super::decode::clean;
use super::docx::xml::{Element, Token, walk};
use crate::import::error::ImportError;
use crate::import::read::docx::package::Package;
use crate::import::source::{Source, Style, What};

/// Reads the document.
pub(super) fn read(package: &mut Package<'_>) -> Result<Source, ImportError> {
    let Some(xml) = package.part("content.xml")? else { return Err(ImportError::BrokenWord) };
    let mut reader = Odt::default();
    walk(&xml, |token| reader.take(token))?;
    reader.out.source()
}

#[derive(Default)]
struct Odt {
    out: Builder,
    /// The looks of styles, by name.
    styles: HashMap<String, Look>,
    style: String,
    looks: Vec<Look>,
    lists: u8,
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
            Token::Words(words) if self.skipped > 0 => {
                self.out.words(&format!("{words} "), Look::default());
            }
            Token::Open(element) => self.start(&element),
            Token::Close(name) => self.end(name),
            Token::Words(words) => match &mut self.field {
                Some(field) => field.push_str(words),
                None if self.in_words > 0 => self.out.words(words, self.look()),
                None => {}
            },
        }
    }

    fn look(&self) -> Look {
        self.looks.last().copied().unwrap_or_default()
    }

    fn leave(&mut self, what: &'static str) {
        self.skipped = 1;
        self.out.leave(what);
    }

    fn start(&mut self, element: &Element<'_>) {
        let get = |name: &str| element.get(name).unwrap_or_default();
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
            name @ ("p" | "h") => {
                self.out.style = match (name, self.lists.checked_sub(1)) {
                    ("h", _) => Style::Heading(2),
                    (_, None) => Style::Plain,
                    (_, Some(depth)) => Style::Item { depth: depth.min(4), number: None },
                };
                self.open_look(element);
                self.in_words += 1;
            }
            "span" => self.open_look(element),
            "list" => self.lists = self.lists.saturating_add(1),
            "table" => self.out.table(),
            "table-row" => self.out.row(),
            "s" | "tab" => self.out.words(" ", self.look()),
            "line-break" => self.out.line(),
            "placeholder" | "text-input" | "database-display" | "drop-down" => {
                self.field = Some(String::new());
            }
            _ => {}
        }
    }

    fn open_look(&mut self, element: &Element<'_>) {
        let before = self.look();
        let style = element.get("style-name").unwrap_or_default();
        let own = self.styles.get(&style).copied().unwrap_or_default();
        self.looks.push(Look {
            bold: before.bold || own.bold,
            italic: before.italic || own.italic,
            highlight: before.highlight || own.highlight,
            coloured: before.coloured || own.coloured,
        });
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                self.looks.pop();
                self.in_words = self.in_words.saturating_sub(1);
                self.out.end();
            }
            "span" => {
                self.looks.pop();
            }
            "list" => self.lists = self.lists.saturating_sub(1),
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

//! OpenDocument texts (.odt): `content.xml` of the zip.

use std::collections::HashMap;

use super::build::{Builder, Look};
use super::docx::xml::{Element, Token, walk};
use crate::import::error::ImportError;
use crate::import::read::docx::package::Package;
use crate::import::source::{Source, Style, What};
use crate::text::words::one_line;

/// Reads the document.
pub(super) fn read(package: &mut Package<'_>) -> Result<Source, ImportError> {
    let Some(xml) = package.part("content.xml")? else { return Err(ImportError::BrokenWord) };
    let mut reader = Odt::default();
    walk(&xml, |token| reader.take(token))?;
    reader.builder.source()
}

#[derive(Default)]
struct Odt {
    builder: Builder,
    /// The looks of styles, by name.
    styles: HashMap<String, Look>,
    style: String,
    looks: Vec<Look>,
    lists: usize,
    /// Elements inside one that is left out, and what is told of it.
    skipped: usize,
    told: Option<(&'static str, String)>,
    field: Option<String>,
    in_words: usize,
    cells: usize,
}

impl Odt {
    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Open(_) if self.skipped > 0 => self.skipped += 1,
            Token::Close(_) if self.skipped > 0 => {
                self.skipped -= 1;
                if let Some((what, words)) = self.told.take_if(|_| self.skipped == 0) {
                    let at = self.builder.len() + 1;
                    let words = one_line(&words);
                    let words: String = words.chars().take(300).collect();
                    self.builder.tell(format!("{what} at paragraph {at}, left out: {words}"));
                }
            }
            Token::Words(words) if self.skipped > 0 => {
                if let Some((_, told)) = self.told.as_mut().filter(|(_, told)| told.len() < 2_000) {
                    told.push_str(words);
                    told.push(' ');
                }
            }
            Token::Open(element) => self.start(&element),
            Token::Close(name) => self.end(name),
            Token::Words(words) => match &mut self.field {
                Some(field) => field.push_str(words),
                None if self.in_words > 0 => self.builder.words(words, self.look()),
                None => {}
            },
        }
    }

    fn look(&self) -> Look {
        self.looks.last().copied().unwrap_or_default()
    }

    fn start(&mut self, element: &Element<'_>) {
        match element.name() {
            "style" => self.style = element.get("name").unwrap_or_default(),
            "text-properties" => {
                let get = |name: &str| element.get(name).unwrap_or_default();
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
            "tracked-changes" | "sequence-decls" | "forms" => self.skipped = 1,
            "p" | "h" => {
                if self.in_words == 0 && self.cells == 0 {
                    self.builder.end();
                }
                self.builder.style = match (element.name(), self.lists) {
                    ("h", _) => Style::Heading(2),
                    (_, 0) => Style::Plain,
                    (_, depth) => Style::Item {
                        depth: u8::try_from(depth - 1).unwrap_or(4).min(4),
                        number: None,
                    },
                };
                self.open_look(element);
                self.in_words += 1;
            }
            "span" => self.open_look(element),
            "list" => self.lists += 1,
            "table-row" => self.builder.end(),
            "table-cell" => {
                if self.cells > 0 {
                    self.builder.words(" – ", Look::default());
                }
                self.cells += 1;
            }
            "s" | "tab" => self.builder.words(" ", self.look()),
            "line-break" => self.builder.line(),
            "placeholder" | "text-input" | "database-display" => self.field = Some(String::new()),
            "drop-down" => self.field = Some(String::new()),
            _ => {}
        }
    }

    fn leave(&mut self, what: &'static str) {
        self.skipped = 1;
        self.told = Some((what, String::new()));
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
                if self.in_words == 0 && self.cells == 0 {
                    self.builder.end();
                } else {
                    self.builder.line();
                }
            }
            "span" => {
                self.looks.pop();
            }
            "list" => self.lists = self.lists.saturating_sub(1),
            "table-row" => {
                self.cells = 0;
                self.builder.end();
            }
            "placeholder" | "text-input" | "database-display" | "drop-down" => {
                let words = self.field.take().unwrap_or_default();
                let label = words.trim_matches(['<', '>', '[', ']', ' ']).to_string();
                self.builder.field(&format!("[{label}]"), What::Field(label.clone()));
            }
            _ => {}
        }
    }
}

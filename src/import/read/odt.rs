//! OpenDocument texts (.odt): `content.xml` of the zip.

use std::collections::HashMap;

use super::build::{Builder, Looks, is_red};
use super::markup::{Element, Kind, Token, walk};
use crate::import::error::ImportError;
use crate::import::source::{Look, Source, What, clean};

/// Elements whose words are to be replaced.
const FIELDS: [&str; 5] =
    ["placeholder", "text-input", "database-display", "drop-down", "note-citation"];

/// Most spaces that stand together.
const MOST_SPACES: usize = 80;

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
    styles: HashMap<String, Looks>,
    style: String,
    field: Option<String>,
    in_words: usize,
}

impl Odt {
    fn take(&mut self, token: Token<'_>) -> bool {
        match token {
            Token::Open(element) => self.start(&element),
            Token::Close(name) => self.end(name),
            Token::Words(words) => match &mut self.field {
                Some(field) => field.push_str(words),
                None if self.in_words > 0 => self.out.words(words),
                None => {}
            },
        }
        true
    }

    fn start(&mut self, element: &Element<'_>) {
        let get = |name: &str| element.text(name);
        match element.name() {
            "style" => self.style = get("name"),
            "text-properties" => {
                let shade = get("background-color");
                let line = |name: &str| !["", "none"].contains(&get(name).as_str());
                let looks = Looks::of([
                    (Look::Bold, get("font-weight") == "bold"),
                    (Look::Italic, get("font-style") == "italic"),
                    (Look::Highlight, !["", "transparent", "#ffffff"].contains(&shade.as_str())),
                    (Look::Coloured, is_red(get("color").trim_start_matches('#'))),
                    (Look::Underline, line("text-underline-style")),
                    (Look::Struck, line("text-line-through-style")),
                    (Look::Hidden, get("display") == "none"),
                    (Look::Raised, get("text-position").starts_with("super")),
                ]);
                self.styles.insert(self.style.clone(), looks);
            }
            "s" => self.out.words(&" ".repeat(get("c").parse().unwrap_or(1).min(MOST_SPACES))),
            "tab" => self.out.words("  "),
            // What else could stand in it.
            _ if self.field.is_some() => {}
            name if FIELDS.contains(&name) => self.field = Some(String::new()),
            name => {
                self.in_words += usize::from(["p", "h"].contains(&name));
                let looks = self.styles.get(&get("style-name")).copied().unwrap_or_default();
                self.out.open(name, looks);
            }
        }
    }

    fn end(&mut self, name: &str) {
        if self.field.is_some() && !FIELDS.contains(&name) {
            return;
        }
        self.in_words -= usize::from(self.in_words > 0 && ["p", "h"].contains(&name));
        if FIELDS.contains(&name) {
            let words = self.field.take().unwrap_or_default();
            let label = clean(words.trim_matches(['<', '>', '[', ']', ' ']));
            // The sign of a note is put with its words.
            if name != "note-citation" {
                self.out.field(&format!("[{label}]"), What::Field(label.clone()));
            }
        }
        self.out.close(name);
    }
}

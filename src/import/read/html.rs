//! Web pages, as saved or as a browser copies them: their words, with what is bold, slanted or
//! shaded.

use super::build::{Builder, HIDDEN, Look, STRUCK_OUT};
use super::markup::{Element, Kind, Token, walk};
use crate::import::error::ImportError;
use crate::import::source::{Source, What, clean};
use crate::import::words::{Role, is, lists};

/// Most options of a list.
const MOST_OPTIONS: usize = 60;

/// Reads a page.
pub(super) fn read(text: &str) -> Result<Source, ImportError> {
    let mut page = Page::default();
    if walk(text, Kind::Page, |token| page.take(token)).is_err() {
        page.out.tell("The page could not be read to its end.".into());
    }
    page.out.source("paragraph")
}

#[derive(Default)]
struct Page {
    out: Builder,
    options: Option<Vec<String>>,
}

impl Page {
    fn take(&mut self, token: Token<'_>) -> bool {
        match token {
            Token::Open(element) => return self.open(&element),
            Token::Close(name) => self.close(&name.to_ascii_lowercase()),
            Token::Words(words) => match self.options.as_mut().map(|options| options.last_mut()) {
                Some(option) => option.into_iter().for_each(|option| option.push_str(words)),
                None => self.out.words(words),
            },
        }
        true
    }

    /// Begins an element, and says whether to look into it.
    fn open(&mut self, element: &Element<'_>) -> bool {
        let name = element.name().to_ascii_lowercase();
        let role = Role::of(&name);
        if role == Some(&Role::Unseen) {
            return false;
        }
        role.into_iter().for_each(|role| self.out.begin(role));
        match name.as_str() {
            "a" => self.out.link(&element.text("href")),
            "input" | "textarea" => match element.text("type").as_str() {
                "hidden" | "submit" | "button" | "image" | "reset" => {}
                "radio" | "checkbox" => self.out.words("☐ "),
                _ => self.out.field("____", What::Field(clean(&element.text("placeholder")))),
            },
            "select" => self.options = Some(Vec::new()),
            "option" => {
                if let Some(options) = self.options.as_mut().filter(|o| o.len() < MOST_OPTIONS) {
                    options.push(String::new());
                }
            }
            _ => {}
        }
        if !is(&name, "empty_elements") {
            let hidden = element.get("hidden").map(|_| HIDDEN);
            let look = look(role, &element.text("style"));
            self.out.open(&name, Look { gone: look.gone.or(hidden), ..look });
        }
        true
    }

    fn close(&mut self, name: &str) {
        self.out.close(name);
        Role::of(name).into_iter().for_each(|role| self.out.finish(role));
        match name {
            "a" => self.out.end_link(),
            "select" => {
                let options = self.options.take().unwrap_or_default().into_iter();
                let options = options.map(|option| clean(option.trim()));
                let options: Vec<String> = options.filter(|o| !o.is_empty()).collect();
                if options.len() > 1 {
                    self.out.field(&options.join("/"), What::Choices(String::new(), options));
                }
            }
            _ => {}
        }
    }
}

/// What an element adds to the look of its words.
pub(super) fn look(role: Option<&Role>, style: &str) -> Look {
    let style = format!(";{}", style.to_ascii_lowercase().replace(' ', ""));
    let says = |words: &[String]| words.iter().any(|words| style.contains(words));
    let white = style.contains("#ffffff") || style.contains("#fff;") || style.ends_with("#fff");
    let bold = style.contains("font-weight:bold") || style.contains("font-weight:700");
    Look {
        bold: bold || role == Some(&Role::Bold),
        italic: style.contains("font-style:italic") || role == Some(&Role::Italic),
        highlight: says(&lists().shades) && !white || role == Some(&Role::Highlight),
        coloured: says(&lists().reds),
        underline: says(&lists().underlines) || role == Some(&Role::Underline),
        gone: if says(&lists().hides) {
            Some(HIDDEN)
        } else {
            (says(&lists().strikes) || role == Some(&Role::Struck)).then_some(STRUCK_OUT)
        },
    }
}

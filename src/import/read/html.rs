//! Web pages, as saved or as a browser copies them: their words, with what is bold, slanted or
//! shaded.

use super::build::{Builder, Look};
use super::markup::{Element, Kind, Token, walk};
use crate::import::error::ImportError;
use crate::import::source::{Source, Style, What, clean};
use crate::import::words::{is, lists};

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
    /// The element that is open whose words nobody sees.
    unseen: Option<String>,
    options: Option<Vec<String>>,
}

impl Page {
    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Close(name) if self.unseen.is_some() => {
                self.unseen = self.unseen.take().filter(|open| !open.eq_ignore_ascii_case(name));
            }
            _ if self.unseen.is_some() => {}
            Token::Open(element) => self.open(&element),
            Token::Close(name) => self.close(&name.to_ascii_lowercase()),
            Token::Words(words) => match self.options.as_mut().map(|options| options.last_mut()) {
                Some(option) => option.into_iter().for_each(|option| option.push_str(words)),
                None => self.out.words(words),
            },
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        let name = element.name().to_ascii_lowercase();
        if is(&name, "unseen") {
            self.unseen = Some(name);
            return;
        }
        if is(&name, "blocks") {
            self.out.end();
        }
        match name.as_str() {
            "br" => self.out.line(),
            "ul" => self.out.list(None),
            "ol" => self.out.list(Some(1)),
            "li" => self.out.item(),
            "blockquote" => self.out.quote(),
            "h1" => self.out.style = Style::Heading(1),
            "h2" | "h3" | "h4" | "h5" | "h6" => self.out.style = Style::Heading(2),
            "table" => self.out.table(),
            "tr" => self.out.row(),
            "a" => self.out.link(&address(element.text("href"))),
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
        self.out.open(&name, look(&name, element));
    }

    fn close(&mut self, name: &str) {
        self.out.close(name);
        if is(name, "blocks") {
            self.out.end();
        }
        match name {
            "ul" | "ol" => self.out.end_list(),
            "blockquote" => self.out.end_quote(),
            "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.out.unstyled(),
            "a" => self.out.end_link(),
            "td" | "th" => self.out.end_cell(),
            "tr" => self.out.end_row(),
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
fn look(name: &str, element: &Element<'_>) -> Look {
    let style = element.text("style").to_ascii_lowercase().replace(' ', "");
    let white = style.contains("#ffffff") || style.contains("#fff;") || style.ends_with("#fff");
    let shaded = lists().shades.iter().any(|shade| style.contains(shade));
    let red = ["color:red", "color:#c00", "color:#ff0000"];
    let says = |red: &&str| style.starts_with(*red) || style.contains(&format!(";{red}"));
    let bold = style.contains("font-weight:bold") || style.contains("font-weight:700");
    Look {
        bold: bold || matches!(name, "b" | "strong"),
        italic: style.contains("font-style:italic") || matches!(name, "i" | "em"),
        highlight: shaded && !white || name == "mark",
        coloured: red.iter().any(says),
    }
}

/// Where a link leads, if it leads out of the page.
fn address(link: String) -> String {
    let out = ["http://", "https://", "mailto:"].iter().any(|start| link.starts_with(start));
    if out { link } else { String::new() }
}

//! Web pages, as saved or as a browser copies them: their words, with what is bold, slanted or
//! shaded.

use super::build::{Builder, Looks};
use super::markup::{Element, Kind, Token, walk};
use crate::import::error::ImportError;
use crate::import::source::{Look, Source, What, clean};
use crate::import::words::{Role, is, shape, styled};

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
        if Role::of(&name) == Some(&Role::Unseen) {
            return false;
        }
        let style = element.text("style").to_ascii_lowercase();
        let hidden = (Look::Hidden, element.get("hidden").is_some());
        let mut looks = Looks::of(styled(&style).chain([hidden]));
        if shape("not_bold").is_match(&style) {
            looks.set(Look::Bold, false);
        }
        // Whole parts of a page have a ground for other reasons.
        let within = Role::of(&name).is_none_or(|role| matches!(role, Role::Looks(_)));
        let ground = shape("shaded").captures(&style).filter(|_| within);
        if ground.is_some_and(|ground| !is(&ground[1], "unshaded")) {
            looks.set(Look::Highlight, true);
        }
        self.out.open(&name, looks);
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
        true
    }

    fn close(&mut self, name: &str) {
        self.out.close(name);
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

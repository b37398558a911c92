//! Web pages, as saved or as a browser copies them: their words, with what is bold, slanted or
//! shaded. Tags are taken as they come, since few pages are well formed.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::build::{Builder, Look};
use super::decode::clean;
use crate::import::error::ImportError;
use crate::import::source::{Source, Style, What};

/// Elements whose words nobody sees.
const UNSEEN: &[&str] = &["script", "style", "head", "title", "noscript", "template", "svg"];

/// Elements that begin a paragraph of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "blockquote",
    "section",
    "article",
    "header",
    "footer",
    "nav",
    "main",
    "form",
    "hr",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "dd",
    "dt",
    "label",
    "legend",
    "fieldset",
    "address",
    "figcaption",
    "body",
];

/// Reads a page.
pub(super) fn read(text: &str) -> Result<Source, ImportError> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut page = Page::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => page.open(&start, true),
            Ok(Event::Empty(start)) => page.open(&start, false),
            Ok(Event::End(end)) => page.close(&end.local_name().into_inner().to_ascii_lowercase()),
            Ok(Event::Text(words)) => page.words(&words),
            Ok(Event::CData(words)) => page.words(&words),
            Ok(Event::GeneralRef(reference)) => {
                let c = reference.resolve_char_ref().ok().flatten();
                match c {
                    Some(c) => page.words(c.encode_utf8(&mut [0; 4])),
                    None => page.words(named(&reference)),
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            // What no reader makes sense of ends the page; what was read so far is told.
            Err(_) => {
                page.builder.tell("The page could not be read to its end.".into());
                break;
            }
        }
    }
    page.builder.source()
}

#[derive(Default)]
struct Page {
    builder: Builder,
    /// The looks that elements have set, with their names.
    looks: Vec<(String, Look)>,
    unseen: Option<String>,
    /// The lists that are open: the next number, or none for bullets.
    lists: Vec<Option<u32>>,
    options: Option<Vec<String>>,
    cells: usize,
}

impl Page {
    fn look(&self) -> Look {
        self.looks.last().map(|(_, look)| *look).unwrap_or_default()
    }

    fn words(&mut self, words: &str) {
        if self.unseen.is_some() {
            return;
        }
        let look = self.look();
        match &mut self.options {
            Some(options) => {
                if let Some(option) = options.last_mut() {
                    option.push_str(&clean(words));
                }
            }
            None => self.builder.words(words, look),
        }
    }

    fn open(&mut self, start: &BytesStart<'_>, has_end: bool) {
        let name = start.local_name().into_inner().to_ascii_lowercase();
        if self.unseen.is_some() {
            return;
        }
        if UNSEEN.contains(&name.as_str()) {
            self.unseen = has_end.then_some(name);
            return;
        }
        if BLOCKS.contains(&name.as_str()) {
            self.builder.end();
            self.builder.style = Style::Plain;
            self.cells = 0;
        }
        match name.as_str() {
            "br" => self.builder.line(),
            "ul" => self.lists.push(None),
            "ol" => self.lists.push(Some(1)),
            "li" => self.builder.style = self.item(),
            "blockquote" => self.builder.style = Style::Quote,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.builder.style = Style::Heading(if name == "h1" { 1 } else { 2 });
            }
            "td" | "th" => {
                if self.cells > 0 {
                    self.builder.words(" – ", Look::default());
                }
                self.cells += 1;
            }
            "input" | "textarea" => {
                let kind = attribute(start, "type").unwrap_or_default();
                match kind.as_str() {
                    "hidden" | "submit" | "button" | "image" | "reset" => {}
                    "radio" | "checkbox" => self.builder.words("☐ ", Look::default()),
                    _ => {
                        let label = attribute(start, "placeholder").unwrap_or_default();
                        self.builder.field("____", What::Field(label));
                    }
                }
            }
            "select" => self.options = Some(Vec::new()),
            "option" => {
                if let Some(options) = self.options.as_mut().filter(|options| options.len() < 60) {
                    options.push(String::new());
                }
            }
            _ => {}
        }
        if has_end && self.looks.len() < 400 {
            let look = self.shown(&name, start);
            self.looks.push((name, look));
        }
    }

    fn item(&mut self) -> Style {
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(4).min(4);
        let number = self.lists.last_mut().and_then(|next| {
            let number = *next;
            *next = next.map(|n| n.saturating_add(1));
            number
        });
        Style::Item { depth, number }
    }

    /// The look inside an element.
    fn shown(&self, name: &str, start: &BytesStart<'_>) -> Look {
        let mut look = self.look();
        match name {
            "b" | "strong" => look.bold = true,
            "i" | "em" => look.italic = true,
            "mark" => look.highlight = true,
            _ => {}
        }
        let style = attribute(start, "style").unwrap_or_default().to_ascii_lowercase();
        let style = style.replace(' ', "");
        let shades = [
            "background:yellow",
            "background-color:yellow",
            "background:#ff",
            "background-color:#ff",
            "mso-highlight",
        ];
        let white = style.contains("#ffffff") || style.contains("#fff;") || style.ends_with("#fff");
        look.highlight |= shades.iter().any(|shade| style.contains(shade)) && !white;
        look.coloured |= ["color:red", "color:#c00", "color:#ff0000"]
            .iter()
            .any(|red| style.starts_with(red) || style.contains(&format!(";{red}")));
        look.bold |= style.contains("font-weight:bold") || style.contains("font-weight:700");
        look.italic |= style.contains("font-style:italic");
        look
    }

    fn close(&mut self, name: &str) {
        if let Some(unseen) = &self.unseen {
            if unseen == name {
                self.unseen = None;
            }
            return;
        }
        if let Some(at) = self.looks.iter().rposition(|(open, _)| open == name) {
            self.looks.truncate(at);
        }
        if BLOCKS.contains(&name) {
            self.builder.end();
            self.builder.style = Style::Plain;
        }
        match name {
            "ul" | "ol" => {
                self.lists.pop();
            }
            "select" => {
                let options = self.options.take().unwrap_or_default();
                let options: Vec<String> = options
                    .iter()
                    .map(|option| option.trim().to_string())
                    .filter(|o| !o.is_empty())
                    .collect();
                if options.len() > 1 {
                    self.builder.field(&options.join("/"), What::Choices(String::new(), options));
                }
            }
            _ => {}
        }
    }
}

/// An attribute by its name.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = start.html_attributes();
    let found = all.with_checks(false).flatten();
    let mut found = found.filter(|a| a.key.local_name().into_inner().eq_ignore_ascii_case(name));
    found.next().map(|attribute| attribute.value.to_string())
}

/// The references that letters have.
fn named(name: &str) -> &'static str {
    if let Some(known) = resolve_predefined_entity(name) {
        return known;
    }
    match name {
        "nbsp" => " ",
        "pound" => "£",
        "ndash" => "–",
        "mdash" => "—",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ldquo" => "“",
        "rdquo" => "”",
        "hellip" => "…",
        "bull" => "•",
        "laquo" => "«",
        "raquo" => "»",
        "eacute" => "é",
        "euro" => "€",
        "copy" => "©",
        _ => "",
    }
}

//! Web pages, as saved or as a browser copies them: their words, with what is bold, slanted or
//! shaded. Tags are taken as they come, since few pages are well formed.

use quick_xml::Reader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};

use super::build::{Builder, Look};
use super::decode::clean;
use crate::import::error::ImportError;
use crate::import::source::{Source, Style, What};
use crate::import::words::lists;

/// Most elements that are open at once, and most options of a list.
const MOST_OPEN: usize = 400;
const MOST_OPTIONS: usize = 60;

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
            Ok(Event::GeneralRef(reference)) => match reference.resolve_char_ref() {
                Ok(Some(c)) => page.words(c.encode_utf8(&mut [0; 4])),
                _ => page.words(resolve_html5_entity(&reference).unwrap_or_default()),
            },
            Ok(Event::Eof) => break,
            Ok(_) => {}
            // What no reader makes sense of ends the page; what was read so far is told.
            Err(_) => {
                page.out.tell("The page could not be read to its end.".into());
                break;
            }
        }
    }
    page.out.source()
}

#[derive(Default)]
struct Page {
    out: Builder,
    /// The looks that elements have set, with their names.
    looks: Vec<(String, Look)>,
    unseen: Option<String>,
    /// The lists that are open: the next number, or none for bullets.
    lists: Vec<Option<u32>>,
    options: Option<Vec<String>>,
}

/// Whether an element is one of a list.
fn is(name: &str, list: &[String]) -> bool {
    list.iter().any(|one| one == name)
}

impl Page {
    fn look(&self) -> Look {
        self.looks.last().map(|(_, look)| *look).unwrap_or_default()
    }

    fn words(&mut self, words: &str) {
        if self.unseen.is_some() {
            return;
        }
        match &mut self.options {
            Some(options) => {
                if let Some(option) = options.last_mut() {
                    option.push_str(&clean(words));
                }
            }
            None => self.out.words(words, self.look()),
        }
    }

    fn open(&mut self, start: &BytesStart<'_>, has_end: bool) {
        let name = start.local_name().into_inner().to_ascii_lowercase();
        if self.unseen.is_some() {
            return;
        }
        if is(&name, &lists().html.unseen) {
            self.unseen = has_end.then_some(name);
            return;
        }
        if is(&name, &lists().html.blocks) {
            self.out.end();
            self.out.style = Style::Plain;
        }
        match name.as_str() {
            "br" => self.out.line(),
            "ul" => self.lists.push(None),
            "ol" => self.lists.push(Some(1)),
            "li" => self.out.style = self.item(),
            "blockquote" => self.out.style = Style::Quote,
            "h1" => self.out.style = Style::Heading(1),
            "h2" | "h3" | "h4" | "h5" | "h6" => self.out.style = Style::Heading(2),
            "table" => self.out.table(),
            "tr" => self.out.row(),
            "a" if has_end => self.out.link(address(&attribute(start, "href"))),
            "input" | "textarea" => match attribute(start, "type").as_str() {
                "hidden" | "submit" | "button" | "image" | "reset" => {}
                "radio" | "checkbox" => self.out.words("☐ ", Look::default()),
                _ => self.out.field("____", What::Field(attribute(start, "placeholder"))),
            },
            "select" => self.options = Some(Vec::new()),
            "option" => {
                if let Some(options) = self.options.as_mut().filter(|o| o.len() < MOST_OPTIONS) {
                    options.push(String::new());
                }
            }
            _ => {}
        }
        if has_end && self.looks.len() < MOST_OPEN {
            let look = self.shown(&name, start);
            self.looks.push((name, look));
        }
    }

    fn item(&mut self) -> Style {
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(4).min(4);
        let next = self.lists.last_mut().and_then(Option::as_mut);
        let number = next.map(|next| std::mem::replace(next, next.saturating_add(1)));
        Style::Item { depth, number }
    }

    /// The look inside an element.
    fn shown(&self, name: &str, start: &BytesStart<'_>) -> Look {
        let mut look = self.look();
        let style = attribute(start, "style").to_ascii_lowercase().replace(' ', "");
        let white = style.contains("#ffffff") || style.contains("#fff;") || style.ends_with("#fff");
        let shaded = lists().html.shades.iter().any(|shade| style.contains(shade));
        let red = ["color:red", "color:#c00", "color:#ff0000"];
        let says = |red: &&str| style.starts_with(*red) || style.contains(&format!(";{red}"));
        let bold = style.contains("font-weight:bold") || style.contains("font-weight:700");
        look.bold |= bold || matches!(name, "b" | "strong");
        look.italic |= style.contains("font-style:italic") || matches!(name, "i" | "em");
        look.highlight |= shaded && !white || name == "mark";
        look.coloured |= red.iter().any(says);
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
        if is(name, &lists().html.blocks) {
            self.out.end();
            self.out.style = Style::Plain;
        }
        match name {
            "ul" | "ol" => {
                self.lists.pop();
            }
            "a" => self.out.end_link(),
            "td" | "th" => self.out.end_cell(),
            "tr" => self.out.end_row(),
            "select" => {
                let options = self.options.take().unwrap_or_default().into_iter();
                let options = options.map(|option| option.trim().to_string());
                let options: Vec<String> = options.filter(|o| !o.is_empty()).collect();
                if options.len() > 1 {
                    self.out.field(&options.join("/"), What::Choices(String::new(), options));
                }
            }
            _ => {}
        }
    }
}

/// Where a link leads, if it leads out of the page.
fn address(link: &str) -> String {
    let out = ["http://", "https://", "mailto:"].iter().any(|start| link.starts_with(start));
    if out { link.to_string() } else { String::new() }
}

/// An attribute by its name; empty where there is none.
fn attribute(start: &BytesStart<'_>, name: &str) -> String {
    let mut all = start.html_attributes();
    let found = all.with_checks(false).flatten();
    let mut found = found.filter(|a| a.key.local_name().into_inner().eq_ignore_ascii_case(name));
    found.next().map(|attribute| clean(&attribute.value)).unwrap_or_default()
}

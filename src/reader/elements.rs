//! Files that are made of elements, as trees of them. What each element is stands in
//! `data/reader.yaml`.

use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};

use super::lists::{Role, lists, roles};
use super::source::clean;
use crate::limits;

/// An element, or words that stand between elements.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// In small letters and without prefix; words have none.
    pub(super) name: String,
    pub(super) role: Option<Role>,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) inside: Vec<Element>,
}

impl Element {
    /// One without attributes.
    pub(super) fn of(name: &str, role: Option<Role>) -> Element {
        Element { name: name.into(), role, ..Element::default() }
    }

    fn new(start: &BytesStart<'_>, format: &str) -> Element {
        let small =
            |name: quick_xml::name::QName<'_>| name.local_name().into_inner().to_ascii_lowercase();
        let attribute = |a: quick_xml::events::attributes::Attribute<'_>| {
            let value = a.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            (small(a.key), value.unwrap_or_else(|_| a.value.clone()).into_owned())
        };
        let mut all = start.html_attributes();
        // Comparing each with all before it takes long where there are many.
        all.with_checks(false);
        let (name, attributes) = (small(start.name()), all.flatten().map(attribute).collect());
        let mut element = Element { name, attributes, ..Element::default() };
        let by = element.get(&["fldchartype", "type", "char"]).to_ascii_lowercase();
        let typed = roles(format).get(&format!("{}.{by}", element.name));
        element.role = typed.or_else(|| roles(format).get(&element.name)).cloned();
        element
    }

    /// The first of these attributes that it has; empty where it has none.
    pub(super) fn get(&self, names: &[&str]) -> &str {
        let of = |name: &&str| self.attributes.iter().find(|(known, _)| known == name);
        names.iter().find_map(of).map_or("", |(_, value)| value)
    }

    /// Its attributes and their values.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What stands in it by these names, each in the one before.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Element> {
        path.iter().try_fold(self, |of, name| of.inside.iter().find(|inner| inner.name == *name))
    }

    /// The value of what stands in it there, as Word says it.
    pub(super) fn value(&self, path: &[&str]) -> &str {
        self.at(path).map_or("", |inner| inner.get(&["val"]))
    }

    /// These words and its own behind them, as they were typed.
    pub(super) fn words(&self, mut words: String) -> String {
        let space = if self.role.as_ref().is_some_and(Role::is_apart) { " " } else { "" };
        words.push_str(space);
        match &self.role {
            Some(Role::Text(text)) => words.push_str(&clean(text)),
            Some(Role::Break) => words.push('\n'),
            Some(Role::Tab) => words.push_str("  "),
            Some(Role::Tells(what) | Role::Refers(what)) => words.push_str(&format!("({what}) ")),
            Some(Role::Unseen | Role::Instruction) => return words,
            _ => {}
        }
        self.inside.iter().fold(words, |words, inner| inner.words(words)) + space
    }
}

/// A tree on its way.
pub(super) struct Tree {
    /// The name of the format in `data/reader.yaml`.
    format: &'static str,
    /// The elements that are open; around all of them stands one of no file.
    open: Vec<Element>,
    /// How many elements and attributes there are.
    count: usize,
    is_whole: bool,
}

impl Tree {
    /// For the elements of a format.
    pub(super) fn new(format: &'static str) -> Tree {
        Tree { format, open: vec![Element::default()], count: 0, is_whole: true }
    }

    /// All of it, and whether all of the file is in it.
    pub(super) fn all(mut self) -> (Element, bool) {
        self.close_from(1);
        (self.open.pop().unwrap_or_default(), self.is_whole)
    }

    /// Reads text behind what was read; nothing in it is expanded. The tags of a web page are taken as
    /// they come, since few pages are well formed.
    pub(super) fn read(mut self, text: &str) -> Tree {
        let is_page = self.format == "page";
        let mut reader = quick_xml::Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = !is_page;
        config.allow_unmatched_ends = is_page;
        config.allow_dangling_amp = is_page;
        let is_whole = loop {
            let Ok(event) = reader.read_event() else { break false };
            match event {
                Event::Text(text) => self.add(&text),
                Event::CData(text) => self.add(&text),
                Event::GeneralRef(name) => match name.resolve_char_ref() {
                    Ok(Some(c)) => self.add(c.encode_utf8(&mut [0; 4])),
                    // A name that nobody knows stands for nothing.
                    _ => self.add(resolve_html5_entity(&name).unwrap_or_default()),
                },
                Event::Start(start) => {
                    let element = Element::new(&start, self.format);
                    let is_empty = is_page && lists().empty_elements.contains(&element.name);
                    if element.role != Some(Role::Unseen) {
                        self.open(element);
                    } else if reader.read_to_end(start.name()).is_err() {
                        break false;
                    }
                    if is_empty {
                        self.close(start.local_name().into_inner());
                    }
                }
                Event::End(end) => self.close(end.local_name().into_inner()),
                Event::Eof => break is_page || self.open.len() == 1,
                _ => {}
            }
        };
        self.close_from(1);
        self.is_whole &= is_whole;
        self
    }

    /// Begins an element; one that is too deep stands behind the one it is in.
    pub(super) fn open(&mut self, element: Element) {
        self.close_from(limits::IMPORT_DEPTH);
        self.count += 1 + element.attributes.len();
        match self.count > limits::IMPORT_ELEMENTS {
            true => self.is_whole = false,
            false => self.open.push(element),
        }
    }

    /// Adds words to the element that is open; in Word some alone have such.
    pub(super) fn add(&mut self, words: &str) {
        let Some(last) = self.open.last_mut() else { return };
        let has_words = matches!(last.role, Some(Role::Words | Role::Instruction));
        match last.inside.last_mut() {
            _ if self.format == "word" && !has_words => {}
            // They come in pieces, each entity for itself.
            Some(Element { name, role: Some(Role::Text(text)), .. }) if name.is_empty() => {
                text.push_str(words);
            }
            _ => last.inside.push(Element::of("", Some(Role::Text(words.into())))),
        }
    }

    /// Ends an element, and what was left open in it.
    pub(super) fn close(&mut self, name: &str) {
        let is_it = |open: &Element| open.name.eq_ignore_ascii_case(name);
        let at = self.open.iter().skip(1).rposition(is_it);
        at.into_iter().for_each(|at| self.close_from(at + 1));
    }

    /// Ends all elements but the outer ones, so many.
    fn close_from(&mut self, outer: usize) {
        while self.open.len() > outer
            && let Some(inner) = self.open.pop()
            && let Some(last) = self.open.last_mut()
        {
            last.inside.push(inner);
        }
    }
}

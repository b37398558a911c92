//! One thing of a file being checked: its keys, their places, and ids.

use std::collections::HashMap;

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Faults, Location, fault, near};
use crate::pack::files::PackFiles;
use crate::source::faults::{Shape, wrong_shape};
use crate::source::text::{SourceText, Span};
use crate::source::typed;
use crate::source::yaml::{self, Node};

/// A file's YAML; an empty file is a fault.
pub(crate) fn read_yaml(text: SourceText, faults: &Faults) -> Option<(SourceText, Node)> {
    let told = faults.count();
    let node = yaml::read(&text, faults).filter(|node| !node.is_null());
    if node.is_none() && faults.count() == told {
        faults.push(fault("empty-file", &[]).at(Location::file(text.file.as_str())));
    }
    Some((text, node?))
}

/// A map in a file: a question, a concern, the front matter of a template.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item<'a> {
    /// The file.
    pub(crate) source: &'a SourceText,
    /// The map.
    pub(crate) node: &'a Node,
    /// What is wrong with it, and with the rest of the pack.
    pub(crate) faults: &'a Faults,
}

impl<'a> Item<'a> {
    /// A file as a whole.
    pub(crate) fn of((source, node): &'a (SourceText, Node), faults: &'a Faults) -> Item<'a> {
        Item { source, node, faults }
    }

    /// The map under a key; itself where there is none.
    pub(crate) fn inside(&self, key: &str) -> Item<'a> {
        Item { node: self.node.get(key).unwrap_or(self.node), ..*self }
    }

    /// The items of the list under a key.
    pub(crate) fn items(&self, key: &str) -> &'a [Node] {
        self.node.get(key).map(Node::items).unwrap_or_default()
    }

    /// Whether nothing stands under a key.
    pub(crate) fn lacks(&self, key: &str) -> bool {
        self.node.get(key).is_none_or(Node::is_null)
    }

    /// The place of the value of a key; that of the whole when there is no such key.
    pub(crate) fn place(&self, key: &str) -> Location {
        match self.node.entry(key) {
            Some((key, value)) if value.is_null() => self.source.place(key.span),
            Some((_, value)) => self.source.place(value.span),
            None => self.whole(),
        }
    }

    /// The place of a key itself.
    pub(crate) fn key_place(&self, key: &str) -> Location {
        self.node.entry(key).map_or_else(|| self.whole(), |(key, _)| self.source.place(key.span))
    }

    /// Where it begins.
    pub(crate) fn whole(&self) -> Location {
        let span = self.node.entries().first().map_or(self.node.span, |(key, _)| key.span);
        self.source.place(Span { length: 0, ..span })
    }

    /// Says which of these keys are not there, or have no value.
    pub(crate) fn require(&self, keys: &[&str]) {
        for key in keys {
            let blank = |node: &Node| node.text().is_some_and(|text| text.trim().is_empty());
            let name = match self.node.get(key) {
                None => "missing-key",
                Some(node) if node.is_null() || blank(node) => "empty-key",
                // One of the wrong shape has been told.
                Some(_) => continue,
            };
            self.tell_key(key, fault(name, &[("key", key)]));
        }
    }

    /// Says so where it is neither nothing nor of a shape.
    pub(crate) fn expect(&self, needed: Shape) {
        if !self.node.is_null() && self.node.shape() != needed {
            let span = self.node.span;
            let place = self.source.place(Span { length: span.length.min(60), ..span });
            self.faults.push(wrong_shape(needed, self.node.shape(), "").at(place));
        }
    }

    /// Tells what is wrong with the value of a key.
    pub(crate) fn tell(&self, key: &str, fault: Diagnostic) {
        self.faults.push(fault.at(self.place(key)));
    }

    /// Tells what is wrong with a key itself.
    pub(crate) fn tell_key(&self, key: &str, fault: Diagnostic) {
        self.faults.push(fault.at(self.key_place(key)));
    }

    /// Tells what is wrong with a stretch of its file.
    pub(crate) fn tell_at(&self, span: Span, fault: Diagnostic) {
        self.faults.push(fault.at(self.source.place(span)));
    }

    /// What is named under a key, and where, up to a limit: one thing, those of a list, or the keys
    /// of a map.
    pub(crate) fn named(&self, thing: &str, key: &str) -> Vec<(&'a str, Span)> {
        let Some(node) = self.node.get(key) else { return Vec::new() };
        let of = |node: &'a Node| Some((node.text()?, node.span));
        let keys = node.entries().iter().map(|(key, _)| (key.text.as_str(), key.span));
        let list = self.up_to_most(thing, node.items()).iter().filter_map(of);
        of(node).into_iter().chain(list).chain(keys).collect()
    }

    /// Tells which of the things named under a key are not known.
    pub(crate) fn known(&self, thing: &str, key: &str, known: &[&str]) {
        for (id, span) in self.named(thing, key).into_iter().filter(|(id, _)| !known.contains(id)) {
            self.tell_at(span, unknown(thing, id, known.iter().copied()));
        }
    }

    /// Items up to a limit; one over it is told.
    pub(crate) fn up_to_most<'l, T>(&self, thing: &str, list: &'l [T]) -> &'l [T] {
        if list.len() > MOST {
            let fault = fault("too-many", &[("limit", &MOST), ("thing", &thing)]);
            self.faults.push(fault.at(self.whole()));
        }
        &list[..list.len().min(MOST)]
    }

    /// Reads it; none where it is nothing that can be read.
    pub(crate) fn read<T: Deserialize<'a>>(&self, leave_out: &[&str]) -> Option<T> {
        typed::read(self.source, self.node, leave_out, self.faults)
    }
}

/// Most questions, concerns, sources and destinations of a pack, each.
const MOST: usize = 1000;

/// The text files of a pack that have the id of a thing, with their ids.
pub(crate) fn texts<'f>(
    files: &'f PackFiles,
    thing: &str,
    id_of: fn(&str) -> Option<&str>,
    faults: &Faults,
) -> Vec<(&'f str, SourceText)> {
    let mut all = Vec::new();
    for (path, id) in files.files.keys().filter_map(|path| Some((path, id_of(path)?))) {
        faults.extend(bad_id(thing, id).map(|bad| bad.at(Location::file(files.shown(path)))));
        all.extend(files.text(path, faults).map(|text| (id, text)));
    }
    all
}

/// A thing of a file, and where it stands.
pub(crate) type Placed<'a, T> = (T, Item<'a>);

/// The items of a list that have an id, each looked at by `check`. Those with faults are kept as far
/// as they go, so that nothing else is told to be missing because of them.
pub(crate) fn read_list<'a, T: Deserialize<'a>>(
    thing: &'static str,
    list: Item<'a>,
    id_of: fn(&T) -> &str,
    check: impl Fn(&T, Item<'a>),
) -> Vec<Placed<'a, T>> {
    list.expect(Shape::List);
    let mut ids = Ids::new(thing);
    let mut all = Vec::new();
    for node in list.up_to_most(thing, list.node.items()) {
        let item = Item { node, ..list };
        let Some(read) = item.read::<T>(&[]) else { continue };
        item.require(&["id"]);
        let id = id_of(&read);
        if !id.trim().is_empty() {
            item.faults.extend(ids.take(id, item.place("id")));
            check(&read, item);
            all.push((read, item));
        }
    }
    all
}

/// Ids seen so far of one kind of thing.
#[derive(Debug)]
pub(crate) struct Ids {
    thing: &'static str,
    seen: HashMap<String, usize>,
}

impl Ids {
    /// None yet.
    pub(crate) fn new(thing: &'static str) -> Ids {
        Ids { thing, seen: HashMap::new() }
    }

    /// Takes an id; what is wrong with it.
    pub(crate) fn take(&mut self, id: &str, place: Location) -> Option<Diagnostic> {
        let twice = self.seen.get(id).map(|first| {
            fault("id-twice", &[("thing", &self.thing), ("id", &id), ("first", first)])
        });
        let wrong = bad_id(self.thing, id).or(twice);
        if wrong.is_none() {
            self.seen.insert(id.to_string(), place.line);
        }
        wrong.map(|fault| fault.at(place))
    }
}

/// What is wrong with an id: questions have `_` and a dot, everything else hyphens.
pub(crate) fn bad_id(thing: &str, id: &str) -> Option<Diagnostic> {
    let joint = if thing == "question" { b'_' } else { b'-' };
    let good = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase() || (joint == b'-' && c.is_ascii_digit()))
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == joint)
            && !part.ends_with(joint as char)
    };
    let (is_good, name) = match thing {
        "question" => (id.split('.').count() <= 2 && id.split('.').all(good), "bad-question-id"),
        "partial" => (id.split('/').all(good), "bad-id"),
        "pack" => (good(id), "bad-pack-id"),
        _ => (good(id), "bad-id"),
    };
    let named = folder_name(id);
    (!is_good).then(|| fault(name, &[("thing", &thing), ("id", &id), ("name", &named)]))
}

/// What to call a folder so that its name can be a pack's id.
fn folder_name(id: &str) -> String {
    let id = id.to_ascii_lowercase().replace(['\'', '’'], "");
    let words = id.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-");
    if name.is_empty() { "my-pack".into() } else { name }
}

/// A fault for an id that is not there, with what is like it.
pub(crate) fn unknown<'k>(
    thing: &str,
    id: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    match thing {
        "question" if id.contains(' ') => fault("unknown-question", &[("id", &id)]),
        "language" => fault("unknown-language", &[("id", &id)]).meant(near(id, known)),
        _ => fault("unknown-id", &[("thing", &thing), ("id", &id)]).of_known(id, known),
    }
}

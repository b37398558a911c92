//! One thing of a file being checked: its keys, their places, and ids.

use std::collections::HashMap;

use serde::Deserialize;

use crate::diagnostic::{Diagnostic, Location, near};
use crate::pack::faults::{self, Shape, Thing};
use crate::source::text::{SourceText, Span};
use crate::source::typed;
use crate::source::yaml::Node;

/// A map in a file: a question, a concern, the front matter of a template.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item<'a> {
    /// The file.
    pub(crate) source: &'a SourceText,
    /// The map.
    pub(crate) node: &'a Node,
}

impl<'a> Item<'a> {
    /// The map under a key; itself where there is none.
    pub(crate) fn inside(&self, key: &str) -> Item<'a> {
        Item { source: self.source, node: self.node.get(key).unwrap_or(self.node) }
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

    /// A value that must be there; says so when it is not.
    pub(crate) fn need(
        &self,
        value: Option<String>,
        key: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<String> {
        if let Some(text) = value.filter(|text| !text.trim().is_empty()) {
            return Some(text.trim().to_string());
        }
        match self.node.entry(key) {
            None => {
                faults.push(faults::missing_key(key).at(self.whole()));
            }
            Some((at, node))
                if node.is_null() || node.text().is_some_and(|t| t.trim().is_empty()) =>
            {
                let place = self.source.place(at.span);
                faults.push(faults::empty_key(key).at(place));
            }
            // It was of the wrong shape, which has been told.
            Some(_) => {}
        }
        None
    }
}

/// Most questions, concerns, sources, destinations and templates of a pack, each.
const MOST: usize = 1000;

/// The items of a list up to a limit; one over it is told.
pub(crate) fn up_to_most<'a, T>(
    thing: Thing,
    list: &'a [T],
    place: impl Fn() -> Location,
    faults: &mut Vec<Diagnostic>,
) -> &'a [T] {
    if list.len() > MOST {
        faults.push(faults::too_many(thing, MOST).at(place()));
    }
    &list[..list.len().min(MOST)]
}

/// A thing of a file, and where it stands.
pub(crate) type Placed<'a, T> = (T, Item<'a>);

/// The items of a list, each made of what stands there under its id. Those with faults are kept as
/// far as they go, so that nothing else is told to be missing because of them.
pub(crate) fn read_list<'a, S: Deserialize<'a>, T>(
    thing: Thing,
    (source, list): (&'a SourceText, &'a Node),
    id_of: impl Fn(&S) -> Option<String>,
    make: impl Fn(String, S, Item<'a>, &mut Vec<Diagnostic>) -> T,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Placed<'a, T>> {
    if !list.is_null() && list.shape() != Shape::List {
        faults.push(wrong_shape(source, list, Shape::List));
    }
    let mut ids = Ids::new(thing);
    let mut all = Vec::new();
    for node in up_to_most(thing, list.items(), || source.place(list.span), faults) {
        let item = Item { source, node };
        let Some(spec) = typed::read::<S>(source, node, &[], faults) else { continue };
        let Some(id) = item.need(id_of(&spec), "id", faults) else { continue };
        ids.take(&id, item.place("id"), faults);
        all.push((make(id, spec, item, faults), item));
    }
    all
}

/// A fault for a value that is not what it should be.
pub(crate) fn wrong_shape(source: &SourceText, node: &Node, needed: Shape) -> Diagnostic {
    let kind = faults::wrong_shape(needed, node.shape(), "");
    kind.at(source.place(Span { length: node.span.length.min(60), ..node.span }))
}

/// Ids seen so far of one kind of thing.
#[derive(Debug)]
pub(crate) struct Ids {
    thing: Thing,
    seen: HashMap<String, usize>,
}

impl Ids {
    /// None yet.
    pub(crate) fn new(thing: Thing) -> Ids {
        Ids { thing, seen: HashMap::new() }
    }

    /// Takes an id; says what is wrong with it.
    pub(crate) fn take(&mut self, id: &str, place: Location, faults: &mut Vec<Diagnostic>) {
        let fault = match self.seen.get(id) {
            _ if !is_id(self.thing, id) => faults::bad_id(self.thing, id),
            Some(first) => faults::id_twice(self.thing, id, *first),
            None => {
                self.seen.insert(id.to_string(), place.line);
                return;
            }
        };
        faults.push(fault.at(place));
    }
}

/// Whether an id is well made: questions with `_` and a dot, everything else with hyphens.
pub(crate) fn is_id(thing: Thing, id: &str) -> bool {
    let joint = if thing == Thing::Question { b'_' } else { b'-' };
    let good = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase() || (joint == b'-' && c.is_ascii_digit()))
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == joint)
            && !part.ends_with(joint as char)
    };
    match thing {
        Thing::Question => id.split('.').count() <= 2 && id.split('.').all(good),
        Thing::Partial => id.split('/').all(good),
        _ => good(id),
    }
}

/// A fault for an id that is not there, with what is like it.
pub(crate) fn unknown<'k>(
    thing: Thing,
    id: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Diagnostic {
    let known: Vec<&str> = known.into_iter().collect();
    faults::unknown(
        thing,
        id,
        near(id, known.iter().copied()).as_deref(),
        &known.iter().map(ToString::to_string).collect::<Vec<_>>(),
    )
}

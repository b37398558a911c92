//! One thing of a file being checked: its keys, their places, and ids.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Location, near};
use crate::pack::faults::{self, Thing};
use crate::source::text::{SourceText, Span};
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
        if !is_id(self.thing, id) {
            let kind = faults::bad_id(self.thing, id);
            faults.push(kind.at(place));
        } else if let Some(&first) = self.seen.get(id) {
            let kind = faults::id_twice(self.thing, id, first);
            faults.push(kind.at(place));
        } else {
            self.seen.insert(id.to_string(), place.line);
        }
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

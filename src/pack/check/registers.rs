//! The registers: the shipped ones with the pack's own entries.

use jiff::civil::Date;

use super::item::{Ids, Item, up_to_most};
use super::pack_file::{warn_past_review, wrong_shape};
use crate::error::fault::{Shape, Thing};
use crate::error::{Fault, FaultKind};
use crate::pack::places::{self, Node};
use crate::pack::text::Text;
use crate::pack::typed;
use crate::register::{Destination, Registers};

/// Reads a list of destinations.
pub(crate) fn destinations<'a>(
    source: &'a Text,
    list: &'a Node,
    today: Date,
    faults: &mut Vec<Fault>,
) -> Vec<(Destination, Item<'a>)> {
    if list.shape() != Shape::List {
        faults.push(wrong_shape(source, list, Shape::List));
    }
    let mut ids = Ids::new(Thing::Destination);
    let mut all = Vec::new();
    for node in up_to_most(Thing::Destination, list.items(), || source.place(list.span), faults) {
        let item = Item { source, node };
        let Some(read) = typed::read::<Destination>(source, node, &[], faults) else {
            continue;
        };
        let Some(id) = item.need(Some(read.id.clone()), "id", faults) else {
            continue;
        };
        ids.take(&id, item.place("id"), faults);
        item.need(Some(read.title.clone()), "title", faults);
        warn_past_review(&id, item, today, faults);
        all.push((read, item));
    }
    all
}

/// The shipped destinations with the pack's own; an own one replaces one with its id.
pub(crate) fn with_own(shared: &Registers, own: &[(Destination, Item<'_>)]) -> Registers {
    let mut all = shared.clone();
    for (destination, _) in own {
        match all.destinations.iter_mut().find(|d| d.id == destination.id) {
            Some(same) => *same = destination.clone(),
            None => all.destinations.push(destination.clone()),
        }
    }
    all
}

/// Reads one of a pack's other registers: guarded here, then by its own reader.
#[allow(dead_code, reason = "for the pack's own areas and bodies, when their readers are there")]
pub(crate) fn guarded<T>(
    source: &Text,
    read: impl Fn(&str) -> Result<T, serde_yaml::Error>,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    places::read(source, faults)?;
    match read(&source.text) {
        Ok(register) => Some(register),
        Err(error) => {
            let place = error.location().map(|at| {
                let start = source.offset(at.line(), at.column());
                source.place(source.span_at(start, start))
            });
            let kind = FaultKind::Register(plain_words(&error.to_string()));
            faults.push(Fault::error(
                kind,
                place.unwrap_or_else(|| crate::error::Place::file(source.file.as_str())),
            ));
            None
        }
    }
}

/// The reader's words without its place and without the names of types.
#[allow(dead_code, reason = "see `guarded`")]
fn plain_words(words: &str) -> String {
    let words = words.split(" at line ").next().unwrap_or(words);
    let words = words.split(", expected struct").next().unwrap_or(words);
    words
        .replace("invalid type: ", "")
        .replace("sequence", "a list")
        .replace("map,", "keys with values,")
        .replace("expected a string", "where text is needed")
        .replace("unknown field", "unknown key")
        .replace("missing field", "missing key")
}

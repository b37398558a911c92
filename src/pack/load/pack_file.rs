//! What stands in the files of a pack besides its templates: the pack itself, its sources and its
//! concerns in `pack.yaml`, and its registers.

use std::sync::Arc;

use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::item::{Ids, Item, Placed, read_list};
use super::questions;
use crate::diagnostic::{Faults, Location, fault};
use crate::model::{Concern, Pack, Question, Source, dates};
use crate::pack::files::PackFiles;
use crate::register::{Areas, Bodies, Destination, Registers};
use crate::source::faults::Shape;
use crate::source::{typed, yaml};
use crate::text::{Language, language};

/// What stands in `pack.yaml`, with places.
#[derive(Debug)]
pub(crate) struct PackFile<'a> {
    /// The file as a whole.
    pub(crate) item: Item<'a>,
    /// What is not a list.
    pub(crate) pack: Pack,
    /// Sources.
    pub(crate) sources: Vec<Placed<'a, Source>>,
    /// Questions.
    pub(crate) questions: Vec<Placed<'a, Question>>,
    /// Concerns.
    pub(crate) concerns: Vec<Placed<'a, Concern>>,
}

/// Reads the file; none when it is no map.
pub(crate) fn read(item: Item<'_>, today: Date) -> Option<PackFile<'_>> {
    let pack = item.read(&["sources", "questions", "concerns"])?;
    item.require(&["title", "summary", "publisher", "licence", "updated"]);
    let list = |key: &str| item.node.get(key).map(|node| Item { node, ..item });
    let check = |_: &Concern, concern: Item<'_>| concern.require(&["title"]);
    let concerns = |list| read_list("concern", list, |concern: &Concern| &concern.id, check);
    Some(PackFile {
        item,
        pack,
        sources: list("sources").map(|map| sources(map, today)).unwrap_or_default(),
        questions: list("questions").map(questions::read).unwrap_or_default(),
        concerns: list("concerns").map(concerns).unwrap_or_default(),
    })
}

/// Warns when the day to look at something again has passed.
pub(crate) fn warn_past_review(id: &str, by: Option<Date>, item: Item<'_>, today: Date) {
    if let Some(by) = by.filter(|by| *by < today) {
        let day = by.strftime("%-d %B %Y");
        item.tell("review_by", fault("past-review", &[("id", &id), ("day", &day)]));
    }
}

fn sources(map: Item<'_>, today: Date) -> Vec<Placed<'_, Source>> {
    map.expect(Shape::Map);
    let (mut ids, mut all) = (Ids::new("source"), Vec::new());
    for (key, node) in map.up_to_most("source", map.node.entries()) {
        let id = &key.text;
        let place = || map.source.place(key.span);
        map.faults.extend(ids.take(id, place()));
        if node.is_null() {
            map.faults.push(fault("empty-key", &[("key", id)]).at(place()));
            continue;
        }
        let item = Item { node, ..map };
        let mut source: Source = item.read(&[]).unwrap_or_default();
        source.id = id.clone();
        if node.shape() == Shape::Map {
            item.require(&["title"]);
            let lacking = [("date", "no-date"), ("url", "no-url")];
            for (_, name) in lacking.into_iter().filter(|(key, _)| item.lacks(key)) {
                map.faults.push(fault(name, &[("id", id)]).at(place()));
            }
        }
        if let Some(url) = source.url.as_deref().filter(|url| url.trim().starts_with("www.")) {
            item.tell("url", fault("no-scheme", &[("url", &url.trim())]));
        }
        warn_past_review(id, source.review_by, item, today);
        all.push((source, item));
    }
    all
}

/// Most faults of a register that are told.
const MOST_FAULTS: usize = 50;

/// Reads a list of destinations.
pub(crate) fn destinations(list: Item<'_>, today: Date) -> Vec<Placed<'_, Destination>> {
    let check = |read: &Destination, item: Item<'_>| {
        item.require(&["title"]);
        let text = read.review_by.as_deref().unwrap_or_default();
        let by = dates::last_day(text);
        if by.is_none() && read.review_by.is_some() {
            item.tell("review_by", fault("bad-date", &[("text", &text)]));
        }
        warn_past_review(&read.id, by, item, today);
    };
    read_list("destination", list, |read: &Destination| &read.id, check)
}

/// The shipped destinations with the pack's own; an own one replaces one with its id. A pack that
/// has none shares the registers, and what was worked out from them, with every other such pack.
pub(crate) fn with_destinations(
    shared: &Arc<Registers>,
    own: &[Placed<'_, Destination>],
) -> Arc<Registers> {
    let mut all = Arc::clone(shared);
    for (destination, _) in own {
        let all = Arc::make_mut(&mut all);
        match all.destinations.iter_mut().find(|d| d.id == destination.id) {
            Some(same) => *same = destination.clone(),
            None => all.destinations.push(destination.clone()),
        }
    }
    all
}

/// Takes in the pack's own areas, bodies and languages. A language with the tag of a shipped one
/// stands in its place.
pub(crate) fn take_in(registers: &mut Arc<Registers>, files: &PackFiles, faults: &Faults) {
    // The shipped registers lead nowhere wrong, so what does comes from the pack's.
    let tell = |path: &str, wrong: Vec<String>| {
        let place = Location::file(files.shown(path));
        let fault = |why: String| fault("register", &[("why", &why)]).at(place.clone());
        faults.extend(wrong.into_iter().take(MOST_FAULTS).map(fault));
    };
    if let Some(mut own) = own::<Areas>(files, "areas.yaml", faults) {
        own.resolve();
        Arc::make_mut(registers).take_in_areas(own);
        tell("areas.yaml", registers.areas.faults());
    }
    if let Some(own) = own::<Bodies>(files, "bodies.yaml", faults) {
        Arc::make_mut(registers).take_in_bodies(own);
        tell("bodies.yaml", registers.bodies.faults(&registers.areas));
    }
    if let Some(own) = own::<Vec<Language>>(files, "languages.yaml", faults) {
        tell("languages.yaml", own.iter().flat_map(Language::faults).collect());
        Arc::make_mut(registers).languages.extend(own);
    }
}

/// One of a pack's registers; none where it has a fault.
fn own<T: DeserializeOwned>(files: &PackFiles, path: &str, faults: &Faults) -> Option<T> {
    let source = files.text(path, faults)?;
    let told = faults.count();
    let node = yaml::read(&source, faults)?;
    typed::read(&source, &node, &[], faults).filter(|_| faults.count() == told)
}

/// The language of a pack, under the tag that it states.
pub(crate) fn language_of(registers: &Registers, item: Item<'_>) -> Language {
    let tag = item.node.get("language").and_then(|node| node.text()).unwrap_or("en-GB");
    let found = language::find(&registers.languages, tag).cloned().unwrap_or_else(|| {
        let tags: Vec<&str> = registers.languages.iter().map(|one| one.tag.as_str()).collect();
        item.known("language", "language", &tags);
        Language::default()
    });
    Language { tag: tag.to_string(), ..found }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register;

    #[test]
    fn the_shipped_registers_are_read_as_a_packs_would_be() {
        let faults = Faults::default();
        let shipped = [("areas.yaml", register::AREAS), ("bodies.yaml", register::BODIES)];
        let mut registers = Arc::default();
        take_in(&mut registers, &PackFiles::from_embedded("ours", shipped), &faults);
        assert_eq!(faults.into_vec().iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
        assert_eq!(registers.areas.councils.len(), 361);
    }
}

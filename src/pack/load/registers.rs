//! The registers: the shipped ones with the pack's own entries.

use std::sync::Arc;

use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::item::{Item, Placed, read_list, unknown};
use super::pack_file::warn_past_review;
use crate::diagnostic::{Faults, Location, fault};
use crate::model::dates;
use crate::pack::files::PackFiles;
use crate::register::{Areas, Bodies, Destination, Registers};
use crate::source::{typed, yaml};
use crate::text::{Language, language};

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
pub(crate) fn with_own(shared: &Arc<Registers>, own: &[Placed<'_, Destination>]) -> Arc<Registers> {
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
    if let Some(mut own) = read::<Areas>(files, "areas.yaml", faults) {
        own.resolve();
        Arc::make_mut(registers).take_in_areas(own);
        tell("areas.yaml", registers.areas.faults());
    }
    if let Some(own) = read::<Bodies>(files, "bodies.yaml", faults) {
        Arc::make_mut(registers).take_in_bodies(own);
        tell("bodies.yaml", registers.bodies.faults(&registers.areas));
    }
    if let Some(own) = read::<Vec<Language>>(files, "languages.yaml", faults) {
        tell("languages.yaml", own.iter().flat_map(Language::faults).collect());
        Arc::make_mut(registers).languages.extend(own);
    }
}

/// One of a pack's registers; none where it has a fault.
fn read<T: DeserializeOwned>(files: &PackFiles, path: &str, faults: &Faults) -> Option<T> {
    let source = files.text(path, faults)?;
    let told = faults.count();
    let node = yaml::read(&source, faults)?;
    typed::read(&source, &node, &[], faults).filter(|_| faults.count() == told)
}

/// The language of a pack, under the tag that it states.
pub(crate) fn language(registers: &Registers, item: Item<'_>) -> Language {
    let tag = item.node.get("language").and_then(|node| node.text()).unwrap_or("en-GB");
    let found = language::find(&registers.languages, tag).cloned().unwrap_or_else(|| {
        let known = registers.languages.iter().map(|language| language.tag.as_str());
        item.tell("language", unknown("language", tag, known));
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

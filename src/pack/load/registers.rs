//! The registers: the shipped ones with the pack's own entries.

use std::sync::Arc;

use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::item::{Item, Placed, read_list, unknown};
use super::pack_file::warn_past_review;
use crate::diagnostic::{Diagnostic, Location};
use crate::pack::faults::{self, Thing, Yaml};
use crate::pack::files::PackFiles;
use crate::register::{Areas, Bodies, Destination, Registers};
use crate::source::text::SourceText;
use crate::source::yaml::Node;
use crate::source::{typed, yaml};
use crate::text::{Language, language};

/// Most faults of a register that are told.
const MOST_FAULTS: usize = 50;

/// Reads a list of destinations.
pub(crate) fn destinations<'a>(
    source: &'a SourceText,
    list: &'a Node,
    today: Date,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Placed<'a, Destination>> {
    let make = |id: String, read: Destination, item: Item<'a>, faults: &mut Vec<Diagnostic>| {
        item.need(Some(read.title.clone()), "title", faults);
        warn_past_review(&id, item, today, faults);
        read
    };
    let id = |read: &Destination| Some(read.id.clone());
    read_list(Thing::Destination, (source, list), id, make, faults)
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
pub(crate) fn take_in(
    registers: &mut Arc<Registers>,
    files: &PackFiles,
    faults: &mut Vec<Diagnostic>,
) {
    if let Some(text) = files.text("areas.yaml", faults)
        && let Some(own) = guarded(&text, Areas::from_yaml, faults)
    {
        Arc::make_mut(registers).take_in_areas(own);
        tell(&text, registers.areas.faults(), faults);
    }
    if let Some(text) = files.text("bodies.yaml", faults)
        && let Some(own) = guarded(&text, Bodies::from_yaml, faults)
    {
        Arc::make_mut(registers).take_in_bodies(own);
        tell(&text, registers.bodies.faults(&registers.areas), faults);
    }
    let read = |yaml: &str| serde_yaml::from_str::<Vec<Language>>(yaml);
    if let Some(text) = files.text("languages.yaml", faults)
        && let Some(own) = guarded(&text, read, faults)
    {
        tell(&text, own.iter().flat_map(Language::faults).collect(), faults);
        Arc::make_mut(registers).languages.extend(own);
    }
}

/// The language of a pack, under the tag that it states.
pub(crate) fn language(
    registers: &Registers,
    stated: Option<&str>,
    item: Item<'_>,
    faults: &mut Vec<Diagnostic>,
) -> Language {
    let tag = stated.unwrap_or("en-GB");
    let found = language::find(&registers.languages, tag).cloned().unwrap_or_else(|| {
        let known = registers.languages.iter().map(|language| language.tag.as_str());
        faults.push(unknown(Thing::Language, tag, known).at(item.place("language")));
        Language::default()
    });
    Language { tag: tag.to_string(), ..found }
}

/// The shipped registers lead nowhere wrong, so what does comes from the pack's.
fn tell(text: &SourceText, wrong: Vec<String>, faults: &mut Vec<Diagnostic>) {
    for words in wrong.into_iter().take(MOST_FAULTS) {
        let place = Location::file(text.file.as_str());
        faults.push(faults::register(words).at(place));
    }
}

/// Reads one of a pack's other registers: here first, for faults with their places, and when
/// there are none by its own reader, which also joins what belongs together.
pub(crate) fn guarded<T: DeserializeOwned>(
    source: &SourceText,
    read: impl Fn(&str) -> Result<T, serde_yaml::Error>,
    faults: &mut Vec<Diagnostic>,
) -> Option<T> {
    let told = faults.len();
    let node = yaml::read(source, faults)?;
    typed::read::<T>(source, &node, &[], faults);
    if faults.len() > told {
        return None;
    }
    // Words of that reader are not shown: they would name what is underneath.
    read(&source.text)
        .map_err(|error| {
            let place = error.location().map_or_else(
                || Location::file(source.file.as_str()),
                |at| {
                    let start = source.offset(at.line(), at.column());
                    source.place(source.span_at(start, start))
                },
            );
            faults.push(faults::yaml(Yaml::OTHER).at(place));
        })
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register;

    #[test]
    fn the_shipped_registers_are_read_as_a_packs_would_be() {
        let mut faults = Vec::new();
        let shipped = [("areas.yaml", register::AREAS), ("bodies.yaml", register::BODIES)];
        let mut registers = Arc::default();
        take_in(&mut registers, &PackFiles::from_embedded("ours", shipped), &mut faults);
        assert_eq!(faults.iter().map(ToString::to_string).collect::<Vec<_>>(), [""; 0]);
        assert_eq!(registers.areas.councils.len(), 361);
    }
}

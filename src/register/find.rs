//! Finding the council that a person means: exact, by another name, or near it.

use super::areas::{Area, Areas, Found, Group, GroupKind};
use super::names::{fold, key};

/// Longer than any name of a council, with room for an untidy one. What is longer is no name.
const LONGEST: usize = 120;

/// How near a name must come to be offered, 1 being the same.
const NEAR: f64 = 0.7;

/// How near a council is for a name in one of its constituencies.
const OF_A_SEAT: f64 = 0.82;

/// How much worse than the best a name may be and still be offered.
const BEHIND: f64 = 0.11;

/// How many are offered.
const MOST: usize = 5;

pub(super) fn find<'a>(areas: &'a Areas, typed: &str) -> Found<'a> {
    if typed.chars().count() > LONGEST {
        return Found::None;
    }
    let folded = fold(typed);
    if folded.is_empty() {
        return Found::None;
    }
    // As typed first, so that "London" is not "City of London" with two words gone.
    let short = key(&folded);
    exact(areas, |name| fold(name) == folded)
        .or_else(|| {
            let same = |name: &str| key(&fold(name)) == short;
            if short.is_empty() { None } else { exact(areas, same) }
        })
        .unwrap_or_else(|| close(areas, &short))
}

/// One council or several by a name that `is` the one typed: a council of that name, then one
/// with it among its other names, then a name for several, then a board.
fn exact<'a>(areas: &'a Areas, is: impl Fn(&str) -> bool) -> Option<Found<'a>> {
    if let Some(area) = areas.councils.iter().find(|area| is(&area.name)) {
        return Some(Found::One(area));
    }
    let other = |area: &&Area| area.also.iter().chain(&area.was).any(|name| is(name));
    let mut others = areas.councils.iter().filter(other);
    if let (Some(area), None) = (others.next(), others.next()) {
        return Some(Found::One(area));
    }
    several(areas, &is).or_else(|| by_board(areas, &is))
}

/// The councils under a county council, and those of a group, of that name.
fn several<'a>(areas: &'a Areas, is: &impl Fn(&str) -> bool) -> Option<Found<'a>> {
    let county = |area: &&Area| area.upper_tier.as_deref().is_some_and(is);
    let mut found: Vec<&Area> = areas.councils.iter().filter(county).collect();
    let upper = found.first().and_then(|area| area.upper_tier.clone());
    let group =
        areas.groups.iter().filter(|group| is(&group.name) || group.also.iter().any(|n| is(n)));
    let mut note = upper.as_ref().map(|upper| {
        format!("{upper} County Council does not send council tax bills. These councils there do.")
    });
    let mut asked_for = upper;
    for group in group {
        for area in group.areas.iter().filter_map(|name| areas.get(name)) {
            if !found.iter().any(|known| known.name == area.name) {
                found.push(area);
            }
        }
        note = note.or_else(|| about(group));
        asked_for = asked_for.or_else(|| Some(group.name.clone()));
    }
    settle(asked_for?, found, note)
}

/// What a person should know who uses an old name.
fn about(group: &Group) -> Option<String> {
    let was = match group.kind {
        Some(GroupKind::Stp) => "was one of 44 areas for planning the NHS in 2017",
        Some(GroupKind::Acs) => "was named an accountable care system of the NHS in 2017",
        None => return group.note.clone(),
    };
    let mut text = format!("{} {was}. Integrated Care Boards took over in July 2022.", group.name);
    if let Some(more) = &group.note {
        text.push(' ');
        text.push_str(more);
    }
    Some(text)
}

/// The councils whose board, or whose board's forerunner, is meant.
fn by_board<'a>(areas: &'a Areas, is: &impl Fn(&str) -> bool) -> Option<Found<'a>> {
    let meant = |board: &&super::Board| {
        is(&board.place) || is(&board.name) || board.was.iter().any(|was| is(was))
    };
    let boards: Vec<_> = areas.boards.iter().filter(meant).collect();
    let asked_for = boards.iter().map(|board| board.short()).collect::<Vec<_>>().join(", ");
    let has = |area: &&Area| area.boards.iter().any(|name| boards.iter().any(|b| b.name == *name));
    settle(asked_for, areas.councils.iter().filter(has).collect(), None)
}

fn settle(asked_for: String, areas: Vec<&Area>, note: Option<String>) -> Option<Found<'_>> {
    match areas.as_slice() {
        [] => None,
        [area] => Some(Found::One(area)),
        _ => Some(Found::Several { asked_for, areas, note }),
    }
}

/// What comes near a name: councils, or a name for several if that comes nearer than any.
fn close<'a>(areas: &'a Areas, typed: &str) -> Found<'a> {
    if typed.chars().count() < 3 {
        return Found::None;
    }
    let mut scored: Vec<(f64, &Area)> = areas
        .councils
        .iter()
        .map(|area| (nearness_of_area(area, typed), area))
        .filter(|(near, _)| *near >= NEAR)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
    let best = scored.first().map_or(NEAR, |(near, _)| *near);
    scored.retain(|(near, _)| *near >= best - BEHIND);
    let names =
        areas.groups.iter().flat_map(|group| std::iter::once(&group.name).chain(&group.also));
    let uppers = areas.councils.iter().filter_map(|area| area.upper_tier.as_ref());
    let name = names
        .chain(uppers)
        .map(|name| (misspelling(typed, &key(&fold(name))), name))
        .filter(|(near, _)| *near > best)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some(found) = name.and_then(|(_, name)| several(areas, &|other| other == name)) {
        return found;
    }
    match scored.len() {
        0 => Found::None,
        _ => Found::Close(scored.into_iter().take(MOST).map(|(_, area)| area).collect()),
    }
}

/// How near what was typed comes to a council: to any of its names, or to the beginning of the
/// name of a constituency there, since people type the town they live in.
fn nearness_of_area(area: &Area, typed: &str) -> f64 {
    let names = std::iter::once(&area.name).chain(&area.also).chain(&area.was);
    let near = names.map(|name| nearness(typed, &key(&fold(name)))).fold(0.0, f64::max);
    if near >= OF_A_SEAT {
        return near;
    }
    let begins = |seat: &String| starts_a_word(&fold(seat), typed);
    if area.constituencies.iter().any(begins) { OF_A_SEAT } else { near }
}

/// Nearness of two names: a misspelling, or one that holds the other's words.
fn nearness(typed: &str, name: &str) -> f64 {
    let mut near = misspelling(typed, name);
    if starts_a_word(name, typed) {
        near = near.max(if name.starts_with(typed) { 0.95 } else { 0.85 });
    }
    let all_there = |mut words: std::str::SplitWhitespace<'_>| {
        words.all(|word| typed.split_whitespace().any(|other| other == word))
    };
    if !name.is_empty() && all_there(name.split_whitespace()) {
        near = near.max(0.8);
    }
    near
}

/// 1 for the same letters, less for each slip.
fn misspelling(typed: &str, name: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(typed, name)
}

/// Whether `start` begins at one of the words of a name.
fn starts_a_word(name: &str, start: &str) -> bool {
    name.match_indices(start).any(|(at, _)| at == 0 || name[..at].ends_with(' '))
}

//! Finding the council that a person means: exact, by another name, or near it.

use super::areas::{Area, Areas, Board, Group, NameMatch};
use super::names::{BoardNames, Council, Index, Name, fold, key};

/// Longer than any name of a council, with room for an untidy one. What is longer is no name.
const LONGEST: usize = 120;

/// How near a name must come to be offered, 1 being the same.
const NEAR: f64 = 0.7;

/// How near a name must come to be taken for what was meant, where no other does. A slip or two
/// come nearer; what is further off is offered and never taken.
const SURE: f64 = 0.8;

/// Letters to each slip in a name that is still taken: one in `Barnsly`, two in
/// `south yorkshre and basetlaw`.
const LETTERS_TO_A_SLIP: usize = 8;

/// Fewest letters of a name in which a slip is known as one: `Cork` is not York.
const FEWEST_LETTERS: usize = 5;

/// How near a council is for a name in one of its constituencies.
const OF_A_SEAT: f64 = 0.82;

/// How much worse than the best a name may be and still be offered.
const BEHIND: f64 = 0.11;

/// How many are offered.
const MOST: usize = 5;

impl Areas {
    /// Finds what a person means by a name. Capitals, accents and words such as "council" or
    /// "borough of" do not matter.
    #[must_use]
    pub fn find(&self, typed: &str) -> NameMatch<'_> {
        // Who chooses from a list gives the name as it is: no other is looked at.
        if let Some(area) = self.by_name(typed) {
            return NameMatch::One(area);
        }
        if typed.chars().count() > LONGEST {
            return NameMatch::None;
        }
        let folded = fold(typed);
        if folded.is_empty() {
            return NameMatch::None;
        }
        // As typed first, so that "London" is not "City of London" with two words gone.
        let short = key(&folded);
        exact(self, |name| name.folded == folded)
            .or_else(|| {
                let same = |name: &Name| name.key == short;
                if short.is_empty() { None } else { exact(self, same) }
            })
            .unwrap_or_else(|| close(self, &short))
    }

    /// The councils with their names.
    fn named_councils(&self) -> impl Iterator<Item = (&Area, &Council)> {
        self.councils.iter().zip(&self.index().councils)
    }

    /// The groups with all their names.
    fn named_groups(&self) -> impl Iterator<Item = (&Group, &Vec<Name>)> {
        self.groups.iter().zip(&self.index().groups)
    }

    /// The names made comparable. The lists are not changed once they have been asked for.
    pub(super) fn index(&self) -> &Index {
        let council = |area: &Area| Council {
            name: Name::new(&area.name),
            others: Name::all(area.also.iter().chain(&area.was)),
            upper: area.upper_tier.as_deref().map(Name::new),
            seats: area.constituencies.iter().map(|seat| fold(seat)).collect(),
        };
        let board = |board: &Board| BoardNames {
            name: Name::new(&board.name),
            place: Name::new(&board.place),
            was: Name::all(&board.was),
        };
        let group = |group: &Group| Name::all([&group.name].into_iter().chain(&group.also));
        self.index.get_or_init(|| Index {
            councils: self.councils.iter().map(council).collect(),
            groups: self.groups.iter().map(group).collect(),
            boards: self.boards.iter().map(board).collect(),
        })
    }
}

/// One council or several by a name that `is` the one typed: a council of that name, then one
/// with it among its other names, then a name for several, then a board.
fn exact(known: &Areas, is: impl Fn(&Name) -> bool) -> Option<NameMatch<'_>> {
    if let Some((area, _)) = known.named_councils().find(|(_, names)| is(&names.name)) {
        return Some(NameMatch::One(area));
    }
    let mut others = known.named_councils().filter(|(_, names)| names.others.iter().any(&is));
    if let (Some((area, _)), None) = (others.next(), others.next()) {
        return Some(NameMatch::One(area));
    }
    several(known, &is).or_else(|| by_board(known, &is))
}

/// The councils under a county council, and those of a group, of that name.
fn several<'a>(known: &'a Areas, is: &impl Fn(&Name) -> bool) -> Option<NameMatch<'a>> {
    let county = |names: &Council| names.upper.as_ref().is_some_and(is);
    let in_county = known.named_councils().filter(|(_, names)| county(names));
    let mut found: Vec<&Area> = in_county.map(|(area, _)| area).collect();
    let mut asked_for = found.first().and_then(|area| area.upper_tier.clone());
    for (group, _) in known.named_groups().filter(|(_, names)| names.iter().any(is)) {
        for area in group.areas.iter().filter_map(|name| known.get(name)) {
            if !found.iter().any(|known| known.name == area.name) {
                found.push(area);
            }
        }
        asked_for = asked_for.or_else(|| Some(group.name.clone()));
    }
    settle(asked_for?, found)
}

/// The councils whose board, or whose board's forerunner, is meant.
fn by_board<'a>(known: &'a Areas, is: &impl Fn(&Name) -> bool) -> Option<NameMatch<'a>> {
    let meant =
        |names: &BoardNames| is(&names.place) || is(&names.name) || names.was.iter().any(is);
    let boards = known.boards.iter().zip(&known.index().boards);
    let boards: Vec<&Board> = boards.filter(|(_, names)| meant(names)).map(|(b, _)| b).collect();
    let asked_for = boards.iter().map(|board| board.short()).collect::<Vec<_>>().join(", ");
    let has = |area: &&Area| area.boards.iter().any(|name| boards.iter().any(|b| b.name == *name));
    settle(asked_for, known.councils.iter().filter(has).collect())
}

fn settle(asked_for: String, areas: Vec<&Area>) -> Option<NameMatch<'_>> {
    match areas.as_slice() {
        [] => None,
        [area] => Some(NameMatch::One(area)),
        _ => Some(NameMatch::Several { asked_for, areas }),
    }
}

/// What comes near a name: councils, or a name for several if that comes nearer than any.
fn close<'a>(known: &'a Areas, typed: &str) -> NameMatch<'a> {
    if typed.chars().count() < 3 {
        return NameMatch::None;
    }
    let mut scored: Vec<(f64, &Area)> = known
        .named_councils()
        .map(|(area, names)| (nearness_of_area(names, typed), area))
        .filter(|(near, _)| *near >= NEAR)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.name.cmp(&b.1.name)));
    let best = scored.first().map_or(NEAR, |(near, _)| *near);
    scored.retain(|(near, _)| *near >= best - BEHIND);
    let groups = known.named_groups().flat_map(|(_, names)| names);
    let uppers = known.index().councils.iter().filter_map(|names| names.upper.as_ref());
    let name = groups
        .chain(uppers)
        .map(|name| (misspelling(typed, &name.key), name))
        .filter(|(near, _)| *near > best)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let meant = name.and_then(|(_, name)| several(known, &|n: &Name| n.written == name.written));
    match (meant, scored.as_slice()) {
        (Some(NameMatch::One(area)), _) => NameMatch::Close(vec![area]),
        (Some(found), _) => found,
        (None, []) => NameMatch::None,
        (None, [(near, area)]) if *near >= SURE => NameMatch::Slip(area),
        _ => NameMatch::Close(scored.into_iter().take(MOST).map(|(_, area)| area).collect()),
    }
}

/// How near what was typed comes to a council: to any of its names, or to the beginning of the
/// name of a constituency there, since people type the town they live in.
fn nearness_of_area(names: &Council, typed: &str) -> f64 {
    let all = std::iter::once(&names.name).chain(&names.others);
    let near = all.map(|name| nearness(typed, &name.key)).fold(0.0, f64::max);
    if near >= OF_A_SEAT {
        return near;
    }
    let begins = names.seats.iter().any(|seat| starts_a_word(seat, typed));
    if begins { OF_A_SEAT } else { near }
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

/// 1 for the same letters, less for each slip; 0 for what is too far off to be offered. Hardly
/// anybody slips on the first letter: another one makes another name (`Marlow` is not Harlow).
fn misspelling(typed: &str, name: &str) -> f64 {
    let (a, b) = (typed.chars().count(), name.chars().count());
    let longer = a.max(b).max(1);
    // So many letters more are so many slips at least.
    let at_best = 1.0 - a.abs_diff(b) as f64 / longer as f64;
    if typed == name {
        return 1.0;
    }
    let is_other = a.min(b) < FEWEST_LETTERS || typed.chars().next() != name.chars().next();
    if at_best < NEAR || is_other {
        return 0.0;
    }
    let slips = strsim::damerau_levenshtein(typed, name);
    let near = 1.0 - slips as f64 / longer as f64;
    let is_sure = slips <= (longer / LETTERS_TO_A_SLIP).max(1);
    if is_sure { near.max(SURE) } else { near.min(SURE - 0.01) }
}

/// Whether `start` begins at one of the words of a name.
fn starts_a_word(name: &str, start: &str) -> bool {
    name.match_indices(start).any(|(at, _)| at == 0 || name[..at].ends_with(' '))
}

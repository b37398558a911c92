//! Partials that include each other, found before any is looked into.

use std::collections::{BTreeMap, BTreeSet};

use super::piece::Piece;
use crate::diagnostic::Diagnostic;
use crate::template::faults;
use crate::template::tags::{Kind, Tag};

/// Names of the partials in which a circle closes; one fault for each. With these left out
/// nothing is included twice over in itself.
pub fn find_cycles(
    partials: &BTreeMap<String, Piece<'_>>,
    faults: &mut Vec<Diagnostic>,
) -> BTreeSet<String> {
    let calls: BTreeMap<&str, BTreeSet<&str>> =
        partials.iter().map(|(name, piece)| (name.as_str(), calls(piece))).collect();
    let mut search =
        Search { calls: &calls, path: Vec::new(), done: BTreeSet::new(), circles: Vec::new() };
    for name in calls.keys() {
        search.visit(name);
    }
    let mut in_cycles = BTreeSet::new();
    for circle in search.circles {
        in_cycles.extend(circle.iter().map(ToString::to_string));
        let place = first_call(&partials[circle[0]], circle.get(1).unwrap_or(&circle[0]));
        let mut shown: Vec<String> = circle.iter().map(ToString::to_string).collect();
        shown.push(circle[0].to_string());
        faults.push(faults::partial_cycle(&shown).at(place));
    }
    in_cycles
}

/// Names of the partials that a piece calls.
fn calls<'p>(piece: &'p Piece<'_>) -> BTreeSet<&'p str> {
    let name = |kind: &'p Kind| match kind {
        Kind::Partial(name) => Some(name.as_str()),
        _ => None,
    };
    piece.tags.iter().filter_map(|tag| name(&tag.kind)).collect()
}

/// A walk along the calls, deepest first. No deeper than there are partials.
struct Search<'c, 'p> {
    calls: &'c BTreeMap<&'p str, BTreeSet<&'p str>>,
    path: Vec<&'p str>,
    done: BTreeSet<&'p str>,
    circles: Vec<Vec<&'p str>>,
}

impl<'p> Search<'_, 'p> {
    fn visit(&mut self, name: &'p str) {
        if self.done.contains(name) {
            return;
        }
        if let Some(from) = self.path.iter().position(|on| *on == name) {
            self.circles.push(self.path[from..].to_vec());
            return;
        }
        self.path.push(name);
        for callee in self.calls.get(name).into_iter().flatten() {
            if self.calls.contains_key(callee) {
                self.visit(callee);
            }
        }
        self.path.pop();
        self.done.insert(name);
    }
}

fn first_call(piece: &Piece<'_>, callee: &str) -> crate::diagnostic::Location {
    let calls = |tag: &&Tag| matches!(&tag.kind, Kind::Partial(name) if name == callee);
    let tag = piece.tags.iter().find(calls);
    piece.place(tag.map_or(0..0, |tag| tag.range.clone()))
}

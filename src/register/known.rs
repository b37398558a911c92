//! Every body, recorded or derived, to be found by its id or by what a person types.

use std::collections::HashMap;

use super::areas::Areas;
use super::bodies::{Bodies, Body};
use super::names::{Name, fold, key};

/// How many bodies are offered for a name that is not quite one.
const MOST: usize = 5;

/// How near a name must come to be offered, 1 being the same.
const NEAR: f64 = 0.7;

/// Longer than any name of a body. What is longer is not compared.
const LONGEST: usize = 300;

/// Every body with its id and names made comparable.
#[derive(Clone, Debug)]
pub(super) struct Known {
    bodies: Vec<(Body, Vec<Name>)>,
    by_id: HashMap<String, usize>,
}

impl Known {
    pub(super) fn new(bodies: &Bodies, areas: &Areas) -> Self {
        let named = |body: Body| {
            let names = body.names().map(Name::new).collect();
            (body, names)
        };
        let bodies: Vec<(Body, Vec<Name>)> = bodies.all(areas).into_iter().map(named).collect();
        let ids = bodies.iter().map(|(body, _)| body.id.clone());
        Self { by_id: ids.zip(0..).collect(), bodies }
    }

    /// The body with that id.
    pub(super) fn get(&self, id: &str) -> Option<&Body> {
        self.bodies.get(*self.by_id.get(id)?).map(|(body, _)| body)
    }

    /// What a person means by an id or a name: one if it is exact, else the nearest, best first.
    pub(super) fn find(&self, typed: &str) -> Vec<&Body> {
        // An id is what answer files hold: found without comparing names.
        if let Some(body) = self.get(typed) {
            return vec![body];
        }
        let wanted = fold(typed);
        let exact = |(_, names): &&(Body, Vec<Name>)| names.iter().any(|n| n.folded == wanted);
        if let Some((body, _)) = self.bodies.iter().find(exact) {
            return vec![body];
        }
        let short = key(&wanted);
        if short.chars().count() < 3 || typed.len() > LONGEST {
            return Vec::new();
        }
        let nearness =
            |names: &[Name]| names.iter().map(|n| near(&n.key, &short)).fold(0.0, f64::max);
        let scored = self.bodies.iter().map(|(body, names)| (nearness(names), body));
        let mut scored: Vec<(f64, &Body)> = scored.filter(|(near, _)| *near >= NEAR).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        scored.into_iter().take(MOST).map(|(_, body)| body).collect()
    }
}

impl Body {
    /// What it is called: its id, its name and its short name.
    fn names(&self) -> impl Iterator<Item = &str> {
        [Some(&self.id), Some(&self.name), self.short.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// Whether it is called so.
    pub(super) fn is_called(&self, typed: &str) -> bool {
        let wanted = fold(typed);
        self.names().any(|name| fold(name) == wanted)
    }
}

/// How near what was typed comes to a name: a misspelling, or some of its words.
fn near(name: &str, typed: &str) -> f64 {
    let all_there = typed.split(' ').all(|word| name.split(' ').any(|other| other == word));
    let slips = strsim::normalized_damerau_levenshtein(name, typed);
    if all_there { slips.max(0.75) } else { slips }
}

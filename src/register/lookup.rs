//! Reading typed areas and bodies: the registers as questions see them.

use super::{Found, Registers};
use crate::question::{AreaMatch, BodyMatch, Lookup};

/// The registers, for [`crate::question::Question::read`].
pub struct Serving<'r>(pub(super) &'r Registers);

impl Lookup for Serving<'_> {
    fn area(&self, typed: &str) -> AreaMatch {
        let names = |areas: Vec<&super::Area>| areas.iter().map(|a| a.name.clone()).collect();
        match self.0.areas.find(typed) {
            Found::One(area) => AreaMatch::One(area.name.clone()),
            Found::Several { asked_for, areas, .. } => {
                AreaMatch::Several { asked_for, names: names(areas) }
            }
            Found::Slip(area) => AreaMatch::Slip(area.name.clone()),
            Found::Close(areas) => AreaMatch::Close(names(areas)),
            Found::None => AreaMatch::None,
        }
    }

    fn body(&self, typed: &str) -> BodyMatch {
        // An id is what answer files hold: found without comparing names.
        let known = self.0.known();
        if let Some(body) = known.get(typed) {
            return BodyMatch::One(body.id.clone());
        }
        let found = known.find(typed);
        match found.as_slice() {
            [] => BodyMatch::None,
            [one] if one.name.eq_ignore_ascii_case(typed.trim()) => BodyMatch::One(one.id.clone()),
            near => BodyMatch::Close(near.iter().map(|b| b.name.clone()).collect()),
        }
    }
}

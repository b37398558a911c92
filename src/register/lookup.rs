//! Reading typed areas and bodies: the registers as questions see them.

use crate::register::areas::{Area, NameMatch};
use crate::register::registers::Registers;

/// Finds areas and bodies by what a person typed.
pub trait Lookup {
    /// Finds an area by its name, an old name or one that is nearly it.
    fn area(&self, typed: &str) -> AreaMatch;
    /// Finds a body by its id or name.
    fn body(&self, typed: &str) -> BodyMatch;
}

/// The areas that what was typed may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AreaMatch {
    /// This one, by its name in the register.
    One(String),
    /// A name that several areas share or came out of.
    Several {
        /// The name that was asked for, as the register writes it.
        asked_for: String,
        /// Names in the register.
        names: Vec<String>,
    },
    /// None of that name, and this one is so near that it is meant.
    Slip(String),
    /// None of that name; these are nearly spelt so.
    Close(Vec<String>),
    /// None.
    None,
}

/// The bodies that what was typed may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyMatch {
    /// This one, by id.
    One(String),
    /// None of that name; these are nearly spelt so.
    Close(Vec<String>),
    /// None.
    None,
}

impl Registers {
    /// What reads areas and bodies that are typed.
    pub fn lookup(&self) -> Serving<'_> {
        Serving(self)
    }
}

/// The registers, for [`crate::model::Question::read`].
pub struct Serving<'r>(pub(super) &'r Registers);

impl Lookup for Serving<'_> {
    fn area(&self, typed: &str) -> AreaMatch {
        let names = |areas: Vec<&Area>| areas.iter().map(|a| a.name.clone()).collect();
        match self.0.areas.find(typed) {
            NameMatch::One(area) => AreaMatch::One(area.name.clone()),
            NameMatch::Several { asked_for, areas, .. } => {
                AreaMatch::Several { asked_for, names: names(areas) }
            }
            NameMatch::Slip(area) => AreaMatch::Slip(area.name.clone()),
            NameMatch::Close(areas) => AreaMatch::Close(names(areas)),
            NameMatch::None => AreaMatch::None,
        }
    }

    fn body(&self, typed: &str) -> BodyMatch {
        // An id is what answer files hold: found without comparing names.
        if let Some(body) = self.0.listed(typed) {
            return BodyMatch::One(body.id.clone());
        }
        let found = self.0.known().find(typed);
        match found.as_slice() {
            [] => BodyMatch::None,
            [one] if one.name.eq_ignore_ascii_case(typed.trim()) => BodyMatch::One(one.id.clone()),
            near => BodyMatch::Close(near.iter().map(|b| b.name.clone()).collect()),
        }
    }
}

//! What is known about areas, bodies and kinds of receiver, together.

use std::sync::OnceLock;

use jiff::civil::DateTime;

use super::areas::{Area, Areas};
use super::bodies::{Bodies, Body};
use super::destinations::Destination;
use super::known::Known;
use crate::answer::{Answers, BodyAnswer, Value};
use crate::text::language::Language;

/// The bodies that ship, as YAML.
pub const BODIES: &str = include_str!("../../data/bodies.yaml");

/// The kinds of receiver that ship, as YAML.
pub const DESTINATIONS: &str = include_str!("../../data/destinations.yaml");

/// What is known about areas, bodies and kinds of receiver.
#[derive(Clone, Debug, Default)]
pub struct Registers {
    /// Councils, boards and nations.
    pub areas: Areas,
    /// Committees and boards with their rules.
    pub bodies: Bodies,
    /// Kinds of receiver.
    pub destinations: Vec<Destination>,
    /// Languages that documents may be in.
    pub languages: Vec<Language>,
    known: OnceLock<Known>,
}

/// What an answer that names a place or receiver was taken for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taken {
    /// This one of the register, by a slip of the hand, a name of the past or a place there.
    For(String),
    /// None of the register: it stands as typed.
    Unlisted,
}

impl Registers {
    /// A destination by id.
    pub fn destination(&self, id: &str) -> Option<&Destination> {
        self.destinations.iter().find(|d| d.id == id)
    }

    /// The body that an answer names; one that is not listed has its name and kind alone.
    pub fn body(&self, answer: &BodyAnswer) -> Option<Body> {
        match answer {
            BodyAnswer::Known(id) => self.listed(id).cloned(),
            BodyAnswer::Named { name, kind } => Some(Body::unlisted(name, kind)),
        }
    }

    /// What a person means by a body's id or name: one if it is exact, else the nearest, best first.
    pub fn bodies_like(&self, typed: &str) -> Vec<&Body> {
        self.known().find(typed)
    }

    /// The area answered, if it is a listed one.
    pub fn area(&self, answers: &Answers) -> Option<&Area> {
        answers.0.values().find_map(|value| match value {
            Value::Area(name) => self.areas.get(name),
            _ => None,
        })
    }

    /// The bodies that serve the area answered, those that take questions first.
    pub fn serving_bodies(&self, answers: &Answers) -> Vec<Body> {
        let Some(area) = self.area(answers) else { return Vec::new() };
        let board = match answers.get("area.board") {
            Some(Value::Text(board)) => Some(board.as_str()),
            _ => None,
        };
        self.bodies.serving(area, board, &self.areas)
    }

    /// The nations of those whom a body serves, whose bank holidays its deadlines leave out.
    pub fn nations_of<'a>(&'a self, body: &'a Body) -> Vec<&'a str> {
        body.serves.nations(&self.areas)
    }

    /// What to say beside a body's deadline that bank holidays put in doubt.
    pub fn holiday_caution(&self, body: &Body, start: DateTime) -> Option<String> {
        super::deadline::caution(body.rules.notice.as_ref()?, start, &self.nations_of(body))
    }

    /// Takes in a pack's areas.
    pub fn take_in_areas(&mut self, own: Areas) {
        self.known.take();
        self.areas.merge(own);
    }

    /// Takes in a pack's bodies.
    pub fn take_in_bodies(&mut self, own: Bodies) {
        self.known.take();
        self.bodies.merge(own);
    }

    /// What a place or receiver that was answered was taken for, where it is not plainly what was
    /// typed: to be told wherever nobody sees the answer before it is written.
    pub fn taken(&self, typed: &str, answer: &Value) -> Option<Taken> {
        match answer {
            Value::Area(name) => match self.areas.get(name) {
                None => Some(Taken::Unlisted),
                // Most say the name as it is, and a batch asks for every row.
                Some(area) if area.name == typed.trim() => None,
                Some(area) if self.areas.is_called(area, typed) => None,
                Some(area) => Some(Taken::For(area.name.clone())),
            },
            Value::Body(BodyAnswer::Named { .. }) => Some(Taken::Unlisted),
            Value::Body(BodyAnswer::Known(id)) => {
                let body = self.listed(id)?;
                (!body.is_called(typed)).then(|| Taken::For(body.name.clone()))
            }
            _ => None,
        }
    }

    /// The body with that id. Of two with one id the recorded one is meant, and it is found before any
    /// is derived from the areas.
    pub(super) fn listed(&self, id: &str) -> Option<&Body> {
        let recorded = self.bodies.bodies.iter().find(|body| body.id == id);
        recorded.or_else(|| self.known().get(id))
    }

    /// Every body. Areas and bodies are not changed otherwise once one has been asked for.
    fn known(&self) -> &Known {
        self.known.get_or_init(|| Known::new(&self.bodies, &self.areas))
    }
}

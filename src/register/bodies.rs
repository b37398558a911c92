//! Bodies: committees, councils and boards that can be written to by name.
//!
//! Recorded ones come from `bodies.yaml`. Every NHS board of England, and the health scrutiny
//! committee of every council there that has one, is a body too, its rules not known, so that
//! nobody is left without a choice. A recorded body takes the place of such a derived one.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::areas::{Area, Areas, Board, take_in};
use super::councils::{self, Council};
use super::names::slug;
use super::rules::{Questions, Rules};

/// The bodies recorded: what `bodies.yaml` holds.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Bodies {
    /// The bodies, in the order of the file.
    pub bodies: Vec<Body>,
}

/// One receiver that can be named.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Its id: lower-case words joined by hyphens.
    pub id: String,
    /// Its name in full.
    pub name: String,
    /// A shorter name for menus.
    pub short: Option<String>,
    /// What kind of receiver it is: the id of a destination.
    pub kind: String,
    /// Whom it serves.
    pub serves: Serves,
    /// The councils whose health scrutiny committee this is.
    #[serde(default)]
    pub scrutiny_of: Vec<String>,
    /// Whether people of its area are offered it without naming it. One whose matters are not those
    /// that packs are about is not: a district's committees, which deal neither with health nor with
    /// libraries or buses.
    pub offered: Option<bool>,
    /// Its postal address, a line each, without its name.
    #[serde(default)]
    pub address: Vec<String>,
    /// Its rules for the public.
    #[serde(default)]
    pub rules: Rules,
}

/// Whom a body serves: an area that meets any of these.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Serves {
    /// Councils by name.
    pub areas: Vec<String>,
    /// County councils by name, with all districts in them; or a council that has no districts.
    pub upper_tiers: Vec<String>,
    /// NHS boards by place or full name.
    pub boards: Vec<String>,
    /// Nations.
    pub nations: Vec<String>,
}

/// The destination of an NHS board.
pub const NHS_BOARD: &str = "nhs-board";
/// The destination of a scrutiny committee.
pub const SCRUTINY_COMMITTEE: &str = "scrutiny-committee";
/// The destination of a council, for questions to its full meeting.
pub const COUNCIL: &str = "council";

impl Bodies {
    /// Reads bodies from YAML.
    ///
    /// # Errors
    /// When the text is not YAML of this shape.
    pub fn from_yaml(text: &str) -> Result<Self, serde_yaml::Error> {
        serde_yaml::from_str(text)
    }

    /// Takes in another register, such as a pack's. Its bodies win over those of the same id.
    pub fn merge(&mut self, other: Self) {
        take_in(&mut self.bodies, other.bodies, |body| body.id.clone());
    }

    /// The bodies that serve an area: those that take questions, or may, come first; among
    /// them boards, then committees, then councils. `board` is the full name of the area's NHS board where the person has
    /// chosen one of several; without it the bodies of every candidate are given.
    #[must_use]
    pub fn serving(&self, area: &Area, board: Option<&str>, areas: &Areas) -> Vec<Body> {
        let boards: Vec<&str> = match board {
            Some(board) => vec![board],
            None => area.boards.iter().map(String::as_str).collect(),
        };
        let mut found: Vec<Body> = self
            .bodies
            .iter()
            .filter(|body| body.offered != Some(false) && body.serves.serves(area, &boards, areas))
            .cloned()
            .collect();
        if area.nation == "England" {
            for name in &boards {
                self.push_unless_recorded(&mut found, board_body(name, areas.board(name)));
            }
            self.push_unless_recorded(&mut found, scrutiny_body(area));
        }
        // Of several boards the likeliest first, whichever stands first in the file.
        let likeliness = |body: &Body| {
            let of = |board: &str| body.serves.serves(&Area::default(), &[board], areas);
            boards.iter().position(|board| of(board)).unwrap_or(0)
        };
        found.sort_by_key(|body| {
            (openness(body.rules.questions), kind_order(&body.kind), likeliness(body))
        });
        found
    }

    /// Every body: the recorded ones in their order, then those derived from the areas. Of two with
    /// one id the first is meant.
    #[must_use]
    pub fn all(&self, areas: &Areas) -> Vec<Body> {
        let boards = areas.boards.iter().filter(|one| one.name.ends_with("Integrated Care Board"));
        let boards = boards.map(|board| board_body(&board.name, Some(board)));
        let councils = areas.councils.iter().filter(|area| area.nation == "England");
        let mut all = self.bodies.clone();
        for derived in boards.chain(councils.map(scrutiny_body)) {
            self.push_unless_recorded(&mut all, derived);
        }
        let mut ids = HashSet::new();
        all.retain(|body| ids.insert(body.id.clone()));
        all
    }

    /// Names in the register that lead nowhere and ids used twice, as one message each.
    #[must_use]
    pub fn faults(&self, areas: &Areas) -> Vec<String> {
        let mut faults = Vec::new();
        for (at, body) in self.bodies.iter().enumerate() {
            let mut fault = |what: String| faults.push(format!("body `{}`: {what}", body.id));
            if self.bodies[..at].iter().any(|other| other.id == body.id) {
                fault("the id is used twice".into());
            }
            let Serves { areas: names, upper_tiers, boards, nations } = &body.serves;
            for name in names.iter().filter(|name| areas.get(name).is_none()) {
                fault(format!("no area `{name}`"));
            }
            let known = |name: &str| {
                areas.get(name).is_some()
                    || areas.councils.iter().any(|area| area.upper_tier.as_deref() == Some(name))
            };
            for name in upper_tiers.iter().chain(&body.scrutiny_of).filter(|name| !known(name)) {
                fault(format!("no council `{name}`"));
            }
            for name in boards.iter().filter(|name| areas.board(name).is_none()) {
                fault(format!("no board `{name}`"));
            }
            for name in nations.iter().filter(|name| areas.nation(name).is_none()) {
                fault(format!("no nation `{name}`"));
            }
            if body.serves == Serves::default() {
                fault("it serves nobody".into());
            }
        }
        faults
    }

    /// Adds a derived body, unless a recorded one is the same: by id, or as the board of that
    /// name, or as the health scrutiny committee of that council.
    fn push_unless_recorded(&self, found: &mut Vec<Body>, derived: Body) {
        let same = |body: &Body| {
            body.id == derived.id
                || body.name == derived.name
                || derived.scrutiny_of.iter().any(|council| body.scrutiny_of.contains(council))
        };
        if !self.bodies.iter().any(same) {
            found.push(derived);
        }
    }
}

impl Serves {
    /// The nations of those whom it serves, each once.
    pub(super) fn nations<'a>(&'a self, areas: &'a Areas) -> Vec<&'a str> {
        let mut nations: Vec<&str> = self.nations.iter().map(String::as_str).collect();
        let served = |area: &&Area| self.serves(area, &area.boards, areas);
        nations.extend(areas.councils.iter().filter(served).map(|area| area.nation.as_str()));
        nations.sort_unstable();
        nations.dedup();
        nations
    }

    /// Whether it takes in an area whose NHS board is among `boards`.
    fn serves(&self, area: &Area, boards: &[impl AsRef<str>], areas: &Areas) -> bool {
        let upper = area.upper_tier.as_deref().unwrap_or(&area.name);
        let place = |name: &str| areas.board(name).map(|board| board.place.as_str());
        self.areas.contains(&area.name)
            || self.upper_tiers.iter().any(|name| name == upper)
            || self.nations.contains(&area.nation)
            || boards.iter().map(AsRef::as_ref).any(|name| {
                self.boards.iter().any(|own| own == name || Some(own.as_str()) == place(name))
            })
    }
}

impl Body {
    /// The council that it is, or whose committee it is; none of a board, or of several councils.
    #[must_use]
    pub fn council(&self) -> Option<&'static Council> {
        if self.kind == NHS_BOARD {
            return None;
        }
        let lists = [&self.scrutiny_of, &self.serves.areas, &self.serves.upper_tiers];
        let of = lists.into_iter().find(|list| !list.is_empty())?;
        let [name] = of.as_slice() else { return None };
        councils::shipped().by_name(name).filter(|council| !council.meetings.is_empty())
    }

    /// A body that is not in the register, as a person typed it: its rules are not known.
    #[must_use]
    pub fn unlisted(name: &str, kind: &str) -> Self {
        let name = name.trim();
        Self { id: slug(name), name: name.into(), kind: kind.into(), ..Self::default() }
    }

    /// The name for menus.
    #[must_use]
    pub fn short(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }

    /// Whether anything is known of its rules.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        !self.rules.source.is_empty()
    }

    /// Whether the public may put a question to it, as far as known.
    #[must_use]
    pub fn may_take_questions(&self) -> bool {
        self.rules.questions != Questions::NotTaken
    }
}

/// Bodies that take questions, or may, before those not known and those that do not.
fn openness(questions: Questions) -> u8 {
    match questions {
        Questions::Taken | Questions::Chair => 0,
        Questions::NotKnown => 1,
        Questions::NotTaken => 2,
    }
}

/// Boards, then committees, then councils, then what a pack brings.
fn kind_order(kind: &str) -> usize {
    let order = [NHS_BOARD, SCRUTINY_COMMITTEE, COUNCIL];
    order.iter().position(|known| *known == kind).unwrap_or(order.len())
}

/// An Integrated Care Board of which only the name is known.
fn board_body(name: &str, board: Option<&Board>) -> Body {
    let id = match board {
        Some(board) => format!("nhs-{}-icb", slug(&board.place)),
        None => slug(name),
    };
    Body {
        id,
        name: name.into(),
        short: board.map(|board| format!("{} board", board.short())),
        kind: NHS_BOARD.into(),
        serves: Serves { boards: vec![name.into()], ..Serves::default() },
        ..Body::default()
    }
}

/// The health scrutiny committee of an area's council, or of the county council above it, of which
/// only the name is known.
fn scrutiny_body(area: &Area) -> Body {
    let council = area.upper_tier.as_deref().unwrap_or(&area.name);
    let full = match &area.upper_tier {
        Some(upper) => format!("{upper} County Council"),
        None => area.council_name(),
    };
    Body {
        id: format!("{}-health-scrutiny", slug(council)),
        name: format!("Health scrutiny committee of {full}"),
        short: Some(format!("{council} health scrutiny committee")),
        kind: SCRUTINY_COMMITTEE.into(),
        serves: Serves { upper_tiers: vec![council.into()], ..Serves::default() },
        scrutiny_of: vec![council.into()],
        ..Body::default()
    }
}

//! Areas: the councils that send council tax bills, and what follows from each of them.

use std::sync::OnceLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::names::{Index, fold, key};
use super::{councils, members, postcodes};

/// The areas that ship, as YAML.
pub const AREAS: &str = include_str!("../../data/areas.yaml");

/// The areas known: what `areas.yaml` holds, names resolved.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Areas {
    /// Where the register comes from.
    pub sources: Vec<Source>,
    /// The nations of the United Kingdom.
    pub nations: Vec<Nation>,
    /// The NHS boards that an area can have.
    pub boards: Vec<Board>,
    /// The councils, by name.
    pub councils: Vec<Area>,
    /// Names that stand for several councils: old NHS footprints, counties.
    pub groups: Vec<Group>,
    /// Regions with a mayor who decides about buses there, or is taking that over.
    pub regions: Vec<Region>,
    #[serde(skip)]
    pub(super) index: OnceLock<Index>,
}

/// Where a part of the register comes from.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What it supports.
    pub about: String,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Address, where one is known.
    pub url: Option<String>,
    /// The day or month it describes.
    pub as_of: String,
    /// The month by whose end it should be read again.
    pub review_by: String,
    /// The words its licence asks for.
    pub licence: Option<String>,
}

/// A nation, and who decides on health there.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Nation {
    /// Its name.
    pub name: String,
    /// Whether its own parliament decides on health.
    #[serde(default)]
    pub health_devolved: bool,
    /// Who sits for a person in its parliament, such as `Member of the Senedd (MS)`; none for
    /// England, where that is the MP.
    pub member: Option<String>,
    /// What people call whoever sits for them there, such as `MSP`.
    pub called: Option<String>,
    /// A plain word on who decides on health there and whom to write to.
    pub note: String,
    /// Where that is said.
    pub source: Option<String>,
}

/// An NHS board: in England an Integrated Care Board.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Board {
    /// The short name of its place: `South Yorkshire`.
    pub place: String,
    /// Its full name. Left out in YAML where it is `NHS … Integrated Care Board`.
    #[serde(default)]
    pub name: String,
    /// Its code by the Office for National Statistics, by which a postcode finds it.
    pub code: Option<String>,
    /// The month in which it began in this shape.
    pub since: Option<String>,
    /// Places of the boards that it replaced, whole or in part.
    #[serde(default)]
    pub was: Vec<String>,
}

/// A council, as the answer to "which council sends your council tax bill?".
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The name people use: `Barnsley`.
    pub name: String,
    /// The name within a sentence, where it takes an article: `the Isle of Wight`.
    pub text: Option<String>,
    /// What its council is called, where that is not the name and `Council`: `Leeds City Council`.
    pub council: Option<String>,
    /// The nation; England where YAML does not say.
    #[serde(default = "england")]
    pub nation: String,
    /// The county council above it, where there is one.
    #[serde(rename = "upper")]
    pub upper_tier: Option<String>,
    /// Full names of its NHS boards: one, or the candidates, likeliest first. Where YAML has none,
    /// those of its postcodes.
    #[serde(default)]
    pub boards: Vec<String>,
    /// Parliamentary constituencies that touch it. Where YAML has none, those of its postcodes.
    #[serde(default, rename = "seats")]
    pub constituencies: Vec<String>,
    /// Other names of the same council.
    #[serde(default)]
    pub also: Vec<String>,
    /// Councils that it replaced, or its own older name.
    #[serde(default)]
    pub was: Vec<String>,
    /// The month in which it took over from those.
    pub since: Option<String>,
    /// Something a person from there should know.
    pub note: Option<String>,
}

impl Area {
    /// What its council is called: `Leeds City Council`, `Kirklees Council`.
    pub fn council_name(&self) -> String {
        self.council.clone().unwrap_or_else(|| council_of(&self.name))
    }

    /// The name within a sentence: `Barnsley`, `the Isle of Wight`.
    #[must_use]
    pub fn in_text(&self) -> &str {
        self.text.as_deref().unwrap_or(&self.name)
    }
}

/// What the council of a place is called of which no register says more.
pub fn council_of(name: &str) -> String {
    match name.to_lowercase().contains("council") {
        true => name.to_string(),
        false => format!("{name} Council"),
    }
}

/// A name that stands for several councils.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The name: `South Yorkshire and Bassetlaw`.
    pub name: String,
    /// Names of the councils, those that are wholly in it first.
    pub areas: Vec<String>,
    /// Other names of the same group.
    #[serde(default)]
    pub also: Vec<String>,
}

/// A region whose mayor decides about buses there, or is taking that over.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// The mayor's authority: `South Yorkshire Mayoral Combined Authority`.
    pub name: String,
    /// Who plans its buses, where that is not the authority by its name.
    pub transport: Option<String>,
    /// The mayor's office: `Mayor of South Yorkshire`.
    pub mayor: String,
    /// `run` where it decides on every bus; else when it takes that over, as within a sentence.
    pub buses: String,
    /// Names of the councils in it.
    pub areas: Vec<String>,
    /// Where that is said.
    pub source: String,
    /// The day or month it describes.
    pub as_of: String,
    /// The month by whose end it should be read again.
    pub review_by: String,
}

impl Region {
    /// Who plans its buses.
    #[must_use]
    pub fn transport(&self) -> &str {
        self.transport.as_deref().unwrap_or(&self.name)
    }
}

/// What was found for what a person typed.
#[derive(Clone, Debug, PartialEq)]
pub enum NameMatch<'a> {
    /// One council, by its name or by another name that means it alone.
    One(&'a Area),
    /// A name that stands for several councils, of which the person has to choose one.
    Several {
        /// The name that was meant.
        asked_for: String,
        /// The councils.
        areas: Vec<&'a Area>,
    },
    /// Nothing of that name, and one so near that it is meant: a slip of the hand, or a name that
    /// holds that of the council or begins it.
    Slip(&'a Area),
    /// Nothing of that name; these come near. Best first, five at most.
    Close(Vec<&'a Area>),
    /// Nothing near it: take the name as typed.
    None,
}

fn england() -> String {
    "England".into()
}

impl Areas {
    /// Reads areas from YAML and resolves the boards they name.
    ///
    /// # Errors
    /// When the text is not YAML of this shape.
    pub fn from_yaml(text: &str) -> Result<Self, serde_yaml::Error> {
        let mut areas: Self = serde_yaml::from_str(text)?;
        areas.resolve();
        Ok(areas)
    }

    /// The areas that ship. Constituencies and boards of a council are those of its postcodes,
    /// save in Northern Ireland, whose postcodes we do not have.
    ///
    /// # Errors
    /// Never for the file that ships.
    pub fn shipped() -> Result<Self, serde_yaml::Error> {
        let mut areas = Self::from_yaml(AREAS)?;
        let (places, councils) = (postcodes::shipped(), councils::shipped());
        let Self { councils: all, boards, .. } = &mut areas;
        for area in all {
            let Some(council) = councils.by_name(&area.name) else { continue };
            if area.constituencies.is_empty() {
                let seats = places.seats_of(&council.code);
                let seats = seats.filter_map(|code| members::shipped().by_code(code));
                area.constituencies = seats.map(|seat| seat.constituency.clone()).collect();
                area.constituencies.sort_unstable();
            }
            if area.boards.is_empty() {
                let codes = places.boards_of(&council.code);
                let of = |code: &str| boards.iter().find(|b| b.code.as_deref() == Some(code));
                area.boards = codes.filter_map(of).map(|board| board.name.clone()).collect();
            }
        }
        Ok(areas)
    }

    /// The NHS board with that code.
    #[must_use]
    pub fn board_of_code(&self, code: &str) -> Option<&Board> {
        self.boards.iter().find(|board| board.code.as_deref() == Some(code))
    }

    /// Takes in another register, such as a pack's. Its entries win over those of the same name.
    pub fn merge(&mut self, other: Self) {
        self.sources.extend(other.sources);
        take_in(&mut self.nations, other.nations, |nation| fold(&nation.name));
        take_in(&mut self.boards, other.boards, |board| fold(&board.place));
        take_in(&mut self.councils, other.councils, |area| fold(&area.name));
        take_in(&mut self.groups, other.groups, |group| fold(&group.name));
        take_in(&mut self.regions, other.regions, |region| fold(&region.name));
        self.resolve();
    }

    /// The council of that name, other names not considered.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Area> {
        self.by_name(name).or_else(|| {
            let wanted = fold(name);
            let at = self.index().councils.iter().position(|area| area.name.folded == wanted)?;
            self.councils.get(at)
        })
    }

    /// The council of that name as the register writes it.
    pub(super) fn by_name(&self, name: &str) -> Option<&Area> {
        self.councils.iter().find(|area| area.name == name)
    }

    /// Whether a council is called so today: by its name or another of its names, in whatever
    /// dress.
    #[must_use]
    pub fn is_called(&self, area: &Area, typed: &str) -> bool {
        let folded = fold(typed);
        let short = key(&folded);
        let same = |name: &String| {
            let name = fold(name);
            name == folded || !short.is_empty() && key(&name) == short
        };
        std::iter::once(&area.name).chain(&area.also).any(same)
    }

    /// The NHS board of that full name or place. A board of the past is not found.
    #[must_use]
    pub fn board(&self, name: &str) -> Option<&Board> {
        if let Some(exact) = self.boards.iter().find(|board| board.name == name) {
            return Some(exact);
        }
        let wanted = fold(name);
        let mut boards = self.index().boards.iter();
        let at =
            boards.position(|board| board.name.folded == wanted || board.place.folded == wanted)?;
        self.boards.get(at)
    }

    /// The nation of that name.
    #[must_use]
    pub fn nation(&self, name: &str) -> Option<&Nation> {
        let wanted = fold(name);
        self.nations.iter().find(|nation| fold(&nation.name) == wanted)
    }

    /// The region with a mayor who decides about buses, or will, that a council of this name is in.
    #[must_use]
    pub fn region(&self, council: &str) -> Option<&Region> {
        self.regions.iter().find(|region| region.areas.iter().any(|name| name == council))
    }

    /// Names in the register that lead nowhere, as one message each: for `check`.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for area in &self.councils {
            if self.nation(&area.nation).is_none() {
                faults.push(format!("area `{}`: no nation `{}`", area.name, area.nation));
            }
            for board in area.boards.iter().filter(|board| self.board(board).is_none()) {
                faults.push(format!("area `{}`: no board `{board}`", area.name));
            }
        }
        let groups = self.groups.iter().map(|group| ("group", &group.name, &group.areas));
        let regions = self.regions.iter().map(|region| ("region", &region.name, &region.areas));
        for (kind, of, areas) in groups.chain(regions) {
            for name in areas.iter().filter(|name| self.get(name).is_none()) {
                faults.push(format!("{kind} `{of}`: no area `{name}`"));
            }
        }
        faults
    }

    /// Gives boards their full names, here and where councils name them by their place. A name
    /// that is not in the register stays as it is: it may be in the one this is merged into.
    pub(crate) fn resolve(&mut self) {
        self.index.take();
        for board in self.boards.iter_mut().filter(|board| board.name.is_empty()) {
            board.name = format!("NHS {} Integrated Care Board", board.place);
        }
        for name in self.councils.iter_mut().flat_map(|area| &mut area.boards) {
            if let Some(board) = self.boards.iter().find(|board| board.place == *name) {
                name.clone_from(&board.name);
            }
        }
    }
}

/// Puts new entries in the place of those with the same key, or at the end.
pub(super) fn take_in<T>(known: &mut Vec<T>, new: Vec<T>, key: impl Fn(&T) -> String) {
    for entry in new {
        let wanted = key(&entry);
        match known.iter_mut().find(|old| key(old) == wanted) {
            Some(old) => *old = entry,
            None => known.push(entry),
        }
    }
}

impl Board {
    /// The name without the legal words: `NHS South Yorkshire`.
    #[must_use]
    pub fn short(&self) -> &str {
        self.name.strip_suffix(" Integrated Care Board").unwrap_or(&self.name)
    }
}

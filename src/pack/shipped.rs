//! What ships with the program: the packs, embedded from `templates/`, and what every pack shares,
//! questions and registers from `data/`.

use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};
use jiff::civil::Date;

use super::load::{Item, Loaded, Wording, pack_file, questions, read};
use crate::diagnostic::{Diagnostic, Faults, Location, fault};
use crate::model::Question;
use crate::pack::files::PackFiles;
use crate::register;
use crate::register::{Areas, Bodies, Registers};
use crate::source::text::SourceText;
use crate::source::yaml;
use crate::text::language;

/// What every pack shares.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    /// Questions, in the order of their file.
    pub questions: Vec<Question>,
    /// Areas, bodies and destinations.
    pub registers: Arc<Registers>,
}

impl Shared {
    /// What the program carries, read once. Faults mean that a file in `data/` is broken.
    pub fn built_in() -> Result<&'static Shared, Vec<Diagnostic>> {
        static READ: LazyLock<Result<Shared, Vec<Diagnostic>>> = LazyLock::new(Shared::read);
        READ.as_ref().map_err(Clone::clone)
    }

    /// Reads what the program carries.
    pub fn read() -> Result<Shared, Vec<Diagnostic>> {
        let mut shared = Shared::from_yaml(
            include_str!("../../data/questions.yaml"),
            include_str!("../../data/destinations.yaml"),
        )?;
        let broken = |file: &str, error: serde_yaml::Error| {
            vec![fault("register", &[("why", &error)]).at(Location::file(file))]
        };
        let registers = Arc::make_mut(&mut shared.registers);
        registers.areas = Areas::shipped().map_err(|e| broken("data/areas.yaml", e))?;
        registers.bodies =
            Bodies::from_yaml(register::BODIES).map_err(|e| broken("data/bodies.yaml", e))?;
        Ok(shared)
    }

    /// Reads shared questions and destinations.
    pub fn from_yaml(
        questions_yaml: &str,
        destinations_yaml: &str,
    ) -> Result<Shared, Vec<Diagnostic>> {
        let faults = Faults::default();
        let (mut shared, mut registers) = (Shared::default(), Registers::default());
        registers.languages = language::shipped().to_vec();
        let text = SourceText::new("data/questions.yaml", questions_yaml);
        if let Some(list) = yaml::read(&text, &faults) {
            let list = Item { source: &text, node: &list, faults: &faults };
            let read = questions::read(list);
            shared.questions = questions::with_own(&[], &read, &registers.areas);
        }
        let text = SourceText::new("data/destinations.yaml", destinations_yaml);
        if let Some(list) = yaml::read(&text, &faults) {
            // The day is that of the check, so nothing is past its review here.
            let list = Item { source: &text, node: &list, faults: &faults };
            let read = pack_file::destinations(list, Date::MIN);
            registers.destinations = read.into_iter().map(|(one, _)| one).collect();
        }
        shared.registers = Arc::new(registers);
        if faults.leave_it_usable() { Ok(shared) } else { Err(faults.into_vec()) }
    }
}

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The pack that `sayso new` begins with. It is to be changed, not written with, so that no list
/// and no menu offers it.
pub const STARTER: &str = "starter";

/// Names of the packs that ship to be written with, in alphabetical order.
pub fn names() -> impl Iterator<Item = &'static str> {
    TEMPLATES.dirs().filter_map(|d| d.path().to_str()).filter(|name| *name != STARTER)
}

/// The files of a pack that ships, [`STARTER`] too.
pub fn files(name: &str) -> Option<PackFiles> {
    let dir = TEMPLATES.dirs().find(|d| d.path().to_str() == Some(name))?;
    let mut found = Vec::new();
    collect(dir, name, &mut found);
    Some(PackFiles::from_embedded(name, found))
}

/// Reads a pack that ships: the pack with its warnings. What is the larger part of the work is left
/// out, since a test holds the texts of each to be sound. None where none has the name.
pub fn load(name: &str, shared: &Shared, today: Date) -> Option<Loaded> {
    Some(read(&files(name)?, shared, today, Wording::Sound))
}

fn collect(dir: &'static Dir<'static>, pack: &str, found: &mut Vec<(String, &'static [u8])>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let Some(inside) = path.strip_prefix(pack).and_then(|p| p.strip_prefix('/')) {
            found.push((inside.to_string(), file.contents()));
        }
    }
    for inner in dir.dirs() {
        collect(inner, pack, found);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::check::examine;
    use crate::model::Pack;

    #[test]
    fn every_shipped_pack_is_without_a_fault() {
        let shared = Shared::built_in().expect("the registers are sound");
        for name in names().chain([STARTER]) {
            let files = files(name).expect("named a moment ago");
            let today = date(2026, 11, 21);
            let (pack, faults) = examine(&files, shared, today);
            let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
            assert!(lines.is_empty(), "{name}:\n{}", lines.join("\n"));
            let loaded = load(name, shared, today).expect("named a moment ago").expect("sound");
            assert_eq!(loaded.1, faults);
            let shown = |pack| format!("{:?}", Pack { registers: Arc::default(), ..pack });
            assert_eq!(shown(loaded.0), shown(pack.expect("sound")));
        }
    }
}

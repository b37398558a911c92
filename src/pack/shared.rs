//! What every pack shares: questions and registers from `data/`.

use std::sync::{Arc, LazyLock};

use jiff::civil::Date;

use super::load::{Item, pack_file, questions, read_yaml};
use crate::diagnostic::{Diagnostic, Faults, Location, fault};
use crate::model::Question;
use crate::register;
use crate::register::{Areas, Bodies, Registers};
use crate::source::text::SourceText;
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
        let list = |file: &str, text: &str| read_yaml(SourceText::new(file, text), &faults);
        if let Some(list) = list("data/questions.yaml", questions_yaml) {
            let read = questions::read(Item::of(&list, &faults));
            shared.questions = questions::with_own(&[], &read, &registers.areas);
        }
        if let Some(list) = list("data/destinations.yaml", destinations_yaml) {
            // The day is that of the check, so nothing is past its review here.
            let read = pack_file::destinations(Item::of(&list, &faults), Date::MIN);
            registers.destinations = read.into_iter().map(|(one, _)| one).collect();
        }
        shared.registers = Arc::new(registers);
        if faults.leave_it_usable() { Ok(shared) } else { Err(faults.into_vec()) }
    }
}

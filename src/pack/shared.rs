//! What every pack shares: questions and registers from `data/`.

use jiff::civil::Date;

use super::load::{questions, registers};
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::model::Question;
use crate::pack::faults;
use crate::register;
use crate::register::{Areas, Bodies, Registers};
use crate::source::text::SourceText;
use crate::source::yaml;
use crate::template::helpers;
use crate::text::language;

/// What every pack shares.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    /// Questions, in the order of their file.
    pub questions: Vec<Question>,
    /// Areas, bodies and destinations.
    pub registers: Registers,
}

impl Shared {
    /// What the program carries. Faults mean that a file in `data/` is broken.
    pub fn built_in() -> Result<Shared, Vec<Diagnostic>> {
        let mut shared = Shared::from_yaml(
            include_str!("../../data/questions.yaml"),
            include_str!("../../data/destinations.yaml"),
        )?;
        let broken = |file: &str, error: serde_yaml::Error| {
            vec![faults::register(error.to_string()).at(Location::file(file))]
        };
        shared.registers.areas = Areas::shipped().map_err(|e| broken("data/areas.yaml", e))?;
        shared.registers.bodies =
            Bodies::from_yaml(register::BODIES).map_err(|e| broken("data/bodies.yaml", e))?;
        Ok(shared)
    }

    /// Reads shared questions and destinations.
    pub fn from_yaml(
        questions_yaml: &str,
        destinations_yaml: &str,
    ) -> Result<Shared, Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let mut shared = Shared::default();
        shared.registers.languages = language::shipped().to_vec();
        let helpers: Vec<&str> = helpers::names().collect();
        let text = SourceText::new("data/questions.yaml", questions_yaml);
        if let Some(list) = yaml::read(&text, &mut faults) {
            let mut read = questions::read(&text, &list, &helpers, &mut faults);
            let all: Vec<Question> = read.iter().map(|asked| asked.question.clone()).collect();
            let areas = &shared.registers.areas;
            questions::check_together(&mut read, (&all, areas), &mut faults);
            shared.questions = read.into_iter().map(|asked| asked.question).collect();
        }
        let text = SourceText::new("data/destinations.yaml", destinations_yaml);
        if let Some(list) = yaml::read(&text, &mut faults) {
            // The day is that of the check, so nothing is past its review here.
            let read = registers::destinations(&text, &list, Date::MIN, &mut faults);
            shared.registers.destinations = read.into_iter().map(|(one, _)| one).collect();
        }
        faults.retain(|fault| fault.severity == Severity::Error);
        if faults.is_empty() { Ok(shared) } else { Err(faults) }
    }
}

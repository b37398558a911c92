//! Kinds `area` and `body`: places and receivers of the registers, or typed in.

use super::scan::{is_id, short_id};
use super::text;
use crate::answer::{BodyAnswer, Input};
use crate::question::fault::{AnswerFault, told};
use crate::question::lists::{lists, pattern};
use crate::register::{Area, Areas, NameMatch, Registers};

/// Most slips of the hand in a body's name for it to be taken as meant.
const MOST_SLIPS: usize = 2;

/// Reads an area. One that is not listed is taken as typed; one that is nearly another's name is
/// neither.
pub(super) fn area(typed: &str, areas: &Areas) -> Result<String, AnswerFault> {
    if !typed.contains(char::is_alphabetic) {
        return Err(told("no-name"));
    }
    let several = |asked_for, areas: Vec<&Area>| {
        let names = areas.iter().map(|area| area.name.clone()).collect();
        Err(AnswerFault::SeveralAreas { asked_for, names })
    };
    match areas.find(typed) {
        NameMatch::One(area) | NameMatch::Slip(area) => Ok(area.name.clone()),
        NameMatch::Several { asked_for, areas } => several(Some(asked_for), areas),
        NameMatch::Close(areas) => several(None, areas),
        NameMatch::None => Ok(typed.to_string()),
    }
}

/// Reads a body: an id or name of the register, or another by its name.
pub(super) fn body(raw: &Input, known: &Registers) -> Result<Option<BodyAnswer>, AnswerFault> {
    let Input::Map(map) = raw else {
        let typed = text::line(text::one(raw)?)?;
        return if typed.is_empty() { Ok(None) } else { by_text(typed, known).map(Some) };
    };
    if map.keys().any(|key| key != "name" && key != "kind") {
        return Err(told("body-keys"));
    }
    let value = |key: &str| text::line(map.get(key).map(String::as_str).unwrap_or_default());
    let (name, kind) = (value("name")?, value("kind")?);
    match (name.is_empty(), kind.is_empty()) {
        (true, true) => Ok(None),
        (true, false) => Err(told("body-keys")),
        (false, true) => Ok(Some(named(name))),
        (false, false) if is_id(&kind) => Ok(Some(BodyAnswer::Named { name, kind })),
        (false, false) => Err(told("body-kind")),
    }
}

fn by_text(typed: String, known: &Registers) -> Result<BodyAnswer, AnswerFault> {
    let near = known.bodies_like(&typed);
    let slips = |name: &str| strsim::osa_distance(&name.to_lowercase(), &typed.to_lowercase());
    match near.as_slice() {
        [one] if one.id == typed || one.name.eq_ignore_ascii_case(&typed) => {
            Ok(BodyAnswer::Known(one.id.clone()))
        }
        _ if is_id(&typed) => {
            let near = near.iter().map(|body| body.name.clone()).collect();
            Err(AnswerFault::UnknownBody { given: short_id(&typed), near })
        }
        // A slip of the hand in a long name must not lose the rules of the body.
        [one] if slips(&one.name) <= MOST_SLIPS => Ok(BodyAnswer::Known(one.id.clone())),
        _ => Ok(named(typed)),
    }
}

/// A body that is not in the register, with the kind of receiver that its name tells.
fn named(name: String) -> BodyAnswer {
    let mut kinds = lists().bodies.iter().filter(|(row, _)| pattern(row).is_match(&name));
    let kind = kinds.next().map_or("scrutiny-committee", |(_, kind)| kind);
    BodyAnswer::Named { name, kind: kind.to_string() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn known() -> Registers {
        let areas = "{councils: [{name: Barnsley}, {name: Sampleton North}, {name: Sampleton South}, \
                     {name: Cumberland}, {name: Westmorland and Furness}], groups: [{name: Cumbria, \
                     areas: [Cumberland, Westmorland and Furness]}]}";
        let bodies = "bodies: [{id: sample-hospital, name: Sample Hospital Board, kind: nhs-board, serves: \
                      {areas: [Barnsley]}}]";
        let mut registers = Registers::default();
        registers.take_in_areas(Areas::from_yaml(areas).expect("well formed"));
        registers.take_in_bodies(crate::register::Bodies::from_yaml(bodies).expect("well formed"));
        registers
    }

    #[test]
    fn an_area_is_found_corrected_or_taken_as_typed() {
        let known = known();
        for (typed, read) in [
            ("barnsley", "Barnsley"),
            ("barnsly", "Barnsley"),
            ("Isle of Sample", "Isle of Sample"),
        ] {
            assert_eq!(area(typed, &known.areas).as_deref(), Ok(read));
        }
        for (typed, told) in [
            (
                "Cumbria",
                "Cumbria is now more than one council. \
                    Type one of these: Cumberland; Westmorland and Furness.",
            ),
            ("bransly", "There is no council of this name. Did you mean Barnsley?"),
            (
                "Sampleton",
                "More than one council has a name like this. \
                    Type one of these: Sampleton North; Sampleton South.",
            ),
        ] {
            let fault = area(typed, &known.areas).map_err(|fault| fault.to_string());
            assert_eq!(fault, Err(told.into()));
        }
    }

    #[test]
    fn a_body_is_known_or_named() {
        let registers = known();
        let known = BodyAnswer::Known("sample-hospital".into());
        let named =
            |name: &str, kind: &str| BodyAnswer::Named { name: name.into(), kind: kind.into() };
        for (typed, read) in [
            ("sample-hospital", known.clone()),
            ("Sample Hospital Board", known.clone()),
            ("Sample Hospitl Board", known),
            ("Sample Town Board", named("Sample Town Board", "scrutiny-committee")),
            (
                "Exampleshire NHS Foundation Trust",
                named("Exampleshire NHS Foundation Trust", "nhs-board"),
            ),
            ("Exampleshire ICB", named("Exampleshire ICB", "nhs-board")),
            (
                "Exampleshire Integrated Care Board",
                named("Exampleshire Integrated Care Board", "nhs-board"),
            ),
            ("Exampleshire full council", named("Exampleshire full council", "council")),
            ("Health Scrutiny Panel", named("Health Scrutiny Panel", "scrutiny-committee")),
        ] {
            assert_eq!(body(&Input::Text(typed.into()), &registers), Ok(Some(read)), "{typed}");
        }
        let told = |typed: &str| {
            body(&Input::Text(typed.into()), &registers).map_err(|fault| fault.to_string())
        };
        assert_eq!(
            told("sample-hospitl"),
            Err("There is no committee or board `sample-hospitl`. Did you mean Sample Hospital Board?"
                .into())
        );
        assert_eq!(
            told("3"),
            Err("There is no committee or board `3`. Type its name in full.".into())
        );
    }

    #[test]
    fn a_body_may_come_with_its_kind() {
        let known = known();
        let map = |pairs: &[(&str, &str)]| {
            Input::Map(
                pairs
                    .iter()
                    .map(|(k, v)| ((*k).to_string(), (*v).to_string()))
                    .collect::<BTreeMap<_, _>>(),
            )
        };
        let read = body(&map(&[("name", "Sample Panel"), ("kind", "nhs-board")]), &known);
        assert_eq!(
            read,
            Ok(Some(BodyAnswer::Named { name: "Sample Panel".into(), kind: "nhs-board".into() }))
        );
        assert_eq!(body(&map(&[("name", ""), ("kind", "")]), &known), Ok(None));
        assert_eq!(
            body(&map(&[("name", "Sample"), ("kind", "A Board")]), &known),
            Err(told("body-kind"))
        );
        assert_eq!(body(&map(&[("title", "Sample")]), &known), Err(told("body-keys")));
        assert_eq!(body(&map(&[("kind", "nhs-board")]), &known), Err(told("body-keys")));
    }
}

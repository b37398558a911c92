//! Kinds `area` and `body`: places and receivers of the registers, or typed in.

use super::scan::{is_id, short_id};
use super::{parse, text};
use crate::answer::{BodyAnswer, Input};
use crate::question::AnswerFault;
use crate::register::{AreaMatch, BodyMatch, Lookup};

/// Most slips of the hand in a body's name for it to be taken as meant.
const MOST_SLIPS: usize = 2;

/// Reads an area. One that is not listed is taken as typed; one that is nearly another's name is
/// neither.
pub(super) fn area(typed: &str, lookup: &dyn Lookup) -> Result<String, AnswerFault> {
    if !typed.contains(char::is_alphabetic) {
        return Err(AnswerFault::NoName);
    }
    match lookup.area(typed) {
        AreaMatch::One(name) | AreaMatch::Slip(name) => Ok(name),
        AreaMatch::Several { asked_for, names } => {
            Err(AnswerFault::SeveralAreas { asked_for: Some(asked_for), names })
        }
        AreaMatch::Close(names) if !names.is_empty() => {
            Err(AnswerFault::SeveralAreas { asked_for: None, names })
        }
        AreaMatch::Close(_) | AreaMatch::None => Ok(typed.to_string()),
    }
}

/// Reads a body: an id or name of the register, or another by its name.
pub(super) fn body(raw: &Input, lookup: &dyn Lookup) -> Result<Option<BodyAnswer>, AnswerFault> {
    let Input::Map(map) = raw else {
        let typed = text::line(parse::one(raw)?)?;
        return if typed.is_empty() { Ok(None) } else { by_text(typed, lookup).map(Some) };
    };
    if map.keys().any(|key| key != "name" && key != "kind") {
        return Err(AnswerFault::BodyKeys);
    }
    let value = |key: &str| text::line(map.get(key).map(String::as_str).unwrap_or_default());
    let (name, kind) = (value("name")?, value("kind")?);
    match (name.is_empty(), kind.is_empty()) {
        (true, true) => Ok(None),
        (true, false) => Err(AnswerFault::BodyKeys),
        (false, true) => Ok(Some(named(name))),
        (false, false) if is_id(&kind) => Ok(Some(BodyAnswer::Named { name, kind })),
        (false, false) => Err(AnswerFault::BodyKind),
    }
}

fn by_text(typed: String, lookup: &dyn Lookup) -> Result<BodyAnswer, AnswerFault> {
    let near = match lookup.body(&typed) {
        BodyMatch::One(id) => return Ok(BodyAnswer::Known(id)),
        BodyMatch::Close(names) => names,
        BodyMatch::None => Vec::new(),
    };
    if is_id(&typed) {
        return Err(AnswerFault::UnknownBody { given: short_id(&typed), near });
    }
    // A slip of the hand in a long name must not lose the rules of the body.
    if let [name] = near.as_slice()
        && strsim::osa_distance(&name.to_lowercase(), &typed.to_lowercase()) <= MOST_SLIPS
        && let BodyMatch::One(id) = lookup.body(name)
    {
        return Ok(BodyAnswer::Known(id));
    }
    Ok(named(typed))
}

/// A body that is not in the register, with the kind of receiver that its name tells.
fn named(name: String) -> BodyAnswer {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |word: &str| words.contains(&word);
    let kind = if has("nhs") || has("trust") || has("icb") || lower.contains("integrated care") {
        "nhs-board"
    } else if lower.contains("full council") {
        "council"
    } else {
        "scrutiny-committee"
    };
    BodyAnswer::Named { name, kind: kind.to_string() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    struct Known;

    impl Lookup for Known {
        fn area(&self, typed: &str) -> AreaMatch {
            let names = |names: &[&str]| names.iter().map(|name| (*name).to_string()).collect();
            match typed {
                "Barnsley" | "barnsley" => AreaMatch::One("Barnsley".into()),
                "barnsly" => AreaMatch::Slip("Barnsley".into()),
                "bransli" => AreaMatch::Close(names(&["Barnsley"])),
                "Westshire" => AreaMatch::Close(names(&["Eastshire", "Westshore"])),
                "Cumbria" => AreaMatch::Several {
                    asked_for: "Cumbria".into(),
                    names: names(&["Cumberland", "Westmorland and Furness"]),
                },
                _ => AreaMatch::None,
            }
        }

        fn body(&self, typed: &str) -> BodyMatch {
            match typed {
                "sample-board" | "Sample Care Board" => BodyMatch::One("sample-board".into()),
                "Sample Car Board" | "sample-bord" | "Sample Town Board" => {
                    BodyMatch::Close(vec!["Sample Care Board".into()])
                }
                _ => BodyMatch::None,
            }
        }
    }

    #[test]
    fn an_area_is_found_corrected_or_taken_as_typed() {
        for (typed, read) in [
            ("barnsley", "Barnsley"),
            ("barnsly", "Barnsley"),
            ("Isle of Sample", "Isle of Sample"),
        ] {
            assert_eq!(area(typed, &Known).as_deref(), Ok(read));
        }
        for (typed, told) in [
            (
                "Cumbria",
                "Cumbria is now more than one council. \
                    Type one of these: Cumberland; Westmorland and Furness.",
            ),
            ("bransli", "There is no council of this name. Did you mean Barnsley?"),
            (
                "Westshire",
                "More than one council has a name like this. \
                    Type one of these: Eastshire; Westshore.",
            ),
        ] {
            assert_eq!(area(typed, &Known).map_err(|fault| fault.to_string()), Err(told.into()));
        }
    }

    #[test]
    fn a_body_is_known_or_named() {
        let known = BodyAnswer::Known("sample-board".into());
        let named =
            |name: &str, kind: &str| BodyAnswer::Named { name: name.into(), kind: kind.into() };
        for (typed, read) in [
            ("sample-board", known.clone()),
            ("Sample Care Board", known.clone()),
            ("Sample Car Board", known),
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
            assert_eq!(body(&Input::Text(typed.into()), &Known), Ok(Some(read)), "{typed}");
        }
        let told = |typed: &str| {
            body(&Input::Text(typed.into()), &Known).map_err(|fault| fault.to_string())
        };
        assert_eq!(
            told("sample-bord"),
            Err("There is no committee or board `sample-bord`. Did you mean Sample Care Board?"
                .into())
        );
        assert_eq!(
            told("3"),
            Err("There is no committee or board `3`. Type its name in full.".into())
        );
    }

    #[test]
    fn a_body_may_come_with_its_kind() {
        let map = |pairs: &[(&str, &str)]| {
            Input::Map(
                pairs
                    .iter()
                    .map(|(k, v)| ((*k).to_string(), (*v).to_string()))
                    .collect::<BTreeMap<_, _>>(),
            )
        };
        let read = body(&map(&[("name", "Sample Panel"), ("kind", "nhs-board")]), &Known);
        assert_eq!(
            read,
            Ok(Some(BodyAnswer::Named { name: "Sample Panel".into(), kind: "nhs-board".into() }))
        );
        assert_eq!(body(&map(&[("name", ""), ("kind", "")]), &Known), Ok(None));
        assert_eq!(
            body(&map(&[("name", "Sample"), ("kind", "A Board")]), &Known),
            Err(AnswerFault::BodyKind)
        );
        assert_eq!(body(&map(&[("title", "Sample")]), &Known), Err(AnswerFault::BodyKeys));
        assert_eq!(body(&map(&[("kind", "nhs-board")]), &Known), Err(AnswerFault::BodyKeys));
    }
}

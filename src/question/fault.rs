//! Why an answer was not taken, in the sentences of `data/answers.yaml`.
//!
//! They never repeat what was typed, except a short id or option, so that no letter ends up in a log.

use std::fmt;

use super::lists::lists;
use crate::diagnostic::{filled, near};

/// Why an answer was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerFault {
    /// Nothing was given and an answer is required.
    Missing,
    /// A postcode that does not tell what is needed, since the table does not have it.
    NotLocated,
    /// The member whom the table has is not the one of today.
    OtherMember,
    /// What the sentence of this name says, with what is filled in.
    Told(&'static str, Vec<(&'static str, String)>),
    /// None of the options.
    NotOffered {
        /// What was given, if it is short and an id.
        given: Option<String>,
        /// The option that may have been meant.
        near: Option<String>,
        /// The texts of the options, in the order in which they are numbered.
        offered: Vec<String>,
    },
    /// Several areas may be meant.
    SeveralAreas {
        /// The name that was asked for, as the register writes it; none when no area is of that
        /// name and these are nearly spelt so.
        asked_for: Option<String>,
        /// Their names.
        names: Vec<String>,
    },
    /// An answer for which something that is being written is not written: an area in another
    /// nation, a library where it is about a bus.
    WrittenFor {
        /// For which it is, as within a sentence.
        holds: Vec<String>,
        /// The nation of the area, where it holds in others.
        nation: Option<String>,
        /// Who sits for people there in their own parliament, and whom to write to instead.
        member: Option<String>,
        /// What the pack has instead: `local-service/member-letter`.
        instead: Vec<String>,
        /// The ids of the templates that are not written for the answer.
        refused: Vec<String>,
    },
    /// The id of no committee or board.
    UnknownBody {
        /// What was given, if it is short and an id.
        given: Option<String>,
        /// Names that may have been meant.
        near: Vec<String>,
    },
    /// The id of no concern.
    UnknownConcern {
        /// What was given, if it is short.
        given: Option<String>,
        /// The id that may have been meant.
        near: Option<String>,
    },
}

/// The fault of a name, which has nothing to be filled in.
pub(super) fn told(name: &'static str) -> AnswerFault {
    AnswerFault::Told(name, Vec::new())
}

impl AnswerFault {
    /// The fault of an id that is no question's.
    pub fn unknown_question<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> AnswerFault {
        let meant = near(id, known).map_or(String::new(), |near| say("meant", &[("near", near)]));
        AnswerFault::Told("unknown-question", vec![("id", short(id)), ("meant", meant)])
    }
}

/// The sentence of a name with these values in their places.
fn say(name: &str, values: &[(&str, String)]) -> String {
    filled(lists().faults.get(name).map_or(name, String::as_str), values)
}

impl fmt::Display for AnswerFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use AnswerFault::*;
        let meant = |near: &Option<String>| {
            near.iter().map(|near| say("meant", &[("near", near.clone())])).collect::<String>()
        };
        let named = |thing: &str, given: &Option<String>| {
            let named = given.as_ref().map(|id| format!("{thing} `{id}`"));
            ("named", named.unwrap_or_else(|| format!("such {thing}")))
        };
        let or = |all: &[String]| all.join(" or ");
        f.write_str(&match self {
            Missing => say("missing", &[]),
            NotLocated => say("not-located", &[]),
            OtherMember => say("other-member", &[]),
            Told(name, values) => say(name, values),
            NotOffered { given, near, offered } => {
                let given = given.as_ref().map_or("This".into(), |given| format!("`{given}`"));
                let offered =
                    offered.iter().zip(1..).map(|(text, number)| format!("{number} {text}"));
                let offered = offered.collect::<Vec<_>>().join("; ");
                let rest = match near {
                    None => say("choose-from", &[("offered", offered)]),
                    near => meant(near),
                };
                say("not-offered", &[("given", given)]) + &rest
            }
            SeveralAreas { asked_for, names } => {
                let values =
                    [("names", names.join("; ")), ("name", asked_for.clone().unwrap_or_default())];
                let name = match (asked_for, names.len()) {
                    (Some(_), _) => "now-several",
                    (None, 1) => "one-like-it",
                    (None, _) => "several-like-it",
                };
                say(name, &values)
            }
            WrittenFor { holds, nation: None, instead, .. } => {
                let there = [("there", or(instead))];
                let rest = if instead.is_empty() { String::new() } else { say("instead", &there) };
                say("written-for", &[("holds", or(holds))]) + &rest
            }
            WrittenFor { holds, nation: Some(nation), member, instead, .. } => {
                let nation = ("nation", nation.clone());
                let rest = match (instead.as_slice(), member) {
                    ([], None) => String::new(),
                    ([], Some(member)) => say("write-to-member", &[("member", member.clone())]),
                    _ => say("for-nation", &[nation.clone(), ("there", or(instead))]),
                };
                say("written-for-nations", &[("holds", holds.join(", ")), nation]) + &rest
            }
            UnknownBody { given, near } => {
                let name = if near.is_empty() { "unknown-body" } else { "body-like-it" };
                say(name, &[named("committee or board", given), ("names", or(near))])
            }
            UnknownConcern { given, near } => {
                let unknown = say("unknown-concern", &[named("concern", given)]);
                unknown + &meant(near) + &say("own-concern", &[])
            }
        })
    }
}

/// An id as it may be repeated: what is none, such as a sentence that became a key, is left out.
pub fn short(id: &str) -> String {
    let is_id = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if id.len() <= 40 && id.split('.').all(is_id) {
        return id.to_string();
    }
    let first = id.split('.').next().filter(|first| first.len() <= 40 && is_id(first));
    first.filter(|first| first.len() < id.len()).map_or("…".into(), |first| format!("{first}.…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_question_is_met_with_the_one_that_may_be_meant() {
        let known = ["mp.name", "postcode", "story"];
        let told = |id: &str| AnswerFault::unknown_question(id, known.into_iter()).to_string();
        assert_eq!(told("postcod"), "There is no question `postcod`. Did you mean `postcode`?");
        assert_eq!(told("mp_name"), "There is no question `mp_name`. Did you mean `mp.name`?");
        assert_eq!(told("colour"), "There is no question `colour`.");
        assert!(told(&"x".repeat(5_000)).len() < 100);
    }

    #[test]
    fn faults_say_what_to_do() {
        let offered = vec!["for myself".to_string(), "for a group".to_string()];
        for (fault, told) in [
            (
                crate::question::text::too_long(200_000, 1),
                "This answer is too long by 1 character. It can have 200,000 at most.",
            ),
            (
                AnswerFault::NotOffered { given: Some("me".into()), near: None, offered },
                "`me` is not one of the answers offered. Choose from: 1 for myself; 2 for a group.",
            ),
            (
                crate::question::choice::within(vec![1, 2, 3, 4, 5], Some(3))
                    .expect_err("too many"),
                "Choose 3 at most, not 5.",
            ),
            (
                crate::question::text::clean("\u{7}", 9).expect_err("hidden"),
                "There is a hidden character in this answer (U+0007). \
                    Type the answer again instead of pasting it.",
            ),
        ] {
            assert_eq!(fault.to_string(), told);
        }
    }
}

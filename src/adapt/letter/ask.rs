//! Questions of the pack's own: their ids, how they ask, and made-up answers for an example.

use std::collections::BTreeSet;

use super::meaning::Use;
use super::resolve::TITLES;
use super::{Gap, wording, words};
use crate::adapt::yaml;
use crate::model::Kind;

/// A question of the pack's own, as it is written into `pack.yaml`.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::adapt) struct Asked {
    pub(in crate::adapt) id: String,
    pub(in crate::adapt) ask: String,
    pub(in crate::adapt) help: Option<String>,
    pub(in crate::adapt) kind: Kind,
    pub(in crate::adapt) required: bool,
    pub(in crate::adapt) options: Vec<String>,
    /// What stands where nothing else is given; then it is not asked.
    pub(in crate::adapt) default: Option<String>,
    /// A made-up answer, as YAML.
    pub(in crate::adapt) example: String,
    /// What an author should know of it.
    pub(in crate::adapt) note: Option<String>,
}

impl Asked {
    /// A question of this id and kind, still without words.
    pub(in crate::adapt) fn named(id: &str, kind: Kind) -> Asked {
        Asked {
            id: id.to_string(),
            ask: String::new(),
            help: None,
            kind,
            required: true,
            options: Vec::new(),
            default: None,
            example: String::new(),
            note: None,
        }
    }

    /// Its lines in `pack.yaml`.
    pub(in crate::adapt) fn yaml(&self) -> String {
        let mut out = String::new();
        if let Some(note) = &self.note {
            out.push_str(&yaml::comment(note, "  "));
        }
        out.push_str(&format!("  - id: {}\n", self.id));
        if let Some(default) = &self.default {
            out.push_str("    # Known, so not asked.\n");
            out.push_str(&format!("    default: {}\n", yaml::scalar(default)));
        } else {
            out.push_str(&format!("    ask: {}\n", yaml::scalar(&self.ask)));
        }
        out.push_str(&format!("    kind: {}\n", self.kind.name()));
        if !self.options.is_empty() {
            out.push_str("    options:\n");
            for option in &self.options {
                out.push_str(&format!("      - {}\n", yaml::scalar(option)));
            }
        }
        if !self.required {
            out.push_str("    required: false\n");
        }
        if let Some(help) = &self.help {
            out.push_str(&format!("    help: {}\n", yaml::scalar(help)));
        }
        out
    }
}

/// The question that a placeholder becomes. `whole`: the sentence needs the answer.
pub(super) fn asked(gap: &Gap, id: String, whole: bool) -> Asked {
    let (kind, options) = match &gap.becomes {
        Use::Choose(options) => (Kind::Choice, options.clone()),
        Use::Own(kind) => (*kind, Vec::new()),
        _ => (Kind::Text, Vec::new()),
    };
    let own_words = kind == Kind::OwnWords;
    let says = gap.around.chars().filter(|c| c.is_alphabetic()).count() > 5;
    let (_, such) = wording::parted(&gap.label);
    let such = such.map(|such| format!("For example: {such}. ")).unwrap_or_default();
    let help = if own_words && !whole {
        Some(
            "In your own words. Two or three sentences are plenty. Press Enter to leave it out."
                .into(),
        )
    } else {
        says.then(|| format!("{such}In the letter: “{}”", gap.around))
    };
    let note = (!gap.sure).then(|| {
        format!("sayso was not sure of this one. In the letter it was written: {}", gap.written)
    });
    Asked {
        ask: ask(gap, kind, &options),
        help,
        required: whole || !own_words && !may_be_left(gap),
        example: made_up(gap, kind, &options),
        id,
        kind,
        options,
        default: None,
        note,
    }
}

/// Whether it asks how to reach somebody.
pub(super) fn reaches(gap: &Gap) -> bool {
    matches!(gap.becomes, Use::Own(Kind::Email | Kind::Telephone | Kind::Contact))
}

/// Whether the letter reads well without it: a line that goes with it, or words in its place.
pub(super) fn may_be_left(gap: &Gap) -> bool {
    gap.line_words.is_some() || falls_back(gap)
}

/// Whether "the address above" can stand for how to reach somebody: behind "at" alone.
pub(super) fn falls_back(gap: &Gap) -> bool {
    let (before, _) = sides(gap);
    gap.becomes == Use::Own(Kind::Contact) && words::words(before).last().is_some_and(|w| w == "at")
}

/// How it asks.
fn ask(gap: &Gap, kind: Kind, options: &[String]) -> String {
    let says = gap.label.contains(char::is_alphabetic);
    if kind == Kind::Number
        && words::all(&words::words(&gap.label), &["insert", "a", "the", "number"])
        && let Some(of) = counted(gap)
    {
        return format!("How many {of}?");
    }
    let asked = says.then(|| wording::ask(&gap.label, kind)).flatten();
    if !options.is_empty() {
        let known = || format!("Which is right: {}?", options.join(", or "));
        return asked.filter(|_| gap.named).unwrap_or_else(known);
    }
    if let Some(asked) = asked {
        return asked;
    }
    match kind {
        Kind::Number => {
            let unit = gap.known_by.first().map(String::as_str).unwrap_or("of them");
            format!("How many {}?", unit.replace('_', " "))
        }
        Kind::Date => "Which date?".into(),
        Kind::OwnWords => "What would you like to say here, in your own words?".into(),
        _ if gap.known_by == ["place"] => "Which town or village do you live in?".into(),
        _ => beside(gap),
    }
}

/// The words before and behind a placeholder in its sentence, where `[…]` stands for others.
fn sides(gap: &Gap) -> (&str, &str) {
    let mut all = gap.around.match_indices('…');
    let own = all.find(|(at, _)| !gap.around[..*at].ends_with('['));
    own.map_or(("", ""), |(at, sign)| (&gap.around[..at], &gap.around[at + sign.len()..]))
}

/// What a bare `[number]` counts: the words behind it, as in `[number] times a week to get …`.
fn counted(gap: &Gap) -> Option<String> {
    let (_, after) = sides(gap);
    let stop = ["to", "that", "which", "and", "of", "on", "in", "at", "for", "with", "who", "but"];
    let plain = |word: &&str| {
        word.chars().all(char::is_alphabetic) && !stop.contains(&word.to_lowercase().as_str())
    };
    let after = after.split([',', '.', ';', ':', '!', '?', '[', '(']).next()?;
    let of: Vec<&str> = after.split_whitespace().take_while(plain).take(3).collect();
    let many = |word: &&str| word.ends_with('s') || ["children", "people"].contains(word);
    of.first().is_some_and(many).then(|| of.join(" "))
}

/// Asks for a gap by the words beside it, so that two of them can be told apart.
fn beside(gap: &Gap) -> String {
    let (before, after) = sides(gap);
    let signs = |c: char| !c.is_alphanumeric();
    let before = before.rsplit(['.', '!', '?', ']']).next().unwrap_or_default();
    let near: Vec<&str> = before.split_whitespace().rev().take(4).collect();
    let near = near.into_iter().rev().collect::<Vec<_>>().join(" ");
    let near = near.trim_matches(signs);
    if !near.is_empty() {
        return format!("What goes in the gap after “{near}”?");
    }
    let after = after.split(['.', '!', '?', '[']).next().unwrap_or_default();
    let next = after.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    match next.trim_matches(signs) {
        "" => "What goes in the gap?".into(),
        next => format!("What goes in the gap before “{next}”?"),
    }
}

pub(in crate::adapt) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A made-up answer for a placeholder. In `[name of ward] ward` it is not "Example Ward" again.
fn made_up(gap: &Gap, kind: Kind, options: &[String]) -> String {
    let next = words::words(sides(gap).1).into_iter().next();
    let again = next.is_some()
        && kind == Kind::Text
        && gap.known_by.iter().rev().find(|w| *w != "name") == next.as_ref();
    if again { "Sample Lane".into() } else { example(kind, options, &gap.known_by, &gap.label) }
}

/// A made-up answer, as YAML.
pub(in crate::adapt) fn example(
    kind: Kind,
    options: &[String],
    known_by: &[String],
    label: &str,
) -> String {
    match kind {
        Kind::Choice => yaml::scalar(options.first().map_or("", String::as_str)),
        Kind::Number => "3".into(),
        Kind::Date => "2026-10-05".into(),
        Kind::Email => "jean@example.org".into(),
        Kind::Telephone | Kind::Contact => "01632 960123".into(),
        Kind::OwnWords => {
            "These words are made up. Here stands what somebody has seen for themselves.".into()
        }
        _ => {
            let said = words::words(label);
            if words::any(known_by, &["town", "village", "city", "place", "location"]) {
                return "Exampleton".into();
            }
            match said.iter().position(|w| w == "how").and_then(|at| said.get(at + 1)) {
                Some(next) if next == "long" => return "three years".into(),
                Some(next) if next == "often" => return "twice a week".into(),
                _ => {}
            }
            if words::any(known_by, TITLES) {
                return "Sample".into();
            }
            if words::any(&said, &["name"])
                && words::any(&said, &["child", "son", "daughter", "mother", "councillor"])
            {
                return "Sam Example".into();
            }
            let noun: Vec<&str> =
                known_by.iter().take(3).map(String::as_str).filter(|w| *w != "name").collect();
            let joint = noun.iter().any(|word| ["and", "or"].contains(word));
            let noun: Vec<String> =
                noun.into_iter().map(|w| if joint { w.to_string() } else { capital(w) }).collect();
            let noun = if noun.is_empty() { "words".into() } else { noun.join(" ") };
            yaml::scalar(&format!("Example {noun}"))
        }
    }
}

/// An id that nothing else has.
pub(in crate::adapt) fn unique(id: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = id.to_string();
    let mut number = 2;
    while taken.contains(&free) {
        free = format!("{id}_{number}");
        number += 1;
    }
    taken.insert(free.clone());
    free
}

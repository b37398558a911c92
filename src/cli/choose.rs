//! Choosing what to write: from the command line, else from the answers file, else by asking.
//!
//! What is asked here comes before the questions of the pack; `<` at the first of those leads
//! back here.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil::DateTime;
use sayso::diagnostic::Diagnostic;
use sayso::error::Error;
use sayso::model::Pack;
use sayso::pack::shipped;
use sayso::source::AnswerFile;

use super::args::WriteArgs;
use super::prompt::{self, Heard, Style};
use super::{packs, screen};

/// What was chosen.
pub(crate) struct Choice {
    /// The pack.
    pub(crate) pack: Pack,
    /// How it is found again: the name of one that ships, or its path.
    pub(crate) found: String,
    /// Ids of its templates.
    pub(crate) templates: Vec<String>,
    /// Whether the person was asked, and so may choose again.
    pub(crate) asked: bool,
}

/// Chooses the pack and the templates: as named (on the command line, or instead of that), else from the answers file, else
/// by asking.
pub(crate) fn choose(
    what: &[String],
    args: &WriteArgs,
    file: Option<&AnswerFile>,
    style: Option<Style>,
    now: DateTime,
) -> Result<Choice, Error> {
    let wanted: Vec<packs::Wanted> = what.iter().map(|w| packs::wanted(w)).collect();
    let named = file.and_then(|f| f.pack.clone());
    if let Some(other) = wanted.iter().find(|w| w.pack != wanted[0].pack) {
        return Err(Error::TwoPacks(wanted[0].pack.clone(), other.pack.clone()));
    }
    let given = wanted.first().map(|w| w.pack.clone()).or_else(|| named.clone());
    let mut ids: Vec<String> = wanted.into_iter().filter_map(|w| w.template).collect();
    if ids.is_empty() {
        ids = file.map(|f| f.templates.clone()).unwrap_or_default();
    }
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    loop {
        let name = match (&given, style) {
            (Some(given), _) => given.clone(),
            (None, Some(style)) => choose_pack(style, now)?,
            (None, None) => return Err(nothing_chosen(now)),
        };
        let (pack, warnings) = packs::load(&name, now.date())?;
        tell_publisher(&pack, &name, &warnings);
        if let (Some(named), Some(path)) = (&named, &args.answers)
            && *named != pack.id
            && *named != name
            && !packs::is_own_example(&name, path)
        {
            return Err(Error::OtherPack {
                file: path.clone(),
                names: named.clone(),
                asked: pack.id,
            });
        }
        let (templates, asked) = match (ids.as_slice(), pack.templates.as_slice(), style) {
            ([_, ..], ..) => (ids.clone(), false),
            (_, [only], _) => (vec![only.id.clone()], false),
            (_, _, Some(style)) => match choose_templates(&pack, style, given.is_none())? {
                Some(templates) => (templates, true),
                None => continue,
            },
            (_, templates, None) => {
                let known = templates.iter().map(|t| format!("{name}/{}", t.id)).collect();
                return Err(Error::NothingChosen(known));
            }
        };
        return Ok(Choice { pack, found: found(&name), templates, asked });
    }
}

/// How a pack is found from another folder.
fn found(name: &str) -> String {
    if shipped::names().any(|n| n == name) {
        return name.to_string();
    }
    std::path::absolute(name).map_or_else(|_| name.to_string(), |path| path.display().to_string())
}

/// Says once who publishes a pack that does not ship with sayso.
pub(crate) fn tell_publisher(pack: &Pack, name: &str, warnings: &[Diagnostic]) {
    // Who goes back to choose something else of the pack has read it.
    static TOLD: AtomicBool = AtomicBool::new(false);
    if shipped::names().any(|n| n == name) || TOLD.swap(true, Ordering::Relaxed) {
        return;
    }
    let day = sayso::text::dates::day(pack.updated);
    screen::say(&format!("{}, published by {}, last updated {day}.", pack.title, pack.publisher));
    if !warnings.is_empty() {
        screen::say(&format!("It has warnings: `sayso check {name}` shows them."));
    }
}

fn nothing_chosen(now: DateTime) -> Error {
    let known = shipped::names()
        .filter_map(|name| {
            let (pack, _) = packs::load(name, now.date()).ok()?;
            Some(pack.templates.iter().map(|t| format!("{name}/{}", t.id)).collect::<Vec<_>>())
        })
        .flatten()
        .collect();
    Error::NothingChosen(known)
}

/// Asks what it is about. With one pack there is nothing to ask.
fn choose_pack(style: Style, now: DateTime) -> Result<String, Error> {
    let names: Vec<&str> = shipped::names().collect();
    if let [only] = names.as_slice() {
        return Ok(only.to_string());
    }
    let mut lines = Vec::new();
    for name in &names {
        lines.push(packs::load(name, now.date())?.0.title);
    }
    let menu = Menu {
        question: "What is it about? Type a number.",
        why: "Each of these has its own letters, points and sources.",
        lines: &lines,
        most: 1,
        back: false,
    };
    match menu.ask(style)? {
        Some(picked) => Ok(names[picked[0]].to_string()),
        None => Err(Error::Interrupted),
    }
}

/// Asks what to write; none to go back to what it is about.
fn choose_templates(
    pack: &Pack,
    style: Style,
    first_asked: bool,
) -> Result<Option<Vec<String>>, Error> {
    screen::say(&format!("\n{}", pack.title));
    let lines: Vec<String> = pack.templates.iter().map(|t| t.action.clone()).collect();
    let menu = Menu {
        question: "What would you like to do? Type one or more numbers.",
        why: "Several can be written in one go: what they need is asked once.",
        lines: &lines,
        most: lines.len(),
        back: first_asked && shipped::names().count() > 1,
    };
    let picked = menu.ask(style)?;
    Ok(picked.map(|p| p.into_iter().map(|i| pack.templates[i].id.clone()).collect()))
}

/// Numbered lines to pick from.
struct Menu<'m> {
    question: &'m str,
    why: &'m str,
    lines: &'m [String],
    /// Most that may be picked.
    most: usize,
    /// Whether there is a question before this one.
    back: bool,
}

impl Menu<'_> {
    /// The indexes picked, each once, in the order typed; none to go back.
    fn ask(&self, style: Style) -> Result<Option<Vec<usize>>, Error> {
        screen::say(&format!("\n{}", self.question));
        for (index, line) in self.lines.iter().enumerate() {
            screen::option(index + 1, line);
        }
        let asked = prompt::until(style, |typed| {
            match typed {
                "q" => return Heard::Taken(Err(Error::Interrupted)),
                "p" => prompt::turn_plain(style),
                "?" => screen::note(self.why),
                "<" if self.back => return Heard::Taken(Ok(None)),
                "<" => screen::note("This is the first question."),
                typed => {
                    let picked = picked(typed, self.lines.len(), self.most);
                    return picked.map_or_else(
                        || Heard::Refused(self.again()),
                        |picked| Heard::Taken(Ok(Some(picked))),
                    );
                }
            }
            Heard::Told
        });
        asked.unwrap_or(Err(Error::Interrupted))
    }

    fn again(&self) -> String {
        let (what, last) = (if self.most == 1 { "a number" } else { "numbers" }, self.lines.len());
        format!("Please type {what} from 1 to {last}.")
    }
}

/// The indexes of numbers typed; none when something else was.
fn picked(typed: &str, of: usize, most: usize) -> Option<Vec<usize>> {
    let mut picked = Vec::new();
    for piece in typed.split([' ', ',']).filter(|p| !p.is_empty() && *p != "and" && *p != "&") {
        let number = piece.trim_end_matches('.').parse::<usize>().ok()?;
        let index = number.checked_sub(1).filter(|index| *index < of)?;
        if !picked.contains(&index) {
            picked.push(index);
        }
    }
    (1..=most).contains(&picked.len()).then_some(picked)
}

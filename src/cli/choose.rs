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
use super::prompt::{Menu, Style};
use super::{packs, screen};

/// Something to write that ships, as an example of what can be named.
const SUCH: &str = "anything/mp-letter";

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

/// Chooses the pack and the templates: as named, else from the answers file, else by asking. `back`
/// says that the person came back for it, so that `<` leads to what it is about.
pub(crate) fn choose(
    what: &[String],
    mut back: bool,
    args: &WriteArgs,
    file: Option<&AnswerFile>,
    style: Option<Style>,
    now: DateTime,
) -> Result<Choice, Error> {
    let named = file.and_then(|f| f.pack.clone());
    let (pack, mut ids) = packs::wanted_of_one(what)?;
    let mut given = pack.or_else(|| named.clone());
    if ids.is_empty() {
        ids = file.map(|f| f.templates.clone()).unwrap_or_default();
    }
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    loop {
        let came_back = back && given.is_some();
        let name = match (given.take(), style) {
            (Some(given), _) => given,
            (None, Some(style)) => {
                back = true;
                choose_pack(style, now)?
            }
            (None, None) => return Err(packs::nothing_chosen(SUCH)),
        };
        let (pack, warnings) = packs::load(&name, now.date())?;
        tell_publisher(&pack, &name, &warnings);
        if let Some(file) = &args.answers {
            packs::refuse_other(named.as_ref(), file, (&pack, &name))?;
        }
        let (templates, asked) = match (ids.as_slice(), pack.templates.as_slice(), style) {
            ([_, ..], ..) => (ids.clone(), false),
            // There was nothing to choose of it.
            (_, [_], Some(_)) if came_back => continue,
            (_, [only], _) => (vec![only.id.clone()], back),
            (_, _, Some(style)) => match choose_templates(&pack, style, back)? {
                Some(templates) => (templates, true),
                None => continue,
            },
            (_, templates, None) => {
                let first = templates.first().map(|template| template.id.as_str());
                let such = format!("{name}/{}", first.unwrap_or_default());
                return Err(packs::nothing_chosen(&such));
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

/// Asks what it is about.
fn choose_pack(style: Style, now: DateTime) -> Result<String, Error> {
    let names: Vec<&str> = shipped::names().collect();
    let titles = names.iter().map(|name| Ok(packs::load(name, now.date())?.0.title));
    let menu = Menu {
        question: "\nWhat is it about? Type a number.",
        why: "Each of these has its own letters, points and sources.",
        lines: &titles.collect::<Result<Vec<String>, Error>>()?,
        most: 1,
        enter: None,
        back: false,
    };
    let picked = menu.ask(style)?.unwrap_or_default();
    Ok(picked.into_iter().map(|index| names[index].to_string()).collect())
}

/// Asks what to write; none to go back to what it is about.
fn choose_templates(pack: &Pack, style: Style, back: bool) -> Result<Option<Vec<String>>, Error> {
    let lines: Vec<String> = pack.templates.iter().map(|t| t.action.clone()).collect();
    screen::say(&format!("\n{}", pack.title));
    let menu = Menu {
        question: "\nWhat would you like to do? Type one or more numbers.",
        why: "Several can be written in one go: what they need is asked once.",
        lines: &lines,
        most: lines.len(),
        enter: None,
        back,
    };
    let picked = menu.ask(style)?;
    Ok(picked.map(|p| p.into_iter().map(|i| pack.templates[i].id.clone()).collect()))
}

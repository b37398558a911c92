//! Choosing what to write: from the command line, else from the answers file, else by asking.

use jiff::civil::DateTime;
use sayso::answers::AnswerFile;
use sayso::error::{Error, Fault};
use sayso::pack::{Pack, shipped};

use super::args::WriteArgs;
use super::prompt::{self, Style, Typed};
use super::{packs, screen};

/// Chooses the pack and the templates: from the command line, else from the answers file, else
/// by asking.
pub(crate) fn choose(
    args: &WriteArgs,
    file: Option<&AnswerFile>,
    style: Option<Style>,
    now: DateTime,
) -> Result<(Pack, Vec<String>), Error> {
    let wanted: Vec<packs::Wanted> = args.what.iter().map(|w| packs::wanted(w)).collect();
    let named = file.and_then(|f| f.pack.clone());
    if let Some(other) = wanted.iter().find(|w| w.pack != wanted[0].pack) {
        return Err(Error::TwoPacks(wanted[0].pack.clone(), other.pack.clone()));
    }
    let name = match (wanted.first(), &named, style) {
        (Some(wanted), _, _) => wanted.pack.clone(),
        (None, Some(named), _) => named.clone(),
        (None, None, Some(style)) => choose_pack(style, now)?,
        (None, None, None) => return Err(nothing_chosen(now)),
    };
    let (pack, warnings) = packs::load(&name, now.date())?;
    tell_publisher(&pack, &name, &warnings);
    if let (Some(named), Some(path)) = (named, &args.answers)
        && named != pack.id
        && named != name
    {
        return Err(Error::OtherPack { file: path.clone(), names: named, asked: pack.id });
    }
    let mut ids: Vec<String> = wanted.into_iter().filter_map(|w| w.template).collect();
    if ids.is_empty() {
        ids = file.map(|f| f.templates.clone()).unwrap_or_default();
    }
    if ids.is_empty() {
        ids = match (style, pack.templates.as_slice()) {
            (_, [only]) => vec![only.id.clone()],
            (Some(style), _) => choose_templates(&pack, style)?,
            (None, templates) => {
                let known = templates.iter().map(|t| format!("{name}/{}", t.id)).collect();
                return Err(Error::NothingChosen(known));
            }
        };
    }
    Ok((pack, ids))
}

/// Says once who publishes a pack that does not ship with sayso.
fn tell_publisher(pack: &Pack, name: &str, warnings: &[Fault]) {
    if shipped::names().any(|n| n == name) {
        return;
    }
    let day = sayso::dates::day(pack.updated);
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
    let index = choose_numbers(style, "What is it about? Type a number.", &lines, 1)?;
    Ok(names[index[0]].to_string())
}

fn choose_templates(pack: &Pack, style: Style) -> Result<Vec<String>, Error> {
    screen::say(&format!("\n{}", pack.title));
    let lines: Vec<String> = pack.templates.iter().map(|t| t.action.clone()).collect();
    let question = "What would you like to do? Type one or more numbers.";
    let picked = choose_numbers(style, question, &lines, lines.len())?;
    Ok(picked.into_iter().map(|i| pack.templates[i].id.clone()).collect())
}

/// Lets the person pick lines by number; gives their indexes, each once, in the order typed.
fn choose_numbers(style: Style, question: &str, lines: &[String], most: usize) -> Result<Vec<usize>, Error> {
    screen::say(&format!("\n{question}"));
    for (index, line) in lines.iter().enumerate() {
        screen::option(index + 1, line);
    }
    loop {
        let text = match prompt::line(prompt::settled(style), "") {
            Typed::Ended => return Err(Error::Interrupted),
            Typed::Line(text) => text,
        };
        match text.trim() {
            "q" => return Err(Error::Interrupted),
            "p" => {
                prompt::go_plain();
                screen::say("Plain lines from now on.");
                continue;
            }
            _ => {}
        }
        let mut picked: Vec<usize> = Vec::new();
        for piece in text.split([' ', ',']).filter(|p| !p.is_empty() && *p != "and") {
            match piece.parse::<usize>() {
                Ok(n) if (1..=lines.len()).contains(&n) && !picked.contains(&(n - 1)) => picked.push(n - 1),
                Ok(n) if (1..=lines.len()).contains(&n) => {}
                _ => {
                    picked.clear();
                    break;
                }
            }
        }
        if (1..=most).contains(&picked.len()) {
            return Ok(picked);
        }
        screen::say_indented(&format!("Please type {} from 1 to {}.", if most == 1 { "a number" } else { "numbers" }, lines.len()), "  ");
    }
}

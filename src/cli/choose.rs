//! How an interview begins: carrying on with one that was stopped, or choosing what to write, from the
//! command line, else from the answers file, else by asking.
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
use sayso::text::{ENGLISH, words};
use serde_json::json;

use super::args::WriteArgs;
use super::keep::{self, SavedSession};
use super::notes::counted;
use super::written::bare;
use super::{packs, talk};

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
    asks: bool,
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
        let name = match given.take() {
            Some(given) => given,
            None if asks => {
                back = true;
                choose_pack(now)?
            }
            None => return Err(talk::failed("nothing-chosen", json!({"such": SUCH}))),
        };
        let (pack, warnings) = packs::load(&name, now.date())?;
        tell_publisher(&pack, &name, &warnings);
        if let Some(file) = &args.answers {
            packs::refuse_other(named.as_ref(), file, (&pack, &name))?;
        }
        let (templates, asked) = match (ids.as_slice(), pack.templates.as_slice(), asks) {
            ([_, ..], ..) => (ids.clone(), false),
            // There was nothing to choose of it.
            (_, [_], true) if came_back => continue,
            (_, [only], _) => (vec![only.id.clone()], back),
            (_, _, true) => match choose_templates(&pack, back)? {
                Some(templates) => (templates, true),
                None => continue,
            },
            (_, templates, false) => {
                let first = templates.first().map(|template| template.id.as_str());
                let such = format!("{name}/{}", first.unwrap_or_default());
                return Err(talk::failed("nothing-chosen", json!({"such": such})));
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
    let data = json!({
        "title": pack.title,
        "publisher": pack.publisher,
        "day": ENGLISH.day(pack.updated),
        "warned": !warnings.is_empty(),
        "name": name,
    });
    talk::say("publisher", data);
}

/// Asks what it is about.
fn choose_pack(now: DateTime) -> Result<String, Error> {
    let names: Vec<&str> = shipped::names().collect();
    let titles = names.iter().map(|name| Ok(packs::load(name, now.date())?.0.title));
    let lines = titles.collect::<Result<Vec<String>, Error>>()?;
    let picked = talk::menu(("which-pack", json!({})), &lines, 1, None, false)?.unwrap_or_default();
    Ok(picked.into_iter().map(|index| names[index].to_string()).collect())
}

/// Asks what to write; none to go back to what it is about.
fn choose_templates(pack: &Pack, back: bool) -> Result<Option<Vec<String>>, Error> {
    let lines: Vec<String> = pack.templates.iter().map(|t| t.action.clone()).collect();
    let asked = ("which-templates", json!({"title": pack.title}));
    let picked = talk::menu(asked, &lines, lines.len(), None, back)?;
    Ok(picked.map(|p| p.into_iter().map(|i| pack.templates[i].id.clone()).collect()))
}

/// The interview to carry on with: with `asked_for` the newest unasked, else the one the person
/// wants. Says what was kept too long, and when there is none.
///
/// # Errors
/// The person stops.
pub(crate) fn carry_on(asked_for: bool, now: DateTime) -> Result<Option<SavedSession>, Error> {
    let old = keep::drop_old_interviews();
    if old > 0 {
        talk::say("too-old", json!({"many": old}));
    }
    let mut kept = keep::INTERVIEWS.all();
    kept.sort_by_key(|one| one.age);
    // Where nothing was answered there is nothing to carry on with.
    kept.retain(|one| {
        let holds = !one.file.answers.is_empty() || !one.file.extra.drafts.is_empty();
        if !holds && !asked_for {
            keep::drop_interview(&one.path);
        }
        holds || asked_for
    });
    if asked_for {
        match kept.as_slice() {
            [] => talk::say("none-kept", json!({})),
            _ => keep::note(keep::KEPT),
        }
        return Ok(kept.into_iter().next());
    }
    let items: Vec<String> = kept.iter().map(|one| described(one, now)).collect();
    let picked = match items.as_slice() {
        [] => return Ok(None),
        [one] => talk::yes("carry-on", json!({"one": one}), true)?.then_some(0),
        _ => talk::one_of("carry-on", json!({"one": null}), &items)?,
    };
    match picked {
        Some(_) => keep::note(keep::KEPT),
        None => talk::say("stays", json!({})),
    }
    Ok(picked.map(|index| kept.swap_remove(index)))
}

/// `your letter to your MP, begun 10 minutes ago`.
fn described(kept: &SavedSession, now: DateTime) -> String {
    let begun = kept.file.extra.begun.as_ref().and_then(|at| at.parse::<DateTime>().ok());
    let seconds = begun.and_then(|at| now.duration_since(at).as_secs().try_into().ok());
    let seconds = seconds.unwrap_or(kept.age.as_secs() as usize);
    format!("{}, begun {}", titles(kept, now), ago(seconds))
}

/// What it is an interview for, as the person knows it.
fn titles(kept: &SavedSession, now: DateTime) -> String {
    let pack = kept.file.pack.as_ref().and_then(|name| packs::load(name, now.date()).ok());
    let title = |id: &String| {
        let title = pack.as_ref().and_then(|(pack, _)| Some(pack.template(id)?.title.clone()));
        title.map_or_else(|| id.clone(), |title| yours(&title))
    };
    let titles: Vec<String> = kept.file.templates.iter().map(title).collect();
    if titles.is_empty() { "your interview".into() } else { ENGLISH.join(&titles) }
}

/// `A letter to your MP` as `your letter to your MP`.
fn yours(title: &str) -> String {
    format!("your {}", words::small(bare(title)))
}

fn ago(seconds: usize) -> String {
    match seconds {
        0..60 => "just now".into(),
        60..3600 => format!("{} ago", counted(seconds / 60, "minute")),
        3600..86400 => format!("{} ago", counted(seconds / 3600, "hour")),
        _ => format!("{} ago", counted(seconds / 86400, "day")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_times_read_as_a_person_says_them() {
        assert_eq!(yours("A letter to your MP"), "your letter to your MP");
        assert_eq!(yours("Questions for a public meeting"), "your questions for a public meeting");
        assert_eq!(yours("NHS letter"), "your NHS letter");
        assert_eq!(
            (ago(3), ago(600).as_str(), ago(86400).as_str()),
            ("just now".to_string(), "10 minutes ago", "1 day ago")
        );
    }
}

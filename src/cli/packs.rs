//! Finding packs: by the name of one that ships, or by the path of a folder or zip.

use std::path::Path;

use jiff::civil::Date;
use sayso::diagnostic::{Diagnostic, near};
use sayso::error::Error;
use sayso::interview::Form;
use sayso::model::{Pack, Template};
use sayso::pack;
use sayso::pack::{PackFiles, Shared, shipped};
use serde_json::json;

use super::{screen, talk};

/// What was asked for on the command line: a pack and perhaps a template of it.
pub(crate) struct Wanted {
    /// Name or path of the pack.
    pub(crate) pack: String,
    /// Template.
    pub(crate) template: Option<String>,
}

/// Reads `PACK[/TEMPLATE]`. A path may itself hold slashes: what exists on disk is the pack.
pub(crate) fn wanted(what: &str) -> Wanted {
    let whole = Wanted { pack: what.trim_end_matches('/').to_string(), template: None };
    if shipped::names().any(|n| n == whole.pack) || Path::new(what).exists() {
        return whole;
    }
    match what.rsplit_once('/') {
        Some((pack, template)) if !pack.is_empty() && !template.is_empty() => {
            Wanted { pack: pack.to_string(), template: Some(template.to_string()) }
        }
        _ => whole,
    }
}

/// The pack of which templates are asked for, if any is, and their ids.
pub(crate) fn wanted_of_one(what: &[String]) -> Result<(Option<String>, Vec<String>), Error> {
    let wanted: Vec<Wanted> = what.iter().map(|one| wanted(one)).collect();
    let pack = wanted.first().map(|one| one.pack.clone());
    if let Some(other) = wanted.iter().find(|one| Some(&one.pack) != pack.as_ref()) {
        return Err(talk::refused("two-packs", json!({"one": pack, "other": other.pack})));
    }
    Ok((pack, wanted.into_iter().filter_map(|one| one.template).collect()))
}

/// Refuses an answers file that is for another pack than the one found under a name. One of the
/// examples in the pack's folder is for it: a folder that was copied or renamed has examples with
/// its old name in them.
pub(crate) fn refuse_other(
    named: Option<&String>,
    file: &Path,
    (pack, found): (&Pack, &str),
) -> Result<(), Error> {
    let plain = |path: &Path| path.strip_prefix("./").map_or(path.into(), Path::to_path_buf);
    let examples = plain(&Path::new(found).join("examples"));
    let is_own = || file.parent().is_some_and(|folder| plain(folder) == examples);
    let asked = &pack.id;
    let other = named.filter(|named| *named != asked && *named != found && !is_own());
    let Some(named) = other else { return Ok(()) };
    let path = file.display().to_string();
    Err(talk::failed("other-pack", json!({"path": path, "named": named, "asked": asked})))
}

/// The files of a pack.
pub(crate) fn files(name: &str) -> Result<PackFiles, Error> {
    if let Some(files) = shipped::files(name) {
        return Ok(files);
    }
    let path = Path::new(name);
    if path.exists() {
        return sayso::disk::pack_files(path).map_err(Error::Pack);
    }
    let command = || Some(format!("sayso {}", near(name, screen::COMMANDS.split(' '))?));
    let meant = near(name, shipped::names()).or_else(command);
    let all = shipped::names().collect::<Vec<_>>().join(", ");
    Err(talk::failed("no-pack", json!({"name": name, "meant": meant, "all": all})))
}

/// Loads a pack; its warnings come with it.
pub(crate) fn load(name: &str, today: Date) -> Result<(Pack, Vec<Diagnostic>), Error> {
    match shipped::load(name, shared()?, today) {
        Some(loaded) => loaded.map_err(Error::Pack),
        None => load_files(&files(name)?, today),
    }
}

/// Loads a pack to look at it: what is still to be confirmed is no fault then.
pub(crate) fn load_to_look(name: &str, today: Date) -> Result<(Pack, Vec<Diagnostic>), Error> {
    let mut files = files(name)?;
    let mark = pack::CONFIRM;
    for bytes in files.files.values_mut() {
        if let Ok(text) = std::str::from_utf8(bytes) {
            *bytes = text.replace(mark, &mark.to_lowercase()).into_bytes();
        }
    }
    load_files(&files, today)
}

/// Loads a pack from its files; its warnings come with it.
pub(crate) fn load_files(files: &PackFiles, today: Date) -> Result<(Pack, Vec<Diagnostic>), Error> {
    pack::load(files, shared()?, today).map_err(Error::Pack)
}

/// Checks a pack and its wording: every fault, warning and piece of advice.
pub(crate) fn examine(name: &str, today: Date) -> Result<Vec<Diagnostic>, Error> {
    Ok(sayso::check::examine(&files(name)?, shared()?, today).1)
}

/// What every pack shares.
pub(crate) fn shared() -> Result<&'static Shared, Error> {
    Shared::built_in().map_err(Error::Pack)
}

/// The template of a pack, or an error that names those there are.
pub(crate) fn template<'p>(pack: &'p Pack, id: &str) -> Result<&'p Template, Error> {
    if let Some(joint) = pack.joint.iter().find(|joint| joint.id == id) {
        let single = joint.joint.as_deref().unwrap_or_default();
        let data = json!({"pack": pack.id, "id": id, "single": single});
        return Err(talk::refused("joint-alone", data));
    }
    pack.template(id).ok_or_else(|| {
        let known: Vec<&str> = pack.templates.iter().map(|one| one.id.as_str()).collect();
        let (all, meant) = (known.join(", "), near(id, known));
        talk::failed("no-template", json!({"pack": pack.id, "id": id, "meant": meant, "all": all}))
    })
}

/// The template that is wanted of a pack: the one named, else the only one; of several, `refusal` is
/// what is said.
pub(crate) fn one_template<'p>(
    pack: &'p Pack,
    wanted: &Wanted,
    refusal: &str,
) -> Result<&'p Template, Error> {
    match (&wanted.template, pack.templates.as_slice()) {
        (Some(id), _) => template(pack, id),
        (None, [only]) => Ok(only),
        (None, several) => {
            let name = &wanted.pack;
            let all: Vec<String> = several.iter().map(|one| format!("{name}/{}", one.id)).collect();
            let data = json!({"pack": name, "first": all.first(), "all": all.join(", ")});
            Err(talk::refused(refusal, data))
        }
    }
}

/// The empty form of templates of a pack.
pub(crate) fn form<'p>(pack: &'p Pack, ids: &[String], today: Date) -> Result<Form<'p>, Error> {
    ids.iter().try_for_each(|id| template(pack, id).map(|_| ()))?;
    Form::new(pack, ids, today).map_err(Error::plain)
}

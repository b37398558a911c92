//! `sayso new`: makes a pack of one's own, and says what to do with it.

mod consultation;
mod letter;

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use sayso::adapt::{self, Made};
use sayso::disk;
use sayso::disk::{Access, IfExists, Outgoing};
use sayso::error::Error;
use sayso::pack::{Shared, shipped};

use super::args::NewArgs;
use super::{packs, screen};

/// Runs the command: the folder with the pack in it; what was done and what comes next on stderr.
pub(crate) fn run(args: &NewArgs, today: Date) -> Result<(), Error> {
    let id = id(&args.dir)?;
    refuse_full(&args.dir)?;
    let made = make(args, &id, today)?;
    write(&made, &args.dir)?;
    screen::say(&format!("Made {}.", screen::path(&args.dir)));
    for note in &made.notes {
        screen::say(&format!("\n{note}"));
    }
    tell_next(&made, &args.dir);
    Ok(())
}

fn make(args: &NewArgs, id: &str, today: Date) -> Result<Made, Error> {
    let shared = Shared::built_in().map_err(Error::Pack)?;
    if let Some(path) = &args.letter {
        return letter::make(args, path, id, &shared, today);
    }
    if let Some(path) = &args.questions {
        return consultation::of_questions(path, id, &shared, today);
    }
    if let Some(path) = &args.table {
        return consultation::of_table(path, id, &shared, today);
    }
    match &args.from {
        Some(name) => adapt::from(packs::files(name)?, id, &shared, today).map_err(Error::Pack),
        None => Ok(adapt::starter(id, today)),
    }
}

/// The bytes of a file that was named, up to a limit.
fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let wrong = |source| Error::Read { path: path.to_path_buf(), source };
    let file = File::open(path).map_err(wrong)?;
    let mut bytes = Vec::new();
    // One more than is taken, so that what is too large is told and not cut.
    file.take(adapt::MOST_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(wrong)?;
    Ok(bytes)
}

/// The id of the pack: the folder's name.
fn id(dir: &Path) -> Result<String, Error> {
    let full = std::path::absolute(dir).unwrap_or_else(|_| dir.to_path_buf());
    // Without the `.` that a path may end in.
    let full: PathBuf = full.components().collect();
    let name = full.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    adapt::id(&name).map_err(|near| {
        Error::Usage(
            format!(
                "`{name}` cannot be the name of a pack: it takes small letters, digits and hyphens"
            ),
            format!("call it {near}"),
        )
    })
}

/// Refuses a folder that holds something. What is hidden does not count: a folder may be under
/// version control before there is anything in it.
fn refuse_full(dir: &Path) -> Result<(), Error> {
    let read = |source| Error::Read { path: dir.to_path_buf(), source };
    if !dir.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(dir).map_err(read)? {
        let name = entry.map_err(read)?.file_name();
        if !name.to_string_lossy().starts_with('.') {
            return Err(Error::NotEmpty(dir.to_path_buf()));
        }
    }
    Ok(())
}

fn write(made: &Made, dir: &Path) -> Result<(), Error> {
    let outgoing =
        |(path, bytes): &(String, Vec<u8>)| Outgoing { path: dir.join(path), bytes: bytes.clone() };
    let (hidden, files): (Vec<_>, Vec<_>) =
        made.files.iter().partition(|(path, _)| path.starts_with('.'));
    let files: Vec<Outgoing> = files.into_iter().map(outgoing).collect();
    disk::write_all(&files, IfExists::Refuse, Access::Usual)?;
    // Schemas may be there from a pack that was deleted.
    let hidden: Vec<Outgoing> = hidden.into_iter().map(outgoing).collect();
    disk::write_all(&hidden, IfExists::Replace, Access::Usual)
}

/// Says what to do next, as commands.
fn tell_next(made: &Made, dir: &Path) {
    let pack = shown(dir);
    let template = made.templates.first().map(|id| format!("{pack}/{id}")).unwrap_or_default();
    let (pack, template) = (quoted(&pack), quoted(&template));
    screen::say("\nNext:");
    // A command stays on its line, to be copied.
    let step = |command: &str, why: &str| screen::raw(&format!("  {command}\n      {why}\n"));
    step(&format!("sayso check {pack}"), "tells every slip; run it after each change");
    step(&format!("sayso preview {template}"), "shows it with its gaps");
    if made.example.is_some() {
        step(&format!("sayso test {pack}"), "makes the example anew, and tells what has changed");
    }
    step(&format!("sayso write {template}"), "asks you, as it will ask others");
}

/// A folder as it is typed; `./` before a name that a pack of sayso's has.
fn shown(dir: &Path) -> String {
    let name = dir.display().to_string();
    let name = name.trim_end_matches('/');
    let taken = shipped::files(name).is_some();
    if taken { format!("./{name}") } else { name.to_string() }
}

/// A word of a command, in quotation marks where the shell would part it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-~\\:".contains(c);
    if word.chars().all(plain) { word.to_string() } else { format!("\"{word}\"") }
}

//! `sayso new`: makes a pack of one's own, and says what to do with it.

mod consultation;
mod letter;

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use sayso::batch::report::quoted;
use sayso::batch::table::Table;
use sayso::disk::{self, IfExists, Outgoing};
use sayso::error::Error;
use sayso::import::{Consultation, Import, ImportError};
use sayso::limits;
use sayso::pack::files::is_letter;
use sayso::pack::{self, CONFIRM, Made, shipped};
use serde_json::{Value as Json, json};

use super::args::NewArgs;
use super::{packs, prompt, screen, talk};

/// Runs the command: the folder with the pack in it; what was done and what comes next on stderr.
pub(crate) fn run(args: &NewArgs, today: Date) -> Result<(), Error> {
    if let (Some(dir), false) = (&args.dir, args.more.is_empty()) {
        let whole = format!("{} {}", dir.display(), args.more.join(" "));
        let near = pack::id(&whole).unwrap_or_else(|near| near);
        return Err(talk::refused("new-several-words", json!({"whole": whole, "near": near})));
    }
    // What is piped in is the letter; nobody can be asked at the same time.
    let piped =
        [&args.letter, &args.questions].into_iter().flatten().any(|path| path.as_os_str() == "-");
    let asks = !piped && prompt::can_ask(args.no_input);
    if asks {
        prompt::catch_interrupts();
    }
    let mut guided = args.clone();
    if asks && args.dir.is_none() {
        guide(&mut guided)?;
    }
    let Some(dir) = guided.dir.clone() else {
        return Err(talk::refused("new-where", json!({})));
    };
    let id = id(&dir)?;
    refuse_full(&dir)?;
    let made = make(&guided, asks, &id, today)?;
    let outgoing = made.files.iter().map(|(path, b)| Outgoing::new(dir.join(path), b.clone()));
    // Schemas may be there from a pack that was deleted, and nothing else is.
    disk::write_all(&outgoing.collect::<Vec<_>>(), IfExists::Replace)?;
    tell(&made, &dir);
    Ok(())
}

/// Says what was made, and what to do next.
fn tell(made: &Made, dir: &Path) {
    screen::say(&format!("\nMade {}.", screen::path(dir)));
    for note in &made.notes {
        screen::say(&format!("\n{note}"));
    }
    let unconfirmed = made.files.iter().any(|(path, bytes)| {
        !path.starts_with('.') && String::from_utf8_lossy(bytes).contains(CONFIRM)
    });
    if unconfirmed {
        screen::say(&format!("\n{}", talk::text("new-unconfirmed", json!({}))));
    }
    let pack = shown(dir);
    let template = made.templates.first().map(|id| format!("{pack}/{id}")).unwrap_or_default();
    let (pack, template) = (quoted(&pack), quoted(&template));
    let tested = made.files.iter().any(|(path, _)| is_letter(path));
    let next = json!({"pack": pack, "template": template, "tested": tested, "look": unconfirmed});
    // A command stays on its line, to be copied.
    screen::raw(&format!("\n{}\n", talk::text("new-next", next)));
}

/// Asks what to make a pack of and where: for `sayso new` alone.
fn guide(args: &mut NewArgs) -> Result<(), Error> {
    let sources = [&mut args.letter, &mut args.questions, &mut args.table, &mut args.from];
    if sources.iter().all(|source| source.is_none()) {
        let picked = talk::one_way("new-source", json!({})).unwrap_or(None).ok_or_else(nothing)?;
        // The last of them is nothing, and has no file.
        if let Some(source) = sources.into_iter().nth(picked) {
            *source = Some(answer("new-file", json!({"of": picked}))?);
        }
    }
    args.dir = Some(answer("new-folder", json!({}))?);
    Ok(())
}

/// A path, asked for in the words of this name.
fn answer(name: &str, data: Json) -> Result<PathBuf, Error> {
    let (asked, why) = talk::two(name, data);
    screen::say(&format!("\n{asked}"));
    let typed = prompt::text(&why, "").ok_or_else(nothing)?;
    // Terminals put quotation marks round the path of a file that is dropped on them.
    Ok(PathBuf::from(typed.trim_matches(['\'', '"'])))
}

fn nothing() -> Error {
    talk::refused("new-nothing", json!({}))
}

fn make(args: &NewArgs, asks: bool, id: &str, today: Date) -> Result<Made, Error> {
    let shared = packs::shared()?;
    if let Some(path) = &args.letter {
        let letters = Import::read(&path.to_string_lossy(), &read(path)?).map_err(refused(path))?;
        let letter = letter::settle(letters, args.to.as_deref(), asks)?;
        return letter.write(id, shared, today).map_err(refused(path));
    }
    if let Some(path) = args.questions.as_ref().or(args.table.as_ref()) {
        let (name, bytes) = (path.to_string_lossy(), read(path)?);
        let found = if args.table.is_some() {
            let table = Table::read(bytes, &name, None).map_err(Error::Table)?;
            Consultation::of_headings(&table.headings)
        } else {
            Consultation::read(&name, &bytes)
        };
        let mut found = found.map_err(refused(path))?;
        if asks && !found.confirmed {
            consultation::confirm(&mut found);
        }
        return found.write(id, shared, today).map_err(refused(path));
    }
    match &args.from {
        Some(name) => {
            let files = packs::files(&name.to_string_lossy())?;
            pack::copy(files, id, shared, today).map_err(Error::Pack)
        }
        None => Ok(pack::starter(id, today)),
    }
}

/// What becomes of it that no pack could be made of a file.
fn refused(path: &Path) -> impl Fn(ImportError) -> Error {
    move |wrong| Error::Failed(format!("{}: {}", path.display(), wrong.message), wrong.help)
}

/// The bytes of a file that was named, or of what is piped in, up to a limit.
fn read(path: &Path) -> Result<Vec<u8>, Error> {
    // One more than is taken, so that what is too large is told and not cut.
    let most = limits::IMPORT_BYTES;
    if path.as_os_str() != "-" {
        return disk::read(path, most).map_err(Error::read(path));
    }
    let mut bytes = Vec::new();
    let mut piped = std::io::stdin().take(most as u64 + 1);
    piped.read_to_end(&mut bytes).map_err(Error::read(path))?;
    Ok(bytes)
}

/// The id of the pack: the folder's name.
fn id(dir: &Path) -> Result<String, Error> {
    let full = std::path::absolute(dir).unwrap_or_else(|_| dir.to_path_buf());
    let name = full.file_name().unwrap_or_default().to_string_lossy();
    pack::id(&name).map_err(|near| talk::refused("new-id", json!({"name": name, "near": near})))
}

/// Refuses a folder that holds something. What is hidden does not count: a folder may be under
/// version control before there is anything in it.
fn refuse_full(dir: &Path) -> Result<(), Error> {
    let mut entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        read => read.map_err(Error::read(dir))?,
    };
    let is_hidden = |entry: fs::DirEntry| entry.file_name().to_string_lossy().starts_with('.');
    match entries.all(|entry| entry.is_ok_and(is_hidden)) {
        true => Ok(()),
        false => Err(Error::failed(
            format!("{} is not empty; nothing was written", dir.display()),
            "name a folder that is not there yet",
        )),
    }
}

/// A folder as it is typed; `./` before a name that a pack of sayso's has.
fn shown(dir: &Path) -> String {
    let name = dir.display().to_string();
    let name = name.trim_end_matches('/');
    if shipped::files(name).is_some() { format!("./{name}") } else { name.to_string() }
}

//! `sayso new`: makes a pack of one's own, and says what to do with it.

mod consultation;
mod file;
mod letter;

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use file::File;
use jiff::civil::Date;
use sayso::batch::report::quoted;
use sayso::batch::table::Table;
use sayso::disk::{self, IfExists, Outgoing};
use sayso::error::Error;
use sayso::import::{self, Consultation, Made};
use sayso::limits;
use sayso::pack::{Shared, shipped};

use super::args::NewArgs;
use super::prompt;
use super::{packs, screen};

/// What a pack can be made of, as the menu says it, and how the file is asked for.
const SOURCES: [(&str, &str); 5] = [
    ("a letter that I have", "Which file is the letter in? (.docx, .odt, .rtf, .html, .txt, .md)"),
    ("a consultation's questions, pasted into a file", "Which file are the questions in?"),
    ("the headings of an online form's table", "Which file is the table? (.csv, .xlsx)"),
    ("a pack that there is", "Which pack? Its name, or the path of its folder or zip."),
    ("nothing: a small example to change", ""),
];

/// Runs the command: the folder with the pack in it; what was done and what comes next on stderr.
pub(crate) fn run(args: &NewArgs, today: Date) -> Result<(), Error> {
    if let (Some(dir), false) = (&args.dir, args.more.is_empty()) {
        let whole = format!("{} {}", dir.display(), args.more.join(" "));
        let near = import::id(&whole).unwrap_or_else(|near| near);
        return Err(Error::Usage(
            format!("`{whole}` is several words, and the folder of a pack is one"),
            format!("call it {near}; a path with spaces in it goes between quotation marks"),
        ));
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
        return Err(Error::Usage(
            "the folder of the new pack is not named".into(),
            "name it, such as: sayso new our-campaign --letter letter.docx".into(),
        ));
    };
    let id = id(&dir)?;
    refuse_full(&dir)?;
    let made = make(&guided, asks, &id, today)?;
    let outgoing = made.files.iter().map(|(path, b)| Outgoing::new(dir.join(path), b.clone()));
    // Schemas may be there from a pack that was deleted, and nothing else is.
    disk::write_all(&outgoing.collect::<Vec<_>>(), IfExists::Replace)?;
    screen::say(&format!("\nMade {}.", screen::path(&dir)));
    for note in &made.notes {
        screen::say(&format!("\n{note}"));
    }
    let unconfirmed = made.files.iter().any(|(path, bytes)| {
        !path.starts_with('.') && String::from_utf8_lossy(bytes).contains(import::CONFIRM)
    });
    if unconfirmed {
        screen::say(&format!(
            "\nNobody has looked at it yet. Each line marked {} in its files says what to look at; \
             until those lines are taken out, nobody can write with the pack.",
            import::CONFIRM
        ));
    }
    tell_next(&made, &dir, unconfirmed);
    Ok(())
}

/// Asks what to make a pack of and where: for `sayso new` alone.
fn guide(args: &mut NewArgs) -> Result<(), Error> {
    let files = [&args.letter, &args.questions, &args.table];
    if args.from.is_none() && files.iter().all(|file| file.is_none()) {
        let why = "What is there already is read, and each piece of it is shown to you first.";
        let items = SOURCES.map(|(item, _)| item.to_string());
        let asked = "What do you want to make a pack of?";
        let picked = prompt::pick(asked, why, &items).ok_or_else(nothing)?;
        let why =
            "Type where it is, such as Documents/letter.docx. It is read, and stays as it is.";
        let asked = Some(SOURCES[picked].1).filter(|asked| !asked.is_empty());
        let file = asked.map(|asked| answer(asked, why)).transpose()?;
        match picked {
            0 => args.letter = file.map(PathBuf::from),
            1 => args.questions = file.map(PathBuf::from),
            2 => args.table = file.map(PathBuf::from),
            _ => args.from = file,
        }
    }
    let asked = "What shall the pack's folder be called? Small letters, digits and hyphens.";
    let why = "The pack is made there, and its name is what is typed to write with it.";
    args.dir = Some(PathBuf::from(answer(asked, why)?));
    Ok(())
}

fn answer(question: &str, why: &str) -> Result<String, Error> {
    screen::say(&format!("\n{question}"));
    let typed = prompt::text(why, "").ok_or_else(nothing)?;
    // Terminals put quotation marks round the path of a file that is dropped on them.
    Ok(typed.trim_matches(['\'', '"']).to_string())
}

fn nothing() -> Error {
    Error::Usage("nothing was made".into(), "run `sayso new` again when you like".into())
}

fn make(args: &NewArgs, asks: bool, id: &str, today: Date) -> Result<Made, Error> {
    let shared = Shared::built_in().map_err(Error::Pack)?;
    let with = (shared, today);
    if let Some(path) = &args.letter {
        return letter::make(&read(path)?, args.to.as_deref(), asks, id, with);
    }
    if let Some(path) = &args.questions {
        let file = read(path)?;
        let found = Consultation::read(&file.name, &file.bytes);
        return consultation::make(&file, found, asks, id, with);
    }
    if let Some(path) = &args.table {
        let mut file = read(path)?;
        let bytes = std::mem::take(&mut file.bytes);
        let table = Table::read(bytes, &path.display().to_string(), None).map_err(Error::Table)?;
        return consultation::make(
            &file,
            Consultation::of_headings(&table.headings),
            false,
            id,
            with,
        );
    }
    match &args.from {
        Some(name) => import::from(packs::files(name)?, id, shared, today).map_err(Error::Pack),
        None => Ok(import::starter(id, today)),
    }
}

/// The bytes of a file that was named, or of what is piped in, up to a limit.
fn read(path: &Path) -> Result<File, Error> {
    let wrong = Error::read(path);
    // One more than is taken, so that what is too large is told and not cut.
    let most = limits::IMPORT_BYTES;
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let mut piped = std::io::stdin().take(most as u64 + 1);
        piped.read_to_end(&mut bytes).map_err(&wrong)?;
        bytes
    } else {
        disk::read(path, most).map_err(&wrong)?
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(File { path: path.to_path_buf(), name, bytes })
}

/// The id of the pack: the folder's name.
fn id(dir: &Path) -> Result<String, Error> {
    let full = std::path::absolute(dir).unwrap_or_else(|_| dir.to_path_buf());
    // Without the `.` that a path may end in.
    let full: PathBuf = full.components().collect();
    let name = full.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    import::id(&name).map_err(|near| {
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

/// Says what to do next, as commands.
fn tell_next(made: &Made, dir: &Path, unconfirmed: bool) {
    let pack = shown(dir);
    let template = made.templates.first().map(|id| format!("{pack}/{id}")).unwrap_or_default();
    let (pack, template) = (quoted(&pack), quoted(&template));
    let mut steps = vec![
        ("check", &pack, "tells every slip; run it after each change"),
        ("preview", &template, "shows it with its gaps"),
        ("test", &pack, "makes the example anew, and tells what has changed"),
        ("write", &template, "asks you, as it will ask others"),
    ];
    let has_examples = made.files.iter().any(|(path, _)| path.starts_with("examples/"));
    steps.retain(|(command, ..)| *command != "test" || has_examples);
    if unconfirmed {
        steps.truncate(2);
        steps[0].2 = "tells each of those lines, until none is left";
        steps[1].2 = "then shows it with its gaps";
    }
    screen::say("\nNext:");
    for (command, what, why) in steps {
        // A command stays on its line, to be copied.
        screen::raw(&format!("  sayso {command} {what}\n      {why}\n"));
    }
}

/// A folder as it is typed; `./` before a name that a pack of sayso's has.
fn shown(dir: &Path) -> String {
    let name = dir.display().to_string();
    let name = name.trim_end_matches('/');
    if shipped::files(name).is_some() { format!("./{name}") } else { name.to_string() }
}

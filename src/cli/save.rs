//! Saving what was written: where, under which names, and what to do with it then.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use sayso::disk::{self, IfExists, Outgoing};
use sayso::error::Error;
use sayso::interview::Form;
use sayso::render::Format;
use sayso::template::context::shown;
use sayso::text::join;

use super::args::WriteArgs;
use super::prompt::{self, Style};
use super::session::Session;
use super::written::{self, Written, advise, bare, file_name};
use super::{about, deliver, keep, letters, open, screen};

/// Saves the documents in a folder that the person is asked for. False where they go back.
///
/// # Errors
/// The person stops, or a text cannot be filled.
pub(crate) fn save(
    args: &WriteArgs,
    written: &[Written<'_>],
    form: &Form<'_>,
    session: &mut Session,
    (style, now): (Style, DateTime),
) -> Result<bool, Error> {
    let answers = form.answers();
    let left = written::leftovers(written, answers);
    if !left.is_empty() && !args.force {
        screen::say("\nBefore it is saved:");
        left.iter().for_each(|left| screen::item(&left.to_whoever_answered(form.pack())));
        let why = "Yes saves it as it stands. No leads back, where you can change it.";
        if !prompt::yes(style, "Save it all the same?", why, false)? {
            return Ok(false);
        }
    }
    let Some(formats) = deliver::formats(args, style)? else { return Ok(false) };
    let mut target = args.output.clone();
    let paths = loop {
        let folder = match target.take() {
            Some(target) => target,
            None => match ask_folder(&folder_name(form, written, now), style)? {
                Some(folder) => folder,
                None => return Ok(false),
            },
        };
        // Where the person names no place, files are named by what they are.
        let stem = |one: &Written<'_>| match &args.output {
            Some(_) => one.template.id.clone(),
            None => file_name(&named(form, one.title)),
        };
        let found = (form, session.pack.as_str());
        let mut files = match written::files(args, written, &formats, &folder, found, stem) {
            Ok(files) => files,
            // A character that cannot be printed must not cost the person the letter.
            Err(error) => {
                super::errors::show(&error, style == Style::Plain);
                screen::say("Nothing is lost. You can change the answer.");
                return Ok(false);
            }
        };
        if !args.force && !free_names(&mut files, style)? {
            continue;
        }
        match disk::write_all(&files, IfExists::Replace) {
            Ok(()) => break files.into_iter().map(|file| file.path).collect::<Vec<PathBuf>>(),
            Err(error) => {
                super::errors::show(&error, style == Style::Plain);
                screen::say("Nothing is lost. Let us try another folder.");
            }
        }
    };
    session.finished();
    tell_saved(&paths);
    screen::say("\nWhat to do next");
    for one in written {
        screen::say(&format!("\n{}", one.title));
        advise(one, answers, now)?;
    }
    about::offer(answers, style)?;
    deliver::offer_copy(written, &formats, style)?;
    let folder = paths.first().and_then(|path| path.parent()).unwrap_or(Path::new(""));
    letters::offer(form, &session.pack, folder, style, now)?;
    open::offer(&to_open(&paths), style)?;
    Ok(true)
}

/// Says where files were saved: each folder once.
fn tell_saved(paths: &[PathBuf]) {
    let mut told: Option<&Path> = None;
    for path in paths {
        let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if told != Some(folder) {
            screen::say(&format!("\nSaved in {}", screen::path(folder)));
            told = Some(folder);
        }
        screen::item(&path.file_name().unwrap_or_default().to_string_lossy());
    }
}

/// The files to show: the ones to print and to send, or else the first.
fn to_open(paths: &[PathBuf]) -> Vec<PathBuf> {
    let endings = [Format::Pdf, Format::Eml].map(Format::extension);
    let is_shown =
        |path: &&PathBuf| path.extension().is_some_and(|e| endings.iter().any(|n| e == *n));
    let shown: Vec<PathBuf> = paths.iter().filter(is_shown).cloned().collect();
    if shown.is_empty() { paths.iter().take(1).cloned().collect() } else { shown }
}

/// What a document is and what it is about: `A letter to your MP, Ward 23`.
fn named(form: &Form<'_>, title: &str) -> String {
    let (pack, answers) = (form.pack(), form.answers());
    let about = pack.about.as_deref().and_then(|id| Some((pack.question(id)?, answers.get(id)?)));
    match about.map(|(question, value)| shown(value, question, pack)) {
        Some(about) if !about.trim().is_empty() => format!("{title}, {}", bare(about.trim())),
        _ => title.to_string(),
    }
}

/// The folder of one time: the day, and what was written.
fn folder_name(form: &Form<'_>, written: &[Written<'_>], now: DateTime) -> String {
    let title = written.first().map(|one| file_name(&named(form, one.title)));
    let more = if written.len() > 1 { " and more" } else { "" };
    format!("{} {}{more}", now.date(), title.unwrap_or_default())
}

/// Asks where to save; none to go back. Without another folder, each time has one of its own.
fn ask_folder(this_time: &str, style: Style) -> Result<Option<PathBuf>, Error> {
    let kept = keep::SAVE_FOLDER.read().map(|text| PathBuf::from(text.trim()));
    let usual = kept.unwrap_or_else(usual_folder);
    let default = usual.join(this_time);
    screen::say("\nWhich folder shall I save in?");
    screen::note(&format!("Press Enter for {}", screen::path(&default)));
    let why = "It is made if it is not there. I will suggest the same one next time.";
    let folder = prompt::until(style, why, "", |typed| match typed {
        "<" => Ok(None),
        "" => Ok(Some(default.clone())),
        typed => Ok(Some(expand_home(typed))),
    })?;
    Ok(folder.map(|folder| {
        let parent = if folder == default { usual } else { folder.clone() };
        let parent = std::path::absolute(&parent).unwrap_or(parent);
        keep::SAVE_FOLDER.write(parent.display().to_string());
        // The separator makes it a folder even where there is one document alone.
        folder.join("")
    }))
}

/// Where documents are saved unless the person says otherwise.
fn usual_folder() -> PathBuf {
    let home = etcetera::home_dir().unwrap_or_else(|_| PathBuf::from("."));
    let documents = home.join("Documents");
    if documents.is_dir() { documents.join("sayso") } else { home.join("sayso") }
}

fn expand_home(text: &str) -> PathBuf {
    match (text.strip_prefix('~'), etcetera::home_dir()) {
        (Some(""), Ok(home)) => home,
        (Some(rest), Ok(home)) if rest.starts_with('/') => home.join(rest.trim_start_matches('/')),
        _ => PathBuf::from(text),
    }
}

/// Where names are taken, offers others; false when the person wants another folder.
fn free_names(files: &mut [Outgoing], style: Style) -> Result<bool, Error> {
    let mut taken: Vec<&mut PathBuf> =
        files.iter_mut().map(|file| &mut file.path).filter(|path| path.exists()).collect();
    if taken.is_empty() {
        return Ok(true);
    }
    let free: Vec<PathBuf> = taken.iter().map(|path| disk::free_name(path)).collect();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let olds = join(&taken.iter().map(|path| name(path)).collect::<Vec<String>>());
    let news = join(&free.iter().map(|path| name(path)).collect::<Vec<String>>());
    let are = if taken.len() == 1 { "is" } else { "are" };
    let lines =
        [format!("save as {news}"), format!("replace {olds}"), "choose another folder".to_string()];
    let why = "Nothing is replaced unless you say so.";
    let picked = prompt::one_of(style, &format!("{olds} {are} there already."), why, &lines)?;
    if picked == Some(0) {
        taken.iter_mut().zip(free).for_each(|(path, free)| **path = free);
    }
    Ok(matches!(picked, Some(0 | 1)))
}

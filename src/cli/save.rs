//! Saving what was written: where, under which names, and what to do with it then.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use sayso::answer::Answers;
use sayso::disk::{self, IfExists, Outgoing};
use sayso::error::Error;
use sayso::interview::Form;
use sayso::render::Format;
use sayso::template::context::shown;
use sayso::text::join;

use super::args::WriteArgs;
use super::deliver::{self, Formats};
use super::prompt::{self, Style, Typed};
use super::session::Session;
use super::written::{self, Written, advise, bare, file_name};
use super::{about, keep, letters, open, screen};

/// What is saved.
pub(crate) struct Finished<'f, 'p> {
    /// The flags.
    pub(crate) args: &'f WriteArgs,
    /// The documents.
    pub(crate) written: &'f [Written<'p>],
    /// The answers.
    pub(crate) form: &'f Form<'p>,
    /// How prompts are made.
    pub(crate) style: Style,
    /// Now, for how long is left.
    pub(crate) now: DateTime,
}

/// What came of saving.
pub(crate) enum Saved {
    /// It is saved, and all has been said.
    Done,
    /// Back to the review.
    Back,
    /// The person stopped.
    Stopped,
}

/// Where to save, as answered.
enum Where {
    Folder(PathBuf),
    Back,
    Stop,
}

/// Saves the documents in a folder that the person is asked for.
pub(crate) fn save(finished: &Finished<'_, '_>, session: &mut Session) -> Result<Saved, Error> {
    let Finished { args, written, form, style, now } = *finished;
    let answers = form.answers();
    let left = written::leftovers(written, answers);
    if !left.is_empty() && !args.force {
        screen::say("\nBefore it is saved:");
        left.iter().for_each(|left| screen::item(&left.to_whoever_answered(form.pack())));
        let why = "Yes saves it as it stands. No leads back, where you can change it.";
        if !prompt::yes(style, "Save it all the same?", why, false) {
            return Ok(Saved::Back);
        }
    }
    let formats = match deliver::formats(args, style) {
        Formats::These(formats) => formats,
        Formats::Back => return Ok(Saved::Back),
        Formats::Stop => return Ok(Saved::Stopped),
    };
    let mut target = args.output.clone();
    let files = loop {
        let this_time = folder_name(form, written, now);
        let named = args.output.is_some();
        let asked = || ask_folder(&this_time, style);
        let folder = match target.take().map_or_else(asked, Where::Folder) {
            Where::Folder(folder) => folder,
            Where::Back => return Ok(Saved::Back),
            Where::Stop => return Ok(Saved::Stopped),
        };
        let mut files = match written::files(args, written, &formats, &folder, answers) {
            Ok(files) => files,
            // A character that cannot be printed must not cost the person the letter.
            Err(error) => {
                super::errors::show(&error, style == Style::Plain);
                screen::say("Nothing is lost. You can change the answer.");
                return Ok(Saved::Back);
            }
        };
        if !named {
            name_by_title(&mut files, form, written);
        }
        if let Some(path) = &args.save_answers {
            files.push(written::answers_file(path, &session.pack, form));
        }
        if !args.force && !free_names(&mut files, style) {
            continue;
        }
        match disk::write_all(&files, IfExists::Replace) {
            Ok(()) => break files,
            Err(error) => {
                super::errors::show(&error, style == Style::Plain);
                screen::say("Nothing is lost. Let us try another folder.");
            }
        }
    };
    session.finished();
    let paths: Vec<PathBuf> = files.into_iter().map(|file| file.path).collect();
    tell_saved(&paths);
    tell_next(written, answers, now)?;
    about::offer(answers, style);
    deliver::offer_copy(written, &formats, style);
    let folder = paths.first().and_then(|path| path.parent()).unwrap_or(Path::new(""));
    letters::offer(form, &session.pack, folder, style, now);
    open::offer(&to_open(&paths), style);
    Ok(Saved::Done)
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

fn tell_next(written: &[Written<'_>], answers: &Answers, now: DateTime) -> Result<(), Error> {
    screen::say("\nWhat to do next");
    for one in written {
        screen::say(&format!("\n{}", one.title));
        advise(one, answers, now)?;
    }
    Ok(())
}

/// The files to show: the ones to print and to send, or else the first.
fn to_open(paths: &[PathBuf]) -> Vec<PathBuf> {
    let is =
        |path: &Path, format: Format| path.extension().is_some_and(|e| e == format.extension());
    let shown = |path: &&PathBuf| is(path, Format::Pdf) || is(path, Format::Eml);
    let shown: Vec<PathBuf> = paths.iter().filter(shown).cloned().collect();
    if shown.is_empty() { paths.first().cloned().into_iter().collect() } else { shown }
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

/// Names files by what they are, `Letter to your MP, Ward 23.pdf`, in the place of the template's id.
fn name_by_title(files: &mut [Outgoing], form: &Form<'_>, written: &[Written<'_>]) {
    for file in files {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let of = |one: &&Written<'_>| {
            name.strip_prefix(&one.template.id).is_some_and(|rest| rest.starts_with(['.', '-']))
        };
        if let Some(one) = written.iter().find(of) {
            let rest = &name[one.template.id.len()..];
            let stem = file_name(&named(form, one.title));
            file.path.set_file_name(format!("{stem}{rest}"));
        }
    }
}

/// Asks where to save. Without another folder, each time has one of its own.
fn ask_folder(this_time: &str, style: Style) -> Where {
    let usual = keep::save_folder().unwrap_or_else(keep::usual_save_folder);
    let default = usual.join(this_time);
    screen::say("\nWhich folder shall I save in?");
    screen::note(&format!("Press Enter for {}", screen::path(&default)));
    loop {
        let Typed::Line(text) = prompt::line(style) else { return Where::Stop };
        let folder = match text.trim() {
            "<" => return Where::Back,
            "q" => return Where::Stop,
            "?" => {
                let why = "It is made if it is not there. I will suggest the same one next time.";
                screen::note(why);
                continue;
            }
            "" => default.clone(),
            typed => expand_home(typed),
        };
        let parent = if folder == default { &usual } else { &folder };
        keep::remember_save_folder(&std::path::absolute(parent).unwrap_or_else(|_| parent.clone()));
        // The separator makes it a folder even where there is one document alone.
        return Where::Folder(folder.join(""));
    }
}

fn expand_home(text: &str) -> PathBuf {
    match (text.strip_prefix('~'), etcetera::home_dir()) {
        (Some(""), Ok(home)) => home,
        (Some(rest), Ok(home)) if rest.starts_with('/') => home.join(rest.trim_start_matches('/')),
        _ => PathBuf::from(text),
    }
}

/// Where names are taken, offers others; false when the person wants another folder.
fn free_names(files: &mut [Outgoing], style: Style) -> bool {
    let taken: Vec<usize> = (0..files.len()).filter(|i| files[*i].path.exists()).collect();
    if taken.is_empty() {
        return true;
    }
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let free: Vec<PathBuf> = taken.iter().map(|i| disk::free_name(&files[*i].path)).collect();
    let olds = join(&taken.iter().map(|i| name(&files[*i].path)).collect::<Vec<String>>());
    let news = join(&free.iter().map(|p| name(p)).collect::<Vec<String>>());
    let are = if taken.len() == 1 { "is" } else { "are" };
    let items =
        [format!("save as {news}"), format!("replace {olds}"), "choose another folder".to_string()];
    let why = "Nothing is replaced unless you say so.";
    match prompt::pick(style, &format!("{olds} {are} there already."), why, &items) {
        Some(0) => {
            for (index, path) in taken.into_iter().zip(free) {
                files[index].path = path;
            }
            true
        }
        Some(1) => true,
        _ => false,
    }
}

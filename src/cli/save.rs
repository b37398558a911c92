//! Saving what was written: where, under which names, and what to do with it then.

use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use sayso::answer::Answers;
use sayso::compose::advice;
use sayso::disk;
use sayso::disk::{Access, IfExists, Outgoing};
use sayso::error::Error;
use sayso::model::Template;
use sayso::render::Format;
use sayso::text::join;

use super::args::WriteArgs;
use super::prompt::{self, Style, Typed};
use super::session::Session;
use super::write::{self, Written};
use super::{about, keep, open, screen};

/// What is saved.
pub(crate) struct Finished<'f, 'p> {
    /// The flags.
    pub(crate) args: &'f WriteArgs,
    /// The documents.
    pub(crate) written: &'f [Written<'p>],
    /// The answers.
    pub(crate) answers: &'f Answers,
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
    let Finished { args, written, answers, style, now } = *finished;
    let formats = write::formats(args, &[Format::Pdf, Format::Text]);
    let mut target = args.output.clone();
    let files = loop {
        let folder = match target.take().map_or_else(|| ask_folder(style), Where::Folder) {
            Where::Folder(folder) => folder,
            Where::Back => return Ok(Saved::Back),
            Where::Stop => return Ok(Saved::Stopped),
        };
        let mut files = match write::files(args, written, &formats, &folder, answers) {
            Ok(files) => files,
            // A character that cannot be printed must not cost the person the letter.
            Err(error) => {
                super::errors::show(&error, style == Style::Plain);
                screen::say("Nothing is lost. You can change the answer.");
                return Ok(Saved::Back);
            }
        };
        if let Some(path) = &args.save_answers {
            let templates: Vec<&Template> = written.iter().map(|w| w.template).collect();
            files.push(write::answers_file(
                path,
                &session.pack,
                &templates,
                answers,
                &session.extra.edited,
            ));
        }
        if !args.force && !free_names(&mut files, style) {
            continue;
        }
        match disk::write_all(&files, IfExists::Replace, Access::Usual) {
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
        screen::say(&format!("\n{}", one.template.title));
        advise(one, answers, now)?;
    }
    Ok(())
}

/// The files to show: the ones to print, or else all there are.
fn to_open(paths: &[PathBuf]) -> Vec<PathBuf> {
    let pdf = |path: &&PathBuf| path.extension().is_some_and(|e| e == Format::Pdf.extension());
    let pdfs: Vec<PathBuf> = paths.iter().filter(pdf).cloned().collect();
    if pdfs.is_empty() { paths.first().cloned().into_iter().collect() } else { pdfs }
}

fn ask_folder(style: Style) -> Where {
    let usual = keep::save_folder().unwrap_or_else(keep::usual_save_folder);
    screen::say("\nWhich folder shall I save in?");
    screen::say_indented(&format!("Press Enter for {}", screen::path(&usual)), "  ");
    loop {
        let Typed::Line(text) = prompt::line(style, "") else { return Where::Stop };
        let folder = match text.trim() {
            "<" => return Where::Back,
            "q" => return Where::Stop,
            "?" => {
                let why = "It is made if it is not there. I will suggest the same one next time.";
                screen::say_indented(why, "  ");
                continue;
            }
            "" => usual,
            typed => expand_home(typed),
        };
        keep::remember_save_folder(
            &std::path::absolute(&folder).unwrap_or_else(|_| folder.clone()),
        );
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
    match prompt::pick(style, &format!("{olds} {are} there already."), &items) {
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

/// Says what to do with a document, a step each.
pub(crate) fn advise(one: &Written<'_>, answers: &Answers, now: DateTime) -> Result<(), Error> {
    for step in advice::next_steps(&one.composer, &one.document, answers, now)? {
        screen::item(&step);
    }
    Ok(())
}

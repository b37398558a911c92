//! Saving what was written: in which formats, where, under which names; and what comes then: what to
//! do with it, what to remember, copying it to where it is pasted, opening it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sayso::answer::{Answers, Value};
use sayso::disk::{self, IfExists, Outgoing};
use sayso::error::Error;
use sayso::render::{Format, text};
use sayso::source::AnswerFile;
use sayso::template::context::shown;
use sayso::text::ENGLISH;
use serde_json::json;

use super::faults::show_error;
use super::interview::Interview;
use super::written::{self, Written, advise, bare, file_name};
use super::{keep, prompt, screen, talk};

/// The formats that are offered, in this order. Others have their flag.
const OFFERED: [Format; 4] = [Format::Pdf, Format::Docx, Format::Eml, Format::Text];
/// Those that are made unless the person says otherwise.
const USUAL: [Format; 2] = [Format::Pdf, Format::Text];
/// Most bytes that are sent through a terminal to its clipboard: several take no more.
const MOST_THROUGH_TERMINAL: usize = 70_000;

impl Interview<'_, '_> {
    /// Saves the documents in a folder that the person is asked for. False where they go back.
    ///
    /// # Errors
    /// The person stops, or a text cannot be filled.
    pub(super) fn save(&mut self, written: &[Written<'_>]) -> Result<bool, Error> {
        let (args, answers) = (self.args, self.form.answers());
        let left = written::leftovers(written, answers);
        if !left.is_empty() && !args.force {
            screen::say("\nBefore it is saved:");
            left.iter().for_each(|left| screen::item(&left.to_whoever_answered(self.form.pack())));
            if !talk::yes("save-unfinished", json!({}), false)? {
                return Ok(false);
            }
        }
        let flagged = written::formats(args, &[]);
        let formats = if flagged.is_empty() { ask_formats()? } else { Some(flagged) };
        let Some(formats) = formats else { return Ok(false) };
        let mut target = args.output.clone();
        let paths = loop {
            let folder = match target.take() {
                Some(target) => Some(target),
                None => ask_folder(&self.folder_name(written))?,
            };
            let Some(folder) = folder else { return Ok(false) };
            // Where the person names no place, files are named by what they are.
            let stem = |one: &Written<'_>| match &args.output {
                Some(_) => one.template.id.clone(),
                None => file_name(&self.named(one.title)),
            };
            let (with, found) = ((args, self.extras), (&self.form, self.session.pack.as_str()));
            let mut files = match written::files(with, written, &formats, &folder, found, stem) {
                Ok(files) => files,
                // A character that cannot be printed must not cost the person the letter.
                Err(error) => {
                    show_error(&error);
                    talk::say("change-the-answer", json!({}));
                    return Ok(false);
                }
            };
            if !args.force && !free_names(&mut files)? {
                continue;
            }
            match disk::write_all(&files, IfExists::Replace) {
                Ok(()) => break files.into_iter().map(|file| file.path).collect::<Vec<PathBuf>>(),
                Err(error) => {
                    show_error(&error);
                    talk::say("another-folder", json!({}));
                }
            }
        };
        self.session.finished();
        tell_saved(&paths);
        screen::say("\nWhat to do next");
        for one in written {
            screen::say(&format!("\n{}", one.title));
            advise(one, answers, self.now)?;
        }
        offer_to_remember(answers)?;
        offer_copy(written, &formats)?;
        let folder = paths.first().and_then(|path| path.parent()).unwrap_or(Path::new(""));
        self.offer_to_keep(folder)?;
        offer_to_open(&to_open(&paths))?;
        Ok(true)
    }

    /// What a document is and what it is about: `A letter to your MP, Ward 23`.
    fn named(&self, title: &str) -> String {
        let (pack, answers) = (self.form.pack(), self.form.answers());
        let about = pack.about.as_deref();
        let about = about.and_then(|id| Some((pack.question(id)?, answers.get(id)?)));
        match about.map(|(question, value)| shown(value, question, pack)) {
            Some(about) if !about.trim().is_empty() => format!("{title}, {}", bare(about.trim())),
            _ => title.to_string(),
        }
    }

    /// The folder of one time: the day, and what was written.
    fn folder_name(&self, written: &[Written<'_>]) -> String {
        let title = written.first().map(|one| file_name(&self.named(one.title)));
        let more = if written.len() > 1 { " and more" } else { "" };
        format!("{} {}{more}", self.now.date(), title.unwrap_or_default())
    }
}

/// Asks which formats to make; Enter takes those of the last time. None to go back.
fn ask_formats() -> Result<Option<Vec<Format>>, Error> {
    let kept = keep::FORMATS.read().unwrap_or_default();
    let kept = kept.split_whitespace().filter_map(Format::from_name).collect::<Vec<_>>();
    let usual = if kept.is_empty() { USUAL.to_vec() } else { kept };
    let place = |format: &Format| OFFERED.iter().position(|offered| offered == format);
    let lines = OFFERED.map(|format| format.about().to_string());
    let enter = Some(usual.iter().filter_map(place).collect());
    let picked = talk::menu(("which-formats", json!({})), &lines, lines.len(), enter, true)?;
    let Some(mut picked) = picked else { return Ok(None) };
    picked.sort_unstable();
    let formats: Vec<Format> = picked.into_iter().map(|index| OFFERED[index]).collect();
    if formats != usual {
        let names: Vec<&str> = formats.iter().map(|format| format.extension()).collect();
        keep::FORMATS.write(names.join(" "));
    }
    Ok(Some(formats))
}

/// Says where files were saved: each folder once.
fn tell_saved(paths: &[PathBuf]) {
    for saved in paths.chunk_by(|one, next| one.parent() == next.parent()) {
        screen::say(&format!("\nSaved in {}", screen::path(disk::folder_of(&saved[0]))));
        saved.iter().for_each(|path| screen::item(&name(path)));
    }
}

/// The name of a file without its folder.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The files to show: the ones to print and to send, or else the first.
fn to_open(paths: &[PathBuf]) -> Vec<PathBuf> {
    let endings = [Format::Pdf, Format::Eml].map(Format::extension);
    let is_shown =
        |path: &&PathBuf| path.extension().is_some_and(|e| endings.iter().any(|n| e == *n));
    let shown: Vec<PathBuf> = paths.iter().filter(is_shown).cloned().collect();
    if shown.is_empty() { paths.iter().take(1).cloned().collect() } else { shown }
}

/// Asks where to save; none to go back. Without another folder, each time has one of its own.
fn ask_folder(this_time: &str) -> Result<Option<PathBuf>, Error> {
    let kept = keep::SAVE_FOLDER.read().map(|text| PathBuf::from(text.trim()));
    let usual = kept.unwrap_or_else(usual_folder);
    let default = usual.join(this_time);
    let (question, why) = talk::two("which-folder", json!({}));
    screen::say(&question);
    screen::note(&format!("Press Enter for {}", screen::path(&default)));
    let folder = prompt::until(&why, "", |typed| match typed {
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
        (Some(rest), Ok(home)) if rest.is_empty() || rest.starts_with('/') => {
            home.join(rest.trim_start_matches('/'))
        }
        _ => PathBuf::from(text),
    }
}

/// Where names are taken, offers others; false when the person wants another folder.
fn free_names(files: &mut [Outgoing]) -> Result<bool, Error> {
    let mut taken: Vec<&mut PathBuf> =
        files.iter_mut().map(|file| &mut file.path).filter(|path| path.exists()).collect();
    if taken.is_empty() {
        return Ok(true);
    }
    let free: Vec<PathBuf> = taken.iter().map(|path| disk::free_name(path)).collect();
    let olds = ENGLISH.join(&taken.iter().map(|path| name(path)).collect::<Vec<String>>());
    let news = ENGLISH.join(&free.iter().map(|path| name(path)).collect::<Vec<String>>());
    let data = json!({"olds": olds, "news": news, "many": taken.len()});
    let picked = talk::one_way("taken-names", data)?;
    if picked == Some(0) {
        taken.iter_mut().zip(free).for_each(|(path, free)| **path = free);
    }
    Ok(matches!(picked, Some(0 | 1)))
}

/// Asks once whether to remember what was answered; again only when what is remembered is no
/// longer so.
fn offer_to_remember(answers: &Answers) -> Result<(), Error> {
    let before = keep::about();
    let mut all = before.clone().unwrap_or_default();
    for id in keep::REMEMBERED {
        all.extend(answers.get(id).map(|value| (id.to_string(), value.to_input().editable())));
    }
    let declined = before.as_ref().is_some_and(BTreeMap::is_empty);
    // Who cannot be asked has not said yes.
    if !screen::can_ask() || declined || all.is_empty() || before.as_ref() == Some(&all) {
        return Ok(());
    }
    screen::say("");
    let wished = talk::yes("remember", json!({"again": before.is_some()}), false)?;
    if wished || before.is_none() {
        // A no is kept as nothing, so that it is not asked again.
        let all = all.into_iter().filter(|_| wished).map(|(id, text)| (id, Value::Text(text)));
        keep::ABOUT.write(AnswerFile::write("", &[], &Answers(all.collect())));
    }
    Ok(())
}

/// Offers to copy a text that is to be pasted, where there is a clipboard near the person: over ssh
/// that of their own terminal, by an escape sequence (OSC 52), else that of this computer's desktop.
fn offer_copy(written: &[Written<'_>], formats: &[Format]) -> Result<(), Error> {
    let ssh = screen::is_set("SSH_TTY") || screen::is_set("SSH_CONNECTION");
    let near = ssh || cfg!(feature = "clipboard") && screen::has_desktop();
    let [one] = written else { return Ok(()) };
    if !near || !screen::can_ask() || !formats.contains(&Format::Text) {
        return Ok(());
    }
    if talk::yes("copy", json!({"ssh": ssh}), false)? {
        let text = text::text(&one.document);
        let copied = if ssh { through_terminal(&text) } else { to_desktop(&text) };
        talk::say("copied", json!({"why": copied.err()}));
    }
    Ok(())
}

fn through_terminal(text: &str) -> Result<(), String> {
    screen::control(&to_clipboard(text).ok_or("it is too long for a terminal")?);
    Ok(())
}

/// The escape sequence that asks a terminal to put a text on its clipboard; none for one too long.
fn to_clipboard(text: &str) -> Option<String> {
    let encoded = STANDARD.encode(text);
    (encoded.len() <= MOST_THROUGH_TERMINAL).then(|| format!("\u{1b}]52;c;{encoded}\u{7}"))
}

#[cfg(feature = "clipboard")]
fn to_desktop(text: &str) -> Result<(), String> {
    let copied = arboard::Clipboard::new().and_then(|mut board| board.set_text(text));
    copied.map_err(|error| error.to_string())
}

#[cfg(not(feature = "clipboard"))]
fn to_desktop(_: &str) -> Result<(), String> {
    Err("there is no clipboard".into())
}

/// Asks whether to open files, where the system has an opener and somebody to show them to.
fn offer_to_open(files: &[PathBuf]) -> Result<(), Error> {
    let Some(opener) = screen::opener().filter(|_| screen::can_ask() && !files.is_empty()) else {
        return Ok(());
    };
    if talk::yes("open", json!({"many": files.len()}), true)? {
        for file in files.iter().filter(|file| !screen::open(&opener, file)) {
            talk::say("not-opened", json!({"path": screen::path(file)}));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_through_the_terminal_or_is_too_long() {
        assert_eq!(to_clipboard("Hi").as_deref(), Some("\u{1b}]52;c;SGk=\u{7}"));
        assert_eq!(to_clipboard(&"x".repeat(60_000)), None);
    }
}

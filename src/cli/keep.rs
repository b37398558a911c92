//! What is kept on this computer between starts: the answers of an interview that was stopped,
//! and where documents are saved. All of it is one folder, readable by its owner alone.

use std::fs;
use std::path::PathBuf;

use etcetera::BaseStrategy;
use sayso::answers::{AnswerFile, Answers};
use sayso::error::Error;
use sayso::output::{self, Access, IfExists, Outgoing};

/// The folder in which things are kept; none where the system names no home.
fn folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.state_dir().unwrap_or_else(|| base.data_dir()).join("sayso"))
}

fn interview() -> Option<PathBuf> {
    Some(folder()?.join("interview.yaml"))
}

fn save_folder_file() -> Option<PathBuf> {
    Some(folder()?.join("save-folder.txt"))
}

fn plain_file() -> Option<PathBuf> {
    Some(folder()?.join("plain"))
}

fn put(path: Option<PathBuf>, text: String) {
    // Keeping is a courtesy: where it cannot be done the interview still goes on.
    if let Some(path) = path {
        let file = Outgoing { path, bytes: text.into_bytes() };
        let _ = output::write_all(&[file], IfExists::Replace, Access::Private);
    }
}

/// Keeps the answers so far.
pub(crate) fn keep_interview(pack: &str, templates: &[&str], answers: &Answers) {
    put(interview(), AnswerFile::write(pack, templates, answers));
}

/// The interview that was stopped, if there is one, and how long ago.
pub(crate) fn kept_interview() -> Option<(AnswerFile, std::time::Duration)> {
    let path = interview()?;
    let text = fs::read_to_string(&path).ok()?;
    let age = fs::metadata(&path).ok()?.modified().ok()?.elapsed().unwrap_or_default();
    let file = AnswerFile::read(&text, &path.display().to_string()).ok()?;
    Some((file, age))
}

/// Removes the kept interview.
pub(crate) fn drop_interview() {
    if let Some(path) = interview() {
        let _ = fs::remove_file(path);
    }
}

/// Where the person had documents saved last.
pub(crate) fn save_folder() -> Option<PathBuf> {
    let text = fs::read_to_string(save_folder_file()?).ok()?;
    Some(PathBuf::from(text.trim()))
}

/// Remembers where the person has documents saved.
pub(crate) fn remember_save_folder(folder: &std::path::Path) {
    put(save_folder_file(), folder.display().to_string());
}

/// Where documents are saved unless the person says otherwise.
pub(crate) fn usual_save_folder() -> PathBuf {
    let home = etcetera::home_dir().unwrap_or_else(|_| PathBuf::from("."));
    let documents = home.join("Documents");
    if documents.is_dir() { documents.join("sayso") } else { home.join("sayso") }
}

/// Whether the person asked for plain lines before.
pub(crate) fn wants_plain() -> bool {
    plain_file().is_some_and(|p| p.exists())
}

/// Remembers that the person wants plain lines.
pub(crate) fn remember_plain() {
    put(plain_file(), String::new());
}

/// Removes everything that is kept and says what was there.
pub(crate) fn forget() -> Result<Vec<&'static str>, Error> {
    let kept = [
        (interview(), "the answers of an interview that was stopped"),
        (save_folder_file(), "the folder that documents are saved in"),
        (plain_file(), "that you like plain lines"),
    ];
    let mut gone = Vec::new();
    for (path, what) in kept {
        let Some(path) = path.filter(|p| p.exists()) else { continue };
        fs::remove_file(&path).map_err(|e| Error::write(&path, e))?;
        gone.push(what);
    }
    Ok(gone)
}

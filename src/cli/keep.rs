//! What is kept on this computer between starts: the answers of interviews that were stopped,
//! where documents are saved, what a person wants remembered about them, that they like plain
//! lines. All of it is one folder, readable by its owner alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use etcetera::BaseStrategy;
use sayso::disk;
use sayso::disk::{IfExists, Outgoing};
use sayso::error::Error;
use sayso::limits;
use sayso::render::Format;
use sayso::source::AnswerFile;

use super::screen;

/// How long an interview that was stopped is kept.
const KEPT_FOR: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Most interviews that are kept side by side; a further one takes the place of the oldest.
const MOST_INTERVIEWS: usize = 20;

/// An interview that was stopped.
pub(crate) struct SavedSession {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What it holds.
    pub(crate) file: AnswerFile,
    /// How long ago something was last added.
    pub(crate) age: Duration,
}

/// The folder in which things are kept; none where the system names no home.
fn folder() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    Some(base.state_dir().unwrap_or_else(|| base.data_dir()).join("sayso"))
}

fn save_folder_file() -> Option<PathBuf> {
    Some(folder()?.join("save-folder.txt"))
}

fn about_file() -> Option<PathBuf> {
    Some(folder()?.join("about-me.yaml"))
}

fn formats_file() -> Option<PathBuf> {
    Some(folder()?.join("formats.txt"))
}

fn plain_file() -> Option<PathBuf> {
    Some(folder()?.join("plain"))
}

/// Writes a file that its owner alone may read. Keeping is a courtesy: where it cannot be done,
/// what the person is doing still goes on.
fn put(path: Option<PathBuf>, text: String) -> bool {
    path.is_some_and(|path| {
        let file = Outgoing::private(path, text.into_bytes());
        disk::write_all(&[file], IfExists::Replace).is_ok()
    })
}

/// Whether something of the interview that is going on is kept.
static KEEPS: AtomicBool = AtomicBool::new(false);

/// Whether keeping has failed.
static FAILED: AtomicBool = AtomicBool::new(false);

/// What a person who stops is told of their answers.
pub(crate) fn farewell() -> &'static str {
    if KEEPS.load(Ordering::Relaxed) {
        "Your answers are kept. To carry on: sayso --resume"
    } else if FAILED.load(Ordering::Relaxed) {
        NOT_KEPT
    } else {
        "Nothing had been answered yet."
    }
}

fn name(number: usize) -> String {
    if number == 1 { "interview.yaml".into() } else { format!("interview-{number}.yaml") }
}

fn is_interview(path: &Path) -> bool {
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    name.starts_with("interview") && name.ends_with(".yaml")
}

/// Every kept interview with the time since it was last added to, newest first.
fn ages() -> Vec<(PathBuf, Duration)> {
    let listed = folder().and_then(|f| fs::read_dir(f).ok());
    let paths = listed.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let mut found: Vec<(PathBuf, Duration)> = paths
        .filter(|path| is_interview(path))
        .filter_map(|path| {
            // The age of a file is told by the clock that dated it.
            let age = fs::metadata(&path).ok()?.modified().ok()?.elapsed().unwrap_or_default();
            Some((path, age))
        })
        .collect();
    found.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    found
}

/// Keeps an interview that is not kept yet, in a place that no other has; where it is then.
pub(crate) fn begin_interview(text: &str) -> Option<PathBuf> {
    let place = begin(text);
    noted(place.is_some());
    place
}

fn begin(text: &str) -> Option<PathBuf> {
    let folder = folder()?;
    for number in 1..=MOST_INTERVIEWS {
        let path = folder.join(name(number));
        let file = Outgoing::private(path.clone(), text.into());
        match disk::write_all(&[file], IfExists::Refuse) {
            Ok(()) => return Some(path),
            // Another one that began at the same moment may have it by now.
            Err(_) if path.exists() => {}
            Err(_) => return None,
        }
    }
    let (oldest, _) = ages().pop()?;
    put(Some(oldest.clone()), text.into()).then_some(oldest)
}

/// Keeps an interview.
pub(crate) fn keep_interview(place: &Path, text: String) {
    noted(put(Some(place.to_path_buf()), text));
}

/// Notes whether keeping went well; the first time that it did not, the person is told.
fn noted(kept: bool) {
    KEEPS.store(kept, Ordering::Relaxed);
    if !FAILED.swap(!kept, Ordering::Relaxed) && !kept {
        screen::say(NOT_KEPT);
    }
}

/// What is said where keeping fails.
const NOT_KEPT: &str =
    "Your answers could not be kept on this computer: there is no room, or no right to write.";

/// The interviews that were stopped, newest first.
pub(crate) fn kept_interviews() -> Vec<SavedSession> {
    let read = |(path, age): (PathBuf, Duration)| {
        let text = disk::read_text(&path, limits::TEXT_BYTES)?;
        let file = AnswerFile::read(&text, &path.display().to_string()).ok()?;
        Some(SavedSession { path, file, age })
    };
    ages().into_iter().filter_map(read).collect()
}

/// Notes that a kept interview is carried on.
pub(crate) fn carries_on() {
    KEEPS.store(true, Ordering::Relaxed);
}

/// Removes the interviews that have been kept too long; how many there were.
pub(crate) fn drop_old_interviews() -> usize {
    let old = ages().into_iter().filter(|(_, age)| *age > KEPT_FOR);
    old.filter(|(path, _)| fs::remove_file(path).is_ok()).count()
}

/// Removes a kept interview.
pub(crate) fn drop_interview(place: &Path) {
    let _ = fs::remove_file(place);
    KEEPS.store(false, Ordering::Relaxed);
}

/// The folder of the letters that the person chose to keep.
fn letters_folder() -> Option<PathBuf> {
    Some(folder()?.join("letters"))
}

/// Most letters that are kept.
const MOST_LETTERS: usize = 999;

/// Keeps a letter; the person has said yes to it.
pub(crate) fn keep_letter(text: String) {
    let Some(folder) = letters_folder() else { return };
    let mut names = (1..=MOST_LETTERS).map(|n| folder.join(format!("letter-{n:03}.yaml")));
    names.find(|path| {
        let file = Outgoing::private(path.clone(), text.clone().into_bytes());
        disk::write_all(&[file], IfExists::Refuse).is_ok() || !path.exists()
    });
}

/// The files of kept letters, in the order in which they were kept.
fn letter_files() -> Vec<PathBuf> {
    let listed = letters_folder().and_then(|folder| fs::read_dir(folder).ok());
    let paths = listed.into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let is_letter = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "yaml");
    let mut found: Vec<PathBuf> = paths.filter(is_letter).collect();
    found.sort();
    found
}

/// The letters that were kept, in that order.
pub(crate) fn kept_letters() -> Vec<SavedSession> {
    let read = |path: PathBuf| {
        let text = disk::read_text(&path, limits::TEXT_BYTES)?;
        let file = AnswerFile::read(&text, &path.display().to_string()).ok()?;
        Some(SavedSession { path, file, age: Duration::ZERO })
    };
    letter_files().into_iter().filter_map(read).collect()
}

/// Where the person had documents saved last.
pub(crate) fn save_folder() -> Option<PathBuf> {
    let text = disk::read_text(&save_folder_file()?, limits::TEXT_BYTES)?;
    Some(PathBuf::from(text.trim()))
}

/// Remembers where the person has documents saved.
pub(crate) fn remember_save_folder(folder: &Path) {
    put(save_folder_file(), folder.display().to_string());
}

/// The formats that the person had made the last time.
pub(crate) fn formats() -> Option<Vec<Format>> {
    let text = disk::read_text(&formats_file()?, limits::TEXT_BYTES)?;
    let formats: Option<Vec<Format>> = text.split_whitespace().map(Format::from_name).collect();
    formats.filter(|formats| !formats.is_empty())
}

/// Remembers the formats that the person has made.
pub(crate) fn remember_formats(formats: &[Format]) {
    let names: Vec<&str> = formats.iter().map(|format| format.extension()).collect();
    put(formats_file(), names.join(" "));
}

/// Where documents are saved unless the person says otherwise.
pub(crate) fn usual_save_folder() -> PathBuf {
    let home = etcetera::home_dir().unwrap_or_else(|_| PathBuf::from("."));
    let documents = home.join("Documents");
    if documents.is_dir() { documents.join("sayso") } else { home.join("sayso") }
}

/// What is remembered about the person, as an answers file.
pub(crate) fn about_me() -> Option<String> {
    disk::read_text(&about_file()?, limits::TEXT_BYTES)
}

/// Remembers something about the person; they have said yes to it.
pub(crate) fn remember_about_me(text: String) {
    put(about_file(), text);
}

/// Whether the person asked for plain lines before.
pub(crate) fn wants_plain() -> bool {
    plain_file().is_some_and(|p| p.exists())
}

/// Remembers that the person wants plain lines.
pub(crate) fn remember_plain() {
    put(plain_file(), String::new());
}

/// Forgets that the person wanted plain lines.
pub(crate) fn forget_plain() {
    if let Some(path) = plain_file() {
        let _ = fs::remove_file(path);
    }
}

/// The folder for texts that are open in the person's editor.
fn editing_folder() -> Option<PathBuf> {
    Some(folder()?.join("editing"))
}

/// Where a text is put that is edited in the person's editor, for as long as what is given back
/// lives; none where there is no such place.
pub(crate) fn edits() -> Option<(PathBuf, fs::File)> {
    let folder = editing_folder()?;
    let lock = Outgoing::private(folder.join(LOCK), Vec::new());
    // One that is there is the one to hold.
    let _ = disk::write_all(&[lock], IfExists::Refuse);
    let lock = fs::File::open(folder.join(LOCK)).ok()?;
    lock.lock_shared().ok()?;
    Some((folder, lock))
}

/// Held by every run whose text is open in an editor.
const LOCK: &str = "lock";

/// Takes away what a run left that was stopped while it wrote, or while an editor was open; how
/// many files there were.
pub(crate) fn clear_left() -> usize {
    let folders = [folder(), letters_folder(), editing_folder()];
    let parts: usize = folders.iter().flatten().map(|folder| disk::clear_parts(folder)).sum();
    let Some(editing) = editing_folder() else { return parts };
    let is_open = |lock: fs::File| lock.try_lock().is_err();
    if fs::File::open(editing.join(LOCK)).is_ok_and(is_open) {
        return parts;
    }
    let left = fs::read_dir(&editing).into_iter().flatten().flatten();
    let left = left.map(|entry| entry.path()).filter(|path| !path.ends_with(LOCK));
    parts + left.filter(|path| fs::remove_file(path).is_ok()).count()
}

/// Removes everything that is kept and says what was there.
pub(crate) fn forget() -> Result<Vec<String>, Error> {
    let mut kept: Vec<(PathBuf, String)> = Vec::new();
    for (path, _) in ages() {
        kept.push((path, "the answers of an interview that was stopped".into()));
    }
    for path in letter_files() {
        kept.push((path, "a letter that was kept".into()));
    }
    for (path, what) in [
        (about_file(), "what was to be remembered about you"),
        (save_folder_file(), "the folder that documents are saved in"),
        (formats_file(), "the formats that documents are made in"),
        (plain_file(), "that you like plain lines"),
    ] {
        kept.extend(path.filter(|p| p.exists()).map(|p| (p, what.to_string())));
    }
    let mut gone = Vec::new();
    if clear_left() > 0 {
        gone.push("what was being written when sayso was stopped".into());
    }
    for (path, what) in kept {
        fs::remove_file(&path).map_err(|e| Error::write(&path, e))?;
        gone.push(what);
    }
    Ok(gone)
}

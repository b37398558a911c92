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

/// Where documents were saved last.
const SAVE_FOLDER: &str = "save-folder.txt";

/// What is remembered about the person.
const ABOUT: &str = "about-me.yaml";

/// The formats made last.
const FORMATS: &str = "formats.txt";

/// There where the person likes plain lines.
const PLAIN: &str = "plain";

/// The folder of the letters that the person chose to keep.
const LETTERS: &str = "letters";

/// The folder for texts that are open in the person's editor.
const EDITING: &str = "editing";

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

/// A place in that folder.
fn inside(name: &str) -> Option<PathBuf> {
    Some(folder()?.join(name))
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
    let mut found: Vec<(PathBuf, Duration)> = listed(folder())
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

/// What is kept at a place, where it can be read.
fn saved((path, age): (PathBuf, Duration)) -> Option<SavedSession> {
    let text = disk::read_text(&path, limits::TEXT_BYTES)?;
    let file = AnswerFile::read(&text, &path.display().to_string()).ok()?;
    Some(SavedSession { path, file, age })
}

/// What stands in a folder; nothing where there is none.
fn listed(folder: Option<PathBuf>) -> impl Iterator<Item = PathBuf> {
    let entries = folder.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path()))
}

/// The interviews that were stopped, newest first.
pub(crate) fn kept_interviews() -> Vec<SavedSession> {
    ages().into_iter().filter_map(saved).collect()
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

/// Most letters that are kept.
const MOST_LETTERS: usize = 999;

/// Keeps a letter; the person has said yes to it.
pub(crate) fn keep_letter(text: String) {
    let Some(folder) = inside(LETTERS) else { return };
    let mut names = (1..=MOST_LETTERS).map(|n| folder.join(format!("letter-{n:03}.yaml")));
    names.find(|path| {
        let file = Outgoing::private(path.clone(), text.clone().into_bytes());
        disk::write_all(&[file], IfExists::Refuse).is_ok() || !path.exists()
    });
}

/// The files of kept letters, in the order in which they were kept.
fn letter_files() -> Vec<PathBuf> {
    let is_letter = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "yaml");
    let mut found: Vec<PathBuf> = listed(inside(LETTERS)).filter(is_letter).collect();
    found.sort();
    found
}

/// The letters that were kept, in that order.
pub(crate) fn kept_letters() -> Vec<SavedSession> {
    letter_files().into_iter().filter_map(|path| saved((path, Duration::ZERO))).collect()
}

/// Where the person had documents saved last.
pub(crate) fn save_folder() -> Option<PathBuf> {
    let text = disk::read_text(&inside(SAVE_FOLDER)?, limits::TEXT_BYTES)?;
    Some(PathBuf::from(text.trim()))
}

/// Remembers where the person has documents saved.
pub(crate) fn remember_save_folder(folder: &Path) {
    put(inside(SAVE_FOLDER), folder.display().to_string());
}

/// The formats that the person had made the last time.
pub(crate) fn formats() -> Option<Vec<Format>> {
    let text = disk::read_text(&inside(FORMATS)?, limits::TEXT_BYTES)?;
    let formats: Option<Vec<Format>> = text.split_whitespace().map(Format::from_name).collect();
    formats.filter(|formats| !formats.is_empty())
}

/// Remembers the formats that the person has made.
pub(crate) fn remember_formats(formats: &[Format]) {
    let names: Vec<&str> = formats.iter().map(|format| format.extension()).collect();
    put(inside(FORMATS), names.join(" "));
}

/// Where documents are saved unless the person says otherwise.
pub(crate) fn usual_save_folder() -> PathBuf {
    let home = etcetera::home_dir().unwrap_or_else(|_| PathBuf::from("."));
    let documents = home.join("Documents");
    if documents.is_dir() { documents.join("sayso") } else { home.join("sayso") }
}

/// What is remembered about the person, as an answers file.
pub(crate) fn about_me() -> Option<String> {
    disk::read_text(&inside(ABOUT)?, limits::TEXT_BYTES)
}

/// Remembers something about the person; they have said yes to it.
pub(crate) fn remember_about_me(text: String) {
    put(inside(ABOUT), text);
}

/// Whether the person asked for plain lines before.
pub(crate) fn wants_plain() -> bool {
    inside(PLAIN).is_some_and(|p| p.exists())
}

/// Remembers that the person wants plain lines.
pub(crate) fn remember_plain() {
    put(inside(PLAIN), String::new());
}

/// Forgets that the person wanted plain lines.
pub(crate) fn forget_plain() {
    if let Some(path) = inside(PLAIN) {
        let _ = fs::remove_file(path);
    }
}

/// Where a text is put that is edited in the person's editor, for as long as what is given back
/// lives; none where there is no such place.
pub(crate) fn edits() -> Option<(PathBuf, fs::File)> {
    let folder = inside(EDITING)?;
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
    let folders = [folder(), inside(LETTERS), inside(EDITING)];
    let parts: usize = folders.iter().flatten().map(|folder| disk::clear_parts(folder)).sum();
    let Some(editing) = inside(EDITING) else { return parts };
    let is_open = |lock: fs::File| lock.try_lock().is_err();
    if fs::File::open(editing.join(LOCK)).is_ok_and(is_open) {
        return parts;
    }
    let left = listed(Some(editing)).filter(|path| !path.ends_with(LOCK));
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
        (inside(ABOUT), "what was to be remembered about you"),
        (inside(SAVE_FOLDER), "the folder that documents are saved in"),
        (inside(FORMATS), "the formats that documents are made in"),
        (inside(PLAIN), "that you like plain lines"),
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

//! What is kept on this computer between starts: the answers of interviews that were stopped,
//! where documents are saved, what a person wants remembered about them, that they like plain
//! lines. All of it is one folder, readable by its owner alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use etcetera::BaseStrategy;
use jiff::civil::DateTime;
use sayso::disk::{self, IfExists, Outgoing};
use sayso::error::Error;
use sayso::limits;
use sayso::source::AnswerFile;

use super::screen;

/// Something that is kept as a text of its own, by the name of its file. Under that name
/// `data/talk.yaml` has what it is, to whoever has it forgotten.
pub(crate) struct Note(&'static str);

/// The folder in which documents were saved last.
pub(crate) const SAVE_FOLDER: Note = Note("save-folder.txt");
/// What is remembered about the person, after a yes, as an answers file.
pub(crate) const ABOUT: Note = Note("about-me.yaml");
/// The formats made last.
pub(crate) const FORMATS: Note = Note("formats.txt");
/// There where the person likes plain lines.
pub(crate) const PLAIN: Note = Note("plain");

impl Note {
    /// What is kept; none where nothing is.
    pub(crate) fn read(&self) -> Option<String> {
        disk::read_text(&inside(self.0)?, limits::TEXT_BYTES)
    }

    /// Whether it is kept.
    pub(crate) fn is_there(&self) -> bool {
        inside(self.0).is_some_and(|path| path.exists())
    }

    /// Keeps it.
    pub(crate) fn write(&self, text: String) {
        put(inside(self.0), text);
    }

    /// Forgets it.
    pub(crate) fn remove(&self) {
        let _ = inside(self.0).map(fs::remove_file);
    }
}

/// The folder for texts that are open in the person's editor.
const EDITING: &str = "editing";

/// How long an interview that was stopped is kept.
const KEPT_FOR: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A place for answers files of one kind.
pub(crate) struct Shelf {
    /// Its folder, in that of what is kept.
    folder: &'static str,
    /// How their names begin, and what each is called in `data/talk.yaml`.
    name: &'static str,
    /// Most that there are.
    most: usize,
}

/// Interviews that were stopped; one more than there may be takes the place of the oldest.
pub(crate) const INTERVIEWS: Shelf = Shelf { folder: "", name: "interview", most: 20 };
/// Letters that the person chose to keep.
pub(crate) const LETTERS: Shelf = Shelf { folder: "letters", name: "letter", most: 999 };

impl Shelf {
    /// Its files, in the order in which they were begun.
    fn files(&self) -> Vec<PathBuf> {
        let is_ours = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with(self.name) && name.ends_with(".yaml")
        };
        let mut found: Vec<PathBuf> = listed(inside(self.folder)).filter(is_ours).collect();
        found.sort_by_key(|path| (path.as_os_str().len(), path.clone()));
        found
    }

    /// What is kept, in that order.
    pub(crate) fn all(&self) -> Vec<SavedSession> {
        let saved = |path: PathBuf| {
            let text = disk::read_text(&path, limits::TEXT_BYTES)?;
            let file = AnswerFile::read(&text, &path.display().to_string()).ok()?;
            Some(SavedSession { age: age(&path), path, file })
        };
        self.files().into_iter().filter_map(saved).collect()
    }

    /// Keeps a text in a place that no other has; where it is then, and none where it cannot be
    /// kept.
    pub(crate) fn keep(&self, text: &str) -> Option<PathBuf> {
        let first = inside(self.folder)?.join(format!("{}.yaml", self.name));
        for _ in self.files().len()..self.most {
            let path = disk::free_name(&first);
            let file = Outgoing::private(path.clone(), text.into());
            match disk::write_all(&[file], IfExists::Refuse) {
                Ok(()) => return Some(path),
                // Another one that began at the same moment may have it by now.
                Err(_) if path.exists() => {}
                Err(_) => return None,
            }
        }
        let oldest = self.files().into_iter().max_by_key(|path| age(path))?;
        put(Some(oldest.clone()), text.into()).then_some(oldest)
    }
}

/// How long ago something was last added to a file, as the clock tells that dated it.
fn age(path: &Path) -> Duration {
    let modified = fs::metadata(path).and_then(|about| about.modified());
    modified.ok().and_then(|modified| modified.elapsed().ok()).unwrap_or_default()
}

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

/// What a person who stops is told of the answers of the interview that is going on.
static FAREWELL: Mutex<&str> = Mutex::new("Nothing had been answered yet.");

/// What is said where answers are kept.
pub(crate) const KEPT: &str = "Your answers are kept. To carry on: sayso --resume";

/// What is said where they cannot be.
const NOT_KEPT: &str =
    "Your answers could not be kept on this computer: there is no room, or no right to write.";

/// What is said where what was made of them is saved.
pub(crate) const SAVED: &str = "What you wrote is saved.";

/// Notes what is to be said of the answers.
pub(crate) fn note(now: &'static str) {
    *FAREWELL.lock().unwrap_or_else(PoisonError::into_inner) = now;
}

/// What a person who stops is told of their answers.
pub(crate) fn farewell() -> &'static str {
    *FAREWELL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Keeps an interview: at its place, else in one that no other has. Gives where it is then; the
/// first time that it cannot be kept, the person is told.
pub(crate) fn keep_interview(place: Option<&PathBuf>, text: String) -> Option<PathBuf> {
    let kept = match place {
        Some(place) => put(Some(place.clone()), text).then(|| place.clone()),
        None => INTERVIEWS.keep(&text),
    };
    let now = if kept.is_some() { KEPT } else { NOT_KEPT };
    if farewell() != now && kept.is_none() {
        screen::say(NOT_KEPT);
    }
    note(now);
    kept
}

/// What stands in a folder; nothing where there is none.
fn listed(folder: Option<PathBuf>) -> impl Iterator<Item = PathBuf> {
    let entries = folder.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path()))
}

/// Removes the interviews that have been kept too long; how many there were.
pub(crate) fn drop_old_interviews() -> usize {
    let old = INTERVIEWS.files().into_iter().filter(|path| age(path) > KEPT_FOR);
    old.filter(|path| fs::remove_file(path).is_ok()).count()
}

/// Removes a kept interview.
pub(crate) fn drop_interview(place: &Path) {
    let _ = fs::remove_file(place);
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
    let folders = [folder(), inside(LETTERS.folder), inside(EDITING)];
    let parts: usize = folders.iter().flatten().map(|folder| disk::clear_parts(folder)).sum();
    let Some(editing) = inside(EDITING) else { return parts };
    let is_open = |lock: fs::File| lock.try_lock().is_err();
    if fs::File::open(editing.join(LOCK)).is_ok_and(is_open) {
        return parts;
    }
    let left = listed(Some(editing)).filter(|path| !path.ends_with(LOCK));
    parts + left.filter(|path| fs::remove_file(path).is_ok()).count()
}

/// Removes everything that is kept; what was there, as it is called in `data/talk.yaml`.
pub(crate) fn forget() -> Result<Vec<&'static str>, Error> {
    let mut kept: Vec<(PathBuf, &'static str)> = Vec::new();
    for shelf in [INTERVIEWS, LETTERS] {
        kept.extend(shelf.files().into_iter().map(|path| (path, shelf.name)));
    }
    for note in [ABOUT, SAVE_FOLDER, FORMATS, PLAIN].iter().filter(|note| note.is_there()) {
        kept.extend(inside(note.0).map(|path| (path, note.0)));
    }
    let mut gone = Vec::new();
    if clear_left() > 0 {
        gone.push("left");
    }
    for (path, what) in kept {
        fs::remove_file(&path).map_err(Error::write(&path))?;
        gone.push(what);
    }
    Ok(gone)
}

/// Ids of the questions whose answers may be remembered.
pub(crate) const REMEMBERED: [&str; 6] =
    ["name", "address", "postcode", "telephone", "email", "area"];

/// What is remembered about the person for the next letter, by id of the question, as text that
/// stands as the answer: only after a yes, on this computer, until `sayso forget`. None when nothing
/// was ever asked.
pub(crate) fn about() -> Option<BTreeMap<String, String>> {
    let file = AnswerFile::read(&ABOUT.read()?, "about-me.yaml").ok()?;
    let ours = file.answers.into_iter().filter(|(id, ..)| REMEMBERED.contains(&id.as_str()));
    Some(ours.map(|(id, input, _)| (id, input.editable())).collect())
}

/// A moment as it is kept with an interview: `2026-11-21T12:00`.
pub(crate) fn minute(moment: DateTime) -> String {
    moment.strftime("%Y-%m-%dT%H:%M").to_string()
}

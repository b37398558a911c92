//! A folder of many files that a run fills, and that a later run goes on with.
//!
//! Every file is noted in a journal (`.sayso/journal`): its path, a hash of what it was made from,
//! a hash of its bytes. Then it is written whole under another name and renamed into place. So
//! whenever a run is stopped, by Ctrl-C, by SIGKILL or by a full disk, what is there is known by its
//! bytes: it is what was noted last, or what was noted before and still stands. The promise covers
//! the death of the process, not a power failure: nothing is forced to the disk.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;
use tempfile::PersistError;

use crate::batch::report::{ASK_AGAIN, FAILED};
use crate::batch::sink::{Done, Put, Sink};
use crate::disk::access::{Access, make_folder, open_private, part, read_whole};
use crate::disk::journal;
use crate::disk::journal::{Entry, Known, NOTES};
use crate::error::Error;
use crate::limits;

impl Sink for Folder {
    type Error = Error;

    fn put(&self, name: &str, made_from: u64, bytes: &[u8]) -> Result<Put, Error> {
        let path = self.path(name);
        let entry = Entry { made_from, content: journal::hash(bytes) };
        let known = self.before.get(name);
        let there = known.and_then(|_| self.read(name));
        if let (Some(known), Some(there)) = (known, &there) {
            let content = journal::hash(there);
            if !known.wrote(content) && content != entry.content && !self.force {
                self.lock().written.insert(name.to_string(), known.last);
                return Ok(Put::Edited);
            }
        }
        // What no run wrote is not to be noted as if one had, until it is replaced.
        let note_after = self.force && self.stands_unknown(name);
        if !note_after {
            self.announce(name, entry)?;
        }
        if there.is_some_and(|there| there == bytes) {
            return Ok(Put::Kept);
        }
        self.rename_into_place(&path, bytes)?;
        if note_after {
            self.announce(name, entry)?;
        }
        Ok(Put::Written)
    }

    /// The bytes of a file of the folder: of a plain one, that no link leads out to.
    fn read(&self, name: &str) -> Option<Vec<u8>> {
        let read = || read_whole(&self.path(name), limits::NOTES_BYTES).ok();
        self.is_there(name).then(read).flatten()
    }

    /// A file made from the same is counted as one of this run's.
    fn has(&self, name: &str, made_from: u64) -> Option<Put> {
        let known = self.before.get(name).filter(|known| known.last.made_from == made_from)?;
        let content = journal::hash(&self.read(name)?);
        let as_written = content == known.last.content;
        if !as_written && (self.force || known.wrote(content)) {
            return None;
        }
        self.lock().written.insert(name.to_string(), known.last);
        Some(if as_written { Put::Kept } else { Put::Edited })
    }

    fn is_foreign(&self, name: &str) -> bool {
        !self.force && self.stands_unknown(name)
    }

    fn is_edited(&self, name: &str) -> bool {
        let known = self.before.get(name).zip(self.read(name));
        known.is_some_and(|(known, bytes)| !known.wrote(journal::hash(&bytes)))
    }

    fn others(&self) -> Vec<String> {
        let now = self.lock();
        let others = self.before.keys().filter(|name| !now.written.contains_key(*name));
        others.filter(|name| self.is_there(name)).cloned().collect()
    }

    /// Folders that are empty then go too.
    fn sweep(&self, stale: &dyn Fn(&str) -> bool) -> Result<Done, Error> {
        let mut swept = Done::default();
        for (name, known) in &self.before {
            if self.lock().written.contains_key(name) {
                continue;
            }
            if stale(name) {
                let Some(bytes) = self.read(name) else { continue };
                if self.force || known.wrote(journal::hash(&bytes)) {
                    let path = self.path(name);
                    fs::remove_file(&path).map_err(Error::write(&path))?;
                    self.remove_empty(&path);
                    swept.gone.push(name.clone());
                    continue;
                }
                swept.edited.push(name.clone());
            }
            self.lock().written.insert(name.clone(), known.last);
        }
        Ok(swept)
    }

    fn note(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.rename_into_place(&self.root.join(NOTES).join(name), bytes)
    }

    fn noted(&self, name: &str) -> Option<Vec<u8>> {
        read_whole(&self.root.join(NOTES).join(name), limits::NOTES_BYTES).ok()
    }
}

/// A folder being filled by one run; no other run can open it meanwhile.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    /// What earlier runs noted, by path with `/`: all that they wrote, and what they were about to.
    before: BTreeMap<String, Known>,
    /// How many lines of the journal name what is not a file of this folder; they were not read.
    pub foreign_lines: usize,
    /// What this run noted or found as it should be, and the journal it is noted in.
    now: Mutex<Now>,
    /// Whose turn it is to rename.
    turn: Mutex<()>,
    /// Held until the folder is dropped; the system lets go of it when the process dies.
    _lock: File,
    force: bool,
    is_new: bool,
}

#[derive(Debug)]
struct Now {
    written: BTreeMap<String, Entry>,
    journal: File,
}

/// Whether a file holds people's details for whoever runs the batch, and for nobody else.
fn is_private(root: &Path, path: &Path) -> bool {
    let name = path.strip_prefix(root).unwrap_or(path);
    name.starts_with(NOTES) || [FAILED, ASK_AGAIN].iter().any(|file| name == Path::new(file))
}

/// Why nothing is read or written through a link.
fn is_a_link() -> io::Error {
    io::Error::other("it is a link or a device, and nothing outside the folder is touched")
}

impl Folder {
    /// Opens a folder, making it if it is not there, and reads what earlier runs wrote.
    /// With `force`, files in the way and files changed by hand are replaced.
    ///
    /// # Errors
    /// [`Error::Busy`] while another run has it; [`Error::Write`] where it cannot be made.
    pub fn open(root: &Path, force: bool) -> Result<Folder, Error> {
        let notes = root.join(NOTES);
        let is_new = fs::read_dir(root).map_or(true, |mut entries| entries.next().is_none());
        fs::create_dir_all(root).map_err(Error::write(root))?;
        // Folders are passed on: a link here would lead to what is nobody's business.
        let [lock_file, parts, path] = ["lock", "parts", "journal"].map(|name| notes.join(name));
        for path in [&notes, &lock_file, &parts, &path] {
            if fs::symlink_metadata(path).is_ok_and(|found| !found.is_dir() && !found.is_file()) {
                return Err(Error::write(path)(is_a_link()));
            }
        }
        make_folder(&notes, Access::Private).map_err(Error::write(root))?;
        let lock = open_private(&lock_file).map_err(Error::write(&lock_file))?;
        // Where the system has no locks (some network drives) there is nothing to hold.
        if let Err(TryLockError::WouldBlock) = lock.try_lock() {
            return Err(Error::Busy(root.to_path_buf()));
        }
        // What is left of a run that was stopped; links in it are taken away and not followed.
        let _ = fs::remove_dir_all(&parts);
        make_folder(&parts, Access::Private).map_err(Error::write(&parts))?;
        let (before, foreign_lines) = match read_whole(&path, limits::NOTES_BYTES) {
            Ok(bytes) => journal::read(&bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Default::default(),
            Err(error) => return Err(Error::read(&path)(error)),
        };
        let mut journal = open_private(&path).map_err(Error::write(&path))?;
        // A line that was cut off would swallow the next one.
        journal.write_all(b"\n").map_err(Error::write(&path))?;
        let now = Mutex::new(Now { written: BTreeMap::new(), journal });
        Ok(Folder {
            root: root.to_path_buf(),
            before,
            foreign_lines,
            now,
            turn: Mutex::new(()),
            _lock: lock,
            force,
            is_new,
        })
    }

    /// The path of a file in the folder.
    fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    fn is_there(&self, name: &str) -> bool {
        let path = self.path(name);
        let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        is_file && !self.is_behind_a_link(&path)
    }

    /// Whether one of the folders between this one and a file in it is a link.
    fn is_behind_a_link(&self, path: &Path) -> bool {
        let mut above = path.ancestors().skip(1).take_while(|folder| *folder != self.root);
        above.any(|folder| fs::symlink_metadata(folder).is_ok_and(|found| found.is_symlink()))
    }

    /// Takes a file as it now is for what an earlier run wrote: somebody changed it, and the
    /// change has been read.
    pub fn adopt(&mut self, name: &str) {
        let there = self.read(name);
        if let (Some(known), Some(bytes)) = (self.before.get_mut(name), there) {
            known.last.content = journal::hash(&bytes);
        }
    }

    /// Whether something stands in the place of a file that no run wrote.
    fn stands_unknown(&self, name: &str) -> bool {
        let may_stand = !self.is_new && !self.before.contains_key(name);
        may_stand && fs::symlink_metadata(self.path(name)).is_ok()
    }

    fn rename_into_place(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        if self.is_behind_a_link(path) {
            return Err(Error::write(path)(is_a_link()));
        }
        let access = if is_private(&self.root, path) { Access::Private } else { Access::Usual };
        let whole = part(&self.root.join(NOTES).join("parts"), access, bytes);
        // The system renames from one folder to another one at a time; threads that wait for it burn
        // their time. Here they sleep.
        let _turn = self.turn.lock();
        let renamed = whole.and_then(|whole| match whole.persist(path) {
            Err(PersistError { error, file }) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(path.parent().unwrap_or(&self.root))?;
                Ok(file.persist(path)?)
            }
            done => Ok(done?),
        });
        renamed.map(|_| ()).map_err(Error::write(path))
    }

    /// Notes in the journal that a file is about to be there.
    pub(super) fn announce(&self, name: &str, entry: Entry) -> Result<(), Error> {
        // Where the disk was full the last line may be torn, and would swallow this one.
        let line = format!("\n{}", journal::line(name, entry));
        let mut now = self.lock();
        let path = self.root.join(NOTES).join("journal");
        now.journal.write_all(line.as_bytes()).map_err(Error::write(&path))?;
        now.written.insert(name.to_string(), entry);
        Ok(())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Now> {
        // A thread that panicked while it held the lock left nothing half done in it.
        self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Removes the folders above a file that are empty, up to the folder itself.
    fn remove_empty(&self, path: &Path) {
        let mut above = path.ancestors().skip(1).take_while(|folder| *folder != self.root);
        // One that holds something stays, and so do those above it.
        above.all(|folder| fs::remove_dir(folder).is_ok());
    }

    /// Writes the journal anew, in the order of paths, so that the folder of a run that was
    /// stopped is in the end that of one that was not.
    ///
    /// # Errors
    /// [`Error::Write`] when there is no room for it.
    pub fn close(self) -> Result<(), Error> {
        let written = std::mem::take(&mut self.lock().written);
        let text: String =
            written.par_iter().map(|(name, entry)| journal::line(name, *entry)).collect();
        let path = self.root.join(NOTES).join("journal");
        self.rename_into_place(&path, text.as_bytes())?;
        let _ = fs::remove_dir_all(self.root.join(NOTES).join("parts"));
        Ok(())
    }
}

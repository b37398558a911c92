//! The files of a pack, from a folder, a zip or the program itself. Nothing outside the pack is
//! read, whatever its links and names say, and nothing without bound.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use super::zipped;
use crate::diagnostic::Location;
use crate::error::{Fault, FaultKind};
use crate::source::text::{MOST_BYTES, MOST_IN_LINE, SourceText};
use crate::source::yaml_mistakes;

/// Most files of a pack.
pub(super) const MOST_FILES: usize = 2000;

/// Most bytes of a pack.
pub(super) const MOST_IN_ALL: usize = 50_000_000;

/// Deepest folder inside a pack that is looked into.
const DEEPEST: usize = 8;

/// Most misnamed files that are told.
const MOST_MISNAMED: usize = 20;

/// The files of a pack that are read, by path.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// Id of the pack: the name of the folder, or of the zip without `.zip`.
    pub name: String,
    /// Path inside the pack, with `/`, and what is in the file.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Files that are left out, but are nearly named as those of a pack.
    pub misnamed: Vec<String>,
    /// What stands before a path in messages: the folder as the user gave it, with `/`.
    pub shown: String,
}

impl Files {
    /// Reads a folder or a zip.
    pub fn from_path(path: &Path) -> Result<Files, Vec<Fault>> {
        let shown = path.display().to_string();
        let fault = |kind| vec![Fault::error(kind, Location::file(shown.as_str()))];
        let real = path.canonicalize().map_err(|error| fault(cannot_read(&error)))?;
        let stem = if real.is_dir() { real.file_name() } else { real.file_stem() };
        let name = stem.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if real.is_dir() {
            let prefix = if shown == "." {
                String::new()
            } else {
                format!("{}/", shown.trim_end_matches('/'))
            };
            let files = Files { name, shown: prefix, ..Files::default() };
            return read_folder(&real, files);
        }
        let bytes = read_bounded(&real, MOST_IN_ALL).map_err(fault)?;
        if !bytes.starts_with(b"PK") {
            return Err(fault(FaultKind::NotAPack));
        }
        let files = Files { name, shown: format!("{shown}/"), ..Files::default() };
        zipped::read(&bytes, files)
    }

    /// Takes files that are in the program.
    pub fn from_embedded<P, B>(name: &str, files: impl IntoIterator<Item = (P, B)>) -> Files
    where
        P: Into<String>,
        B: Into<Vec<u8>>,
    {
        let files = files.into_iter().map(|(path, bytes)| (path.into(), bytes.into()));
        let files = files.filter(|(path, _)| is_read(path)).collect();
        Files { name: name.to_string(), files, shown: format!("{name}/"), ..Files::default() }
    }

    /// A file as it is named in messages; the pack itself for `""`.
    pub fn shown(&self, path: &str) -> String {
        match (path, self.shown.trim_end_matches('/')) {
            ("", "") => self.name.clone(),
            ("", pack) => pack.to_string(),
            _ => format!("{}{path}", self.shown),
        }
    }

    /// Notes a file that is left out, where its name is nearly one of a pack's.
    pub(super) fn note(&mut self, path: &str) {
        let nearly = !is_read(path) && yaml_mistakes::meant(path).is_some();
        if nearly && self.misnamed.len() < MOST_MISNAMED {
            self.misnamed.push(path.to_string());
        }
    }

    /// The text of a file, if there is one and it is text.
    pub(crate) fn text(&self, path: &str, faults: &mut Vec<Fault>) -> Option<SourceText> {
        let bytes = self.files.get(path)?;
        SourceText::decode(&self.shown(path), bytes, MOST_IN_LINE)
            .map_err(|fault| faults.push(*fault))
            .ok()
    }

    /// Takes a file; says so when the pack gets too big by it.
    pub(super) fn take(&mut self, path: String, bytes: Vec<u8>) -> Result<(), Box<Fault>> {
        let all: usize = self.files.values().map(Vec::len).sum();
        let place = Location::file(self.shown(""));
        if self.files.len() == MOST_FILES {
            return Err(Box::new(Fault::error(FaultKind::TooManyFiles(MOST_FILES), place)));
        }
        if all + bytes.len() > MOST_IN_ALL {
            return Err(Box::new(Fault::error(FaultKind::TooBigInAll(MOST_IN_ALL), place)));
        }
        self.files.insert(path, bytes);
        Ok(())
    }
}

/// Whether a path inside a pack is one that packs have. All others are left unread.
pub(super) fn is_read(path: &str) -> bool {
    let hidden = path.split('/').any(|part| part.starts_with('.') || part.is_empty());
    let registers =
        ["pack.yaml", "areas.yaml", "bodies.yaml", "destinations.yaml", "languages.yaml"];
    !hidden
        && (registers.contains(&path)
            || path.starts_with("examples/")
            || (path.ends_with(".md.hbs")
                && (path.starts_with("partials/") || !path.contains('/'))))
}

fn read_folder(root: &Path, mut files: Files) -> Result<Files, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut folders = vec![(String::new(), 0)];
    let mut seen = 0;
    while let Some((folder, depth)) = folders.pop() {
        let entries = match fs::read_dir(root.join(&folder)) {
            Ok(entries) => entries,
            Err(error) => {
                let place = Location::file(files.shown(&folder));
                faults.push(Fault::error(cannot_read(&error), place));
                continue;
            }
        };
        for entry in entries.flatten() {
            seen += 1;
            // Folders full of other things are not walked to their end.
            if seen > MOST_FILES * 10 {
                let place = Location::file(files.shown(""));
                faults.push(Fault::error(FaultKind::TooManyFiles(MOST_FILES), place));
                return Err(faults);
            }
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            files.note(&path);
            match look(root, &path, depth, &files) {
                Ok(Found::Folder) => folders.push((path, depth + 1)),
                Ok(Found::File(bytes)) => {
                    if let Err(fault) = files.take(path, bytes) {
                        faults.push(*fault);
                        return Err(faults);
                    }
                }
                Ok(Found::Other) => {}
                Err(fault) => faults.push(*fault),
            }
        }
    }
    if faults.is_empty() { Ok(files) } else { Err(faults) }
}

/// What stands at a path of a folder.
enum Found {
    Folder,
    File(Vec<u8>),
    Other,
}

fn look(root: &Path, path: &str, depth: usize, files: &Files) -> Result<Found, Box<Fault>> {
    let full = root.join(path);
    let fault = |kind| Box::new(Fault::error(kind, Location::file(files.shown(path))));
    let may_hold = |path: &str| {
        depth < DEEPEST
            && (path == "partials"
                || path == "examples"
                || path.starts_with("partials/")
                || path.starts_with("examples/"))
    };
    if !is_read(path) && !may_hold(path) {
        return Ok(Found::Other);
    }
    let link = fs::symlink_metadata(&full).map_err(|e| fault(cannot_read(&e)))?.is_symlink();
    let real = full.canonicalize().map_err(|e| fault(cannot_read(&e)))?;
    if link && (!real.starts_with(root) || real.is_dir()) {
        return Err(fault(FaultKind::LeadsOutside));
    }
    if real.is_dir() {
        return Ok(if may_hold(path) { Found::Folder } else { Found::Other });
    }
    if !is_read(path) {
        return Ok(Found::Other);
    }
    read_bounded(&real, MOST_BYTES).map(Found::File).map_err(fault)
}

/// Reads a plain file up to a limit; never a device or a pipe, which may have no end.
fn read_bounded(path: &Path, limit: usize) -> Result<Vec<u8>, FaultKind> {
    let about = fs::metadata(path).map_err(|error| cannot_read(&error))?;
    if !about.is_file() {
        return Err(FaultKind::NotAPack);
    }
    let file = fs::File::open(path).map_err(|error| cannot_read(&error))?;
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|error| cannot_read(&error))?;
    if bytes.len() > limit {
        return Err(FaultKind::TooBig(limit));
    }
    Ok(bytes)
}

/// The system's reason, without its number.
fn cannot_read(error: &std::io::Error) -> FaultKind {
    if error.kind() == std::io::ErrorKind::NotFound {
        return FaultKind::NotFound;
    }
    let words = error.to_string();
    let words = words.split(" (os error").next().unwrap_or_default();
    FaultKind::CannotRead(words.to_lowercase())
}

//! A pack in a folder or a zip on the disk. Nothing outside the pack is read, whatever its links
//! and names say, and nothing without bound.

use std::fs;
use std::path::Path;

use crate::diagnostic::{self, Diagnostic, Location};
use crate::disk::access;
use crate::error::reason;
use crate::limits;
use crate::pack::PackFiles;
use crate::pack::files::{is_read, too_many_files};
use crate::source::faults;

/// Reads a folder or a zip.
///
/// # Errors
/// What cannot be read, is over the limits or leads outside the pack; every fault.
pub fn pack_files(path: &Path) -> Result<PackFiles, Vec<Diagnostic>> {
    let shown = path.display().to_string();
    let fault = |kind: Diagnostic| vec![kind.at(Location::file(shown.as_str()))];
    let real = path.canonicalize().map_err(|error| fault(cannot_read(&error)))?;
    let stem = if real.is_dir() { real.file_name() } else { real.file_stem() };
    let name = stem.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if real.is_dir() {
        let prefix = match shown.as_str() {
            "." => String::new(),
            folder => format!("{}/", folder.trim_end_matches('/')),
        };
        let files = PackFiles { name, shown: prefix, ..PackFiles::default() };
        return read_folder(&real, files);
    }
    let bytes = read_bounded(&real, limits::PACK_BYTES).map_err(|kind| fault(*kind))?;
    if !bytes.starts_with(b"PK") {
        return Err(fault(diagnostic::fault("not-a-pack", &[])));
    }
    PackFiles::zip(&name, &shown, &bytes)
}

fn read_folder(root: &Path, mut files: PackFiles) -> Result<PackFiles, Vec<Diagnostic>> {
    let mut faults = Vec::new();
    let mut folders = vec![(String::new(), 0)];
    let mut seen = 0;
    while let Some((folder, depth)) = folders.pop() {
        let entries = match fs::read_dir(root.join(&folder)) {
            Ok(entries) => entries,
            Err(error) => {
                let place = Location::file(files.shown(&folder));
                faults.push(cannot_read(&error).at(place));
                continue;
            }
        };
        for entry in entries.flatten() {
            seen += 1;
            // Folders full of other things are not walked to their end.
            if seen > limits::PACK_FILES * 10 {
                let place = Location::file(files.shown(""));
                faults.push(too_many_files().at(place));
                return Err(faults);
            }
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            files.note(&path);
            let kind = entry.file_type();
            let is_folder = kind.as_ref().is_ok_and(fs::FileType::is_dir);
            let is_link = kind.as_ref().is_ok_and(fs::FileType::is_symlink);
            let holds = depth < limits::PACK_DEPTH && may_hold(&path);
            if is_folder && holds {
                folders.push((path, depth + 1));
            } else if !is_folder && (is_read(&path) || is_link && holds) {
                let place = Location::file(files.shown(&path));
                match bytes_of(root, &root.join(&path), is_link) {
                    Ok(bytes) => {
                        if let Err(fault) = files.take(path, bytes) {
                            faults.push(*fault);
                            return Err(faults);
                        }
                    }
                    Err(fault) => faults.push(fault.at(place)),
                }
            }
        }
    }
    if faults.is_empty() { Ok(files) } else { Err(faults) }
}

/// Whether a folder of a pack may hold files of it.
fn may_hold(path: &str) -> bool {
    ["partials", "examples"].contains(&path.split('/').next().unwrap_or_default())
}

/// The bytes of a file, which a link may stand for that stays inside.
fn bytes_of(root: &Path, path: &Path, is_link: bool) -> Result<Vec<u8>, Box<Diagnostic>> {
    let real = path.canonicalize().map_err(|error| Box::new(cannot_read(&error)))?;
    if is_link && (!real.starts_with(root) || real.is_dir()) {
        return Err(Box::new(diagnostic::fault("leads-outside", &[])));
    }
    read_bounded(&real, limits::TEXT_BYTES)
}

/// A plain file of `limit` bytes at the most.
fn read_bounded(path: &Path, limit: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let bytes = access::read(path, limit).map_err(|error| Box::new(cannot_read(&error)))?;
    if bytes.len() > limit {
        return Err(Box::new(faults::too_big(limit)));
    }
    Ok(bytes)
}

fn cannot_read(error: &std::io::Error) -> Diagnostic {
    match error.kind() {
        std::io::ErrorKind::NotFound => diagnostic::fault("not-found", &[]),
        _ => diagnostic::fault("cannot-read", &[("why", &reason(error))]),
    }
}

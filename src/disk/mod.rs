//! The one place that writes files: names, what to do when they exist, whole or not at all.

mod folder;
mod journal;
mod pack_folder;

#[cfg(test)]
mod folder_tests;

use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub use crate::disk::folder::Folder;
pub use crate::disk::journal::NOTES;
pub use crate::disk::pack_folder::pack_files;
use crate::error::Error;

/// What to do when a file already exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfExists {
    /// Refuse, and write nothing at all.
    Refuse,
    /// Replace it.
    Replace,
}

/// Who may read a written file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// As the system sets it for new files.
    Usual,
    /// The owner alone (mode 0600).
    Private,
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Where.
    pub path: PathBuf,
    /// What.
    pub bytes: Vec<u8>,
}

/// Writes files whole or not at all: every one is first written beside its place under another
/// name, and only when all are there are they given their names. Folders that are missing are
/// made. A path that is no regular file (a device, a pipe) is written to directly.
///
/// # Errors
/// [`Error::SamePath`] when two are the same; [`Error::Exists`] lists every file in the way, before anything is written; [`Error::Write`]
/// names the file that could not be written, with nothing half-written left behind.
pub fn write_all(files: &[Outgoing], if_exists: IfExists, access: Access) -> Result<(), Error> {
    let mut seen = HashSet::new();
    if let Some(twice) = files.iter().find(|f| !seen.insert(&f.path)) {
        return Err(Error::SamePath(twice.path.clone()));
    }
    let regular = |p: &Path| fs::metadata(p).map(|m| m.is_file() || m.is_dir());
    let (plain, special): (Vec<&Outgoing>, Vec<&Outgoing>) =
        files.iter().partition(|f| regular(&f.path).unwrap_or(true));
    if if_exists == IfExists::Refuse {
        let taken: Vec<PathBuf> =
            plain.iter().filter(|f| f.path.exists()).map(|f| f.path.clone()).collect();
        if !taken.is_empty() {
            return Err(Error::Exists(taken));
        }
    }
    let mut ready = Vec::with_capacity(plain.len());
    for file in plain {
        ready.push((beside(file, access).map_err(|e| Error::write(&file.path, e))?, file));
    }
    for (temporary, file) in ready {
        let done = match if_exists {
            IfExists::Replace => temporary.persist(&file.path),
            IfExists::Refuse => temporary.persist_noclobber(&file.path),
        };
        done.map_err(|e| Error::write(&file.path, e.error))?;
    }
    for file in special {
        direct(file).map_err(|e| Error::write(&file.path, e))?;
    }
    Ok(())
}

fn beside(file: &Outgoing, access: Access) -> io::Result<tempfile::NamedTempFile> {
    if file.path.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    let folder = match file.path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    make_folder(folder, access)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".sayso-").suffix(".part");
    if access == Access::Usual {
        usual_permissions(&mut builder);
    }
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(&file.bytes)?;
    Ok(temporary)
}

#[cfg(unix)]
fn make_folder(folder: &Path, access: Access) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let mode = if access == Access::Private { 0o700 } else { 0o777 };
    fs::DirBuilder::new().recursive(true).mode(mode).create(folder)
}

#[cfg(not(unix))]
fn make_folder(folder: &Path, _: Access) -> io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(unix)]
fn usual_permissions(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    // The system takes the person's umask off.
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn usual_permissions(_: &mut tempfile::Builder<'_, '_>) {}

fn direct(file: &Outgoing) -> io::Result<()> {
    let mut out: File = OpenOptions::new().write(true).open(&file.path)?;
    out.write_all(&file.bytes)?;
    out.flush()
}

/// A name near `path` that is free: `letter.pdf`, `letter-2.pdf`, `letter-3.pdf` …
pub fn free_name(path: &Path) -> PathBuf {
    if !path.exists() {
        return path.to_path_buf();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ending = path.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    (2_u32..)
        .map(|n| path.with_file_name(format!("{stem}-{n}{ending}")))
        .find(|p| !p.exists())
        .unwrap_or_else(|| path.to_path_buf())
}

/// Where documents go: the file for one document in one format; for several formats of one
/// document a stem, or a folder if there is one or the path ends in a separator; for several
/// documents a folder.
pub fn place(
    target: &Path,
    stem: &str,
    extension: &str,
    documents: usize,
    formats: usize,
) -> PathBuf {
    let text = target.to_string_lossy();
    let folder = documents > 1 || text.ends_with(std::path::is_separator) || target.is_dir();
    if folder {
        return target.join(format!("{stem}.{extension}"));
    }
    if formats == 1 {
        return target.to_path_buf();
    }
    let mut path = target.as_os_str().to_os_string();
    path.push(format!(".{extension}"));
    PathBuf::from(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: PathBuf, text: &str) -> Outgoing {
        Outgoing { path, bytes: text.into() }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a file that is in the way")]
    fn all_or_nothing() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let (a, b) = (dir.path().join("new/a.md"), dir.path().join("b.md"));
        fs::write(&b, "old").expect("written");
        let files = [file(a.clone(), "A"), file(b.clone(), "B")];
        let refused = write_all(&files, IfExists::Refuse, Access::Usual);
        assert!(matches!(refused, Err(Error::Exists(taken)) if taken == [b.clone()]));
        assert!(!a.exists());
        write_all(&files, IfExists::Replace, Access::Usual).expect("written");
        assert_eq!(fs::read_to_string(&b).expect("read"), "B");
        assert_eq!(free_name(&b), dir.path().join("b-2.md"));
        assert_eq!(fs::read_dir(dir.path()).expect("listed").count(), 2);
    }

    #[test]
    fn a_folder_in_the_way_is_told() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let files = [file(dir.path().to_path_buf(), "A")];
        assert!(matches!(
            write_all(&files, IfExists::Replace, Access::Usual),
            Err(Error::Write { .. })
        ));
    }

    #[test]
    fn places() {
        let at = |t: &str, d, f| place(Path::new(t), "mp-letter", "pdf", d, f);
        assert_eq!(at("x.pdf", 1, 1), Path::new("x.pdf"));
        assert_eq!(at("x", 1, 2), Path::new("x.pdf"));
        assert_eq!(at("x/", 1, 2), Path::new("x/mp-letter.pdf"));
        assert_eq!(at("x", 2, 1), Path::new("x/mp-letter.pdf"));
    }
}

//! The one place that writes files: names, what to do when they exist, whole or not at all.

mod access;
mod folder;
mod journal;
mod pack_folder;

#[cfg(test)]
mod folder_tests;

use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub use crate::disk::access::{Access, clear_parts, read, read_text, read_whole};
use crate::disk::access::{make_folder, part};
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

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Where.
    pub path: PathBuf,
    /// What.
    pub bytes: Vec<u8>,
    /// Who may read it.
    pub access: Access,
}

impl Outgoing {
    /// A file as the system sets it for new ones.
    pub fn new(path: PathBuf, bytes: Vec<u8>) -> Outgoing {
        Outgoing { path, bytes, access: Access::Usual }
    }

    /// A file that its owner alone may read.
    pub fn private(path: PathBuf, bytes: Vec<u8>) -> Outgoing {
        Outgoing { path, bytes, access: Access::Private }
    }
}

/// Writes files whole or not at all: every one is first written beside its place under another
/// name, and only when all are there are they given their names. Folders that are missing are
/// made, and what a run left there that was stopped before goes. A path that is no regular file (a
/// device, a pipe) is written to directly.
///
/// # Errors
/// [`Error::Usage`] when two are the same; [`Error::Exists`] lists every file in the way, before anything is written; [`Error::Write`]
/// names the file that could not be written, with nothing half-written left behind.
pub fn write_all(files: &[Outgoing], if_exists: IfExists) -> Result<(), Error> {
    let mut seen = HashSet::new();
    if let Some(twice) = files.iter().find(|f| !seen.insert(&f.path)) {
        let path = twice.path.display();
        return Err(Error::Usage(
            format!("two files would be written to {path}; nothing was written"),
            "give one of them another name".into(),
        ));
    }
    let regular = |p: &Path| fs::metadata(p).map(|m| m.is_file() || m.is_dir());
    let (plain, special): (Vec<&Outgoing>, Vec<&Outgoing>) =
        files.iter().partition(|f| regular(&f.path).unwrap_or(true));
    let is_taken = |file: &&&Outgoing| if_exists == IfExists::Refuse && file.path.exists();
    let taken: Vec<PathBuf> = plain.iter().filter(is_taken).map(|f| f.path.clone()).collect();
    if !taken.is_empty() {
        return Err(Error::Exists(taken));
    }
    let folders: HashSet<&Path> = plain.iter().map(|file| folder_of(&file.path)).collect();
    folders.into_iter().for_each(|folder| {
        clear_parts(folder);
    });
    let ready = |file| beside(file).map(|part| (part, file)).map_err(Error::write(&file.path));
    let ready: Vec<_> = plain.into_iter().map(ready).collect::<Result<_, Error>>()?;
    for (temporary, file) in ready {
        let done = match if_exists {
            IfExists::Replace => temporary.persist(&file.path),
            IfExists::Refuse => temporary.persist_noclobber(&file.path),
        };
        done.map_err(|error| Error::write(&file.path)(error.error))?;
    }
    for file in special {
        direct(file).map_err(Error::write(&file.path))?;
    }
    Ok(())
}

/// The folder of a file.
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn beside(file: &Outgoing) -> io::Result<tempfile::NamedTempFile> {
    if file.path.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    let folder = folder_of(&file.path);
    make_folder(folder, file.access)?;
    part(folder, file.access, &file.bytes)
}

/// Writes to a device or a pipe. A pipe that nobody reads is told, where waiting would not end.
fn direct(file: &Outgoing) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::{FileTypeExt, OpenOptionsExt};
        if fs::metadata(&file.path).is_ok_and(|about| about.file_type().is_fifo()) {
            options.custom_flags(OFlags::NONBLOCK.bits() as i32);
            let unread = |_| io::Error::other("it is a pipe, and nobody reads it");
            let mut out = options.open(&file.path).map_err(unread)?;
            rustix::fs::fcntl_setfl(&out, OFlags::empty())?;
            return out.write_all(&file.bytes);
        }
    }
    options.open(&file.path)?.write_all(&file.bytes)
}

/// A name near `path` that is free: `letter.pdf`, `letter-2.pdf`, `letter-3.pdf` …
pub fn free_name(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    let others = (2_u32..).map(|n| path.with_file_name(format!("{stem}-{n}{ending}")));
    let mut names = std::iter::once(path.to_path_buf()).chain(others);
    names.find(|name| !name.exists()).unwrap_or_else(|| path.to_path_buf())
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
        Outgoing::new(path, text.into())
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a file that is in the way")]
    fn all_or_nothing() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let (a, b) = (dir.path().join("new/a.md"), dir.path().join("b.md"));
        fs::write(&b, "old").expect("written");
        let files = [file(a.clone(), "A"), file(b.clone(), "B")];
        let refused = write_all(&files, IfExists::Refuse);
        assert!(matches!(refused, Err(Error::Exists(taken)) if taken == [b.clone()]));
        assert!(!a.exists());
        write_all(&files, IfExists::Replace).expect("written");
        assert_eq!(fs::read_to_string(&b).expect("read"), "B");
        assert_eq!(free_name(&b), dir.path().join("b-2.md"));
        assert_eq!(fs::read_dir(dir.path()).expect("listed").count(), 2);
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "what a run left that was stopped")]
    fn what_was_not_whole_goes_and_what_is_being_written_stays() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| dir.path().join(name);
        for name in [".sayso-left.part", ".sayso-held.part", ".sayso-other", "mine.part"] {
            fs::write(at(name), "words").expect("written");
        }
        let held = fs::File::open(at(".sayso-held.part")).expect("opened");
        held.lock().expect("locked");
        write_all(&[file(at("letter.md"), "A")], IfExists::Refuse).expect("written");
        assert!(!at(".sayso-left.part").exists());
        for name in [".sayso-held.part", ".sayso-other", "mine.part", "letter.md"] {
            assert!(at(name).exists(), "{name}");
        }
        assert_eq!(fs::read_dir(dir.path()).expect("listed").count(), 4);
    }

    #[test]
    fn a_folder_in_the_way_is_told() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let files = [file(dir.path().to_path_buf(), "A")];
        assert!(matches!(write_all(&files, IfExists::Replace), Err(Error::Write { .. })));
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

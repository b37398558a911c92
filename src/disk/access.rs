//! Reading what a person or a folder names: regular files alone, and nothing without end; who may read
//! what is written, and what a file is until it is whole.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write};
use std::path::Path;

use tempfile::NamedTempFile;

/// Who may read a written file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// As the system sets it for new files.
    Usual,
    /// The owner alone (mode 0600).
    Private,
}

/// Makes a folder and those above it.
pub(crate) fn make_folder(folder: &Path, access: Access) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    if access == Access::Private {
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    }
    #[cfg(not(unix))]
    let _ = access;
    builder.recursive(true).create(folder)
}

/// Opens a file of the owner's alone, to add to it.
pub(crate) fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.create(true).append(true).open(path)
}

/// Between these, what a file is called until it is whole.
const PART: [&str; 2] = [".sayso-", ".part"];

/// How often a part is made again that somebody took away while it was made.
const MOST_TRIES: usize = 10;

/// Writes a file in a folder under another name, to be given its own when it is whole. Meanwhile it
/// is locked.
pub(crate) fn part(folder: &Path, access: Access, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PART[0]).suffix(PART[1]);
    #[cfg(unix)]
    if access == Access::Usual {
        // The system takes the person's umask off.
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = access;
    let mut part = builder.tempfile_in(folder)?;
    for _ in 0..MOST_TRIES {
        // Where the system has no locks there is nobody to fear either.
        let _ = part.as_file().lock();
        if part.path().exists() {
            break;
        }
        part = builder.tempfile_in(folder)?;
    }
    part.write_all(bytes)?;
    Ok(part)
}

/// Takes away what was not whole yet when a run was stopped; how many files there were. What is
/// being written is locked, and stays.
pub fn clear_parts(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_part = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with(PART[0])
            && name.ends_with(PART[1])
            && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    let left = |entry: &fs::DirEntry| {
        let file = File::open(entry.path());
        file.is_ok_and(|file| file.try_lock().is_ok() && fs::remove_file(entry.path()).is_ok())
    };
    entries.filter(|entry| is_part(entry) && left(entry)).count()
}

/// The bytes of a file: one more than `most` at the most, so that whoever reads them can tell in
/// their own words that it is too large.
///
/// # Errors
/// The system's, and for a device or a pipe, which may have no end.
pub fn read(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let about = fs::metadata(path)?;
    if about.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !about.is_file() {
        return Err(io::Error::other("it is a device or a pipe, not a file"));
    }
    let file = File::open(path)?;
    // What it says of its size is a hint: it may grow, and is not believed beyond `most`.
    let hint = file.metadata()?.len().min(most as u64) as usize + 1;
    let mut bytes = Vec::with_capacity(hint);
    file.take(most as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The bytes of a file that has `most` at the most.
///
/// # Errors
/// As [`read`], and for a larger file.
pub fn read_whole(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    let bytes = read(path, most)?;
    if bytes.len() > most {
        return Err(io::Error::other(format!("it is larger than {} MB", most / 1_000_000)));
    }
    Ok(bytes)
}

/// The text of a small file of the program's own; none where there is none that can be read.
pub fn read_text(path: &Path, most: usize) -> Option<String> {
    String::from_utf8(read_whole(path, most).ok()?).ok()
}

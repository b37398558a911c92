//! Reading what a person or a folder names: regular files alone, and nothing without end.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

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

//! Who may read what is written.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

/// Who may read a written file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// As the system sets it for new files.
    Usual,
    /// The owner alone (mode 0600).
    Private,
}

/// Makes a folder and those above it.
#[cfg(unix)]
pub(crate) fn make_folder(folder: &Path, access: Access) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let mode = if access == Access::Private { 0o700 } else { 0o777 };
    fs::DirBuilder::new().recursive(true).mode(mode).create(folder)
}

/// Makes a folder and those above it.
#[cfg(not(unix))]
pub(crate) fn make_folder(folder: &Path, _: Access) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// How a file is opened that its owner alone may read, or everybody.
pub(crate) fn options(access: Access) -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    if access == Access::Private {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    #[cfg(not(unix))]
    let _ = access;
    options
}

//! Opening what was saved, with what the system has for it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sayso::error::Error;

use super::prompt::{self, Style};
use super::screen;

/// Asks whether to open files, where the system has an opener and somebody to show them to.
///
/// # Errors
/// The person stops.
pub(crate) fn offer(files: &[PathBuf], style: Style) -> Result<(), Error> {
    let Some(opener) = opener().filter(|_| screen::can_ask() && !files.is_empty()) else {
        return Ok(());
    };
    let question = if files.len() == 1 { "\nOpen it now?" } else { "\nOpen them now?" };
    let why = "Yes shows it with the program that your computer has for it.";
    if prompt::yes(style, question, why, true)? {
        for file in files.iter().filter(|file| !open(&opener, file)) {
            screen::say(&format!("It could not be opened. It is here: {}", screen::path(file)));
        }
    }
    Ok(())
}

/// Opens a file, where the system has an opener. False when it could not be.
pub(crate) fn show(file: &Path) -> bool {
    opener().is_some_and(|opener| open(&opener, file))
}

/// The system's opener, if it is there.
fn opener() -> Option<PathBuf> {
    if cfg!(windows) {
        return on_path("explorer.exe");
    }
    if cfg!(target_os = "macos") {
        return on_path("open");
    }
    // Without a desktop xdg-open looks for a browser in the terminal, in which we are.
    let desktop = ["DISPLAY", "WAYLAND_DISPLAY"].into_iter().any(screen::is_set);
    if desktop { on_path("xdg-open") } else { None }
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Starts the opener and does not wait: what it shows may stay open.
fn open(opener: &Path, file: &Path) -> bool {
    let mut command = Command::new(opener);
    command.arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // In a group of its own it outlives a terminal that closes when we end.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().is_ok()
}

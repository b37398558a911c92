//! Packs: what is read, what is refused, and what is said about it.

mod broken;
pub(crate) mod files;
mod hostile;
mod many;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use sayso::check::examine;
use sayso::diagnostic::{Diagnostic, fault};
use sayso::model::Pack;
use sayso::pack::{PackFiles, Shared, load};

/// The day on which the tests take place.
const TODAY: Date = date(2026, 11, 21);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/packs")
}

/// A few shared questions and destinations.
fn shared() -> &'static Shared {
    static SHARED: LazyLock<Shared> = LazyLock::new(|| {
        let questions = include_str!("shared/questions.yaml");
        let destinations = include_str!("shared/destinations.yaml");
        Shared::from_yaml(questions, destinations).expect("the shared files are sound")
    });
    &SHARED
}

/// The good pack, as files.
fn good() -> PackFiles {
    static GOOD: LazyLock<PackFiles> = LazyLock::new(|| {
        let mut files = sayso::disk::pack_files(&folder().join("good")).expect("it can be read");
        files.shown = String::new();
        files.name = "sampleton".into();
        files
    });
    GOOD.clone()
}

fn check(files: &PackFiles) -> Result<(Pack, Vec<Diagnostic>), Vec<Diagnostic>> {
    load(files, shared(), TODAY)
}

/// All that `check` tells, as plain lines.
fn told(files: &PackFiles) -> String {
    let (_, faults) = examine(files, shared(), TODAY);
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

/// The good pack with one file in the place of its own.
fn with(path: &str, bytes: impl Into<Vec<u8>>) -> PackFiles {
    let mut files = good();
    files.files.insert(path.into(), bytes.into());
    files
}

/// What is said of a fault, with this as its limit.
fn message(name: &str, limit: &str) -> String {
    fault(name, &[("limit", &limit)]).message
}

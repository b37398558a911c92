//! `sayso batch`: a table in, a folder of responses out, and a report.

mod cases;
mod forms;
mod group;
mod hostile;
mod joint;
mod kinds;
pub(crate) mod made;
mod others;
mod resume;
mod runs;
mod signed;
mod sure;
mod told;
mod unused;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::{Home, Test, repository};

/// The made-up consultation of twelve questions.
pub(crate) fn ex26() -> String {
    repository("tests/it/batch/ex26").display().to_string()
}

/// What the group answers for everybody in it.
pub(crate) fn shared() -> String {
    repository("tests/it/batch/ex26/shared.yaml").display().to_string()
}

/// A run of a batch of the made-up consultation.
pub(crate) fn batch(home: &Home, table: &str, more: &[&str]) -> Test {
    let run = home.test().args(["batch", &ex26(), table, "--answers", &shared()]);
    run.line("--set respond_as=individual -o out").args(more)
}

/// Every file under a folder, by path with `/`, the run's own notes among them.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("inside").to_string_lossy();
                files.insert(name.replace('\\', "/"), fs::read(&path).expect("read"));
            }
        }
    }
    files
}

/// Names of files, the run's own notes left out.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    files(folder).into_keys().filter(|name| !name.starts_with(".sayso/")).collect()
}

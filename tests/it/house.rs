//! The house rules that a reader of the source can check: who may read files, write them, see
//! the terminal.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::repository;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The source outside tests of every file, by its path under `src`.
fn library() -> Vec<(String, String)> {
    let root = repository("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("read");
            let code =
                text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_string();
            let name =
                path.strip_prefix(&root).expect("under src").to_string_lossy().replace('\\', "/");
            (name, code)
        })
        .filter(|(name, _)| !name.contains("tests"))
        .collect()
}

#[test]
fn only_the_right_rooms_touch_files_and_the_terminal() {
    let rules: &[(&[&str], &[&str])] = &[
        (
            &[
                "std::io::stdin",
                "io::stdin(",
                "dialoguer",
                "console::",
                "anstream",
                "clap::",
                "std::env",
            ],
            &["cli/", "main.rs"],
        ),
        (
            &["std::fs", "fs::read", "File::open"],
            &["cli/", "pack/read.rs", "pack/zipped.rs", "disk/mod.rs", "disk/folder.rs"],
        ),
        (
            &["fs::write", "File::create", "OpenOptions", "NamedTempFile"],
            &["disk/mod.rs", "disk/folder.rs"],
        ),
        (&["printpdf", "lopdf"], &["render/pdf/write/", "render/pdf/mod.rs"]),
        (&["std::net", "TcpStream"], &[]),
    ];
    let mut broken = Vec::new();
    for (name, code) in library() {
        for line in code.lines().filter(|l| !l.trim_start().starts_with("//")) {
            for (words, rooms) in rules {
                let allowed = rooms.iter().any(|room| name.starts_with(room));
                if !allowed && words.iter().any(|w| line.contains(w)) {
                    broken.push(format!("{name}: {line}"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for_and_none_grows_too_large() {
    for (name, code) in library() {
        assert!(code.starts_with("//!"), "{name} has no opening comment");
        assert!(code.lines().count() <= 440, "{name} has {} lines", code.lines().count());
    }
}

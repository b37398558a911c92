//! Every seed and every input that fuzzing found, through the way in that it is for: nothing panics.
//! What a fuzzer does with them is in `fuzz/`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::repository;

#[path = "../../fuzz/ways.rs"]
mod ways;

/// Where the fixtures of the tests stand that are seeds of a way in, and how their names end.
const SEEDS: &[(&str, &str, &[&str])] = &[
    ("answers", "templates/anything/examples", &[".yaml"]),
    ("answers", "tests/it/hostile", &[".yaml"]),
    ("consultation", "tests/it/hostile", &[".md"]),
    ("consultation", "tests/it/import/consultations", &[""]),
    ("font", "tests/it/hostile", &[".ttf"]),
    ("letter", "tests/it/hostile", &[".md"]),
    ("letter", "tests/it/import/cases", &[".docx", ".txt", ".md", ".odt", ".rtf", ".html"]),
    ("markdown", "templates/anything/examples", &[".md"]),
    ("markdown", "tests/it/hostile", &[".hbs"]),
    ("session", "templates/anything/examples", &[".yaml"]),
    ("table", "tests/it/batch/cases", &[".csv", ".xlsx", ".zip"]),
    ("table", "tests/it/hostile", &[".xlsx"]),
    ("template", "templates/local-service", &[".hbs"]),
    ("template", "tests/it/hostile", &[".hbs"]),
    ("pack", "tests/it/hostile", &["pack.yaml"]),
];

/// What no fixture is.
const WRITTEN: &[(&str, &str)] = &[
    ("dates", "12/3/26 2pm"),
    ("dates", "wed 2 dec 1.30"),
    ("dates", "LS1 4AP"),
    ("dates", "£1,200.50"),
    ("journal", "1 1 1 ../outside.txt\n"),
    ("notes", "table: /a.csv\nset: [a=b]\n"),
    ("notes", "columns:\n  Name: name\n"),
    ("postcodes", "\u{1}"),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

/// The inputs of a way in, with what to call them.
fn inputs(way: &str) -> Vec<(String, Vec<u8>)> {
    let mut paths = Vec::new();
    files(&repository(&format!("fuzz/found/{way}")), &mut paths);
    for (_, folder, endings) in SEEDS.iter().filter(|(of, ..)| *of == way) {
        let mut all = Vec::new();
        files(&repository(folder), &mut all);
        all.retain(|path| endings.iter().any(|end| path.to_string_lossy().ends_with(end)));
        assert!(!all.is_empty(), "{folder} has no seeds of {way}");
        paths.extend(all);
    }
    let read = |path: PathBuf| (path.display().to_string(), fs::read(&path).expect("read"));
    let written = WRITTEN.iter().filter(|(of, _)| *of == way);
    let written = written.map(|(_, text)| ((*text).to_string(), text.as_bytes().to_vec()));
    paths.into_iter().map(read).chain(written).collect()
}

#[test]
fn every_seed_and_every_input_that_was_found_is_taken_or_refused() {
    for (name, way) in ways::WAYS {
        let inputs = inputs(name);
        assert!(!inputs.is_empty(), "{name} has no seed");
        let corpus =
            std::env::var_os("SAYSO_SEEDS").map(|_| repository(&format!("fuzz/corpus/{name}")));
        for (at, (what, bytes)) in inputs.iter().enumerate() {
            if let Some(corpus) = &corpus {
                fs::create_dir_all(corpus).expect("made");
                fs::write(corpus.join(format!("seed-{at}")), bytes).expect("written");
            }
            if std::panic::catch_unwind(|| way(bytes)).is_err() {
                panic!("{name}: {what:.200} panics");
            }
        }
    }
}

/// Each way in has a target in `fuzz/Cargo.toml`, and each target is a way in.
#[test]
fn every_way_in_is_a_fuzz_target() {
    let manifest = fs::read_to_string(repository("fuzz/Cargo.toml")).expect("read");
    let targets: Vec<&str> =
        manifest.split("[[bin]]\nname = \"").skip(1).filter_map(|t| t.split('"').next()).collect();
    assert_eq!(targets, ways::WAYS.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

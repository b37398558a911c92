//! A pack that was made, put into a folder and looked at as its author would.

use std::fs;
use std::path::Path;

use sayso::pack::Made;
use sayso::pack::{self, PackFiles, Shared};
use sayso::render::markdown::markdown;
use sayso::source::AnswerFile;

use crate::support::letters;

/// The files of a pack that was made, as they are read from its folder.
pub(crate) fn files(made: &Made) -> PackFiles {
    let mut files = PackFiles::from_embedded(&made.id, made.files.clone());
    files.shown = String::new();
    files
}

/// What `check` says of it: warnings or, where it is broken, errors.
pub(crate) fn told(made: &Made) -> Vec<String> {
    let shared = Shared::built_in().expect("the registers are sound");
    let faults = match pack::load(&files(made), shared, letters::today()) {
        Ok((_, warnings)) => warnings,
        Err(faults) => faults,
    };
    faults.iter().map(ToString::to_string).collect()
}

/// The letters that its examples give, by path of the golden file.
pub(crate) fn letters(made: &Made) -> Vec<(String, String)> {
    let shared = Shared::built_in().expect("the registers are sound");
    let (pack, _) = pack::load(&files(made), shared, letters::today()).expect("a sound pack");
    let mut all = Vec::new();
    for (path, bytes) in &made.files {
        let Some(case) = path.strip_suffix(".yaml").filter(|p| p.starts_with("examples/")) else {
            continue;
        };
        let text = String::from_utf8(bytes.clone()).expect("text");
        let file = AnswerFile::read(&text, path).expect("answers");
        assert_eq!(file.pack.as_deref(), Some(made.id.as_str()), "{path} names its pack");
        for template in &file.templates {
            let document = letters::of_example(&pack, template, &file);
            all.push((format!("{case}.{template}.md"), markdown(&document)));
        }
    }
    all
}

/// Asserts that the letters beside the examples are those that the examples give.
pub(crate) fn assert_goldens(made: &Made) {
    for (path, letter) in letters(made) {
        let golden = made.files.iter().find(|(p, _)| *p == path);
        let golden = golden.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
        assert_eq!(golden.as_deref(), Some(letter.as_str()), "{path}");
    }
}

/// Compares with a file of the repository; SAYSO_ACCEPT=1 rewrites it.
pub(crate) fn assert_file(path: &Path, made: &[u8]) {
    if std::env::var_os("SAYSO_ACCEPT").is_some() {
        fs::create_dir_all(path.parent().expect("in a folder")).expect("made");
        fs::write(path, made).expect("written");
    }
    let there = fs::read(path).unwrap_or_default();
    assert!(
        there == made,
        "{} differs; SAYSO_ACCEPT=1 rewrites it:\n{}",
        path.display(),
        String::from_utf8_lossy(made)
    );
}

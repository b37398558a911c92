//! Every example of every shipped pack gives the letter that stands beside it. To accept changed
//! letters run with SAYSO_ACCEPT=1, then read the difference.

use std::fs;

use sayso::pack::shipped;
use sayso::render::markdown::markdown;

use crate::support::{letters, repository};

#[test]
fn every_example_gives_the_letter_beside_it() {
    let accept = std::env::var_os("SAYSO_ACCEPT").is_some();
    let mut differ = Vec::new();
    for name in shipped::names() {
        let pack = letters::shipped_pack(name);
        let folder = repository(&format!("templates/{name}/examples"));
        let mut expected = Vec::new();
        for case in yaml_stems(&folder) {
            let file = letters::example(name, &case);
            assert_eq!(file.pack.as_deref(), Some(name), "{case} names its pack");
            assert!(!file.templates.is_empty(), "{case} names its templates");
            for template in &file.templates {
                let document = letters::of_example(pack, template, &file);
                let path = folder.join(format!("{case}.{template}.md"));
                let made = markdown(&document);
                if accept {
                    fs::write(&path, &made).expect("written");
                }
                if fs::read_to_string(&path).ok().as_deref() != Some(made.as_str()) {
                    differ.push(format!("{}:\n{made}", path.display()));
                }
                expected.push(path);
            }
        }
        for path in goldens(&folder) {
            assert!(expected.contains(&path), "{} belongs to no example", path.display());
        }
        for template in pack.templates.iter().chain(&pack.joint) {
            let ending = format!(".{}.md", template.id);
            let shown = expected.iter().filter(|p| p.to_string_lossy().ends_with(&ending)).count();
            assert!(shown >= 2, "{name}/{} has {shown} examples, two are wanted", template.id);
        }
    }
    assert!(differ.is_empty(), "these differ:\n{}", differ.join("\n\n"));
}

fn yaml_stems(folder: &std::path::Path) -> Vec<String> {
    let mut stems = stems(folder, "yaml");
    stems.sort();
    stems
}

fn goldens(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    stems(folder, "md").into_iter().map(|stem| folder.join(format!("{stem}.md"))).collect()
}

fn stems(folder: &std::path::Path, ending: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("examples");
    let paths = entries.map(|e| e.expect("an entry").path());
    paths
        .filter(|p| p.extension().is_some_and(|e| e == ending))
        .map(|p| p.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect()
}

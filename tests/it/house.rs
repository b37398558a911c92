//! The house rules that a reader of the source can check: a room imports only from rooms below it,
//! a child never from its parent's `mod.rs`, and nothing stands in a circle. The rooms are read from
//! the list in ARCHITECTURE.md.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, UseTree};

use crate::support::repository;

/// A module by its path from the top: `["pack", "load", "item"]`.
type Module = Vec<String>;

/// What one file imports, and what its `pub use` hands on under another path.
#[derive(Default)]
struct File {
    /// Each import as an absolute path.
    imports: BTreeSet<Vec<String>>,
    /// Path as it can be imported, path as it is.
    handed_on: Vec<(Vec<String>, Vec<String>)>,
}

/// Collects the paths of one file. Unit tests are left aside.
struct Imports<'f> {
    module: &'f [String],
    file: File,
}

/// Whether an item is there for unit tests alone.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|word| word == "test")
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Fn(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Const(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        _ => &[],
    }
}

impl Imports<'_> {
    /// A path from the top of the library; none for another crate's.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" | "sayso" => Some(rest.to_vec()),
            "self" => Some([self.module, rest].concat()),
            "super" => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                let base = self.module.len().checked_sub(ups)?;
                Some([&self.module[..base], &path[ups..]].concat())
            }
            _ => None,
        }
    }

    fn import(&mut self, path: &[String]) {
        self.file.imports.extend(self.absolute(path));
    }

    /// The paths in what no parser reads for us: the insides of a macro or an attribute, where a path
    /// may stand in quotation marks too.
    fn tokens(&mut self, tokens: &str) {
        let joined = tokens.replace(" :: ", "::").replace(":: ", "::");
        for path in joined.split(|c: char| !(c.is_alphanumeric() || "_:".contains(c))) {
            let path: Vec<String> = path.split("::").map(str::to_string).collect();
            self.import(&path);
        }
    }

    fn tree(&mut self, tree: &UseTree, before: &[String], public: bool) {
        match tree {
            UseTree::Path(path) => {
                let before = [before, &[path.ident.to_string()]].concat();
                self.tree(&path.tree, &before, public);
            }
            UseTree::Group(group) => {
                for one in &group.items {
                    self.tree(one, before, public);
                }
            }
            UseTree::Name(name) if name.ident == "self" => self.import(before),
            UseTree::Name(name) => self.name(before, &name.ident, &name.ident, public),
            UseTree::Rename(name) => self.name(before, &name.ident, &name.rename, public),
            UseTree::Glob(_) => self.import(before),
        }
    }

    fn name(&mut self, before: &[String], name: &syn::Ident, known_as: &syn::Ident, public: bool) {
        let path = [before, &[name.to_string()]].concat();
        // `pub use child::Thing` names its child without `self`.
        let absolute = self.absolute(&path).unwrap_or_else(|| [self.module, &path].concat());
        if public {
            let here = [self.module, &[known_as.to_string()]].concat();
            self.file.handed_on.push((here, absolute));
        }
        self.import(&path);
    }
}

impl<'a> Visit<'a> for Imports<'_> {
    fn visit_item(&mut self, item: &'a Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'a ItemUse) {
        let public = !matches!(item.vis, syn::Visibility::Inherited);
        self.tree(&item.tree, &[], public);
    }

    fn visit_item_mod(&mut self, _: &'a ItemMod) {}

    /// `pub(super)` imports nothing.
    fn visit_visibility(&mut self, _: &'a syn::Visibility) {}

    fn visit_macro(&mut self, item: &'a syn::Macro) {
        self.tokens(&item.tokens.to_string());
        visit::visit_macro(self, item);
    }

    fn visit_attribute(&mut self, attribute: &'a Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            self.tokens(&list.tokens.to_string());
        }
    }

    fn visit_path(&mut self, path: &'a syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.import(&parts);
        visit::visit_path(self, path);
    }
}

/// Reads the imports of files, each given by its path under `src` and its text.
fn read(files: &[(String, String)]) -> BTreeMap<Module, File> {
    let mut all = BTreeMap::new();
    for (path, text) in files {
        let stem = path.trim_end_matches(".rs").trim_end_matches("/mod");
        let module: Module = match stem {
            "lib" | "main" => Vec::new(),
            stem => stem.split('/').map(str::to_string).collect(),
        };
        let parsed = syn::parse_file(text).unwrap_or_else(|why| panic!("{path}: {why}"));
        let mut imports = Imports { module: &module, file: File::default() };
        imports.visit_file(&parsed);
        let File { imports, handed_on } = imports.file;
        let file: &mut File = all.entry(module).or_default();
        file.imports.extend(imports);
        file.handed_on.extend(handed_on);
    }
    all
}

/// The module in which a path leads, after what is handed on; and what of the path is left.
fn lead(files: &BTreeMap<Module, File>, path: &[String]) -> (Module, usize) {
    let mut path = path.to_vec();
    for _ in 0..8 {
        let handed = files.values().flat_map(|file| &file.handed_on);
        let on = handed.filter(|(from, to)| path.starts_with(from) && from != to);
        let Some((from, to)) = on.max_by_key(|(from, _)| from.len()) else { break };
        if files.contains_key(from) {
            break;
        }
        path = [to.as_slice(), &path[from.len()..]].concat();
    }
    let deepest = (0..=path.len()).rev().find(|end| files.contains_key(&path[..*end]));
    let end = deepest.unwrap_or(0);
    (path[..end].to_vec(), path.len() - end)
}

/// What breaks the rules, a line each. `rooms` are named from the top down.
fn broken(rooms: &[String], files: &[(String, String)]) -> Vec<String> {
    let files = read(files);
    let height = |module: &Module| {
        let room = module.first()?;
        rooms.iter().position(|name| name == room).map(|at| rooms.len() - at)
    };
    let shown = |module: &Module| module.join("/");
    let mut broken = Vec::new();
    let mut edges: BTreeMap<&Module, BTreeSet<Module>> = BTreeMap::new();
    for (module, file) in &files {
        if module.is_empty() {
            continue;
        }
        let Some(here) = height(module) else {
            broken.push(format!("{} is in no room of the list", shown(module)));
            continue;
        };
        for path in &file.imports {
            let named = (0..=path.len()).rev().find(|end| files.contains_key(&path[..*end]));
            let named = path[..named.unwrap_or(0)].to_vec();
            let (to, left) = lead(&files, path);
            if to.is_empty() || to == *module {
                continue;
            }
            if height(&to).is_none_or(|there| there > here) {
                broken.push(format!("{} imports uphill from {}", shown(module), path.join("::")));
            }
            let item = path.len() > named.len();
            if item && named.len() < module.len() && module.starts_with(&named) {
                broken.push(format!(
                    "{} imports from its parent: {}",
                    shown(module),
                    path.join("::")
                ));
            }
            if left > 0 || !to.starts_with(module) {
                edges.entry(module).or_default().insert(to);
            }
        }
    }
    broken.extend(circles(&edges).iter().map(|circle| format!("a circle: {circle}")));
    broken
}

/// Modules that import each other, by whatever way round.
fn circles(edges: &BTreeMap<&Module, BTreeSet<Module>>) -> BTreeSet<String> {
    let reached = |from: &Module| {
        let mut seen: BTreeSet<&Module> = BTreeSet::new();
        let mut next: Vec<&Module> = edges.get(from).into_iter().flatten().collect();
        while let Some(module) = next.pop() {
            if seen.insert(module) {
                next.extend(edges.get(module).into_iter().flatten());
            }
        }
        seen
    };
    let all: BTreeMap<&Module, BTreeSet<&Module>> =
        edges.keys().map(|module| (*module, reached(module))).collect();
    all.iter()
        .filter(|(module, seen)| seen.contains(**module))
        .map(|(module, seen)| {
            let back = |other: &&&Module| all.get(**other).is_some_and(|s| s.contains(*module));
            let members: BTreeSet<String> = seen.iter().filter(back).map(|m| m.join("/")).collect();
            members.into_iter().collect::<Vec<_>>().join(", ")
        })
        .collect()
}

/// The rooms of ARCHITECTURE.md, from the top down: the first word of each line of the list that
/// begins with `cli/`.
fn rooms() -> Vec<String> {
    let text = fs::read_to_string(repository("ARCHITECTURE.md")).expect("read");
    let list = text.split("```").find(|block| block.trim_start().starts_with("cli/"));
    let words =
        list.expect("the list of rooms").lines().filter_map(|l| l.split_whitespace().next());
    let name = |word: &str| word.trim_end_matches('/').trim_end_matches(".rs").to_string();
    words.map(name).filter(|name| name != "lib").collect()
}

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

/// Every file of the source but those of unit tests, by its path under `src`.
fn all_files() -> Vec<(String, String)> {
    let root = repository("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    let name = |path: &Path| {
        path.strip_prefix(&root).expect("under src").to_string_lossy().replace('\\', "/")
    };
    paths
        .iter()
        .map(|path| (name(path), fs::read_to_string(path).expect("read")))
        .filter(|(name, _)| !name.contains("tests") && name != "question/properties.rs")
        .collect()
}

#[test]
fn every_room_imports_from_below_and_nothing_stands_in_a_circle() {
    let broken = broken(&rooms(), &all_files());
    assert!(broken.is_empty(), "{} faults:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    for (name, text) in all_files() {
        assert!(text.starts_with("//!"), "{name} has no opening comment");
    }
}

#[test]
fn what_a_batch_says_names_no_flag() {
    for (name, text) in all_files().iter().filter(|(name, _)| name.starts_with("batch/")) {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let flag = line.split("--").nth(1).is_some_and(|f| f.starts_with(char::is_lowercase));
            assert!(!flag, "{name}: {line}");
        }
    }
}

#[test]
fn a_wrong_import_is_found() {
    let rooms: Vec<String> = ["cli", "upper", "lower"].map(String::from).into();
    let found = |files: &[(&str, &str)]| {
        let files: Vec<(String, String)> =
            files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
        broken(&rooms, &files)
    };
    let upper = ("upper/mod.rs", "pub mod one; pub mod two; pub use one::One; pub struct All;");
    let one = ("upper/one.rs", "pub struct One;");
    let good = [
        upper,
        one,
        ("upper/two.rs", "use crate::lower::Low; use super::one::One;"),
        ("lower/mod.rs", "pub struct Low; #[cfg(test)] mod tests { use crate::upper::One; }"),
        ("cli/mod.rs", "use sayso::upper::One;"),
    ];
    assert_eq!(found(&good), Vec::<String>::new());
    for (wrong, told) in [
        (("lower/mod.rs", "use crate::upper::One;"), "lower imports uphill from upper::One"),
        (("lower/mod.rs", "fn f() { crate::upper::two::go() }"), "lower imports uphill"),
        (("lower/mod.rs", "fn f() { println!(\"{}\", crate::upper::A) }"), "lower imports uphill"),
        (
            ("lower/mod.rs", "#[serde(with = \"crate::upper::f\")] struct A;"),
            "lower imports uphill",
        ),
        (("upper/two.rs", "use super::All;"), "upper/two imports from its parent: upper::All"),
        (("upper/two.rs", "use crate::upper::One;"), "upper/two imports from its parent"),
        (("attic/mod.rs", ""), "attic is in no room of the list"),
    ] {
        let rest = [upper, one, ("upper/two.rs", "")];
        let files: Vec<(&str, &str)> =
            rest.into_iter().filter(|(path, _)| *path != wrong.0).chain([wrong]).collect();
        let broken = found(&files);
        assert!(broken.iter().any(|line| line.contains(told)), "{told}: {broken:?}");
    }
    let circle = found(&[
        upper,
        ("upper/one.rs", "use super::two::Two; pub struct One;"),
        ("upper/two.rs", "use super::one::One; pub struct Two;"),
    ]);
    assert_eq!(circle, ["a circle: upper/one, upper/two"]);
}

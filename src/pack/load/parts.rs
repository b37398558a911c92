//! The texts of a pack's files: YAML, templates cut in two, partials.

use super::item::{self, is_id};
use super::templates::{self, TemplateFile};
use crate::diagnostic::{Diagnostic, Location};
use crate::model::Partial;
use crate::pack::faults::{self, Thing};
use crate::pack::files::PackFiles;
use crate::source::text::SourceText;
use crate::source::yaml::{self, Node};

/// A file's YAML; an empty file is a fault.
pub(crate) fn read_yaml(text: &SourceText, faults: &mut Vec<Diagnostic>) -> Option<Node> {
    let told = faults.len();
    let node = yaml::read(text, faults).filter(|node| !node.is_null());
    if node.is_none() && faults.len() == told {
        faults.push(faults::empty().at(Location::file(text.file.as_str())));
    }
    node
}

/// The templates of a pack, each cut into front matter and body.
pub(crate) fn template_files(files: &PackFiles, faults: &mut Vec<Diagnostic>) -> Vec<TemplateFile> {
    let mut all = Vec::new();
    let is_template = |path: &&String| templates::id(path).is_some();
    let paths: Vec<&String> = files.files.keys().filter(is_template).collect();
    let whole = || Location::file(files.shown(""));
    for path in item::up_to_most(Thing::Template, &paths, whole, faults) {
        let Some(id) = templates::id(path) else { continue };
        if !is_id(Thing::Template, id) {
            let kind = faults::bad_id(Thing::Template, id);
            faults.push(kind.at(Location::file(files.shown(path))));
        }
        if let Some(text) = files.text(path, faults) {
            all.extend(templates::cut(id, text, faults));
        }
    }
    if paths.is_empty() {
        faults.push(faults::no_template().at(whole()));
    }
    all
}

/// The partials of a pack, each with its text.
pub(crate) fn partials(
    files: &PackFiles,
    faults: &mut Vec<Diagnostic>,
) -> Vec<(Partial, SourceText)> {
    let mut all = Vec::new();
    for path in files.files.keys() {
        let name = path.strip_prefix("partials/").and_then(|p| p.strip_suffix(".md.hbs"));
        let Some(name) = name else { continue };
        if !is_id(Thing::Partial, name) {
            let kind = faults::bad_id(Thing::Partial, name);
            faults.push(kind.at(Location::file(files.shown(path))));
        }
        if let Some(text) = files.text(path, faults) {
            let partial = Partial {
                name: name.to_string(),
                file: text.file.clone(),
                text: text.text.clone(),
            };
            all.push((partial, text));
        }
    }
    all
}

//! The line that tells an editor what a file may hold, and the schemas that it leads to: editors
//! with a YAML language server then complete and explain.

use std::collections::BTreeSet;

use crate::pack::schema;

/// Folder of the schemas in a pack. What begins with a dot is no part of the pack.
const FOLDER: &str = ".sayso";

/// What begins the line.
const MODELINE: &str = "# yaml-language-server: $schema=";

/// Puts the line at the top of each YAML file of a pack, and the schemas beside it.
pub(super) fn added(mut files: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    let mut used = BTreeSet::new();
    for (path, bytes) in &mut files {
        let Some(name) = schema_of(path) else { continue };
        used.insert(name);
        let has_one = bytes.windows(MODELINE.len()).any(|window| window == MODELINE.as_bytes());
        if !has_one {
            let up = "../".repeat(path.matches('/').count());
            let up = if up.is_empty() { "./" } else { &up };
            let line = format!("{MODELINE}{up}{FOLDER}/{name}.schema.json\n");
            *bytes = [line.as_bytes(), bytes].concat();
        }
    }
    let schemas = used.into_iter().filter_map(schema::named);
    let file =
        |s: &schema::Named| (format!("{FOLDER}/{}.schema.json", s.name), s.text().into_bytes());
    files.extend(schemas.map(file));
    files
}

/// The schema of a file of a pack, by its path.
fn schema_of(path: &str) -> Option<&'static str> {
    match path {
        _ if path.starts_with("examples/") && path.ends_with(".yaml") => Some("answers"),
        _ => schema::ALL.iter().map(|s| s.name).find(|name| path == format!("{name}.yaml")),
    }
}

//! The packs that ship, embedded in the program from `templates/`.

use include_dir::{Dir, File, include_dir};
use jiff::civil::Date;

use super::load::{Loaded, Wording, read};
use super::shared::Shared;
use crate::pack::files::PackFiles;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The pack that `sayso new` begins with. It is to be changed, not written with, so that no list
/// and no menu offers it.
pub const STARTER: &str = "starter";

/// Names of the packs that ship to be written with, in alphabetical order.
pub fn names() -> impl Iterator<Item = &'static str> {
    TEMPLATES.dirs().filter_map(|d| d.path().to_str()).filter(|name| *name != STARTER)
}

/// The files of a pack that ships, [`STARTER`] too.
pub fn files(name: &str) -> Option<PackFiles> {
    let dir = TEMPLATES.dirs().find(|d| d.path().to_str() == Some(name))?;
    let files = files_in(dir).filter_map(|file| {
        let path = file.path().strip_prefix(name).ok()?.to_string_lossy().replace('\\', "/");
        Some((path, file.contents()))
    });
    Some(PackFiles::from_embedded(name, files))
}

/// Every file of a folder, however deep.
fn files_in(dir: &'static Dir<'static>) -> Box<dyn Iterator<Item = &'static File<'static>>> {
    Box::new(dir.files().chain(dir.dirs().flat_map(files_in)))
}

/// Reads a pack that ships: the pack with its warnings. What is the larger part of the work is left
/// out, since a test holds the texts of each to be sound. None where none has the name.
pub fn load(name: &str, shared: &Shared, today: Date) -> Option<Loaded> {
    Some(read(&files(name)?, shared, today, Wording::Sound))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::check::examine;
    use crate::model::Pack;

    #[test]
    fn every_shipped_pack_is_without_a_fault() {
        let shared = Shared::built_in().expect("the registers are sound");
        for name in names().chain([STARTER]) {
            let files = files(name).expect("named a moment ago");
            let today = date(2026, 11, 21);
            let (pack, faults) = examine(&files, shared, today);
            let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
            assert!(lines.is_empty(), "{name}:\n{}", lines.join("\n"));
            let loaded = load(name, shared, today).expect("named a moment ago").expect("sound");
            assert_eq!(loaded.1, faults);
            let shown = |pack| format!("{:?}", Pack { registers: Arc::default(), ..pack });
            assert_eq!(shown(loaded.0), shown(pack.expect("sound")));
        }
    }
}

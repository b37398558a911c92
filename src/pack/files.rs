//! The files of a pack, from a zip, from the program itself, or as somebody has read them from a
//! folder. Nothing without bound.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex_lite::Regex;

use crate::diagnostic::{Diagnostic, Faults, Location, fault};
use crate::limits;
use crate::source::faults::{size, too_big};
use crate::source::text::SourceText;
use crate::source::zipped::{Zip, ZipFault};

/// Most misnamed files that are told.
const MOST_MISNAMED: usize = 20;

/// The files of a pack that are read, by path.
#[derive(Clone, Debug, Default)]
pub struct PackFiles {
    /// Id of the pack: the name of the folder, or of the zip without `.zip`.
    pub name: String,
    /// Path inside the pack, with `/`, and what is in the file.
    pub files: BTreeMap<String, Vec<u8>>,
    /// PackFiles that are left out, but are nearly named as those of a pack.
    pub misnamed: Vec<String>,
    /// What stands before a path in messages: the folder as the user gave it, with `/`.
    pub shown: String,
}

impl PackFiles {
    /// Takes files that are in the program.
    pub fn from_embedded<P, B>(name: &str, files: impl IntoIterator<Item = (P, B)>) -> PackFiles
    where
        P: Into<String>,
        B: Into<Vec<u8>>,
    {
        let files = files.into_iter().map(|(path, bytes)| (path.into(), bytes.into()));
        let files = files.filter(|(path, _)| is_read(path)).collect();
        let (name, shown) = (name.to_string(), format!("{name}/"));
        PackFiles { name, files, shown, ..PackFiles::default() }
    }

    /// A file as it is named in messages; the pack itself for `""`.
    pub fn shown(&self, path: &str) -> String {
        match (path, self.shown.trim_end_matches('/')) {
            ("", "") => self.name.clone(),
            ("", pack) => pack.to_string(),
            _ => format!("{}{path}", self.shown),
        }
    }

    /// Notes a file that is left out, where its name is nearly one of a pack's or it is a letter that
    /// somebody may take for part of it.
    pub(crate) fn note(&mut self, path: &str) {
        let nearly = !is_read(path) && (meant(path).is_some() || is_document(path));
        if nearly && self.misnamed.len() < MOST_MISNAMED {
            self.misnamed.push(path.to_string());
        }
    }

    /// The text of a file, if there is one and it is text.
    pub(crate) fn text(&self, path: &str, faults: &Faults) -> Option<SourceText> {
        let bytes = self.files.get(path)?;
        SourceText::decode(&self.shown(path), bytes, limits::LINE)
            .map_err(|fault| faults.push(*fault))
            .ok()
    }

    /// Takes a file; says so when the pack gets too big by it.
    #[cfg(feature = "cli")]
    pub(crate) fn take(&mut self, path: String, bytes: Vec<u8>) -> Result<(), Box<Diagnostic>> {
        let all: usize = self.files.values().map(Vec::len).sum();
        let place = Location::file(self.shown(""));
        if self.files.len() == limits::PACK_FILES {
            return Err(Box::new(too_many_files().at(place)));
        }
        if all + bytes.len() > limits::PACK_BYTES {
            return Err(Box::new(too_big_in_all().at(place)));
        }
        self.files.insert(path, bytes);
        Ok(())
    }

    /// Reads a zip. `name` is the id of the pack unless the zip holds one folder, whose name it is
    /// then; `shown` is what messages call the zip.
    ///
    /// # Errors
    /// A zip that cannot be read, is over the limits or leads outside itself; every fault.
    pub fn zip(name: &str, shown: &str, bytes: &[u8]) -> Result<PackFiles, Vec<Diagnostic>> {
        let (name, shown) = (name.to_string(), format!("{shown}/"));
        let mut files = PackFiles { name, shown, ..PackFiles::default() };
        let whole = |kind| vec![of_zip(kind).at(Location::file(files.shown("")))];
        let mut zip = Zip::open(bytes, limits::PACK_FILES).map_err(whole)?;
        let names = std::mem::take(&mut zip.names);
        let top = top_folder(&names);
        let mut faults = Vec::new();
        let mut unpacked = 0;
        // However a browser has named the zip, the pack is called what its folder is.
        if let Some(folder) = top.strip_suffix('/').filter(|folder| !folder.is_empty()) {
            files.name = folder.to_string();
        }
        for (index, name) in names.iter().enumerate() {
            // Whether it would be read or not.
            if leads_outside(name) || zip.is_link(index) {
                faults.push(fault("leads-outside", &[]).at(Location::file(files.shown(name))));
                continue;
            }
            let path = name.strip_prefix(&top).unwrap_or(name);
            files.note(path);
            if !is_read(path) || name.ends_with('/') {
                continue;
            }
            let place = Location::file(files.shown(path));
            match zip.unpack(index, limits::TEXT_BYTES) {
                Ok(bytes) => {
                    unpacked += bytes.len();
                    if unpacked > limits::PACK_BYTES {
                        faults.push(too_big_in_all().at(place));
                        break;
                    }
                    files.files.insert(path.to_string(), bytes);
                }
                Err(kind) => faults.push(of_zip(kind).at(place)),
            }
        }
        if faults.is_empty() { Ok(files) } else { Err(faults) }
    }
}

/// More files than a pack may have.
pub(crate) fn too_many_files() -> Diagnostic {
    fault("too-many-files", &[("limit", &limits::PACK_FILES)])
}

/// More bytes than a pack may have in all.
fn too_big_in_all() -> Diagnostic {
    fault("too-big-in-all", &[("limit", &size(limits::PACK_BYTES))])
}

/// The folder of a pack's examples.
pub const EXAMPLES: &str = "examples/";

/// Whether a file of a pack has the answers of an example.
pub(crate) fn is_example(path: &str) -> bool {
    path.starts_with(EXAMPLES) && path.ends_with(".yaml")
}

/// Whether a file of a pack is the letter of an example.
pub fn is_letter(path: &str) -> bool {
    path.starts_with(EXAMPLES) && path.ends_with(".md")
}

/// Whether a path inside a pack is one that packs have. All others are left unread.
pub(crate) fn is_read(path: &str) -> bool {
    let hidden = path.split('/').any(|part| part.starts_with('.') || part.is_empty());
    let registers =
        ["pack.yaml", "areas.yaml", "bodies.yaml", "destinations.yaml", "languages.yaml"];
    !hidden
        && (registers.contains(&path)
            || path.starts_with(EXAMPLES)
            || (path.ends_with(".md.hbs")
                && (path.starts_with("partials/") || !path.contains('/'))))
}

/// How names of files are nearly those of a pack's, and what they are then.
static NEARLY: LazyLock<Vec<(Regex, &str)>> = LazyLock::new(|| {
    let rows = [
        (r"(pack|areas|bodies|destinations|languages)\.ya?ml", "$1.yaml"),
        (r"((?:partials/)?[^/.~][^/]*?)\.(?:md\.hbs|hbs\.md|hbs|handlebars)", "$1.md.hbs"),
        // What is to be written, and no note about the pack.
        (
            r"((?:partials/)?(?:[^/.~][^/]*)?(?:letter|response|objection|statement|request|questions|email))\.md",
            "$1.md.hbs",
        ),
    ];
    let read = |pattern| Regex::new(&format!("(?i)^{pattern}(?:\\.txt)?$"));
    let rows = rows.into_iter().filter_map(|(pattern, right)| Some((read(pattern).ok()?, right)));
    rows.collect()
});

/// The name by which a file would be one of the pack's, where it is nearly named so.
pub(crate) fn meant(path: &str) -> Option<String> {
    let mut right = NEARLY.iter().filter(|(pattern, _)| pattern.is_match(path));
    let right = right.next().map(|(pattern, right)| pattern.replace(path, *right))?;
    let right = if right.ends_with(".yaml") { right.to_lowercase() } else { right.into_owned() };
    (right != path).then_some(right)
}

/// Whether a file is one of a word processor's that stands beside the templates.
fn is_document(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let ends = [".docx", ".doc", ".odt", ".rtf", ".pages"].iter().any(|end| lower.ends_with(end));
    ends && !lower.contains('/') && !lower.starts_with(['.', '~'])
}

/// Whether a name leads out of a zip.
fn leads_outside(name: &str) -> bool {
    name.starts_with('/')
        || name.split('/').any(|part| part == "..")
        || name.get(1..2) == Some(":")
        || name.contains('\0')
}

/// The single folder that holds the pack, with its `/`: zips of a folder have one. What macOS
/// adds beside it does not count.
fn top_folder(names: &[String]) -> String {
    let mut real = names.iter().filter(|n| !n.starts_with("__MACOSX/") && !n.is_empty());
    let Some((top, _)) = real.clone().next().and_then(|name| name.split_once('/')) else {
        return String::new();
    };
    let top = format!("{top}/");
    let holds_pack = names.iter().any(|name| name.strip_prefix(&top) == Some("pack.yaml"));
    if holds_pack && real.all(|name| name.starts_with(&top)) { top } else { String::new() }
}

/// What is wrong with a zip.
fn of_zip(fault_of: ZipFault) -> Diagnostic {
    match fault_of {
        ZipFault::TooMany => too_many_files(),
        ZipFault::TooBig => too_big(limits::TEXT_BYTES),
        ZipFault::Broken | ZipFault::Locked | ZipFault::Packed => fault("bad-zip", &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn names_that_are_nearly_right() {
        for (path, right) in [
            ("letter.md.hbs.txt", Some("letter.md.hbs")),
            ("letter.hbs", Some("letter.md.hbs")),
            ("partials/thanks.hbs", Some("partials/thanks.md.hbs")),
            ("Letter.MD.HBS", Some("Letter.md.hbs")),
            ("pack.yml", Some("pack.yaml")),
            ("Pack.yaml", Some("pack.yaml")),
            ("pack.yaml.txt", Some("pack.yaml")),
            ("letter.md.hbs", None),
            ("README.md", None),
            ("mp-letter.md", Some("mp-letter.md.hbs")),
            ("notes.md", None),
            ("notes.yaml", None),
            ("logo.png", None),
            ("examples/one.hbs", None),
        ] {
            assert_eq!(meant(path).as_deref(), right, "{path}");
        }
    }
}

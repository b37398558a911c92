//! A pack that was made and not yet written: its files, and what is told of them.

use super::files::is_example;
use super::schema;

/// What stands for the publisher until the campaigner puts in their own.
pub const PUBLISHER: &str = "Your group, example.org";

/// A pack that was made, not yet written.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Its id: the name of the folder that it is for.
    pub id: String,
    /// Its files: the path inside the pack, with `/`, and the bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Ids of its templates.
    pub templates: Vec<String>,
    /// What there is to know about how it was made, a sentence or two each.
    pub notes: Vec<String>,
}

/// Folder of the schemas in a pack. What begins with a dot is no part of the pack.
const SCHEMAS: &str = ".sayso";

/// What begins the line that tells an editor what a file may hold.
const MODELINE: &str = "# yaml-language-server: $schema=";

impl Made {
    /// A pack of these files, with the schemas that editors complete and explain them by: a line at
    /// the top of each YAML file that leads to one, and the schemas beside it.
    pub(crate) fn new(id: &str, files: Vec<(String, Vec<u8>)>, templates: Vec<String>) -> Made {
        let mut made = Made { id: id.to_string(), files, templates, notes: Vec::new() };
        for schema in schema::ALL {
            let own = format!("{}.yaml", schema.name);
            let is_such = |path: &str| path == own || schema.name == "answers" && is_example(path);
            let mut such = made.files.iter_mut().filter(|(path, _)| is_such(path)).peekable();
            let file = format!("{SCHEMAS}/{}.schema.json", schema.name);
            let schema = such.peek().is_some().then(|| schema.text().into_bytes());
            for (path, bytes) in such {
                if !String::from_utf8_lossy(bytes).contains(MODELINE) {
                    let up = if path.contains('/') { "../" } else { "./" };
                    *bytes = [format!("{MODELINE}{up}{file}\n").as_bytes(), bytes].concat();
                }
            }
            made.files.extend(schema.map(|schema| (file, schema)));
        }
        made
    }
}

/// The id that a folder's name gives, or one like it that would do.
///
/// # Errors
/// The nearest name that can be an id: small letters, digits and hyphens.
pub fn id(folder: &str) -> Result<String, String> {
    let words = folder.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    match id.as_str() {
        "" => Err("my-pack".into()),
        id if id == folder => Ok(id.to_string()),
        id => Err(id.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_name_or_one_like_it() {
        assert_eq!(id("save-our-library-2"), Ok("save-our-library-2".into()));
        assert_eq!(id("Save our Library!"), Err("save-our-library".into()));
        assert_eq!(id("mill_lane"), Err("mill-lane".into()));
        assert_eq!(id("Ŵ"), Err("my-pack".into()));
    }
}

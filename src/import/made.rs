//! What was made: the files of a pack, and what is told of them.

use super::schemas;

/// What stands for the publisher until the campaigner puts in their own.
pub const PUBLISHER: &str = "Your group, example.org";

/// What marks a line that somebody has to look at before anybody can write with a pack.
pub const CONFIRM: &str = crate::pack::CONFIRM;

/// A pack that was made, not yet written.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// Its id: the name of the folder that it is for.
    pub id: String,
    /// Its files: the path inside the pack, with `/`, and the bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Ids of its templates.
    pub templates: Vec<String>,
    /// Path inside the pack of an example for the first template, if there is one.
    pub example: Option<String>,
    /// What there is to know about how it was made, a sentence or two each.
    pub notes: Vec<String>,
}

impl Made {
    /// A pack of these files, with the schemas that editors complete and explain them by.
    pub(super) fn new(id: &str, files: Vec<(String, Vec<u8>)>, templates: Vec<String>) -> Made {
        let (example, notes) = (None, Vec::new());
        let files = schemas::added(files);
        Made { id: id.to_string(), files, templates, example, notes }
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

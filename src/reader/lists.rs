//! What elements of files are and how their words look, from `data/reader.yaml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex_lite::Regex;
use serde::Deserialize;

use super::source::{Look, Style};
use crate::text::patterns::Patterns;
use crate::text::words::begins;

/// The lists of `data/reader.yaml`, which says what each is for. One that nothing reads would be told by
/// the compiler.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    /// What elements are, by format and name.
    elements: BTreeMap<String, BTreeMap<String, Role>>,
    told: BTreeMap<String, String>,
    pub(super) empty_elements: Vec<String>,
    /// Looks by the properties that give them.
    looks: BTreeMap<String, Look>,
    looks_not: Vec<String>,
    looks_as_around: Vec<String>,
    pub(super) empty_controls: Vec<String>,
    shapes: BTreeMap<String, String>,
}

/// The lists, read once.
pub(super) fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| {
        serde_yaml::from_str(include_str!("../../data/reader.yaml"))
            .expect("the lists that are built in can be read; a test reads them")
    });
    &LISTS
}

/// What is told, by its name, of what it is said of.
pub(super) fn told(name: &str, of: &str) -> String {
    lists().told[name].replace("{}", of)
}

/// A pattern by its name.
pub(super) fn shape(name: &str) -> &'static Regex {
    static SHAPES: LazyLock<Patterns<'_>> =
        LazyLock::new(|| Patterns::new(lists().shapes.values(), None));
    SHAPES.get(&lists().shapes[name])
}

/// Of looks, whether words have them.
pub(super) type Looks = BTreeMap<Look, bool>;

/// What an element of a file is.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    Block,
    /// A heading, or a quotation.
    Styled(Style),
    /// The number that it begins with, or none for bullets.
    List(Option<u32>),
    Item,
    Row,
    Cell,
    /// Its lines are as they were typed.
    AsItStands,
    /// A line break within a paragraph.
    Break,
    /// One that only wraps it.
    Wrap,
    Tab,
    /// It stands for these words.
    Text(String),
    /// It says how its words look.
    Looks(Looks),
    /// It says how all words behind it look, in the element around.
    Sets(Looks),
    /// What stands in it, and its attributes, say how the words of the element around look.
    Properties,
    /// Its words are seen by nobody.
    Unseen,
    /// Its words are a footnote.
    Note,
    /// Its words are no part of the text, and told: what it is.
    LeftOut(String),
    /// What others refer to.
    Known,
    /// It refers to a note or a comment, by the name of such an element.
    Refers(String),
    /// A field, by Word's name of its kind; an attribute or its own words say what it is.
    Field(String),
    /// Where a field begins that is no element, where the words begin that it puts in, or where it
    /// ends; and what it says of itself.
    PartOfField,
    Instruction,
    /// An attribute of it can be chosen in a field.
    Offers,
    /// A paragraph of Word, which says what it is.
    Paragraph,
    /// Words are in such elements alone.
    Words,
    /// Something to be told of it, by its name in `told`.
    Tells(String),
    /// It says which line of the file comes.
    Line,
}

impl Role {
    /// Whether a paragraph ends where it begins and where it ends.
    pub(super) fn is_apart(&self) -> bool {
        use Role::{AsItStands, Block, Cell, Item, List, Paragraph, Row, Styled};
        matches!(self, Block | Styled(_) | List(_) | Item | Row | Cell | AsItStands | Paragraph)
    }
}

/// What the elements of a format are, by their names in small letters, without prefix.
pub(super) fn roles(format: &str) -> &'static BTreeMap<String, Role> {
    lists().elements.get(format).expect("a format of `data/reader.yaml`; a test reads each")
}

/// What a property says of how words look, where it says something.
pub(super) fn looks_of(property: &str, value: &str) -> Option<(Look, bool)> {
    let (property, value) = (property.trim().to_lowercase(), value.trim().to_lowercase());
    let of = |property: &str| lists().looks.get(property).copied();
    let of_value = |word: &str| of(&format!("{property} {word}"));
    let Some(look) = of(&property) else {
        return value.split_whitespace().find_map(of_value).map(|look| (look, true));
    };
    match look {
        _ if begins(&value, &lists().looks_as_around) => None,
        Look::Coloured => Some((look, shape("red").is_match(&value))),
        _ => Some((look, !begins(&value, &lists().looks_not))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::plain;

    #[test]
    fn every_entry_stands_as_it_is_compared() {
        let all = [&lists().looks_not, &lists().looks_as_around, &lists().empty_controls];
        for entry in all.into_iter().flatten() {
            assert_eq!(plain(entry), *entry);
        }
    }

    #[test]
    fn every_pattern_can_be_read_and_is_used() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reader");
        let files = std::fs::read_dir(folder).expect("a folder");
        let read = |file| std::fs::read_to_string(file).expect("a text");
        let code: String = files.map(|file| read(file.expect("a file").path())).collect();
        for name in lists().shapes.keys() {
            assert!(!shape(name).as_str().is_empty());
            assert!(code.contains(&format!("shape(\"{name}\")")), "{name}");
        }
    }
}

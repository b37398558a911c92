//! The words of names, from `data/names.yaml`, which says what each list is for.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// How a title is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Follows {
    /// By the surname: Ms Member.
    Surname,
    /// By the first name: Sir Alex.
    FirstName,
    /// By all that comes after it: Lord Sample of Wombwell, Reverend Alex Member.
    All,
}

/// The lists. One that nothing reads would be told by the compiler.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lists {
    pub(crate) titles: BTreeMap<Follows, BTreeMap<String, String>>,
    pub(crate) styles: Vec<String>,
    pub(crate) letters: Vec<String>,
    pub(crate) particles: Vec<String>,
    pub(crate) capital_particles: Vec<String>,
    pub(crate) kinds_of_council: Vec<String>,
    pub(crate) leading_on: Vec<String>,
    pub(crate) leading_in: Vec<String>,
    pub(crate) small_openings: Vec<String>,
    pub(crate) counties: BTreeMap<String, String>,
    pub(crate) accents: BTreeMap<char, String>,
}

/// The lists, read once.
pub(crate) fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| {
        serde_yaml::from_str(include_str!("../../data/names.yaml"))
            .expect("the lists that are built in can be read; every test of names reads them")
    });
    &LISTS
}

/// Whether a word stands in a list, as it is written.
pub(crate) fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|known| known == word)
}

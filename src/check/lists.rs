//! The word lists that prose, dry runs and previews go by, from `data/prose.yaml`, which says what
//! each is for.

use std::sync::LazyLock;

use serde::Deserialize;

pub(super) use crate::text::names::has;

/// The lists. One that nothing reads would be told by the compiler.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    pub(super) naming: Vec<String>,
    pub(super) streets: Vec<String>,
    pub(super) limits: Vec<String>,
    pub(super) not_figures: Vec<String>,
    pub(super) numbered: Vec<String>,
    pub(super) small_numbers: Vec<String>,
    pub(super) figures: Vec<String>,
    pub(super) to_come: Vec<String>,
    pub(super) asking_to_act: Vec<String>,
    pub(super) happened: Vec<String>,
    pub(super) to_be: Vec<String>,
    pub(super) of_a_day: Vec<String>,
    pub(super) by_a_day: Vec<String>,
    pub(super) gone: Vec<String>,
    pub(super) offices: Vec<String>,
    pub(super) no_persons: Vec<String>,
    pub(super) before_places: Vec<String>,
    pub(super) gap_openings: Vec<String>,
    pub(super) gap_phrases: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) remarks: Vec<String>,
    pub(super) title_asks: Vec<String>,
    pub(super) relative: Vec<String>,
    pub(super) verbs: Vec<String>,
    pub(super) untidy: Vec<(String, String)>,
    pub(super) twice: Vec<String>,
    pub(super) asking: Vec<String>,
}

/// The lists, read once.
pub(super) fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| {
        serde_yaml::from_str(include_str!("../../data/prose.yaml"))
            .expect("the lists that are built in can be read; every test of prose reads them")
    });
    &LISTS
}

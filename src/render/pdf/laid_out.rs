//! A document set on pages.

use serde::{Deserialize, Serialize};

/// A document on its pages, not yet a file.
#[derive(Debug)]
pub struct LaidOut(pub(super) super::page::Pages);

impl LaidOut {
    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.0.pages.len()
    }
}

/// On which sides of the paper a file of many letters is to be printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sides {
    /// On the front alone.
    #[default]
    One,
    /// On both: an empty page follows a letter that ends on a front.
    Two,
}

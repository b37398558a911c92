//! Councils by their code: name, home page, and the site of their meetings and papers
//! (`data/councils.csv`). County councils are there too.

use std::sync::LazyLock;

use serde::Deserialize;

use super::table::Table;

/// One council.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Council {
    /// Its code, by the Office for National Statistics.
    #[serde(rename = "council")]
    pub code: String,
    /// Its name, as the register of areas has it.
    pub name: String,
    /// The address of its home page; empty where it is not known.
    pub homepage: String,
    /// Where its meetings and their papers are; empty where that is not known.
    pub meetings: String,
}

/// The councils that ship.
pub fn shipped() -> &'static Table<Council> {
    const FILE: &str = include_str!("../../data/councils.csv");
    static SHIPPED: LazyLock<Table<Council>> =
        LazyLock::new(|| Table::read(FILE, |row| &row.code, |row| &row.name));
    &SHIPPED
}

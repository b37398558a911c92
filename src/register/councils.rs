//! Councils by their code: name, home page, and the site of their meetings and papers
//! (`data/councils.csv`). County councils are there too.

use std::sync::LazyLock;

use rapidhash::RapidHashMap;
use serde::Deserialize;

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

/// The councils, to be found by code or name.
#[derive(Debug, Default)]
pub struct Councils {
    list: Vec<Council>,
    by_code: RapidHashMap<String, usize>,
    by_name: RapidHashMap<String, usize>,
}

/// The councils that ship.
pub fn shipped() -> &'static Councils {
    static SHIPPED: LazyLock<Councils> =
        LazyLock::new(|| Councils::new(include_str!("../../data/councils.csv")));
    &SHIPPED
}

impl Councils {
    /// Reads a table; a row that is no council is left out.
    fn new(table: &str) -> Councils {
        let rows = csv::Reader::from_reader(table.as_bytes()).into_deserialize();
        let list: Vec<Council> = rows.flatten().collect();
        let by = |key: fn(&Council) -> &String| {
            list.iter().enumerate().map(|(at, council)| (key(council).clone(), at)).collect()
        };
        Councils {
            by_code: by(|council| &council.code),
            by_name: by(|council| &council.name),
            list,
        }
    }

    /// All of them, by name.
    pub fn all(&self) -> &[Council] {
        &self.list
    }

    /// The council with this code.
    pub fn by_code(&self, code: &str) -> Option<&Council> {
        self.list.get(*self.by_code.get(code)?)
    }

    /// The council of this name.
    pub fn by_name(&self, name: &str) -> Option<&Council> {
        self.list.get(*self.by_name.get(name)?)
    }
}

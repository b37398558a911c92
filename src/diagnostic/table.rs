//! The faults of packs, tables and imports by name, from `data/faults.yaml`, which has each one's code,
//! sentence and what to do.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::LazyLock;

use serde::Deserialize;

use super::report::{Diagnostic, Remedy, Severity};

/// What stands in the places that a fault has for it.
pub type Values<'v> = [(&'v str, &'v dyn Display)];

/// A row of the table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: Option<String>,
    message: String,
    help: Option<String>,
    #[serde(default)]
    severity: Severity,
    remedy: Option<Remedy>,
}

static TABLE: LazyLock<BTreeMap<String, Row>> = LazyLock::new(|| {
    serde_yaml::from_str(include_str!("../../data/faults.yaml"))
        .expect("the table that is built in can be read, as a test does")
});

/// The fault of a name, with these values in the places that it has for them.
pub fn fault(name: &str, values: &Values<'_>) -> Diagnostic {
    named(name, values).unwrap_or_else(|| Diagnostic::error("value", name))
}

/// The same; none where the table has no such name.
pub fn named(name: &str, values: &Values<'_>) -> Option<Diagnostic> {
    let (name, row) = TABLE.get_key_value(name)?;
    Some(Diagnostic {
        severity: row.severity,
        code: row.code.as_ref().unwrap_or(name),
        message: filled(&row.message, values),
        location: None,
        help: row.help.as_deref().map(|help| filled(help, values)),
        remedy: row.remedy.clone(),
    })
}

/// A sentence with each `‹name›` replaced by its value; one without a value stays.
pub(crate) fn filled(text: &str, values: &[(&str, impl Display)]) -> String {
    let mut out = String::new();
    for piece in text.split_inclusive('›') {
        let place = piece.rsplit_once('‹').and_then(|(before, name)| {
            let name = name.strip_suffix('›')?;
            Some((before, &values.iter().find(|(of, _)| *of == name)?.1))
        });
        match place {
            Some((before, value)) => out.push_str(&format!("{before}{value}")),
            None => out.push_str(piece),
        }
    }
    out
}

/// Faults, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Faults(RefCell<Vec<Diagnostic>>);

impl Faults {
    /// Tells one.
    pub fn push(&self, fault: Diagnostic) {
        self.0.borrow_mut().push(fault);
    }

    /// Tells several.
    pub fn extend(&self, faults: impl IntoIterator<Item = Diagnostic>) {
        faults.into_iter().for_each(|fault| self.push(fault));
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// Whether one of the last of them is such a one.
    pub fn lately(&self, is_one: impl Fn(&Diagnostic) -> bool) -> bool {
        self.0.borrow().iter().rev().take(50).any(is_one)
    }

    /// Whether what was read can be used for all that.
    pub fn leave_it_usable(&self) -> bool {
        !self.0.borrow().iter().any(Diagnostic::is_error)
    }

    /// What was read, where there are none.
    pub fn none_or<T>(self, read: T) -> Result<T, Vec<Diagnostic>> {
        if self.count() == 0 { Ok(read) } else { Err(self.into_vec()) }
    }

    /// All of them.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0.into_inner()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn values_stand_in_their_places_and_are_not_read_again() {
        let values: &Values<'_> = &[("id", &"‹a›"), ("a", &3)];
        assert_eq!(filled("`‹id›` of ‹a›, ‹gap›", values), "`‹a›` of 3, ‹gap›");
    }

    /// Every name in quotation marks that may be one of a fault, in all of the code.
    fn names(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                names(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("a text");
                found.extend(text.split('"').map(str::to_string));
                // The name follows the call, in its line or in the next.
                for call in text.split("fault(").skip(1) {
                    let Some(name) = call.trim_start().strip_prefix('"') else { continue };
                    let (name, behind) = name.split_once('"').unwrap_or_default();
                    // Some rooms have faults of their own, which have no values.
                    let is_named = behind.trim_start_matches([',', ' ', '\n']).starts_with("&[");
                    assert!(!is_named || TABLE.contains_key(name), "{}: {name}", path.display());
                }
            }
        }
    }

    #[test]
    fn every_fault_that_is_told_is_in_the_table_and_every_one_there_is_told() {
        let mut found = BTreeSet::new();
        names(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        let unused: Vec<&String> = TABLE.keys().filter(|name| !found.contains(*name)).collect();
        assert_eq!(unused, [""; 0]);
    }
}

//! Why no pack could be made of a file.

use super::words::lists;

/// Why no pack could be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{what}")]
pub struct ImportError {
    what: String,
    hint: &'static str,
}

impl ImportError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        self.hint
    }
}

/// A fault by its name in `data/import.yaml`.
pub(super) fn fault(name: &str) -> ImportError {
    too_many(name, 0)
}

/// A fault of a file that is larger than so many bytes.
pub(super) fn too_big(most: usize) -> ImportError {
    too_many("too_big", most / 1_000_000)
}

/// A fault of what there are more than so many of.
pub(super) fn too_many(name: &str, most: usize) -> ImportError {
    let fault = lists().faults.get(name);
    let (what, hint) = fault.expect("a fault of `data/import.yaml`; a test looks for each name");
    ImportError { what: what.replace("{}", &most.to_string()), hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_says_what_and_what_to_do() {
        let faults = lists().faults.keys().map(|name| too_many(name, 300));
        let lines: Vec<String> = faults.map(|f| format!("{f}. Try: {}", f.hint())).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }
}

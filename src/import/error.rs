//! Why no pack could be made of a file, in the words of `data/faults.yaml`.

use crate::diagnostic::{self, Diagnostic};

/// Why no pack could be made of a file.
pub type ImportError = Box<Diagnostic>;

/// A fault by its name.
pub(super) fn fault(name: &str) -> ImportError {
    Box::new(diagnostic::fault(name, &[]))
}

/// A fault of a file that is larger than so many bytes.
pub(super) fn too_big(most: usize) -> ImportError {
    too_many("import-too-big", most / 1_000_000)
}

/// A fault of what there are more than so many of.
pub(super) fn too_many(name: &str, most: usize) -> ImportError {
    Box::new(diagnostic::fault(name, &[("most", &most)]))
}

//! Why no pack could be made of a file, in the words of `data/faults.yaml`.

use crate::diagnostic::{self, Diagnostic};

/// Why no pack could be made of a file.
pub type ImportError = Box<Diagnostic>;

/// A fault by its name.
pub(crate) fn fault(name: &str) -> ImportError {
    Box::new(diagnostic::fault(name, &[]))
}

/// A fault of a file that is larger than so many bytes.
pub(crate) fn too_big(most: usize) -> ImportError {
    too_many("import-too-big", most / 1_000_000)
}

/// A fault of what there are more than so many of.
pub(crate) fn too_many(name: &str, most: usize) -> ImportError {
    Box::new(diagnostic::fault(name, &[("most", &most)]))
}

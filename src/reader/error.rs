//! Why no pack could be made of a file, in the words of `data/faults.yaml`.

use crate::diagnostic::{self, Diagnostic};

/// Why no pack could be made of a file.
pub type ImportError = Box<Diagnostic>;

/// A fault by its name.
pub(crate) fn fault(name: &str) -> ImportError {
    Box::new(diagnostic::fault(name, &[]))
}

/// A fault of what there are more than so many of.
pub(crate) fn too_many(name: &str, most: usize) -> ImportError {
    Box::new(diagnostic::fault(name, &[("most", &most)]))
}

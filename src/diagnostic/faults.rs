//! The faults of what is being read, told as they are found.

use std::cell::RefCell;

use super::report::Diagnostic;

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

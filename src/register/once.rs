//! Something worked out from a register when it is first asked for, and kept.

use std::fmt;
use std::sync::OnceLock;

/// What is worked out once. It is no part of what a register says: a copy begins without it, and
/// two registers are the same whether or not they have it. A register that changes clears it.
pub(super) struct Once<T>(OnceLock<T>);

impl<T> Once<T> {
    pub(super) fn get(&self, make: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(make)
    }

    pub(super) fn clear(&mut self) {
        self.0.take();
    }
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> Clone for Once<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> PartialEq for Once<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> fmt::Debug for Once<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Once")
    }
}

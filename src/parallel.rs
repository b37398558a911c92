//! Work on every core where the feature `parallel` is on, and one piece after the other where it
//! is not. What comes out is the same, in the same order.

#[cfg(feature = "parallel")]
use rayon::prelude::*;

/// What each item gives, in the order of the items.
#[cfg(feature = "parallel")]
pub(crate) fn map<T: Sync, U: Send>(items: &[T], each: impl Fn(&T) -> U + Sync + Send) -> Vec<U> {
    items.par_iter().map(each).collect()
}

/// What each item gives, in the order of the items.
#[cfg(not(feature = "parallel"))]
pub(crate) fn map<T: Sync, U: Send>(items: &[T], each: impl Fn(&T) -> U + Sync + Send) -> Vec<U> {
    items.iter().map(each).collect()
}

//! What a file may hold at most.

/// Most characters of a text. A long letter has ten thousand.
pub(super) const MOST_CHARACTERS: usize = 200_000;

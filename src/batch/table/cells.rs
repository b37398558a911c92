//! The sign between the cells of a table in memory.

/// Ends each cell. A cell that holds it has another sign instead, which questions refuse too.
pub(super) const CELL: char = CELL_BYTE as char;

/// What an empty cell is.
pub(super) const EMPTY: &str = "\u{1f}";

/// The same as a byte.
pub(super) const CELL_BYTE: u8 = 0x1f;

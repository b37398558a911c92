//! The signs between the cells of a table in memory.

/// Ends each cell. A cell that holds it has [`SUBSTITUTE`] instead, which questions refuse too.
pub(super) const CELL: char = CELL_BYTE as char;

/// What an empty cell is.
pub(super) const EMPTY: &str = "\u{1f}";

/// The same as a byte.
pub(super) const CELL_BYTE: u8 = 0x1f;

/// Stands before a cell that was a number to the spreadsheet.
pub(super) const NUMBER: char = NUMBER_BYTE as char;

/// The same as a byte.
pub(super) const NUMBER_BYTE: u8 = 0x1e;

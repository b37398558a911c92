//! The names of a register of areas, made comparable once.

use super::names::Name;

/// The names. In the order of its lists.
pub(super) struct Index {
    pub(super) councils: Vec<Council>,
    /// All names of each group.
    pub(super) groups: Vec<Vec<Name>>,
    pub(super) boards: Vec<BoardNames>,
}

/// The names of a council.
pub(super) struct Council {
    pub(super) name: Name,
    /// Its other names, of today and of the past.
    pub(super) others: Vec<Name>,
    pub(super) upper: Option<Name>,
    /// Its constituencies, folded.
    pub(super) seats: Vec<String>,
}

/// The names of a board.
pub(super) struct BoardNames {
    pub(super) name: Name,
    pub(super) place: Name,
    pub(super) was: Vec<Name>,
}

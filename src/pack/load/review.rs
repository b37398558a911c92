//! Who looks at a pack's wording while it is read.

use crate::diagnostic::{Faults, Location};
use crate::model::Source;
use crate::template::lint::Piece;

/// Looks at a pack's wording while it is read, and tells what is doubtful.
pub(crate) trait Reviewer {
    /// Gets to know the pack's sources before any text comes.
    fn sources(&self, sources: &mut dyn Iterator<Item = &Source>);
    /// Looks at a text that goes into documents.
    fn text(&self, piece: &Piece<'_>, faults: &Faults);
    /// Looks at a concern's title.
    fn title(&self, id: &str, title: &str, place: Location, faults: &Faults);
}

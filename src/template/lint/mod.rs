//! The check of texts with tags before any is filled in: every name, helper, partial and source
//! that they use is there, and nothing in them can hang the program or reach past it.

mod calls;
mod markdown;
pub mod names;
mod partials;
pub mod piece;
pub mod tags;
mod types;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

pub use markdown::check_markdown;
pub use names::{Names, Type};
pub use partials::find_cycles;
pub use piece::{Budget, Piece};

use crate::error::Fault;

/// What texts may use besides names.
#[derive(Debug)]
pub struct Known<'a> {
    /// Helpers by name.
    pub helpers: &'a [&'a str],
    /// Ids of the sources; none when they cannot be told.
    pub sources: Option<BTreeSet<String>>,
    /// Partials by name.
    pub partials: BTreeMap<String, Piece<'a>>,
    /// Questions that print by their id, whatever their answer is made of.
    pub questions: BTreeSet<String>,
    /// Partials that include themselves, by whatever way.
    pub in_cycles: BTreeSet<String>,
}

/// What the texts of a pack have used so far.
#[derive(Debug, Default)]
pub struct Used {
    /// Names as written, such as `mp.name`.
    pub names: BTreeSet<String>,
    /// Ids of sources.
    pub sources: BTreeSet<String>,
    /// Names of partials.
    pub partials: BTreeSet<String>,
    /// Elements looked at in all texts.
    pub steps: usize,
    /// Elements that a text of a file may come out with at the most, by file.
    pub works: BTreeMap<String, usize>,
}

impl Used {
    /// Whether a text has read the answer to a question, or the group that it is in.
    pub fn question(&self, id: &str) -> bool {
        let group = id.split('.').next().unwrap_or(id);
        let inside = format!("{id}.");
        self.names.contains(id)
            || self.names.contains(group)
            || self.names.range(inside.clone()..).next().is_some_and(|n| n.starts_with(&inside))
            // `{{#with mp}}{{name}}`, or the last half inside a loop.
            || (id != group && self.names.contains(&id[group.len() + 1..]))
    }
}

/// For whom a text is checked.
#[derive(Clone, Debug)]
pub struct Reader<'t> {
    /// Names at the top.
    pub root: Rc<Type>,
    /// The template that uses a text that several share; none for the template's own texts.
    pub shared_by: Option<&'t str>,
}

/// Checks a text; what it finds goes into `faults`, what it uses into `used`.
pub fn check(
    piece: &Piece<'_>,
    reader: &Reader<'_>,
    known: &Known<'_>,
    used: &mut Used,
    faults: &mut Vec<Fault>,
) {
    walk::Walk::new(reader, known, used, faults).piece(piece);
}

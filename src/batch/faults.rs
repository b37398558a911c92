//! Why a batch is not written.

use std::sync::LazyLock;

use serde_json::Value as Json;

use super::table::TableFault;
use crate::diagnostic::Diagnostic;
use crate::interview::Problem;
use crate::render::RenderError;
use crate::render::pdf::FontError;
use crate::template::engine::{Sentences, TemplateFault};

/// Why a batch is not written.
#[derive(Debug)]
pub enum Fault {
    /// Answers for everybody that are missing or not taken.
    Answers(Vec<Problem>),
    /// The columns of the table do not answer what the template asks, or leave something open.
    Columns(Vec<Diagnostic>),
    /// A table of rows that were mended does not go with the first one.
    Table(TableFault),
    /// A font that was brought cannot be used.
    Font(FontError),
    /// A template that cannot be filled.
    Template(TemplateFault),
    /// A letter that cannot be put into its format.
    Render(RenderError),
    /// Files that are in the way, and that no run wrote.
    InTheWay(Vec<String>),
    /// What was asked for cannot be: what is wrong, and what to do.
    Usage(String, String),
    /// Whoever watched stopped it; nothing was written.
    Stopped,
}

impl From<RenderError> for Fault {
    fn from(error: RenderError) -> Fault {
        Fault::Render(error)
    }
}

static REFUSED: LazyLock<Sentences> =
    LazyLock::new(|| Sentences::read(&[include_str!("../../data/report/refused.yaml")]));

/// What is wrong, and what to do: the words of `data/report/refused.yaml` that are called so.
pub(super) fn usage<T>(called: &str, data: Json) -> Result<T, Fault> {
    let (what, hint) = REFUSED.two(called, data);
    Err(Fault::Usage(what, hint))
}

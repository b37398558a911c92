//! Why a batch is not written.

use std::sync::LazyLock;

use serde_json::Value as Json;

use super::order::Doubt;
use super::table::TableFault;
use super::words::named_rows;
use crate::diagnostic::{Diagnostic, fault};
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

/// The dates of a column leave open which answer of these rows' people is the last.
pub(super) fn open_order(doubt: Doubt, heading: &str, rows: &[u32]) -> Fault {
    let name = match doubt {
        Doubt::DayOrMonth => "day-or-month",
        Doubt::NoDate => "no-date-of-answer",
    };
    let rows = named_rows(rows, 20);
    Fault::Columns(vec![fault(name, &[("heading", &heading), ("rows", &rows)])])
}

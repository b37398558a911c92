//! What reading an answer needs to know besides the question.

use jiff::civil::Date;

use crate::model::Concern;
use crate::register::Registers;

/// What reading an answer needs to know besides the question.
#[derive(Clone, Copy)]
pub struct ParseContext<'a> {
    /// The day from which `tomorrow` and a date without a year are counted.
    pub today: Date,
    /// The pack's concerns, in the order in which they are numbered.
    pub concerns: &'a [Concern],
    /// The areas and bodies that are known.
    pub registers: &'a Registers,
}

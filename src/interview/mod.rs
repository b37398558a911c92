//! The interview as a state machine, without a terminal, a clock or a file. [`Form`] gives the
//! next question, takes an answer, goes back, and is saved and resumed; [`Questionnaire`] settles
//! the answers of one person after another. Keyboard, flags, answers files and rows of a table
//! differ only in where an input comes from.

mod answer_cache;
mod conditions;
mod defaults;
mod doubts;
mod form;
#[cfg(test)]
mod form_tests;
mod inputs;
mod prompt;
mod questionnaire;
mod suggestions;

pub use conditions::{holds, refused};
pub(crate) use defaults::Defaults;
pub use doubts::{Asks, Doubt, OWN, Then};
pub use form::{Form, FormError, Letter};
pub use inputs::{FillError, Inputs, Origin, Problem};
pub use prompt::{Progress, Prompt};
pub use questionnaire::{Questionnaire, fill, questions_for};
pub use suggestions::{MP_NAMES, suggestions};

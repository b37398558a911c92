//! Answers: what was typed, and the values of questions by id.

pub mod group;
pub mod input;
pub mod signatory;
pub mod value;

pub use group::GroupText;
pub use input::Input;
pub use signatory::Signatory;
pub use value::{Answers, BodyAnswer, Chosen, Value};

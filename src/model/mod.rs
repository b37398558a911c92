//! A pack and its parts as data, as its files have them; without logic.

pub mod dates;
pub mod pack;
pub mod question;
mod schema;

pub use pack::{Concern, Pack, Partial, Source, Template, To, Unanswered};
pub use question::{Choice, Condition, DATED, Fact, Kind, Question, Suggest};

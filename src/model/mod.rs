//! A pack and its parts as data, without logic.

pub mod pack;
pub mod question;

pub use pack::{Concern, Pack, Partial, Source, Template, To, Unanswered};
pub use question::{Choice, Condition, DATED, Fact, Kind, Question, Suggest};

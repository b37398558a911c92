//! A pack and its parts as data, without logic.

pub mod pack;
pub mod question;

pub use pack::{Concern, Pack, Partial, Source, Template, To};
pub use question::{Choice, Condition, Kind, Question, Suggest};

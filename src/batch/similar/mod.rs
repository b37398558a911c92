//! Which people's own words are like someone else's.
//!
//! Own words alone are compared, without the text of the template, which all share. Texts that
//! are the same but for capitals and punctuation are found by a hash; like ones by sketches of
//! their runs of three words (`sketch`), then compared exactly on the texts (`groups`). Texts of
//! fewer than 8 words are not compared: people agree in so few by chance.

pub mod groups;
pub mod sketch;
pub mod text;

pub use groups::{groups, groups_unless};
pub use sketch::Sketch;

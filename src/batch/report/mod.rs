//! What a batch says at the end: on the screen, in `report.md` and `report.csv`, and in the note to
//! hand in with the letters.
//!
//! Nobody's words or details are in any of them: they call people by the number of their row.

mod files;
mod named;
mod screen;
mod sheets;
mod told;

pub use super::words::{command, named_rows, quoted};
pub use files::hand_in;
pub use named::{ASK_AGAIN, COVER_NOTE, FAILED, FILES, HAND_IN, INDEX, PAGE, TABLE, note_for};
pub use screen::laid_out;
pub use told::Report;

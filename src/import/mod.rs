//! Making a pack of a letter that is sent round already, of the questions of a consultation or of the
//! headings of a table.
//!
//! Nothing is read or written here: bytes come in, the files of a pack and a report go out.
//! Whatever comes in, there is a pack that `check` finds no error in, or a sentence that says why
//! not.

mod consultation;
mod files;
mod letter;
mod markdown;
mod words;

pub use crate::reader::ImportError;
pub use consultation::{Consultation, ParsedQuestion};
pub use letter::{Gap, Import, kinds};
pub use words::{Receiver, Treatment};

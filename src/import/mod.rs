//! Making a pack of one's own: from the starter, from another pack, from a letter that is sent
//! round already, from the questions of a consultation or the headings of a table.
//!
//! Nothing is read or written here: bytes come in, the files of a pack and a report go out.
//! Whatever comes in, there is a pack that `check` finds no error in, or a sentence that says why
//! not.

mod consultation;
mod copy;
mod error;
mod files;
mod letter;
mod made;
mod markdown;
mod read;
mod source;
mod words;

pub use consultation::{Consultation, ParsedQuestion};
pub use copy::{from, starter};
pub use error::ImportError;
pub use letter::{Gap, Import, kinds};
pub use made::{Made, PUBLISHER, id};
pub use words::{Receiver, Treatment};

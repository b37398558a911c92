//! Files that go with an e-mail: their names and bytes, and nothing else of them.

/// A file that goes with an e-mail.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attachment {
    /// Its name, without a folder.
    pub name: String,
    /// Its bytes, as they are.
    pub bytes: Vec<u8>,
}

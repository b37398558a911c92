//! What a document is rendered with beside its words: fonts, a signature, files that go with it.

use super::pdf::Fonts;
use super::signature::Signature;

/// What a document is rendered with beside its words.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// The fonts of a PDF; the built-in one unless given.
    pub fonts: Option<&'a Fonts>,
    /// A picture of a signature, in the formats that show one.
    pub signature: Option<&'a Signature>,
    /// Columns after which plain text is wrapped; 0 for one line a paragraph.
    pub wrap: usize,
    /// The address of an e-mail, in place of the one that the document knows.
    pub to: Option<&'a str>,
    /// Whether an e-mail brings the document as a PDF too.
    pub attach_pdf: bool,
    /// Files that go with an e-mail.
    pub enclosures: &'a [Attachment],
}

/// A file that goes with an e-mail.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attachment {
    /// Its name, without a folder.
    pub name: String,
    /// Its bytes, as they are.
    pub bytes: Vec<u8>,
}

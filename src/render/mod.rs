//! Documents as bytes: one file a format. A renderer writes nothing and asks nothing.

pub mod markdown;
pub mod pdf;
pub mod text;

use pdf::Fonts;

use crate::document::Document;
use crate::error::Error;

/// A format that documents are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Markdown, to keep and to amend.
    Markdown,
    /// PDF, to print.
    Pdf,
    /// Plain text, to paste into an e-mail or a web form.
    Text,
}

impl Format {
    /// Every format, in the order in which they are told.
    pub const ALL: [Format; 3] = [Format::Pdf, Format::Text, Format::Markdown];

    /// The ending of its files, which is also its name on the command line.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Pdf => "pdf",
            Format::Text => "txt",
        }
    }

    /// The format of a name such as `md`.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|f| f.extension() == name)
    }
}

/// The document in a format, a PDF in the built-in font.
///
/// # Errors
/// A PDF that cannot be set: a character that no font has.
pub fn render(document: &Document, format: Format) -> Result<Vec<u8>, Error> {
    render_with(document, format, None)
}

/// The document in a format, a PDF in these fonts.
///
/// # Errors
/// As [`render`].
pub fn render_with(
    document: &Document,
    format: Format,
    fonts: Option<&Fonts>,
) -> Result<Vec<u8>, Error> {
    match (format, fonts) {
        (Format::Markdown, _) => Ok(markdown::markdown(document).into_bytes()),
        (Format::Text, _) => Ok(text::text(document).into_bytes()),
        (Format::Pdf, Some(fonts)) => pdf::pdf(document, fonts).map_err(Error::Pdf),
        (Format::Pdf, None) => pdf::pdf(document, &Fonts::built_in()).map_err(Error::Pdf),
    }
}

/// The blocks of a letter in the order in which every format sets them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Sender,
    Recipient,
    Date,
    Salutation,
    Subject,
    Details,
    Body,
    Closing,
    Notes,
}

/// The order of the sections of a document; those it lacks are still in the list.
pub(crate) fn order(document: &Document) -> [Section; 9] {
    use Section::{Body, Closing, Date, Details, Notes, Recipient, Salutation, Sender, Subject};
    if document.details.as_ref().is_some_and(|d| d.first) {
        [Sender, Recipient, Date, Salutation, Subject, Details, Body, Closing, Notes]
    } else {
        [Sender, Recipient, Date, Salutation, Subject, Body, Closing, Details, Notes]
    }
}

/// The sections of a document as text, those that are empty left out, a blank line between them
/// and a line break at the end.
pub(crate) fn assembled(document: &Document, text_of: impl Fn(Section) -> String) -> String {
    let texts = order(document).map(text_of);
    let texts = || texts.iter().filter(|text| !text.is_empty());
    // No more than is needed: a batch keeps many of these.
    let mut out = String::with_capacity(texts().map(|text| text.len() + 2).sum());
    for text in texts() {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(text);
    }
    out.push('\n');
    out
}

//! Documents as bytes: one file a format. A renderer writes nothing and asks nothing.

pub mod apostrophes;
pub mod docx;
pub mod eml;
pub mod error;
pub mod html;
pub mod ics;
mod link;
pub mod markdown;
mod options;
pub mod pdf;
mod sections;
pub mod signature;
pub mod text;

pub use error::RenderError;
pub use options::{Attachment, Options};
pub use signature::Signature;

use crate::document::Document;

/// A format that documents are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Markdown, to keep and to amend.
    Markdown,
    /// PDF, to print.
    Pdf,
    /// Plain text, to paste into an e-mail or a web form.
    Text,
    /// A Word file, to change.
    Docx,
    /// A draft that a mail program opens to be sent.
    Eml,
    /// A web page, to show.
    Html,
    /// A calendar file, to be reminded.
    Ics,
}

/// Every format in the order in which they are told, with the ending of its files, which is also its
/// name on the command line, and what it is good for.
const TABLE: [(Format, &str, &str); 7] = [
    (Format::Pdf, "pdf", "PDF, to print"),
    (Format::Docx, "docx", "Word, to change"),
    (Format::Eml, "eml", "e-mail draft, to send"),
    (Format::Text, "txt", "plain text, to paste"),
    (Format::Html, "html", "web page, to show"),
    (Format::Ics, "ics", "calendar, to be reminded"),
    (Format::Markdown, "md", "Markdown, to keep"),
];

impl Format {
    /// Every format, in the order in which they are told.
    pub fn all() -> impl Iterator<Item = Format> {
        TABLE.iter().map(|(format, ..)| *format)
    }

    fn row(self) -> (&'static str, &'static str) {
        let row = TABLE.iter().find(|(format, ..)| *format == self);
        // `every_format_has_its_row` holds that there is one.
        row.map(|(_, extension, about)| (*extension, *about)).unwrap_or_default()
    }

    /// The ending of its files, which is also its name on the command line.
    pub fn extension(self) -> &'static str {
        self.row().0
    }

    /// What it is and what it is good for: `PDF, to print`.
    pub fn about(self) -> &'static str {
        self.row().1
    }

    /// The format of a name such as `md`.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::all().find(|format| format.extension() == name)
    }
}

/// The document in a format, a PDF in the built-in font.
///
/// # Errors
/// As [`render_as`].
pub fn render(document: &Document, format: Format) -> Result<Vec<u8>, RenderError> {
    render_as(document, format, &Options::default())
}

/// The document in a format.
///
/// # Errors
/// A PDF that cannot be set: a character that no font has; an address that an e-mail cannot go to;
/// a file that cannot be put together.
pub fn render_as(
    document: &Document,
    format: Format,
    options: &Options<'_>,
) -> Result<Vec<u8>, RenderError> {
    Ok(match format {
        Format::Pdf => pdf::pdf(document, options)?,
        Format::Docx => docx::docx(document, options.signature)?,
        Format::Eml => eml::eml(document, options)?,
        Format::Text => text::wrapped(document, options.wrap).into_bytes(),
        Format::Html => html::html(document, options.signature).into_bytes(),
        Format::Ics => ics::ics(document).into_bytes(),
        Format::Markdown => markdown::markdown(document).into_bytes(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_its_row() {
        use Format::{Docx, Eml, Html, Ics, Markdown, Pdf, Text};
        for format in [Docx, Eml, Html, Ics, Markdown, Pdf, Text] {
            assert_eq!(TABLE.iter().filter(|row| row.0 == format).count(), 1, "{format:?}");
            assert_eq!(Format::from_name(format.extension()), Some(format));
        }
        assert_eq!(TABLE.len(), 7);
    }
}

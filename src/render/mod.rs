//! Documents as bytes: one file a format. A renderer writes nothing and asks nothing.

pub mod apostrophes;
pub mod attachment;
pub mod docx;
pub mod eml;
pub mod error;
pub mod html;
pub mod ics;
mod line;
mod link;
pub mod markdown;
mod options;
pub mod pdf;
mod sections;
pub mod signature;
pub mod text;

pub use attachment::Attachment;
pub use error::RenderError;
pub use options::Options;
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

/// What makes a document's bytes of it.
type Render = fn(&Document, &Options<'_>) -> Result<Vec<u8>, RenderError>;

/// A row of the table of formats.
struct Row {
    format: Format,
    extension: &'static str,
    about: &'static str,
    render: Render,
}

/// Every format, in the order in which they are told.
const TABLE: [Row; 7] = [
    Row {
        format: Format::Pdf,
        extension: "pdf",
        about: "PDF, to print",
        render: |document, options| pdf::with_options(document, options).map_err(RenderError::Pdf),
    },
    Row {
        format: Format::Docx,
        extension: "docx",
        about: "Word, to change",
        render: |document, options| {
            docx::docx(document, options.signature).map_err(RenderError::Docx)
        },
    },
    Row {
        format: Format::Eml,
        extension: "eml",
        about: "e-mail draft, to send",
        render: |document, options| eml::eml(document, options),
    },
    Row {
        format: Format::Text,
        extension: "txt",
        about: "plain text, to paste",
        render: |document, options| Ok(text::wrapped(document, options.wrap).into_bytes()),
    },
    Row {
        format: Format::Html,
        extension: "html",
        about: "web page, to show",
        render: |document, options| Ok(html::html(document, options.signature).into_bytes()),
    },
    Row {
        format: Format::Ics,
        extension: "ics",
        about: "calendar, to be reminded",
        render: |document, _| Ok(ics::ics(document).into_bytes()),
    },
    Row {
        format: Format::Markdown,
        extension: "md",
        about: "Markdown, to keep",
        render: |document, _| Ok(markdown::markdown(document).into_bytes()),
    },
];

impl Format {
    /// Every format, in the order in which they are told.
    pub fn all() -> impl Iterator<Item = Format> {
        TABLE.iter().map(|row| row.format)
    }

    fn row(self) -> &'static Row {
        // The first row stands in for none: `every_format_has_its_row` holds that it never does.
        TABLE.iter().find(|row| row.format == self).unwrap_or(&TABLE[0])
    }

    /// The ending of its files, which is also its name on the command line.
    pub fn extension(self) -> &'static str {
        self.row().extension
    }

    /// What it is and what it is good for: `PDF, to print`.
    pub fn about(self) -> &'static str {
        self.row().about
    }

    /// The format of a name such as `md`.
    pub fn from_name(name: &str) -> Option<Format> {
        TABLE.iter().find(|row| row.extension == name).map(|row| row.format)
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
    (format.row().render)(document, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_its_row() {
        use Format::{Docx, Eml, Html, Ics, Markdown, Pdf, Text};
        for format in [Docx, Eml, Html, Ics, Markdown, Pdf, Text] {
            assert_eq!(TABLE.iter().filter(|row| row.format == format).count(), 1, "{format:?}");
            assert_eq!(Format::from_name(format.extension()), Some(format));
        }
        assert_eq!(TABLE.len(), 7);
    }
}

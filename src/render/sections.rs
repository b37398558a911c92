//! The sections of a document, in the order in which every format sets them.

use crate::document::{Block, Details, Document};

/// A section that a document has.
#[derive(Clone, Copy)]
pub(crate) enum Section<'d> {
    Sender(&'d [String]),
    Recipient(&'d [String]),
    Date(&'d str),
    Salutation(&'d str),
    Subject(&'d str),
    Details(&'d Details),
    Body(&'d [Block]),
    Closing(&'d str),
    Signature(&'d [String]),
    Enclosed(&'d str),
    Notes(&'d [String]),
}

/// The sections of a document in their order.
pub(crate) fn sections(document: &Document) -> impl Iterator<Item = Section<'_>> {
    let details = |first: bool| document.details.as_ref().filter(|details| details.first == first);
    let sections = [
        lines(&document.sender).map(Section::Sender),
        lines(&document.recipient).map(Section::Recipient),
        document.date_line.as_deref().map(Section::Date),
        document.salutation.as_deref().map(Section::Salutation),
        document.subject.as_deref().map(Section::Subject),
        details(true).map(Section::Details),
        Some(Section::Body(&document.body)),
        document.closing.as_deref().map(Section::Closing),
        lines(&document.signature).map(Section::Signature),
        document.enclosed.as_deref().map(Section::Enclosed),
        details(false).map(Section::Details),
        lines(&document.notes).map(Section::Notes),
    ];
    sections.into_iter().flatten()
}

fn lines(lines: &[String]) -> Option<&[String]> {
    Some(lines).filter(|lines| !lines.is_empty())
}

/// The sections of a document as text, those that are empty left out, a blank line between them
/// and a line break at the end.
pub(crate) fn assembled(document: &Document, text_of: impl Fn(Section<'_>) -> String) -> String {
    let mut texts: Vec<String> = sections(document).map(text_of).collect();
    texts.retain(|text| !text.is_empty());
    texts.join("\n\n") + "\n"
}

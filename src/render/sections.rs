//! The sections of a document, in the order in which every format sets them.

use crate::document::Document;

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
    Enclosed,
    Notes,
}

/// The order of the sections of a document; those it lacks are still in the list.
pub(crate) fn order(document: &Document) -> [Section; 10] {
    use Section::{
        Body, Closing, Date, Details, Enclosed, Notes, Recipient, Salutation, Sender, Subject,
    };
    if document.details.as_ref().is_some_and(|d| d.first) {
        [Sender, Recipient, Date, Salutation, Subject, Details, Body, Closing, Enclosed, Notes]
    } else {
        [Sender, Recipient, Date, Salutation, Subject, Body, Closing, Enclosed, Details, Notes]
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

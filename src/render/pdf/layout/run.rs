//! Setting a document on pages.

use super::super::page::Pages;
use super::super::shape::Shaper;
use crate::document::Document;
use crate::render::pdf::error::PdfError;
use crate::render::pdf::layout::setter::{Attempt, Layout, Style};
use crate::render::signature::Signature;

/// Lays the document out, a little tighter if that saves a page for a few lines.
pub(crate) fn lay_out(
    document: &Document,
    shaper: &mut Shaper<'_>,
    signature: Option<&Signature>,
) -> Result<Pages, PdfError> {
    let mut attempt = |style| attempt(document, shaper, style, signature);
    if document.aloud {
        return attempt(ALOUD).map(|set| set.pages);
    }
    let usual = attempt(STYLES[0])?;
    if usual.pages.pages.len() < 2 || usual.overrun > OVERRUN * STYLES[0].leading {
        return Ok(usual.pages);
    }
    let first = STYLES.iter().skip(1).position(|style| usual.overrun_in(style) < STYLES[0].leading);
    for style in STYLES.iter().skip(1 + first.unwrap_or(STYLES.len() - 2)) {
        let tighter = attempt(*style)?;
        if tighter.pages.pages.len() < usual.pages.pages.len() {
            return Ok(tighter.pages);
        }
    }
    Ok(usual.pages)
}

pub(super) fn attempt(
    document: &Document,
    shaper: &mut Shaper<'_>,
    style: Style,
    signature: Option<&Signature>,
) -> Result<Attempt, PdfError> {
    let mut layout = Layout::new(shaper, style, signature);
    layout.document(document);
    if !layout.missing.is_empty() {
        return Err(PdfError::Missing(layout.missing));
    }
    Ok(layout.into_pages(document))
}

/// To be read aloud, standing, at arm's length.
pub(super) const ALOUD: Style =
    Style { size: 14.0, leading: 20.0, gap: 11.0, note_size: 9.0, note_leading: 12.0, sign: 3.0 };

/// The limits of tightening: type no smaller than 10.5 points, lines no closer than 13.4, room
/// to sign of three lines. The first set is the usual one.
pub(super) const STYLES: [Style; 4] = [
    Style { size: 11.0, leading: 15.0, gap: 7.5, note_size: 9.0, note_leading: 12.0, sign: 3.6 },
    Style { size: 11.0, leading: 14.5, gap: 6.5, note_size: 8.8, note_leading: 11.4, sign: 3.3 },
    Style { size: 11.0, leading: 14.0, gap: 5.5, note_size: 8.6, note_leading: 11.0, sign: 3.0 },
    Style { size: 10.5, leading: 13.4, gap: 5.0, note_size: 8.5, note_leading: 10.6, sign: 3.0 },
];

/// How far a document may run over a page and still be tightened to fit, in lines.
pub(super) const OVERRUN: f32 = 6.0;

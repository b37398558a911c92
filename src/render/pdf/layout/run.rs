//! Setting a document on pages.

use crate::document::Document;
use crate::render::pdf::error::PdfError;
use crate::render::pdf::layout::letter::foot;
use crate::render::pdf::layout::setter::{HEAD, Layout, Style, room};
use crate::render::pdf::page::LaidOut;
use crate::render::pdf::shape::Shaper;
use crate::render::signature::Signature;

/// Rows from this height on are no lines: the head of a letter.
const TALL: f32 = 90.0;

/// Lays the document out, a little tighter if that saves a page for a few lines.
pub(crate) fn lay_out(
    document: &Document,
    shaper: &mut Shaper<'_>,
    signature: Option<&Signature>,
) -> Result<LaidOut, PdfError> {
    if document.aloud {
        return Ok(set(document, shaper, ALOUD, signature)?.into_pages(document));
    }
    let usual = set(document, shaper, STYLES[0], signature)?;
    let is_line = |height: &f32| *height < TALL;
    let heights = || usual.rows.iter().map(|row| row.height);
    let (all, lines): (f32, f32) = (heights().sum(), heights().filter(is_line).sum());
    let gaps: f32 = usual.rows.iter().map(|row| row.gap).sum();
    let first_page = room(usual.first_top);
    let usual = usual.into_pages(document);
    let Some(further) = usual.pages.len().checked_sub(2) else { return Ok(usual) };
    let fewer = first_page + further as f32 * room(HEAD);
    // How much too long it is for one page less in a style, were all pages full, with the lines as
    // they are now: near enough to pass over styles that are not tight enough.
    let overrun = |style: &Style| {
        let lines = lines * style.leading / STYLES[0].leading - lines;
        let gaps = gaps * style.gap / STYLES[0].gap;
        all + lines + gaps - fewer
    };
    if overrun(&STYLES[0]) > OVERRUN * STYLES[0].leading {
        return Ok(usual);
    }
    let last = STYLES.len() - 1;
    let is_near = |n: &usize| overrun(&STYLES[*n]) < STYLES[0].leading;
    for style in &STYLES[(1..last).find(is_near).unwrap_or(last)..] {
        let tighter = set(document, shaper, *style, signature)?.into_pages(document);
        if tighter.pages.len() < usual.pages.len() {
            return Ok(tighter);
        }
    }
    Ok(usual)
}

/// The document as rows.
fn set<'s, 'f>(
    document: &Document,
    shaper: &'s mut Shaper<'f>,
    style: Style,
    signature: Option<&'s Signature>,
) -> Result<Layout<'s, 'f>, PdfError> {
    let mut layout = Layout::new(shaper, style, signature);
    layout.document(document);
    if !layout.missing.is_empty() {
        return Err(PdfError::Missing(layout.missing));
    }
    Ok(layout)
}

impl Layout<'_, '_> {
    fn into_pages(mut self, document: &Document) -> LaidOut {
        let mut pages = self.paginate();
        let count = pages.len();
        for (n, page) in pages.iter_mut().enumerate() {
            let of_count = (count > 1).then(|| format!("{} of {count}", n + 1));
            let number = document.number.map(|number| number.to_string());
            let words: Vec<String> = number.into_iter().chain(of_count).collect();
            if !words.is_empty() {
                page.runs.push(foot(self.shaper, &words.join(" – ")));
            }
        }
        LaidOut {
            title: document.title.clone(),
            author: document.sender.first().or(document.signature.first()).cloned(),
            language: document.language.clone(),
            dated: document.dated,
            pages,
            nodes: self.nodes,
            headings: self.headings,
            notes: self.notes,
            signature: self.signature.filter(|_| !document.signature.is_empty()).cloned(),
        }
    }
}

/// To be read aloud, standing, at arm's length.
const ALOUD: Style =
    Style { size: 14.0, leading: 20.0, gap: 11.0, note_size: 9.0, note_leading: 12.0, sign: 3.0 };

/// The limits of tightening: type no smaller than 10.5 points, lines no closer than 13.4, room
/// to sign of three lines. The first set is the usual one.
const STYLES: [Style; 4] = [
    Style { size: 11.0, leading: 15.0, gap: 7.5, note_size: 9.0, note_leading: 12.0, sign: 3.6 },
    Style { size: 11.0, leading: 14.5, gap: 6.5, note_size: 8.8, note_leading: 11.4, sign: 3.3 },
    Style { size: 11.0, leading: 14.0, gap: 5.5, note_size: 8.6, note_leading: 11.0, sign: 3.0 },
    Style { size: 10.5, leading: 13.4, gap: 5.0, note_size: 8.5, note_leading: 10.6, sign: 3.0 },
];

/// How far a document may run over a page and still be tightened to fit, in lines.
const OVERRUN: f32 = 6.0;

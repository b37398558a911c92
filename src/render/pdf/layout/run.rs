//! Setting a document on pages.

use super::super::page::Pages;
use super::super::shape::Shaper;
use crate::document::Document;
use crate::render::pdf::error::PdfError;
use crate::render::pdf::layout::letter::foot;
use crate::render::pdf::layout::setter::{Layout, Style};
use crate::render::signature::Signature;

/// Rows from this height on are no lines: the head of a letter.
const TALL: f32 = 90.0;

/// A document set in one style.
struct Attempt {
    pages: Pages,
    /// How much too long the text is for one page less, were all pages full.
    overrun: f32,
    /// Height of all lines, and of all gaps between them.
    lines: f32,
    gaps: f32,
}

impl Attempt {
    /// The overrun to expect in another style, with the lines as they are now: near enough to
    /// pass over styles that are not tight enough.
    fn overrun_in(&self, style: &Style) -> f32 {
        let lines = self.lines * (1.0 - style.leading / STYLES[0].leading);
        let gaps = self.gaps * (1.0 - style.gap / STYLES[0].gap);
        self.overrun - lines - gaps
    }
}

impl Layout<'_, '_> {
    fn into_pages(mut self, document: &Document) -> Attempt {
        let lines = self.rows.iter().filter(|r| r.height < TALL).map(|r| r.height).sum();
        let gaps = self.rows.iter().map(|r| r.gap).sum();
        let paged = self.paginate();
        let count = paged.pages.len();
        let mut pages = Pages {
            title: document.title.clone(),
            author: document.sender.first().or(document.signature.first()).cloned(),
            language: document.language.clone(),
            dated: document.dated,
            pages: paged.pages,
            nodes: self.nodes,
            leaves: self.leaves,
            headings: paged.headings,
            notes: paged.notes,
            signature: self.signature.filter(|_| !document.signature.is_empty()).cloned(),
            parts: Vec::new(),
        };
        for (n, page) in pages.pages.iter_mut().enumerate() {
            let of_count = (count > 1).then(|| format!("{} of {count}", n + 1));
            let number = document.number.map(|number| number.to_string());
            let words: Vec<String> = number.into_iter().chain(of_count).collect();
            if !words.is_empty() {
                page.texts.push(foot(self.shaper, &words.join(" – ")));
            }
        }
        Attempt { pages, overrun: paged.overrun, lines, gaps }
    }
}

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

fn attempt(
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

//! Setting a document on pages: rows in a style, where pages end, and what stands where on them.

use super::block::BAR_SHADE;
use super::letter::foot;
use crate::document::Document;
use crate::render::pdf::error::PdfError;
use crate::render::pdf::layout::setter::{HEAD, Layout, Row, Style, room};
use crate::render::pdf::page::{Fill, LaidOut, Node, Page, Paint, Place, Run, Tag};
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
    let mut layout = Layout {
        shaper,
        style,
        signature,
        nodes: vec![Node::new(Tag::Document, 0)],
        rows: Vec::new(),
        table_headings: Vec::new(),
        notes: Vec::new(),
        bars: 0,
        first_top: HEAD,
        missing: Vec::new(),
    };
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

/// A heading that is to come again may take up no more of a page than this.
const MOST_REPEATED: f32 = 0.3;
/// The width of the bar beside a quotation.
const BAR_WIDTH: f32 = 1.5;

impl Layout<'_, '_> {
    /// Divides the rows into pages. Takes them: nothing is laid out after this.
    pub(super) fn paginate(&mut self) -> Vec<Page> {
        let mut rows = std::mem::take(&mut self.rows).into_iter();
        let mut pages: Vec<Page> = Vec::new();
        while pages.is_empty() || rows.len() > 0 {
            let first = pages.is_empty();
            let top = if first { self.first_top } else { HEAD };
            let heading = if first { None } else { self.repeated(rows.as_slice()) };
            let heading = heading.unwrap_or_default();
            let used: f32 = heading.iter().map(|row| row.height).sum();
            let count = page_end(rows.as_slice(), room(top) - used);
            let place = Place { page: pages.len(), y: top };
            let mut draft = Draft { place, ..Draft::default() };
            for row in heading {
                draft.add(row, false);
            }
            draft.runs.iter_mut().for_each(|run| (run.leaf, run.link) = (None, None));
            for (n, row) in rows.by_ref().take(count).enumerate() {
                let begins = row.begins;
                let place = draft.add(row, n > 0);
                if let Some(node) = begins {
                    self.nodes[node].place = place;
                }
            }
            pages.push(draft.page());
        }
        pages
    }

    /// The table heading to repeat above rows that begin a page.
    fn repeated(&self, rows: &[Row]) -> Option<Vec<Row>> {
        let heading = &self.table_headings[rows.first()?.heading?];
        let height: f32 = heading.iter().map(|row| row.height).sum();
        (height < room(HEAD) * MOST_REPEATED).then(|| heading.clone())
    }
}

/// How many rows a page holds: up to the last place that fits and parts nothing that belongs
/// together, or to the last that fits if there is none.
fn page_end(rows: &[Row], room: f32) -> usize {
    let mut height = 0.0;
    let mut good = None;
    for (n, row) in rows.iter().enumerate() {
        height += row.height + if n > 0 { row.gap } else { 0.0 };
        if height > room && n > 0 {
            return good.unwrap_or(n);
        }
        if !row.keep {
            good = Some(n + 1);
        }
    }
    rows.len()
}

/// A page on its way.
#[derive(Default)]
struct Draft {
    /// Where the next row stands.
    place: Place,
    fills: Vec<Fill>,
    runs: Vec<Run>,
    bars: Vec<(usize, Fill)>,
}

impl Draft {
    /// Adds a row; where it begins.
    fn add(&mut self, row: Row, with_gap: bool) -> Place {
        let above = self.place.y;
        let mut place = self.place;
        if with_gap {
            place.y += row.gap;
        }
        let below = place.y + row.height;
        for (bar, x) in row.bars.iter().copied() {
            let goes_on = |fill: &Fill| fill.y + fill.height >= above - 0.01;
            match self.bars.iter_mut().find(|(there, fill)| *there == bar && goes_on(fill)) {
                Some((_, fill)) => fill.height = below - fill.y,
                None => {
                    let (y, height) = (place.y, row.height);
                    let paint = Paint::Grey(BAR_SHADE);
                    self.bars.push((bar, Fill { x, y, width: BAR_WIDTH, height, paint }));
                }
            }
        }
        let mut row = row.moved(place.y);
        self.fills.append(&mut row.fills);
        self.runs.append(&mut row.runs);
        self.place.y = below;
        place
    }

    fn page(mut self) -> Page {
        self.fills.extend(self.bars.into_iter().map(|(_, fill)| fill));
        // Lines of cells that stand side by side come row by row; they are read cell by cell.
        // A heading that comes again is no text, and stands first.
        self.runs.sort_by_key(|run| run.leaf);
        Page { fills: self.fills, runs: self.runs }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(keeps: &[bool]) -> Vec<Row> {
        keeps.iter().map(|keep| Row { height: 10.0, keep: *keep, ..Row::default() }).collect()
    }

    #[test]
    fn a_page_ends_where_nothing_is_parted() {
        let rows = rows(&[false, false, true, false, false]);
        assert_eq!(page_end(&rows, 30.0), 2);
        assert_eq!(page_end(&rows, 40.0), 4);
        assert_eq!(page_end(&rows[2..], 40.0), 3);
    }

    #[test]
    fn what_cannot_be_kept_together_is_parted_at_the_last_line_that_fits() {
        let rows = rows(&[true; 9]);
        assert_eq!(page_end(&rows, 45.0), 4);
    }

    #[test]
    fn a_row_taller_than_a_page_has_a_page_of_its_own() {
        let rows = rows(&[false, false]);
        assert_eq!(page_end(&rows, 5.0), 1);
    }
}

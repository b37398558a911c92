//! Rows to pages: where pages end, and what stands where on them.

use super::block::BAR_SHADE;
use crate::render::pdf::layout::setter::{Fragment, HEAD, Layout, Mark, Row, room};
use crate::render::pdf::page::{
    Fill, Heading, LinkBox, PAGE_HEIGHT, Page, Picture, Place, Run, Target, Text,
};

/// A heading that is to come again may take up no more of a page than this.
const MOST_REPEATED: f32 = 0.3;
/// A link's box reaches this far above and below the baseline, in type sizes.
const ABOVE: f32 = 0.75;
const BELOW: f32 = 0.25;

/// Pages, and the places asked for.
pub(super) struct Paged {
    pub(super) pages: Vec<Page>,
    pub(super) headings: Vec<Heading>,
    pub(super) notes: Vec<Place>,
    pub(super) overrun: f32,
}

/// The rows of one page: `start..end` of all rows, and a table heading to repeat above them.
struct Span {
    start: usize,
    end: usize,
    repeated: Option<usize>,
}

impl Layout<'_, '_> {
    /// Divides the rows into pages. Takes them: nothing is laid out after this.
    pub(super) fn paginate(&mut self) -> Paged {
        let rows = std::mem::take(&mut self.rows);
        let spans = self.spans(&rows);
        let overrun = self.overrun(&rows, spans.len());
        let mut paged = Paged {
            pages: Vec::with_capacity(spans.len()),
            headings: std::mem::take(&mut self.headings),
            notes: Vec::new(),
            overrun,
        };
        let mut rows = rows.into_iter();
        for (number, span) in spans.iter().enumerate() {
            let page_rows: Vec<Row> = rows.by_ref().take(span.end - span.start).collect();
            let top = if number == 0 { self.first_top } else { HEAD };
            let mut draft = Draft { y: top, number, ..Draft::default() };
            if let Some(index) = span.repeated {
                for row in &self.table_headings[index] {
                    draft.add(row.clone(), false, &mut paged);
                }
                draft.repeated = draft.fragments.len();
            }
            for (n, row) in page_rows.into_iter().enumerate() {
                draft.add(row, n > 0, &mut paged);
            }
            paged.pages.push(draft.page(self));
        }
        paged
    }

    /// Which rows stand on which page.
    fn spans(&self, rows: &[Row]) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut start = 0;
        loop {
            let top = if spans.is_empty() { self.first_top } else { HEAD };
            let repeated = self.repeated(rows, start);
            let used =
                repeated.map_or(0.0, |i| self.table_headings[i].iter().map(|r| r.height).sum());
            let end = page_end(rows, start, room(top) - used);
            spans.push(Span { start, end, repeated });
            if end >= rows.len() {
                return spans;
            }
            start = end;
        }
    }

    /// The table heading to repeat above a row that begins a page.
    fn repeated(&self, rows: &[Row], start: usize) -> Option<usize> {
        let index = rows.get(start)?.heading?;
        let height: f32 = self.table_headings[index].iter().map(|r| r.height).sum();
        (start > 0 && height < room(HEAD) * MOST_REPEATED).then_some(index)
    }

    /// How much too long the rows are for one page less, were every page filled to the last line.
    fn overrun(&self, rows: &[Row], pages: usize) -> f32 {
        let height: f32 = rows.iter().map(|r| r.gap + r.height).sum();
        let fewer = pages.saturating_sub(1);
        let capacity = match fewer {
            0 => 0.0,
            _ => room(self.first_top) + (fewer - 1) as f32 * room(HEAD),
        };
        height - capacity
    }
}

/// Where a page that begins at a row ends: at the last place that fits and parts nothing that
/// belongs together, or at the last that fits if there is none.
fn page_end(rows: &[Row], start: usize, room: f32) -> usize {
    let mut height = 0.0;
    let mut good = None;
    for (n, row) in rows.iter().enumerate().skip(start) {
        let gap = if n > start { row.gap } else { 0.0 };
        height += gap + row.height;
        if height > room && n > start {
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
    number: usize,
    y: f32,
    fills: Vec<Fill>,
    /// Fragments with their baselines on the page.
    fragments: Vec<Fragment>,
    /// How many of the first fragments repeat a table's heading.
    repeated: usize,
    /// Bars: which, x, top, bottom.
    bars: Vec<(usize, f32, f32, f32)>,
    picture: Option<Picture>,
}

impl Draft {
    fn add(&mut self, row: Row, with_gap: bool, paged: &mut Paged) {
        let above = self.y;
        if with_gap {
            self.y += row.gap;
        }
        let place = Place { page: self.number, y: self.y };
        for mark in row.marks {
            match mark {
                Mark::Heading(n) => paged.headings[n].place = place,
                Mark::Note => paged.notes.push(place),
            }
        }
        for (bar, x) in row.bars {
            match self.bars.iter_mut().find(|b| b.0 == bar && b.3 >= above - 0.01) {
                Some(there) => there.3 = self.y + row.height,
                None => self.bars.push((bar, x, self.y, self.y + row.height)),
            }
        }
        self.fills.extend(row.fills.into_iter().map(|f| Fill { y: f.y + self.y, ..f }));
        if let Some(picture) = row.picture {
            self.picture = Some(Picture { y: picture.y + self.y, ..picture });
        }
        for mut fragment in row.fragments {
            fragment.run.y += self.y;
            self.fragments.push(fragment);
        }
        self.y += row.height;
    }

    fn page(mut self, layout: &Layout<'_, '_>) -> Page {
        let bars = self.bars.iter().map(|(_, x, top, bottom)| Fill {
            x: *x,
            y: *top,
            width: 1.5,
            height: bottom - top,
            shade: BAR_SHADE,
        });
        self.fills.extend(bars);
        let mut page = Page { fills: self.fills, picture: self.picture, ..Page::default() };
        let mut body = self.fragments.split_off(self.repeated);
        for fragment in self.fragments {
            page.texts.push(Text { leaf: None, runs: vec![fragment.run] });
        }
        // Lines of cells that stand side by side come row by row; they are read cell by cell.
        body.sort_by_key(|f| f.leaf);
        for fragment in body {
            if let Some(link) = fragment.link {
                page.links.push(link_box(&fragment, link, layout));
            }
            let (leaf, run) = (Some(fragment.leaf), fragment.run);
            match page.texts.last_mut() {
                Some(text) if text.leaf == leaf => text.runs.push(run),
                _ => page.texts.push(Text { leaf, runs: vec![run] }),
            }
        }
        page
    }
}

fn link_box(fragment: &Fragment, link: usize, layout: &Layout<'_, '_>) -> LinkBox {
    let link = &layout.links[link];
    let text: String = link.text.chars().filter(|c| *c != '\u{2060}' && *c != '\u{ad}').collect();
    let text = text.trim();
    let says = match &link.target {
        Target::Uri(uri) if uri.as_str() == text => text.to_owned(),
        Target::Uri(uri) => format!("{text} ({uri})"),
        Target::Note(n) => format!("Note {}", n + 1),
    };
    let Run { x, y, size, .. } = fragment.run;
    LinkBox {
        node: link.node,
        x,
        y: (y - ABOVE * size).max(0.0),
        width: fragment.width,
        height: ((ABOVE + BELOW) * size).min(PAGE_HEIGHT),
        target: link.target.clone(),
        says,
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
        assert_eq!(page_end(&rows, 0, 30.0), 2);
        assert_eq!(page_end(&rows, 0, 40.0), 4);
        assert_eq!(page_end(&rows, 2, 40.0), 5);
    }

    #[test]
    fn what_cannot_be_kept_together_is_parted_at_the_last_line_that_fits() {
        let rows = rows(&[true; 9]);
        assert_eq!(page_end(&rows, 0, 45.0), 4);
    }

    #[test]
    fn a_row_taller_than_a_page_has_a_page_of_its_own() {
        let rows = rows(&[false, false]);
        assert_eq!(page_end(&rows, 0, 5.0), 1);
    }
}

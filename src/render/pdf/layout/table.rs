//! Tables: the widths of their columns, and their rows, which break only where they are long.

use super::block::beside;
use super::inline::{After, Look, Piece};
use crate::document::{Inline, Table};
use crate::render::pdf::layout::setter::{Column, Layout, Row};
use crate::render::pdf::page::{Fill, NodeId, Paint, Tag};

/// Room left and right of a cell's text, and above and below.
const SIDE_PADDING: f32 = 5.0;
const PADDING: f32 = 2.5;
/// A row of more lines than this may run over to the next page.
const LONG_ROW: usize = 8;

impl Layout<'_, '_> {
    /// A table; its heading row comes again where it goes on to another page.
    pub(super) fn table(&mut self, table: &Table, column: Column) -> Vec<Row> {
        let count = table.rows.iter().chain([&table.head]).map(Vec::len).max().unwrap_or(0);
        if count == 0 {
            return Vec::new();
        }
        let size = self.style.size - if count > 5 { 1.8 } else { 0.8 };
        let look = Look::plain(size, size * 1.3);
        let node = self.node(column.node, Tag::Table);
        let head = self.node(node, Tag::THead);
        let head = self.cells(&table.head, (count, head, Tag::TH), look.bold());
        let body = if table.rows.is_empty() { node } else { self.node(node, Tag::TBody) };
        let cells = |cells: &Vec<_>| self.cells(cells, (count, body, Tag::TD), look);
        let body: Vec<Vec<Vec<Piece>>> = table.rows.iter().map(cells).collect();
        let mut needs = vec![(0.0f32, 0.0f32); count];
        for row in body.iter().chain([&head]) {
            for (need, pieces) in needs.iter_mut().zip(row) {
                let (narrow, wide) = extent(pieces);
                *need = (need.0.max(narrow), need.1.max(wide));
            }
        }
        let widths = widths(&needs, column.width);
        let place = Column { width: widths.iter().sum(), ..column };

        let rows = self.table_row(head, look.bold(), &widths, place, table);
        let mut rows = ruled(rows, place, 1.0);
        rows.iter_mut().for_each(|row| row.keep = true);
        let heading = Some(self.table_headings.len());
        self.table_headings.push(rows.clone());
        for cells in body {
            let next = self.table_row(cells, look, &widths, place, table);
            rows.extend(ruled(next, place, 0.4).into_iter().map(|row| Row { heading, ..row }));
        }
        rows
    }

    /// The pieces of so many cells, in a row of an element.
    fn cells(
        &mut self,
        cells: &[Vec<Inline>],
        (count, parent, tag): (usize, NodeId, Tag),
        look: Look,
    ) -> Vec<Vec<Piece>> {
        let row = self.node(parent, Tag::TR);
        let pieces = |n| {
            let node = self.node(row, tag);
            self.pieces(cells.get(n).map_or(&[], Vec::as_slice), node, look)
        };
        (0..count).map(pieces).collect()
    }

    fn table_row(
        &mut self,
        cells: Vec<Vec<Piece>>,
        look: Look,
        widths: &[f32],
        place: Column,
        table: &Table,
    ) -> Vec<Row> {
        let mut x = place.x;
        let mut columns = Vec::with_capacity(cells.len());
        for (n, pieces) in cells.into_iter().enumerate() {
            let padding = SIDE_PADDING.min(widths[n] / 4.0);
            let align = table.align.get(n).copied().unwrap_or_default();
            let inner = Column::at(x + padding, widths[n] - 2.0 * padding);
            columns.push(self.paragraph(pieces, look, Column { align, ..inner }));
            x += widths[n];
        }
        let mut rows = beside(columns);
        if rows.is_empty() {
            rows.push(Row { height: look.leading, ..Row::default() });
        }
        let last = rows.len() - 1;
        if rows.len() <= LONG_ROW {
            rows[..last].iter_mut().for_each(|row| row.keep = true);
        }
        rows[last].keep = false;
        rows
    }
}

/// Pads a table's row and draws the line below it.
fn ruled(mut rows: Vec<Row>, place: Column, thickness: f32) -> Vec<Row> {
    if let Some(first) = rows.first_mut() {
        first.height += PADDING;
        first.runs.iter_mut().for_each(|run| run.y += PADDING);
        first.fills.iter_mut().for_each(|f| f.y += PADDING);
    }
    if let Some(last) = rows.last_mut() {
        last.height += PADDING;
        let y = last.height - thickness / 2.0;
        let paint = Paint::Grey(if thickness > 0.5 { 0.2 } else { 0.6 });
        last.fills.push(Fill { x: place.x, y, width: place.width, height: thickness, paint });
    }
    rows
}

/// Widths of the longest word and of the whole.
fn extent(pieces: &[Piece]) -> (f32, f32) {
    let (mut narrow, mut wide, mut word, mut line) = (0.0f32, 0.0f32, 0.0f32, 0.0f32);
    for piece in pieces {
        line += piece.width();
        if !piece.space {
            word += piece.width();
        }
        narrow = narrow.max(word);
        wide = wide.max(line);
        if piece.after != After::Nothing {
            word = 0.0;
        }
        if piece.after == After::End {
            line = 0.0;
        }
    }
    (narrow, wide)
}

/// Widths of columns: as wide as their text if that fits, else shared out by need. Of each the width
/// of its longest word and of its longest text on one line is given.
fn widths(needs: &[(f32, f32)], room: f32) -> Vec<f32> {
    let count = needs.len();
    let padded = |width: f32| width + 2.0 * SIDE_PADDING + 0.5;
    let narrow: Vec<f32> = needs.iter().map(|(narrow, _)| padded(*narrow)).collect();
    let wide: Vec<f32> = needs.iter().map(|(_, wide)| padded(*wide)).collect();
    let total: f32 = wide.iter().sum();
    if total <= room {
        // A table that nearly fills the line fills it; a small one stays small.
        let more = if total > room * 0.6 { (room - total) / count as f32 } else { 0.0 };
        return wide.iter().map(|w| w + more).collect();
    }
    // No column's longest word may take more than its share when words alone are too wide.
    let least: f32 = narrow.iter().sum();
    if least >= room {
        let share = room / count as f32;
        let small: f32 = narrow.iter().map(|w| w.min(share)).sum();
        let over: f32 = narrow.iter().map(|w| (w - share).max(0.0)).sum();
        let scale = if over > 0.0 { ((room - small) / over).clamp(0.0, 1.0) } else { 0.0 };
        return narrow.iter().map(|w| w.min(share) + (w - share).max(0.0) * scale).collect();
    }
    let wish: f32 = wide.iter().zip(&narrow).map(|(w, n)| w - n).sum();
    let spare = room - least;
    narrow.iter().zip(&wide).map(|(n, w)| n + spare * (w - n) / wish).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_never_take_more_than_the_room() {
        for (a, b) in [(10.0, 20.0), (100.0, 900.0), (400.0, 2000.0), (3000.0, 9000.0)] {
            for count in 1..=8 {
                let need = |n| (a * (1.0 + n as f32), b * (1.0 + n as f32));
                let needs: Vec<(f32, f32)> = (0..count).map(need).collect();
                let total: f32 = widths(&needs, 453.0).iter().sum();
                assert!(total <= 453.1, "{count} columns of {a} to {b} are {total} wide");
            }
        }
    }

    #[test]
    fn a_short_column_keeps_its_words_whole_beside_a_long_one() {
        let got = widths(&[(40.0, 40.0), (60.0, 1200.0)], 453.0);
        assert!(got[0] >= 40.0 + 2.0 * SIDE_PADDING && got[1] > 300.0);
    }
}

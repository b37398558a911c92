//! Tables: the widths of their columns, and their rows, which break only where they are long.

use super::block::beside;
use super::inline::{After, Look, Piece};
use crate::document::{Align, Inline, Table};
use crate::render::pdf::layout::setter::{Column, Layout, Row};
use crate::render::pdf::page::{Fill, NodeId, Paint, Tag};

/// Room left and right of a cell's text, and above and below.
const SIDE_PADDING: f32 = 5.0;
const PADDING: f32 = 2.5;
/// A row of more lines than this may run over to the next page.
const LONG_ROW: usize = 8;

struct Cell {
    pieces: Vec<Piece>,
    /// Width of the longest word, and of the text on one line.
    narrow: f32,
    wide: f32,
}

impl Layout<'_, '_> {
    /// A table; its heading row comes again where it goes on to another page.
    pub(super) fn table(&mut self, table: &Table, parent: NodeId, column: Column) -> Vec<Row> {
        let count = table.head.len().max(table.rows.iter().map(Vec::len).max().unwrap_or(0));
        if count == 0 {
            return Vec::new();
        }
        let size = self.style.size - if count > 5 { 1.8 } else { 0.8 };
        let look = Look::plain(size, size * 1.3);
        let node = self.node(parent, Tag::Table);
        let head_node = self.node(node, Tag::THead);
        let head = self.cells(&table.head, count, head_node, Tag::TH, look.bold());
        let body_node = if table.rows.is_empty() { node } else { self.node(node, Tag::TBody) };
        let body: Vec<Vec<Cell>> = table
            .rows
            .iter()
            .map(|cells| self.cells(cells, count, body_node, Tag::TD, look))
            .collect();
        let widths = widths(&head, &body, column.width);
        let place = Column { x: column.x, width: widths.iter().sum() };

        let heading = self.table_row(head, look.bold(), &widths, place, table);
        let heading = ruled(heading, place, 1.0, true);
        let index = self.table_headings.len();
        self.table_headings.push(heading.clone());
        let mut rows = heading;
        for cells in body {
            let cell_rows = self.table_row(cells, look, &widths, place, table);
            let mut next = ruled(cell_rows, place, 0.4, false);
            next.iter_mut().for_each(|row| row.heading = Some(index));
            rows.append(&mut next);
        }
        rows
    }

    fn cells(
        &mut self,
        cells: &[Vec<Inline>],
        count: usize,
        parent: NodeId,
        tag: Tag,
        look: Look,
    ) -> Vec<Cell> {
        let row = self.node(parent, Tag::TR);
        (0..count)
            .map(|n| {
                let node = self.node(row, tag);
                let pieces = self.pieces(cells.get(n).map_or(&[], Vec::as_slice), node, look);
                let (narrow, wide) = extent(&pieces);
                Cell { pieces, narrow, wide }
            })
            .collect()
    }

    fn table_row(
        &mut self,
        cells: Vec<Cell>,
        look: Look,
        widths: &[f32],
        place: Column,
        table: &Table,
    ) -> Vec<Row> {
        let mut x = place.x;
        let mut columns = Vec::with_capacity(cells.len());
        for (n, cell) in cells.into_iter().enumerate() {
            let padding = SIDE_PADDING.min(widths[n] / 4.0);
            let inner = Column { x: x + padding, width: widths[n] - 2.0 * padding };
            let align = table.align.get(n).copied().unwrap_or(Align::Left);
            columns.push(self.paragraph(cell.pieces, look, inner, align));
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
fn ruled(mut rows: Vec<Row>, place: Column, thickness: f32, keep: bool) -> Vec<Row> {
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
    if keep {
        rows.iter_mut().for_each(|row| row.keep = true);
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

/// Widths of columns: as wide as their text if that fits, else shared out by need.
fn widths(head: &[Cell], body: &[Vec<Cell>], room: f32) -> Vec<f32> {
    let count = head.len();
    let mut narrow = vec![0.0f32; count];
    let mut wide = vec![0.0f32; count];
    for row in std::iter::once(head).chain(body.iter().map(Vec::as_slice)) {
        for (n, cell) in row.iter().enumerate() {
            narrow[n] = narrow[n].max(cell.narrow + 2.0 * SIDE_PADDING + 0.5);
            wide[n] = wide[n].max(cell.wide + 2.0 * SIDE_PADDING + 0.5);
        }
    }
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

    fn cell(narrow: f32, wide: f32) -> Cell {
        Cell { pieces: Vec::new(), narrow, wide }
    }

    #[test]
    fn columns_never_take_more_than_the_room() {
        for (a, b) in [(10.0, 20.0), (100.0, 900.0), (400.0, 2000.0), (3000.0, 9000.0)] {
            for count in 1..=8 {
                let head: Vec<Cell> =
                    (0..count).map(|n| cell(a * (1.0 + n as f32), b * (1.0 + n as f32))).collect();
                let total: f32 = widths(&head, &[], 453.0).iter().sum();
                assert!(total <= 453.1, "{count} columns of {a} to {b} are {total} wide");
            }
        }
    }

    #[test]
    fn a_short_column_keeps_its_words_whole_beside_a_long_one() {
        let head = [cell(40.0, 40.0), cell(60.0, 1200.0)];
        let got = widths(&head, &[], 453.0);
        assert!(got[0] >= 40.0 + 2.0 * SIDE_PADDING && got[1] > 300.0);
    }
}

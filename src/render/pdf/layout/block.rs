//! The blocks of a body as rows; of a table the widths of its columns, and its rows, which break only
//! where they are long.

use super::lines::{After, Look, Piece, is_blank};
use crate::document::{Block, Inline, Span, Table};
use crate::render::pdf::fonts::face;
use crate::render::pdf::layout::setter::{Column, Layout, Row, append};
use crate::render::pdf::page::{Fill, Node, NodeId, Numbering, Paint, Tag};

/// Room between a list's label and its text.
const LABEL_GAP: f32 = 6.0;
/// How far a list of bullets is moved in.
const BULLET_INDENT: f32 = 15.0;
/// How far a quotation is moved in; a bar stands beside it.
const QUOTE_INDENT: f32 = 14.0;
/// Items longer than this, in bytes, are set apart like paragraphs.
const LONG_ITEM: usize = 90;
/// Greys of bars, rules and the ground of code.
pub(super) const BAR_SHADE: f32 = 0.65;
pub(super) const RULE_SHADE: f32 = 0.45;
const CODE_SHADE: f32 = 0.95;

impl Layout<'_, '_> {
    /// The look of the body.
    pub(super) fn body_look(&self) -> Look {
        Look::plain(self.style.size, self.style.leading)
    }

    /// The rows of blocks that follow each other.
    pub(super) fn blocks(&mut self, blocks: &[Block], column: Column) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut gap: f32 = 0.0;
        for (n, block) in blocks.iter().enumerate() {
            let mut next = self.block(block, column);
            if introduces(block, blocks.get(n + 1)) {
                next.iter_mut().rev().take(2).for_each(|row| row.keep = true);
            }
            let Some(first) = next.first_mut() else { continue };
            if matches!(block, Block::List(..)) {
                gap = gap.min(self.style.gap * 0.6);
            }
            first.gap = if rows.is_empty() { 0.0 } else { first.gap.max(gap) };
            gap = self.style.gap * if matches!(block, Block::Heading(..)) { 0.4 } else { 1.0 };
            rows.append(&mut next);
        }
        rows
    }

    fn block(&mut self, block: &Block, column: Column) -> Vec<Row> {
        match block {
            Block::Paragraph(inlines) | Block::Heading(_, inlines) if is_blank(inlines) => {
                Vec::new()
            }
            Block::Paragraph(inlines) => self.set(inlines, Tag::P, self.body_look(), column),
            Block::Heading(level, inlines) => self.heading(*level, inlines, column),
            Block::List(start, items) => self.list(*start, items, column),
            Block::Quote(inner) => self.quote(inner, column),
            Block::Table(table) => self.table(table, column),
            Block::Code(text) => self.code(text, column),
            Block::Rule => vec![rule_row(column, self.style.gap * 2.0)],
        }
    }

    /// The rows of an element that holds nothing but a line of text.
    pub(super) fn set(&mut self, text: &[Inline], tag: Tag, look: Look, at: Column) -> Vec<Row> {
        let node = self.node(at.node, tag);
        let pieces = self.pieces(text, node, look);
        self.paragraph(pieces, look, at)
    }

    fn heading(&mut self, level: u8, inlines: &[Inline], column: Column) -> Vec<Row> {
        let (more, leading) = match level {
            0 | 1 => (1.36, 19.0),
            2 => (1.18, 17.0),
            _ => (1.04, 15.0),
        };
        let look = Look::plain(self.style.size * more, leading).bold();
        let mut rows = Vec::new();
        append(&mut rows, self.style.gap * 1.7, self.heading_rows(level, inlines, look, column));
        rows
    }

    /// Rows of a heading, its place in the outline, and a level that leaves none out.
    pub(super) fn heading_rows(
        &mut self,
        level: u8,
        inlines: &[Inline],
        look: Look,
        column: Column,
    ) -> Vec<Row> {
        let level_of = |node: &Node| match node.tag {
            Tag::H(level) => Some(level),
            _ => None,
        };
        let last = self.nodes.iter().rev().find_map(level_of).unwrap_or(0);
        let level = level.clamp(1, 6).min(last + 1);
        let node = self.nodes.len();
        let mut rows = self.set(inlines, Tag::H(level), look, column);
        rows.iter_mut().for_each(|row| row.keep = true);
        if let Some(first) = rows.first_mut() {
            first.begins = Some(node);
        }
        self.nodes[node].text = plain_text(inlines);
        rows
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], column: Column) -> Vec<Row> {
        let numbering = if start.is_some() { Numbering::Decimal } else { Numbering::Disc };
        let list = self.node(column.node, Tag::L(numbering));
        let labels: Vec<String> = (0..items.len() as u64)
            .map(|n| start.map_or("•".into(), |s| format!("{}.", s.saturating_add(n))))
            .collect();
        let look = self.body_look();
        let widest = self.widest(&labels, look);
        let indent = if start.is_some() { (widest + LABEL_GAP).max(18.0) } else { BULLET_INDENT };
        let inner = column.indented(indent);
        let apart = if items.iter().any(|i| is_long(i)) { self.style.gap * 0.7 } else { 1.5 };
        let mut rows: Vec<Row> = Vec::new();
        for (label, blocks) in labels.iter().zip(items) {
            let item = self.node(list, Tag::LI);
            let width = self.widest(std::slice::from_ref(label), look);
            let x = column.x + (inner.x - column.x - LABEL_GAP - width).max(0.0);
            let label_rows = self.label(label, look, Column::at(x, 1e4).of(item));
            let body = self.node(item, Tag::LBody);
            let item_rows = beside(vec![label_rows, self.blocks(blocks, inner.of(body))]);
            let gap = if rows.is_empty() { 0.0 } else { apart };
            append(&mut rows, gap, item_rows);
        }
        rows
    }

    /// The rows of a label, which stands before what it is the label of.
    pub(super) fn label(&mut self, label: &str, look: Look, column: Column) -> Vec<Row> {
        self.set(&[Inline::plain(format!("{label} "))], Tag::Lbl, look, column)
    }

    /// Width of the widest of some labels.
    pub(super) fn widest(&mut self, labels: &[String], look: Look) -> f32 {
        let face = face(look.bold, false);
        let widths = labels.iter().map(|label| self.shaper.word(face, label).width);
        widths.fold(0.0, f32::max) * look.size / 1000.0
    }

    fn quote(&mut self, inner: &[Block], column: Column) -> Vec<Row> {
        let node = self.node(column.node, Tag::BlockQuote);
        let bar = self.bars;
        self.bars += 1;
        let mut rows = self.blocks(inner, column.indented(QUOTE_INDENT).of(node));
        for row in &mut rows {
            row.bars.push((bar, column.x + 2.0));
        }
        rows
    }

    fn code(&mut self, text: &str, column: Column) -> Vec<Row> {
        let node = self.node(column.node, Tag::P);
        let node = self.node(node, Tag::Code);
        let look = Look::plain(self.style.size * 0.94, self.style.leading * 0.94);
        let inner = Column::at(column.x + 8.0, (column.width - 16.0).max(20.0));
        let mut rows = Vec::new();
        for line in text.trim_end_matches('\n').split('\n') {
            let pieces = self.pieces(&[Inline::plain(keep_spaces(line))], node, look);
            let mut lines = self.paragraph(pieces, look, inner);
            if lines.is_empty() {
                lines.push(Row { height: look.leading, ..Row::default() });
            }
            rows.append(&mut lines);
        }
        for row in &mut rows {
            let (x, width, height) = (column.x, column.width, row.height);
            let ground = Fill { x, y: 0.0, width, height, paint: Paint::Grey(CODE_SHADE) };
            row.fills.insert(0, ground);
        }
        rows
    }
}

/// A thin line across a column, in the middle of a row.
pub(super) fn rule_row(column: Column, height: f32) -> Row {
    let (x, width, y) = (column.x, column.width, height / 2.0);
    let fill = Fill { x, y, width, height: 0.6, paint: Paint::Grey(RULE_SHADE) };
    Row { height, fills: vec![fill], ..Row::default() }
}

/// Rows side by side, line by line: a label and its item, the cells of a table.
pub(super) fn beside(columns: Vec<Vec<Row>>) -> Vec<Row> {
    let mut joined: Vec<Row> = Vec::new();
    for rows in columns {
        for (n, mut row) in rows.into_iter().enumerate() {
            let Some(there) = joined.get_mut(n) else {
                joined.push(row);
                continue;
            };
            // Each column's text keeps its place under its own gap.
            there.gap = row.gap.max(there.gap);
            there.height = there.height.max(row.height);
            there.keep |= row.keep;
            there.heading = there.heading.or(row.heading);
            there.begins = there.begins.or(row.begins);
            there.runs.append(&mut row.runs);
            there.fills.append(&mut row.fills);
            there.bars.append(&mut row.bars);
        }
    }
    joined
}

/// Whether a block is a line such as "Our reasons:" above a list, a quotation or a table.
fn introduces(block: &Block, next: Option<&Block>) -> bool {
    let Block::Paragraph(inlines) = block else { return false };
    let listed =
        matches!(next, Some(Block::List(..) | Block::Quote(_) | Block::Table(_) | Block::Code(_)));
    listed && plain_text(inlines).trim_end().ends_with(':')
}

fn is_long(item: &[Block]) -> bool {
    match item {
        [] => false,
        [Block::Paragraph(inlines)] => plain_text(inlines).len() > LONG_ITEM,
        [Block::Paragraph(_), Block::List(..)] => false,
        _ => true,
    }
}

/// The words of inlines without their marks.
pub(super) fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(Span { text: t, .. }) => text.push_str(t),
            Inline::Break => text.push(' '),
            Inline::Cite(n) => text.push_str(&format!(" [{n}]")),
        }
    }
    text.replace('\u{ad}', "")
}

/// Spaces that a line of code begins with, and doubled ones, made to stay.
fn keep_spaces(line: &str) -> String {
    let mut kept = String::with_capacity(line.len());
    let mut after_space = true;
    for c in line.chars() {
        match c {
            '\t' => kept.push_str("\u{a0}\u{a0}\u{a0}\u{a0}"),
            ' ' if after_space => kept.push('\u{a0}'),
            _ => kept.push(c),
        }
        after_space = matches!(c, ' ' | '\t');
    }
    kept
}

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
        *first = std::mem::take(first).moved(PADDING);
        first.height += PADDING;
    }
    if let Some(last) = rows.last_mut() {
        last.height += PADDING;
        let y = last.height - thickness / 2.0;
        let paint = Paint::Grey(if thickness > 0.5 { 0.2 } else { 0.6 });
        last.fills.push(Fill { x: place.x, y, width: place.width, height: thickness, paint });
    }
    rows
}

/// Widths of the longest word and of the longest line.
fn extent(pieces: &[Piece]) -> (f32, f32) {
    let words = pieces.split_inclusive(|piece| piece.after != After::Nothing);
    let shown = |word: &[Piece]| -> f32 {
        word.iter().filter(|piece| !piece.space).map(Piece::width).sum()
    };
    let lines = pieces.split_inclusive(|piece| piece.after == After::End);
    let whole = |line: &[Piece]| -> f32 { line.iter().map(Piece::width).sum() };
    (words.map(shown).fold(0.0, f32::max), lines.map(whole).fold(0.0, f32::max))
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

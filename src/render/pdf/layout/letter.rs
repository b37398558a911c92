//! What stands round a body: addresses, date, salutation, subject, closing, details, notes.

use super::block::{beside, rule_row};
use super::lines::{Look, Piece};
use crate::document::{Details, Document, Inline};
use crate::render::link::linked;
use crate::render::pdf::fonts::face;
use crate::render::pdf::layout::setter::{Column, HEAD, Layout, Row, SIDE, append};
use crate::render::pdf::page::{
    Fill, Ink, MM, Numbering, PAGE_HEIGHT, PAGE_WIDTH, Paint, Run, Tag,
};
use crate::render::pdf::shape::Shaper;
use crate::render::signature::Signature;

/// Top of the sender's block.
const SENDER_TOP: f32 = 15.0 * MM;
/// Top of the recipient's block, for the window of a DL envelope.
///
/// BS 4264 puts the window 20 mm from the left and 53 mm from the top of a 110 × 220 mm
/// envelope, and makes it 93 mm wide and 39 mm high
/// (<https://en.wikipedia.org/wiki/Windowed_envelope>). A4 folded in three is 99 mm high, so it
/// can slide 11 mm up or down and 10 mm sideways. What stands 53 to 81 mm from the top of the
/// sheet and 20 to 103 mm from its left edge is seen wherever the sheet lies.
const WINDOW_TOP: f32 = 53.0 * MM;
const WINDOW_RIGHT: f32 = 103.0 * MM;
/// Six lines of the recipient's block are 27.5 mm high: they end 80.5 mm from the top.
const WINDOW_LEADING: f32 = 13.0;
/// The salutation stands no higher than this: below the window of a sheet at the envelope's foot.
const BELOW_WINDOW: f32 = 87.0 * MM;
/// Longer address blocks than this are set one below the other instead of at fixed places.
const LONG_BLOCK: usize = 12;
/// The sender's block is no wider than this.
const SENDER_WIDTH: f32 = 74.0 * MM;
/// The baseline of the page number, from the foot of the page.
const NUMBER_RISE: f32 = 10.5 * MM;
const NUMBER_SIZE: f32 = 9.0;
/// A block of details of more lines than this may go over to the next page.
const LONG_DETAILS: usize = 14;

impl Layout<'_, '_> {
    /// All rows of the document, in reading order.
    pub(super) fn document(&mut self, document: &Document) {
        let addressed = !document.sender.is_empty() || !document.recipient.is_empty();
        if addressed {
            self.addresses(document);
        }
        let letter = addressed || document.salutation.is_some();
        if let Some(salutation) = &document.salutation {
            self.line(salutation, self.style.gap);
        }
        if let Some(subject) = &document.subject {
            self.subject(subject, letter);
        }
        if let (false, Some(date)) = (addressed, &document.date_line) {
            self.line(date, self.style.gap * 0.5);
        }
        let details = |first: bool| document.details.as_ref().filter(|it| it.first == first);
        if let Some(details) = details(true) {
            self.details(details);
        }
        let body = self.blocks(&document.body, Column::TEXT);
        let roomy = !letter || details(true).is_some();
        let gap = if roomy { self.style.gap * 1.6 } else { self.style.gap };
        self.push(gap, body);
        self.closing(document);
        if let Some(enclosed) = &document.enclosed {
            self.line(enclosed, self.style.gap * 1.6);
        }
        if let Some(details) = details(false) {
            self.details(details);
        }
        self.notes(&document.notes);
    }

    /// A paragraph of its own.
    fn line(&mut self, text: &str, gap: f32) {
        let rows = self.set(&[Inline::plain(text)], Tag::P, self.body_look(), Column::TEXT);
        self.push(gap, rows);
    }

    /// The subject: bold in a letter, a title on papers that are not addressed to anyone.
    fn subject(&mut self, subject: &str, letter: bool) {
        let style = self.style;
        let look = if letter {
            Look::plain(style.size, style.leading).bold()
        } else {
            Look::plain(style.size * 1.5, style.size * 1.9).bold()
        };
        let text = [Inline::plain(subject)];
        let rows = self.heading_rows(1, &text, look, Column::TEXT);
        self.push(style.gap, rows);
    }

    /// The address blocks and the date: at fixed places, or one below the other if they are long.
    fn addresses(&mut self, document: &Document) {
        let size = self.style.size.min(11.0);
        let (loose, close) = (Look::plain(size, 13.5), Look::plain(size, WINDOW_LEADING));
        let (sender, sender_width) = self.address(&document.sender, SENDER_WIDTH, loose);
        let (recipient, _) = self.address(&document.recipient, WINDOW_RIGHT - SIDE, close);
        let (date, date_width) = self.address(document.date_line.as_slice(), SENDER_WIDTH, close);
        let widest = sender_width.max(date_width);
        let left = Column::at(SIDE, WINDOW_RIGHT - SIDE);
        let right = if sender.is_empty() {
            left
        } else {
            Column::at(PAGE_WIDTH - SIDE - widest, widest + 1.0)
        };
        let sender = self.paragraph(sender, loose, right);
        let recipient = self.paragraph(recipient, close, left);
        let date = self.paragraph(date, close, right);
        // What is not posted needs no place for a window.
        let is_posted = !sender.is_empty();
        if is_posted {
            self.first_top = SENDER_TOP;
        }
        if !is_posted || sender.len() > LONG_BLOCK || recipient.len() > LONG_BLOCK {
            let (gap, more) = if is_posted { (12.0, 12.0) } else { (0.0, self.style.gap) };
            self.push(0.0, sender);
            self.push(gap, recipient);
            self.push(more, date);
            self.rows.push(Row { height: more, ..Row::default() });
            return;
        }
        let to_anyone = !recipient.is_empty();
        let mut head = Row::default();
        let sender_end = place(&mut head, sender, 0.0);
        let recipient_end = place(&mut head, recipient, WINDOW_TOP - SENDER_TOP);
        let date_top = if to_anyone {
            (sender_end + 8.0).max(WINDOW_TOP - SENDER_TOP)
        } else {
            sender_end + 8.0
        };
        let date_end = place(&mut head, date, date_top);
        let end = sender_end.max(recipient_end).max(date_end) + 12.0;
        head.height = if to_anyone { end.max(BELOW_WINDOW - SENDER_TOP) } else { end + 6.0 };
        self.rows.push(head);
    }

    /// The pieces of an address block, and how wide they are in lines.
    fn address(&mut self, lines: &[String], width: f32, look: Look) -> (Vec<Piece>, f32) {
        if lines.is_empty() {
            return (Vec::new(), 0.0);
        }
        let node = self.node(0, Tag::P);
        let pieces = self.pieces(&broken(lines), node, look);
        let pieces = self.fit(pieces, width);
        let widths = self.lines(&pieces, width).into_iter().map(|line| line.width);
        (pieces, widths.fold(0.0, f32::max))
    }

    /// Closing words, room to sign and the name, on the page of the body's last lines.
    fn closing(&mut self, document: &Document) {
        if document.closing.is_none() && document.signature.is_empty() {
            return;
        }
        // The last two lines so far stay with what comes next.
        self.rows.iter_mut().rev().take(2).for_each(|row| row.keep = true);
        let look = self.body_look();
        let mut rows = Vec::new();
        if let Some(closing) = &document.closing {
            rows = self.set(&[Inline::plain(closing)], Tag::P, look, Column::TEXT);
        }
        if !document.signature.is_empty() {
            match (self.signature, rows.last_mut()) {
                (Some(signature), _) => rows.push(self.picture(signature)),
                (None, Some(last)) => last.height += self.style.sign * self.style.leading,
                (None, None) => {}
            }
            let lines = broken(&document.signature);
            rows.append(&mut self.set(&lines, Tag::P, look, Column::TEXT));
        }
        keep_together(&mut rows);
        self.push(self.style.gap, rows);
    }

    /// The picture of a signature, with a little room round it.
    fn picture(&mut self, signature: &Signature) -> Row {
        let node = self.node(0, Tag::Figure);
        let paint = Paint::Signature(self.node(node, Tag::Leaf));
        let (width, height) = signature.shown();
        let (width, height) = (width * MM, height * MM);
        let air = self.style.gap;
        let picture = Fill { x: SIDE, y: air, width, height, paint };
        Row { height: height + 2.0 * air, fills: vec![picture], ..Row::default() }
    }

    /// Labelled facts: the labels in a column of their own.
    fn details(&mut self, details: &Details) {
        let style = self.style;
        let rule = Row { keep: true, ..rule_row(Column::TEXT, 1.0) };
        self.push(style.gap * 2.0, vec![rule]);
        let look = Look::plain(style.size * 1.1, style.leading).bold();
        let text = [Inline::plain(&details.heading)];
        let heading = self.heading_rows(2, &text, look, Column::TEXT);
        self.push(style.gap, heading);

        let look = Look::plain(style.size * 0.96, style.leading * 0.96);
        let labels: Vec<String> = details.rows.iter().map(|r| r.0.clone()).collect();
        let width = (self.widest(&labels, look.bold()) + 12.0).min(150.0);
        let list = self.node(0, Tag::L(Numbering::None));
        let mut rows = Vec::new();
        for (label, value) in &details.rows {
            let item = self.node(list, Tag::LI);
            let labels = self.label(label, look.bold(), Column::at(SIDE, width - 6.0).of(item));
            let lines: Vec<String> = value.lines().map(str::to_owned).collect();
            let column = Column::TEXT.indented(width).of(item);
            let values = self.set(&broken(&lines), Tag::LBody, look, column);
            append(&mut rows, 1.5, beside(vec![labels, values]));
        }
        if rows.len() <= LONG_DETAILS {
            keep_together(&mut rows);
        }
        self.push(style.gap * 0.5, rows);
        // The line under details that the body follows.
        if let (true, Some(last)) = (details.first, self.rows.last_mut()) {
            last.keep = true;
            let end = Row { keep: true, ..rule_row(Column::TEXT, 1.0) };
            self.push(style.gap, vec![end]);
        }
    }

    /// Notes in smaller type under a short rule.
    fn notes(&mut self, notes: &[String]) {
        if notes.is_empty() {
            return;
        }
        let style = self.style;
        let rule = Row { keep: true, ..rule_row(Column::at(SIDE, 120.0), 1.0) };
        self.push(style.gap * 2.2, vec![rule]);
        let look = Look::plain(style.note_size, style.note_leading);
        let labels: Vec<String> = (1..=notes.len()).map(|n| format!("[{n}]")).collect();
        let indent = self.widest(&labels, look) + 5.0;
        let mut gap = style.gap * 0.6;
        for (label, note) in labels.iter().zip(notes) {
            let element = self.node(0, Tag::Note);
            self.notes.push(element);
            let left = self.label(label, look, Column::at(SIDE, indent).of(element));
            let column = Column::TEXT.indented(indent).of(element);
            let right = self.set(&linked(note), Tag::P, look, column);
            let mut rows = beside(vec![left, right]);
            if let Some(first) = rows.first_mut() {
                first.begins = Some(element);
            }
            self.push(gap, rows);
            gap = 1.5;
        }
    }
}

/// Puts rows into a row at a height; gives where they end.
fn place(head: &mut Row, rows: Vec<Row>, top: f32) -> f32 {
    let mut y = top;
    for row in rows {
        let height = row.height;
        head.runs.append(&mut row.moved(y).runs);
        y += height;
    }
    y
}

/// Lines with breaks between them.
fn broken(lines: &[String]) -> Vec<Inline> {
    let led = lines.iter().flat_map(|line| [Inline::Break, Inline::plain(line)]);
    // Nothing stands before the first.
    led.skip(1).collect()
}

fn keep_together(rows: &mut [Row]) {
    rows.iter_mut().rev().skip(1).for_each(|row| row.keep = true);
}

/// "2 of 3", or "17 – 2 of 3" for the letter 17, centred below the text.
pub(super) fn foot(shaper: &mut Shaper<'_>, text: &str) -> Run {
    let word = shaper.word(face(false, false), text);
    let width = word.width * NUMBER_SIZE / 1000.0;
    let (x, y) = ((PAGE_WIDTH - width) / 2.0, PAGE_HEIGHT - NUMBER_RISE);
    let (leaf, link, size, ink) = (None, None, NUMBER_SIZE, Ink::Grey);
    Run { leaf, link, x, y, width, size, ink, words: vec![word] }
}

// The first page's head margin is the sender's; other pages begin lower.
const _: () = assert!(SENDER_TOP < HEAD);

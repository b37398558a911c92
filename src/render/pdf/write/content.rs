//! A page's content stream: marked content, glyph runs, fills.

use std::io::Write as _;
use std::sync::Arc;

use super::picture::SIGNATURE;
use super::save::put_number;
use super::tag::role;
use crate::render::pdf::fonts::Fonts;
use crate::render::pdf::page::{Fill, Ink, LaidOut, NodeId, PAGE_HEIGHT, Page, Paint, Run};
use crate::render::pdf::word::{Glyph, Word};
use crate::render::pdf::write::embedded::Embedded;

/// Writes a page's content; gives which leaf each of its marked pieces is (the place is the MCID).
pub(super) fn content(
    page: &Page,
    pages: &LaidOut,
    fonts: &Fonts,
    embedded: &[Option<Arc<Embedded>>],
) -> (Vec<u8>, Vec<NodeId>) {
    let bytes = Vec::with_capacity(8 * 1024);
    let mut out = Writer { bytes, fonts, embedded, font: None, ink: Ink::Black };
    out.fills(&page.fills);
    let mut marked = Vec::new();
    for text in page.runs.chunk_by(|a, b| a.leaf.is_some() && a.leaf == b.leaf) {
        match text[0].leaf {
            Some(leaf) => {
                let tag = role(pages.nodes[pages.nodes[leaf].parent].tag);
                out.put(format_args!("/{tag}<</MCID {}>>BDC\n", marked.len()));
                marked.push(leaf);
            }
            None => out.raw("/Artifact<</Type/Pagination>>BDC\n"),
        }
        out.raw("BT\n");
        text.iter().for_each(|run| out.run(run));
        out.raw("ET\nEMC\n");
    }
    for fill in &page.fills {
        if let Paint::Signature(leaf) = fill.paint {
            out.picture(fill, marked.len());
            marked.push(leaf);
        }
    }
    (out.bytes, marked)
}

const DIGITS: &[u8; 16] = b"0123456789ABCDEF";

struct Writer<'a> {
    bytes: Vec<u8>,
    fonts: &'a Fonts,
    embedded: &'a [Option<Arc<Embedded>>],
    /// Face and size last set.
    font: Option<(usize, f32)>,
    ink: Ink,
}

/// Where the pen is in a run, in thousandths of the type size: where it should be, and where a
/// reader that adds up the whole numbers of the font's width table believes it to be.
#[derive(Default)]
struct Pen {
    due: f32,
    at: f32,
    /// Whether a string, and an array of strings, is open.
    string: bool,
    array: bool,
}

impl Writer<'_> {
    fn put(&mut self, what: std::fmt::Arguments<'_>) {
        // Writing to memory does not fail.
        let _ = self.bytes.write_fmt(what);
    }

    fn raw(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// An operator behind its numbers, which have two decimals at most.
    fn numbers<const N: usize>(&mut self, values: [f32; N], operator: &str) {
        for value in values {
            // Nothing is added so that there is no `-0`.
            self.put(format_args!("{} ", (value * 100.0).round() / 100.0 + 0.0));
        }
        self.raw(operator);
        self.raw("\n");
    }

    fn fills(&mut self, fills: &[Fill]) {
        let grey = |fill: &Fill| match fill.paint {
            Paint::Grey(shade) => Some((*fill, shade)),
            Paint::Signature(_) => None,
        };
        let mut greys = fills.iter().filter_map(grey).peekable();
        if greys.peek().is_none() {
            return;
        }
        self.raw("/Artifact<</Type/Layout>>BDC\nq\n");
        for (fill, shade) in greys {
            self.numbers([shade], "g");
            let y = PAGE_HEIGHT - fill.y - fill.height;
            self.numbers([fill.x, y, fill.width, fill.height], "re f");
        }
        self.raw("Q\nEMC\n");
    }

    fn picture(&mut self, at: &Fill, mcid: usize) {
        self.put(format_args!("/Figure<</MCID {mcid}>>BDC\nq\n"));
        let y = PAGE_HEIGHT - at.y - at.height;
        self.numbers([at.width, 0.0, 0.0, at.height, at.x, y], "cm");
        self.put(format_args!("/{SIGNATURE} Do\nQ\nEMC\n"));
    }

    fn run(&mut self, run: &Run) {
        if self.ink != run.ink {
            self.ink = run.ink;
            self.raw(match run.ink {
                Ink::Black => "0 g\n",
                Ink::Grey => "0.35 g\n",
                Ink::Blue => "0.07 0.24 0.48 rg\n",
            });
        }
        self.raw("1 0 0 1 ");
        self.numbers([run.x, PAGE_HEIGHT - run.y], "Tm");
        let mut pen = Pen::default();
        for word in &run.words {
            self.word(word, run.size, &mut pen);
        }
        self.close(&mut pen);
    }

    fn word(&mut self, word: &Word, size: f32, pen: &mut Pen) {
        for segment in &word.segments {
            if self.font != Some((segment.face, size)) {
                self.close(pen);
                self.font = Some((segment.face, size));
                self.put(format_args!("/F{} ", segment.face));
                self.numbers([size], "Tf");
            }
            let (fonts, embedded) = (self.fonts, self.embedded);
            let Some(font) = embedded.get(segment.face).and_then(Option::as_deref) else {
                continue;
            };
            let scale = 1000.0 / f32::from(fonts.faces[segment.face].units_per_em);
            for cluster in segment.glyphs.chunk_by(|a, b| a.start == b.start) {
                // What the glyphs read as is said where they themselves would read otherwise.
                let first = &cluster[0];
                let reads = &word.text[first.start as usize..first.end as usize];
                let plain = cluster.len() == 1 && font.reads(font.code(first.id)) == reads;
                if !plain {
                    self.close(pen);
                    self.actual_text(reads);
                }
                for glyph in cluster {
                    self.glyph(glyph, font, scale, size, pen);
                }
                if !plain {
                    self.close(pen);
                    self.raw("EMC\n");
                }
            }
        }
    }

    fn actual_text(&mut self, reads: &str) {
        self.raw("/Span<</ActualText<FEFF");
        for unit in reads.encode_utf16() {
            self.put(format_args!("{unit:04X}"));
        }
        self.raw(">>>BDC\n");
    }

    fn glyph(&mut self, glyph: &Glyph, font: &Embedded, scale: f32, size: f32, pen: &mut Pen) {
        if glyph.dy != 0 {
            self.close(pen);
            self.numbers([glyph.dy as f32 * scale * size / 1000.0], "Ts");
        }
        let back = (pen.at - (pen.due + glyph.dx as f32 * scale)).round();
        if !pen.array {
            self.bytes.push(b'[');
            pen.array = true;
        }
        if back != 0.0 {
            if pen.string {
                self.bytes.push(b'>');
                pen.string = false;
            }
            put_number(&mut self.bytes, back as i64);
            pen.at -= back;
        }
        if !pen.string {
            self.bytes.push(b'<');
            pen.string = true;
        }
        let code = font.code(glyph.id);
        for shift in [12, 8, 4, 0] {
            self.bytes.push(DIGITS[usize::from((code >> shift) & 15)]);
        }
        pen.at += font.width(code) as f32;
        pen.due += glyph.advance as f32 * scale;
        if glyph.dy != 0 {
            self.close(pen);
            self.raw("0 Ts\n");
        }
    }

    /// Ends the array of strings that is open.
    fn close(&mut self, pen: &mut Pen) {
        if pen.string {
            self.bytes.push(b'>');
        }
        if pen.array {
            self.raw("]TJ\n");
        }
        (pen.string, pen.array) = (false, false);
    }
}

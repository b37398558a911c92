//! A page's content stream: marked content, glyph runs, fills.

use std::sync::Arc;

use super::file::{put, rounded, text};
use super::tag::role;
use crate::render::pdf::fonts::Fonts;
use crate::render::pdf::kept::Embedded;
use crate::render::pdf::page::{Fill, Ink, LaidOut, NodeId, PAGE_HEIGHT, Page, Paint, Run};
use crate::render::pdf::word::{Glyph, Word};

/// Writes a page's content; gives which leaf each of its marked pieces is (the place is the MCID).
pub(super) fn content(
    page: &Page,
    pages: &LaidOut,
    fonts: &Fonts,
    embedded: &[Option<Arc<Embedded>>],
) -> (Vec<u8>, Vec<NodeId>) {
    let bytes = Vec::with_capacity(8 * 1024);
    let pen = Pen::default();
    let mut out = Writer { bytes, fonts, embedded, font: None, ink: Ink::Black, pen };
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

/// The name of the picture of a signature among a page's resources.
pub(super) const SIGNATURE: &str = "Signature";

const DIGITS: &[u8; 16] = b"0123456789ABCDEF";

struct Writer<'a> {
    bytes: Vec<u8>,
    fonts: &'a Fonts,
    embedded: &'a [Option<Arc<Embedded>>],
    /// Face and size last set.
    font: Option<(usize, f32)>,
    ink: Ink,
    pen: Pen,
}

/// Where the pen is in a run, in thousandths of the type size: where it should be, and where a
/// reader that adds up the whole numbers of the font's width table believes it to be.
#[derive(Default)]
struct Pen {
    due: f32,
    at: f32,
    /// Whether an array with a string in it is open.
    open: bool,
}

impl Writer<'_> {
    fn put(&mut self, what: std::fmt::Arguments<'_>) {
        put(&mut self.bytes, what);
    }

    fn raw(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// An operator behind its numbers.
    fn numbers<const N: usize>(&mut self, values: [f32; N], operator: &str) {
        for value in values {
            self.put(format_args!("{} ", rounded(value)));
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
        self.pen = Pen::default();
        for word in &run.words {
            self.word(word, run.size);
        }
        self.close();
    }

    fn word(&mut self, word: &Word, size: f32) {
        for segment in &word.segments {
            if self.font != Some((segment.face, size)) {
                self.close();
                self.font = Some((segment.face, size));
                self.put(format_args!("/F{} ", segment.face));
                self.numbers([size], "Tf");
            }
            let (fonts, embedded) = (self.fonts, self.embedded);
            let Some(font) = &embedded[segment.face] else { continue };
            let scale = 1000.0 / f32::from(fonts.faces[segment.face].units_per_em);
            for cluster in segment.glyphs.chunk_by(|a, b| a.start == b.start) {
                // What the glyphs read as is said where they themselves would read otherwise.
                let first = &cluster[0];
                let reads = &word.text[first.start as usize..first.end as usize];
                let plain = cluster.len() == 1 && *font.slot(first.id).1 == *reads;
                if !plain {
                    self.close();
                    self.put(format_args!("/Span<</ActualText{}>>BDC\n", text(reads)));
                }
                for glyph in cluster {
                    self.glyph(glyph, font, scale, size);
                }
                if !plain {
                    self.close();
                    self.raw("EMC\n");
                }
            }
        }
    }

    fn glyph(&mut self, glyph: &Glyph, font: &Embedded, scale: f32, size: f32) {
        if glyph.dy != 0 {
            self.close();
            self.numbers([glyph.dy as f32 * scale * size / 1000.0], "Ts");
        }
        if !self.pen.open {
            self.raw("[<");
            self.pen.open = true;
        }
        let back = (self.pen.at - (self.pen.due + glyph.dx as f32 * scale)).round();
        if back != 0.0 {
            self.raw(">");
            // Without the machinery of formatting, as a file has thousands of them.
            self.raw(itoa::Buffer::new().format(back as i64));
            self.raw("<");
            self.pen.at -= back;
        }
        let code = font.codes[usize::from(glyph.id)];
        for shift in [12, 8, 4, 0] {
            self.bytes.push(DIGITS[usize::from((code >> shift) & 15)]);
        }
        self.pen.at += font.slot(glyph.id).0 as f32;
        self.pen.due += glyph.advance as f32 * scale;
        if glyph.dy != 0 {
            self.close();
            self.raw("0 Ts\n");
        }
    }

    /// Ends the string that is open, and its array.
    fn close(&mut self) {
        if std::mem::take(&mut self.pen.open) {
            self.raw(">]TJ\n");
        }
    }
}

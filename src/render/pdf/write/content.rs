//! A page's content stream: marked content, glyph runs, fills.

use std::io::Write as _;
use std::sync::Arc;

use super::picture::SIGNATURE;
use super::save::put_number;
use super::tag::role;
use crate::render::pdf::fonts::Fonts;
use crate::render::pdf::page::{Fill, Ink, LeafId, PAGE_HEIGHT, Page, Pages, Picture, Run, Text};
use crate::render::pdf::word::{Glyph, Word};
use crate::render::pdf::write::embedded::Embedded;

/// A content stream and which leaf each of its marked pieces is (the place is the MCID).
pub(super) struct Content {
    pub(super) bytes: Vec<u8>,
    pub(super) marked: Vec<LeafId>,
}

/// Writes a page's content.
pub(super) fn content(
    page: &Page,
    pages: &Pages,
    fonts: &Fonts,
    embedded: &[Option<Arc<Embedded>>],
) -> Content {
    let mut out = Writer {
        bytes: Vec::with_capacity(8 * 1024),
        fonts,
        embedded,
        font: None,
        ink: Ink::Black,
    };
    out.fills(&page.fills);
    let mut marked = Vec::new();
    for text in &page.texts {
        match text.leaf {
            Some(leaf) => {
                let tag = role(pages.nodes[pages.leaves[leaf]].tag);
                out.put(format_args!("/{tag}<</MCID {}>>BDC\n", marked.len()));
                marked.push(leaf);
            }
            None => out.raw("/Artifact<</Type/Pagination>>BDC\n"),
        }
        out.text(text);
        out.raw("EMC\n");
    }
    if let Some(picture) = &page.picture {
        out.put(format_args!("/Figure<</MCID {}>>BDC\nq\n", marked.len()));
        marked.push(picture.leaf);
        out.picture(picture);
        out.raw("Q\nEMC\n");
    }
    Content { bytes: out.bytes, marked }
}

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

    fn whole(&mut self, number: i64) {
        put_number(&mut self.bytes, number);
    }

    /// A number with two decimals at most, and a space.
    fn number(&mut self, value: f32) {
        // Nothing is added so that there is no `-0`.
        self.put(format_args!("{} ", (value * 100.0).round() / 100.0 + 0.0));
    }

    fn fills(&mut self, fills: &[Fill]) {
        if fills.is_empty() {
            return;
        }
        self.raw("/Artifact<</Type/Layout>>BDC\nq\n");
        for fill in fills {
            self.number(fill.shade);
            self.raw("g\n");
            for value in [fill.x, PAGE_HEIGHT - fill.y - fill.height, fill.width, fill.height] {
                self.number(value);
            }
            self.raw("re f\n");
        }
        self.raw("Q\nEMC\n");
    }

    fn picture(&mut self, picture: &Picture) {
        self.number(picture.width);
        self.raw("0 0 ");
        self.number(picture.height);
        self.number(picture.x);
        self.number(PAGE_HEIGHT - picture.y - picture.height);
        self.put(format_args!("cm\n/{SIGNATURE} Do\n"));
    }

    fn text(&mut self, text: &Text) {
        self.raw("BT\n");
        for run in &text.runs {
            self.run(run);
        }
        self.raw("ET\n");
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
        self.number(run.x);
        self.number(PAGE_HEIGHT - run.y);
        self.raw("Tm\n");
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
                self.raw("/F");
                self.whole(segment.face as i64);
                self.raw(" ");
                self.number(size);
                self.raw("Tf\n");
            }
            let (fonts, embedded) = (self.fonts, self.embedded);
            let Some(font) = embedded.get(segment.face).and_then(Option::as_deref) else {
                continue;
            };
            let scale = 1000.0 / f32::from(fonts.faces[segment.face].metrics.units_per_em);
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
            self.number(glyph.dy as f32 * scale * size / 1000.0);
            self.raw("Ts\n");
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
            self.whole(back as i64);
            pen.at -= back;
        }
        if !pen.string {
            self.bytes.push(b'<');
            pen.string = true;
        }
        let code = font.code(glyph.id);
        self.hex(code);
        pen.at += font.width(code) as f32;
        pen.due += glyph.advance as f32 * scale;
        if glyph.dy != 0 {
            self.close(pen);
            self.raw("0 Ts\n");
        }
    }

    fn hex(&mut self, code: u16) {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        for shift in [12, 8, 4, 0] {
            self.bytes.push(DIGITS[usize::from((code >> shift) & 15)]);
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

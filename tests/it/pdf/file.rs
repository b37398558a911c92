//! Reads a PDF back: every piece of text with its place and its marks, and the structure tree.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Text shown by one glyph, or by the glyphs under one ActualText.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shown {
    pub(crate) text: String,
    pub(crate) page: usize,
    /// The number of the marked content it stands in.
    pub(crate) mcid: Option<i64>,
    pub(crate) artifact: bool,
    pub(crate) x: f32,
    pub(crate) right: f32,
    pub(crate) y: f32,
    pub(crate) size: f32,
}

/// A rectangle of a link or a fill: left, bottom, right, top.
pub(crate) type Box4 = [f32; 4];

/// A font as a reader sees it.
pub(crate) struct Font {
    pub(crate) widths: HashMap<u16, f32>,
    pub(crate) reads: HashMap<u16, String>,
}

/// A file read back.
pub(crate) struct File {
    pub(crate) doc: Document,
    pub(crate) pages: Vec<ObjectId>,
    pub(crate) shown: Vec<Shown>,
    pub(crate) fills: Vec<(Box4, bool)>,
    pub(crate) faults: Vec<String>,
}

/// The fonts of a file that were read, by where they are in memory.
type Known = HashMap<*const Dictionary, Rc<Font>>;

/// What is open while a content stream is read.
#[derive(Clone, Default)]
struct Open {
    mcid: Option<i64>,
    artifact: bool,
    actual: bool,
}

#[derive(Default)]
struct Pen {
    line: [f32; 2],
    x: f32,
    rise: f32,
    font: Vec<u8>,
    size: f32,
}

impl File {
    pub(crate) fn read(bytes: &[u8]) -> File {
        let doc = Document::load_mem(bytes).expect("a PDF that can be read");
        File::of(doc)
    }

    pub(crate) fn of(doc: Document) -> File {
        let pages: Vec<ObjectId> = doc.page_iter().collect();
        let mut file =
            File { doc, pages, shown: Vec::new(), fills: Vec::new(), faults: Vec::new() };
        // Pages share fonts, each of which is read once.
        let mut known = HashMap::new();
        for page in 0..file.pages.len() {
            file.read_page(page, &mut known);
        }
        file
    }

    fn fault(&mut self, fault: impl Into<String>) {
        self.faults.push(fault.into());
    }

    fn read_page(&mut self, page: usize, known: &mut Known) {
        let id = self.pages[page];
        let fonts = self.fonts(id, known);
        let bytes = self.doc.get_page_content(id);
        let content = Content::decode(&bytes).expect("operators");
        let mut open: Vec<Open> = Vec::new();
        let mut pen = Pen::default();
        let mut actual: Option<Shown> = None;
        let mut fill: Option<Box4> = None;
        for op in &content.operations {
            let number =
                |n: usize| op.operands.get(n).and_then(|o| o.as_float().ok()).unwrap_or(f32::NAN);
            let state = open.last().cloned().unwrap_or_default();
            match op.operator.as_str() {
                "BDC" => {
                    let (next, says) = self.begin(&op.operands, &state);
                    if let Some(text) = says {
                        actual = Some(shown(text, page, &state, &pen));
                    }
                    open.push(next);
                }
                "EMC" => {
                    if state.actual
                        && let Some(mut done) = actual.take()
                    {
                        done.right = pen.x;
                        self.shown.push(done);
                    }
                    if open.pop().is_none() {
                        self.fault(format!("page {page}: EMC without BDC"));
                    }
                }
                "Tf" => {
                    pen.font = op.operands[0].as_name().expect("a font name").to_vec();
                    pen.size = number(1);
                }
                "Tm" => {
                    pen.line = [number(4), number(5)];
                    pen.x = number(4);
                }
                "Ts" => pen.rise = number(0),
                "TJ" => {
                    let Some(font) = fonts.get(&pen.font) else {
                        self.fault(format!(
                            "page {page}: font {:?} is not in the resources",
                            pen.font
                        ));
                        continue;
                    };
                    let items = op.operands[0].as_array().expect("an array").clone();
                    self.show(&items, font, page, &state, &mut pen, &mut actual);
                }
                "re" => {
                    fill =
                        Some([number(0), number(1), number(0) + number(2), number(1) + number(3)])
                }
                "f" => self.fills.extend(fill.take().map(|f| (f, state.artifact))),
                "BT" | "ET" | "q" | "Q" | "g" | "rg" | "cm" | "Do" => {}
                other => self.fault(format!("page {page}: operator {other} is not expected")),
            }
        }
        if !open.is_empty() {
            self.fault(format!("page {page}: marked content is left open"));
        }
    }

    fn begin(&mut self, operands: &[Object], state: &Open) -> (Open, Option<String>) {
        let tag = operands[0].as_name().expect("a tag").to_vec();
        let marks = operands.get(1).and_then(|o| o.as_dict().ok());
        let mcid = marks.and_then(|d| d.get(b"MCID").ok()).and_then(|o| o.as_i64().ok());
        let text =
            marks.and_then(|d| d.get(b"ActualText").ok()).and_then(|o| o.as_str().ok()).map(utf16);
        if mcid.is_some() && (state.mcid.is_some() || state.artifact) {
            self.fault("marked content inside marked content");
        }
        let next = Open {
            mcid: mcid.or(state.mcid),
            artifact: state.artifact || tag == b"Artifact",
            actual: text.is_some(),
        };
        (next, text)
    }

    fn show(
        &mut self,
        items: &[Object],
        font: &Font,
        page: usize,
        state: &Open,
        pen: &mut Pen,
        actual: &mut Option<Shown>,
    ) {
        for item in items {
            if let Ok(back) = item.as_float() {
                pen.x -= back * pen.size / 1000.0;
                continue;
            }
            let codes = item.as_str().expect("a string of codes").to_vec();
            for code in codes.chunks(2) {
                let code = u16::from_be_bytes([code[0], code[1]]);
                let mut one = shown(String::new(), page, state, pen);
                match font.widths.get(&code) {
                    Some(width) => pen.x += width * pen.size / 1000.0,
                    None => self.fault(format!("page {page}: code {code} has no width")),
                }
                one.right = pen.x;
                match font.reads.get(&code) {
                    Some(text) => one.text.clone_from(text),
                    None => self.fault(format!("page {page}: code {code} is not in ToUnicode")),
                }
                if code == 0 {
                    self.fault(format!("page {page}: a missing glyph is shown"));
                }
                match actual {
                    // The reading was given by ActualText; the place still counts.
                    Some(span) => span.right = pen.x,
                    None => self.shown.push(one),
                }
            }
        }
    }

    fn fonts(&mut self, page: ObjectId, known: &mut Known) -> HashMap<Vec<u8>, Rc<Font>> {
        let mut fonts = HashMap::new();
        let mut faults = Vec::new();
        for (name, font) in self.doc.get_page_fonts(page).expect("fonts") {
            let place = std::ptr::from_ref(font);
            if let Some(read) = known.get(&place) {
                fonts.insert(name, Rc::clone(read));
                continue;
            }
            match self.font(font) {
                Ok(read) => {
                    let read = Rc::new(read);
                    known.insert(place, Rc::clone(&read));
                    fonts.insert(name, read);
                }
                Err(fault) => {
                    faults.push(format!("font {}: {fault}", String::from_utf8_lossy(&name)))
                }
            }
        }
        self.faults.append(&mut faults);
        fonts
    }

    fn font(&self, font: &Dictionary) -> Result<Font, String> {
        let name = font.get(b"BaseFont").and_then(Object::as_name).map_err(|e| e.to_string())?;
        let name = String::from_utf8_lossy(name);
        let tag = name.split_once('+').map(|(t, _)| t).unwrap_or_default();
        if tag.len() != 6 || !tag.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(format!("{name} has no subset tag"));
        }
        let unicode = self.stream(font, b"ToUnicode").ok_or("no ToUnicode")?;
        let descendants = self.get(font, b"DescendantFonts").ok_or("no DescendantFonts")?;
        let first = descendants.as_array().ok().and_then(|a| a.first()).ok_or("no descendant")?;
        let cid = self.doc.dereference(first).map_err(|e| e.to_string())?.1;
        let cid = cid.as_dict().map_err(|e| e.to_string())?;
        let descriptor = self.get(cid, b"FontDescriptor").ok_or("no descriptor")?;
        let descriptor = descriptor.as_dict().map_err(|e| e.to_string())?;
        let program =
            self.stream(descriptor, b"FontFile2").or_else(|| self.stream(descriptor, b"FontFile3"));
        if program.is_none_or(|p| p.is_empty()) {
            return Err("not embedded".into());
        }
        let widths = self.get(cid, b"W").and_then(|w| w.as_array().ok()).ok_or("no widths")?;
        Ok(Font { widths: widths_of(widths), reads: reads_of(&String::from_utf8_lossy(&unicode)) })
    }

    /// A value, followed if it is a reference.
    pub(crate) fn get<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let value = dict.get(key).ok()?;
        self.doc.dereference(value).ok().map(|(_, o)| o)
    }

    pub(crate) fn dict<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        self.get(dict, key).and_then(|o| o.as_dict().ok())
    }

    fn stream(&self, dict: &Dictionary, key: &[u8]) -> Option<Vec<u8>> {
        let stream = self.get(dict, key)?.as_stream().ok()?;
        Some(stream.decompressed_content().unwrap_or_else(|_| stream.content.clone()))
    }

    pub(crate) fn catalog(&self) -> &Dictionary {
        self.doc.catalog().expect("a catalog")
    }

    /// The lines of a page from the top: baseline and text, furniture included.
    pub(crate) fn lines(&self, page: usize) -> Vec<(f32, String)> {
        let mut lines: Vec<(f32, String)> = Vec::new();
        let mut shown: Vec<&Shown> = self.shown.iter().filter(|s| s.page == page).collect();
        shown.sort_by(|a, b| b.y.total_cmp(&a.y));
        let mut groups: Vec<(f32, Vec<&Shown>)> = Vec::new();
        for one in shown {
            match groups.last_mut() {
                Some(group) if (group.0 - one.y).abs() < 2.0 => group.1.push(one),
                _ => groups.push((one.y, vec![one])),
            }
        }
        for (y, mut group) in groups {
            group.sort_by(|a, b| a.x.total_cmp(&b.x));
            lines.push((
                y,
                group.iter().map(|s| s.text.as_str()).collect::<String>().trim().to_owned(),
            ));
        }
        lines
    }
}

fn shown(text: String, page: usize, state: &Open, pen: &Pen) -> Shown {
    Shown {
        text,
        page,
        mcid: state.mcid,
        artifact: state.artifact,
        x: pen.x,
        right: pen.x,
        y: pen.line[1] + pen.rise,
        size: pen.size,
    }
}

/// Text of a PDF string.
pub(crate) fn utf16(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(rest) => {
            let units: Vec<u16> =
                rest.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect();
            String::from_utf16(&units).expect("UTF-16")
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn widths_of(array: &[Object]) -> HashMap<u16, f32> {
    let mut widths = HashMap::new();
    for pair in array.chunks(2) {
        let first = pair[0].as_i64().expect("a code") as u16;
        for (n, width) in pair[1].as_array().expect("widths").iter().enumerate() {
            widths.insert(first + n as u16, width.as_float().expect("a width"));
        }
    }
    widths
}

/// The mappings of a ToUnicode map.
fn reads_of(map: &str) -> HashMap<u16, String> {
    let mut reads = HashMap::new();
    let hex = |s: &str| -> Vec<u16> {
        let digits: Vec<char> = s.chars().filter(char::is_ascii_hexdigit).collect();
        digits
            .chunks(4)
            .map(|c| u16::from_str_radix(&c.iter().collect::<String>(), 16).expect("hex"))
            .collect()
    };
    let mut kind = "";
    for line in map.lines() {
        if line.contains("beginbfchar") || line.contains("beginbfrange") {
            kind = if line.contains("bfchar") { "char" } else { "range" };
        } else if line.contains("endbf") {
            kind = "";
        } else if kind == "char" || kind == "range" {
            let parts: Vec<Vec<u16>> =
                line.split('>').filter(|p| p.contains('<')).map(hex).collect();
            let (from, to, text) = match parts.as_slice() {
                [from, text] => (from[0], from[0], text.clone()),
                [from, to, text] => (from[0], to[0], text.clone()),
                _ => continue,
            };
            for code in from..=to {
                let mut units = text.clone();
                if let Some(last) = units.last_mut() {
                    *last += code - from;
                }
                reads.insert(code, String::from_utf16_lossy(&units));
            }
        }
    }
    reads
}

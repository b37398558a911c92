//! Laid-out pages to a PDF file.
//!
//! printpdf makes the fonts (`embed`), with which it is the only part that knows printpdf and
//! lopdf. Page contents are written glyph run by glyph run (`content`), which is both smaller and
//! quicker than printpdf's one string a glyph; the structure tree (`tag`), the outline and the
//! metadata it has no words for. All of that is text, which `file` puts together.

mod content;
mod embed;
mod file;
mod tag;

use quick_xml::escape::partial_escape;

pub(super) use file::{File, Id, Packer};

use crate::diagnostic::{Values, filled};
use crate::render::pdf::error::PdfError;
use crate::render::pdf::fonts::Fonts;
use crate::render::pdf::page::{LaidOut, Node, PAGE_HEIGHT, PAGE_WIDTH, Tag};
use crate::render::signature::Signature;
use content::{SIGNATURE, content};
use file::{destination, text};

const PRODUCER: &str = concat!("sayso ", env!("CARGO_PKG_VERSION"), " with printpdf");

/// What a file says of itself in XML, with places for what is the document's own.
const XMP: &str = include_str!("xmp.xml");

impl LaidOut {
    /// The pages as a file. The fonts are those the document was set in.
    ///
    /// # Errors
    /// A font that cannot be put into a file.
    pub fn write(&self, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
        let used = embed::used(self, fonts).into_iter().enumerate();
        let embedded = used.map(|(face, used)| embed::embed(face, used, fonts));
        let embedded = embedded.collect::<Result<Vec<_>, _>>()?;
        let mut packer = fonts.kept.packers.take();
        let mut file = File::new(&mut packer, embed::TAKEN);
        let mut resources = String::new();
        for (face, font) in embedded.iter().enumerate() {
            let Some(font) = font else { continue };
            font.add_to(&mut file);
            resources.push_str(&format!("/F{face} {} 0 R", font.id));
        }
        resources = format!("/Font<<{resources}>>");
        if let Some(signature) = &self.signature {
            let picture = picture(&mut file, signature);
            resources.push_str(&format!("/XObject<</{SIGNATURE} {picture} 0 R>>"));
        }
        let resources = file.add(format_args!("<<{resources}>>"));
        let tree = file.id();
        let page_ids: Vec<Id> = self.pages.iter().map(|_| file.id()).collect();
        let pages = self.pages.iter().map(|page| {
            let (bytes, marked) = content(page, self, fonts, &embedded);
            (file.add_deflated("", &bytes), marked)
        });
        let (contents, marked): (Vec<Id>, Vec<_>) = pages.unzip();
        let (structure, links) = tag::tag(&mut file, self, &page_ids, &marked);
        for (number, ((id, content), links)) in page_ids.iter().zip(contents).zip(links).enumerate()
        {
            file.set(
                *id,
                format_args!(
                    "<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]/Resources {resources} 0 R/Contents {content} 0 R/StructParents {number}/Tabs/S{links}>>"
                ),
            );
        }
        let kids: String = page_ids.iter().map(|id| format!("{id} 0 R ")).collect();
        let count = page_ids.len();
        file.set(tree, format_args!("<</Type/Pages/Count {count}/Kids[{kids}]>>"));
        let outlines = outline(&mut file, self, &page_ids);
        // Metadata stays readable without inflating it.
        let packet = file.add_plain("/Type/Metadata/Subtype/XML", xmp(self).as_bytes());
        let language = text(&self.language);
        let catalog = file.add(format_args!(
            "<</Type/Catalog/Pages {tree} 0 R/StructTreeRoot {structure} 0 R/MarkInfo<</Marked true>>/Lang{language}/Metadata {packet} 0 R/ViewerPreferences<</DisplayDocTitle true>>{outlines}>>"
        ));
        let info = file.add(format_args!("<<{}>>", information(self)));
        let bytes = file.finish(catalog, info);
        fonts.kept.packers.give(packer);
        Ok(bytes)
    }
}

/// What a file says of itself in its dictionary.
fn information(pages: &LaidOut) -> String {
    // Noon, Universal Time, of the date on the document (ISO 32000-1, 7.9.4).
    let date = text(&pages.dated.strftime("D:%Y%m%d120000Z").to_string());
    let (title, producer) = (text(&pages.title), text(PRODUCER));
    let author = pages.author.as_ref().map(|author| format!("/Author{}", text(author)));
    format!(
        "/Title{title}{}/Creator(sayso)/Producer{producer}/CreationDate{date}/ModDate{date}",
        author.unwrap_or_default()
    )
}

fn xmp(pages: &LaidOut) -> String {
    let values: &Values<'_> = &[
        ("title", &escaped(&pages.title)),
        ("language", &escaped(&pages.language)),
        ("date", &pages.dated),
        ("producer", &PRODUCER),
    ];
    filled(XMP, values)
}

/// Text for XML, without the characters that XML has no way to hold.
fn escaped(s: &str) -> String {
    let held = s.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'));
    let held: String = held.map(|c| if c.is_control() { ' ' } else { c }).collect();
    partial_escape(held).into_owned()
}

/// Adds the picture of a signature: its pixels, and a mask of how much each covers.
fn picture(file: &mut File<'_>, signature: &Signature) -> Id {
    let Signature { width, height, pixels, .. } = signature;
    let about = |colours: &str| {
        format!(
            "/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/{colours}/BitsPerComponent 8"
        )
    };
    let mut colours = about("DeviceRGB");
    let alpha: Vec<u8> = pixels.iter().map(|pixel| pixel[3]).collect();
    if alpha.iter().any(|covers| *covers < u8::MAX) {
        let mask = file.add_deflated(&about("DeviceGray"), &alpha);
        colours.push_str(&format!("/SMask {mask} 0 R"));
    }
    let rgb: Vec<[u8; 3]> = pixels.iter().map(|[r, g, b, _]| [*r, *g, *b]).collect();
    file.add_deflated(&colours, rgb.as_flattened())
}

/// The outline, as the catalog names it: the headings of a document where there is one below the
/// subject, or the documents of which it is put together.
fn outline(file: &mut File<'_>, pages: &LaidOut, page_ids: &[Id]) -> String {
    let is_combined = pages.nodes.iter().any(|node| node.tag == Tag::Sect);
    let headings = pages.nodes.iter().filter_map(|node| match node.tag {
        Tag::Sect => Some((1, node)),
        Tag::H(level) if !is_combined => Some((level, node)),
        _ => None,
    });
    let headings: Vec<(u8, &Node)> = headings.collect();
    if headings.len() < 2 && !is_combined {
        return String::new();
    }
    let root = file.id();
    let entries = entries(file, page_ids, &headings, root);
    file.set(root, format_args!("<</Type/Outlines{entries}>>"));
    format!("/Outlines {root} 0 R")
}

/// Adds the entries of headings below another; what that says of them. No level is left out.
fn entries(file: &mut File<'_>, pages: &[Id], headings: &[(u8, &Node)], above: Id) -> String {
    let Some((level, _)) = headings.first() else { return String::new() };
    let groups: Vec<&[_]> = headings.chunk_by(|_, (next, _)| next > level).collect();
    let ids: Vec<Id> = groups.iter().map(|_| file.id()).collect();
    for (n, group) in groups.iter().enumerate() {
        let below = entries(file, pages, &group[1..], ids[n]);
        let Node { text: title, place, .. } = group[0].1;
        let (title, place) = (text(title), destination(pages, *place));
        let before = n.checked_sub(1).map(|before| format!("/Prev {} 0 R", ids[before]));
        let next = ids.get(n + 1).map(|next| format!("/Next {next} 0 R"));
        let (before, next) = (before.unwrap_or_default(), next.unwrap_or_default());
        file.set(
            ids[n],
            format_args!("<</Title{title}/Parent {above} 0 R/Dest{place}{before}{next}{below}>>"),
        );
    }
    let (first, last) = (ids[0], ids[ids.len() - 1]);
    format!("/First {first} 0 R/Last {last} 0 R/Count {}", headings.len())
}

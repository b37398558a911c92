//! Many letters in one file: each with its pages, its place in the outline, and its words.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId};
use sayso::document::Document;
use sayso::render::pdf::{LaidOut, PdfError, Sides, combine, lay_out};

use super::check::{Element, Report, check};
use super::file::{File, utf16};
use super::{FONTS, expected, samples, written};

fn letters(documents: &[Document]) -> Vec<(String, LaidOut)> {
    let laid_out = |d: &Document| lay_out(d, &FONTS, None).expect("pages");
    documents.iter().enumerate().map(|(n, d)| (format!("Row {}", n + 2), laid_out(d))).collect()
}

fn combined(documents: &[Document], sides: Sides) -> Vec<u8> {
    combine("Letters", letters(documents), sides, &FONTS).expect("a file")
}

fn read(bytes: &[u8]) -> (File, Report) {
    let file = File::read(bytes);
    let report = check(&file);
    (file, report)
}

/// The titles of the outline, and the page each leads to.
fn outline(file: &File) -> Vec<(String, usize)> {
    let outlines = file.dict(file.catalog(), b"Outlines").expect("an outline");
    let mut found = Vec::new();
    let mut next = outlines.get(b"First").and_then(Object::as_reference).ok();
    let mut before: Option<ObjectId> = None;
    while let Some(id) = next {
        let entry = file.doc.get_dictionary(id).expect("an entry");
        assert_eq!(entry.get(b"Prev").and_then(Object::as_reference).ok(), before);
        let title = entry.get(b"Title").and_then(Object::as_str).expect("a title");
        let target = file.get(entry, b"Dest").and_then(|o| o.as_array().ok()).expect("a place");
        let page = target[0].as_reference().expect("a page");
        let page = file.pages.iter().position(|p| *p == page).expect("one of the pages");
        found.push((utf16(title), page));
        before = Some(id);
        next = entry.get(b"Next").and_then(Object::as_reference).ok();
    }
    let count = outlines.get(b"Count").and_then(Object::as_i64).expect("a count");
    assert_eq!(count as usize, found.len());
    found
}

/// The sections under the root of the structure tree.
fn sections(file: &File) -> Vec<Dictionary> {
    let tree = file.dict(file.catalog(), b"StructTreeRoot").expect("a tree");
    let root = file.dict(tree, b"K").expect("a root");
    assert_eq!(root.get(b"S").and_then(Object::as_name).ok(), Some(&b"Document"[..]));
    let kids = match root.get(b"K").expect("kids") {
        Object::Array(kids) => kids.clone(),
        one => vec![one.clone()],
    };
    let section = |kid: Object| kid.as_reference().and_then(|id| file.doc.get_dictionary(id));
    kids.into_iter().map(|kid| section(kid).expect("a section").clone()).collect()
}

fn of_one(elements: &[Element]) -> Vec<(&str, &str)> {
    elements.iter().skip(1).map(|e| (e.kind.as_str(), e.text.as_str())).collect()
}

#[test]
fn letters_together_are_the_letters_one_by_one() {
    let documents: Vec<Document> = samples::all().into_iter().map(|(_, d)| d).collect();
    let (file, report) = read(&combined(&documents, Sides::One));
    assert_eq!(report.faults, Vec::<String>::new());
    let alone: Vec<(File, Report)> = documents.iter().map(|d| read(&written(d))).collect();

    let mut first = 0;
    let mut places = Vec::new();
    for (n, (single, _)) in alone.iter().enumerate() {
        places.push((format!("Row {}", n + 2), first));
        for page in 0..single.pages.len() {
            assert_eq!(file.lines(first + page), single.lines(page));
        }
        first += single.pages.len();
    }
    assert_eq!(file.pages.len(), first);
    assert_eq!(outline(&file), places);

    let titles =
        sections(&file).into_iter().map(|s| s.get(b"T").and_then(Object::as_str).map(utf16));
    let titles: Vec<String> = titles.collect::<Result<_, _>>().expect("titles");
    assert_eq!(titles, places.iter().map(|(title, _)| title.as_str()).collect::<Vec<_>>());
    let together: Vec<(&str, &str)> =
        of_one(&report.elements).into_iter().filter(|(kind, _)| *kind != "Sect").collect();
    let apart: Vec<(&str, &str)> = alone.iter().flat_map(|(_, r)| of_one(&r.elements)).collect();
    assert_eq!(together, apart);
    let words: Vec<String> = documents.iter().flat_map(expected::words).collect();
    assert_eq!(expected::split(&report.text), words);
}

#[test]
fn links_lead_to_the_notes_of_their_own_letter() {
    let (file, report) = read(&combined(&vec![samples::letter(); 3], Sides::One));
    assert_eq!(report.faults, Vec::<String>::new());
    for (number, page) in file.pages.iter().enumerate() {
        let page = file.doc.get_dictionary(*page).expect("a page");
        let links = file.get(page, b"Annots").and_then(|o| o.as_array().ok()).expect("links");
        let mut inner = 0;
        for link in links {
            let link = link.as_reference().and_then(|id| file.doc.get_dictionary(id)).expect("one");
            let Some(place) = file.get(link, b"Dest").and_then(|o| o.as_array().ok()) else {
                continue;
            };
            assert_eq!(place[0].as_reference().ok(), Some(file.pages[number]));
            inner += 1;
        }
        assert_eq!(inner, 2);
    }
    let notes = file.doc.objects.values().filter_map(|o| o.as_dict().ok());
    let notes: BTreeSet<&[u8]> =
        notes.filter_map(|d| d.get(b"ID").and_then(Object::as_str).ok()).collect();
    assert_eq!(notes.len(), 6, "every note has a name of its own");
}

#[test]
fn fonts_are_in_the_file_once() {
    let fonts = |bytes: &[u8]| {
        let file = File::read(bytes);
        file.doc.objects.values().filter(|o| o.as_dict().is_ok_and(|d| d.has(b"FontFile2"))).count()
    };
    let many = combined(&vec![samples::letter(); 40], Sides::One);
    assert_eq!(fonts(&many), fonts(&written(&samples::letter())));
    let single = written(&samples::letter()).len();
    assert!(many.len() < 12 * single, "{} bytes, one letter alone has {single}", many.len());
}

#[test]
fn printed_on_both_sides_every_letter_begins_on_a_front() {
    let documents = [samples::letter(), samples::response(), samples::letter(), samples::letter()];
    let (file, report) = read(&combined(&documents, Sides::Two));
    assert_eq!(report.faults, Vec::<String>::new());
    let fronts: Vec<usize> = outline(&file).into_iter().map(|(_, page)| page).collect();
    assert!(fronts.iter().all(|page| page % 2 == 0), "{fronts:?}");
    assert_eq!(fronts[..2], [0, 2]);
    assert!(file.lines(1).is_empty(), "the page behind a letter of one page is empty");
    let last = file.pages.len() - 1;
    assert!(!file.lines(last).is_empty(), "nothing follows the last letter");
    let other = samples::response();
    assert_eq!(expected::split(&report.text).len(), {
        let words = |d: &Document| expected::words(d).len();
        3 * words(&samples::letter()) + words(&other)
    });
}

#[test]
fn a_letter_in_another_language_says_so() {
    let welsh = Document { language: "cy".into(), ..samples::letter() };
    let file = File::read(&combined(&[samples::letter(), welsh], Sides::One));
    let languages: Vec<Option<String>> = sections(&file)
        .iter()
        .map(|s| s.get(b"Lang").and_then(Object::as_str).map(utf16).ok())
        .collect();
    assert_eq!(languages, [None, Some("cy".to_string())]);
}

#[test]
fn the_same_letters_give_the_same_file() {
    let documents = [samples::letter(), samples::response()];
    let first = combined(&documents, Sides::One);
    assert_eq!(first, combined(&documents, Sides::One));
    assert_ne!(first, combined(&[samples::response(), samples::letter()], Sides::One));
    let one = File::read(&combined(&documents[..1], Sides::One));
    assert_eq!(outline(&one), [("Row 2".to_string(), 0)]);
}

#[test]
fn no_letters_are_no_file() {
    let nothing = combine("Letters", Vec::new(), Sides::One, &FONTS);
    assert!(matches!(nothing, Err(PdfError::Write(_))));
}

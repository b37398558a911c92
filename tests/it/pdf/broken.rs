//! Files made wrong on purpose: the checker must find each fault, or it proves nothing.

use lopdf::{Dictionary, Document, Object};

use super::check::check;
use super::file::File;
use super::{samples, written};

fn faults_after(break_it: impl Fn(&mut Document)) -> Vec<String> {
    let mut doc = Document::load_mem(&written(&samples::response())).expect("a PDF");
    break_it(&mut doc);
    check(&File::of(doc)).faults
}

fn found(faults: &[String], words: &str) {
    assert!(faults.iter().any(|f| f.contains(words)), "{words:?} is not among {faults:#?}");
}

fn catalog(doc: &mut Document) -> &mut Dictionary {
    let id = doc.trailer.get(b"Root").and_then(Object::as_reference).expect("a catalog");
    doc.get_dictionary_mut(id).expect("a catalog")
}

/// Changes every dictionary that has a value under a key.
fn each(doc: &mut Document, key: &[u8], value: &[u8], change: impl Fn(&mut Dictionary)) {
    for object in doc.objects.values_mut() {
        if let Ok(dict) = object.as_dict_mut()
            && dict.get(key).and_then(Object::as_name).is_ok_and(|n| n == value)
        {
            change(dict);
        }
    }
}

/// Rewrites the content of the first page.
fn redraw(doc: &mut Document, change: impl Fn(String) -> String) {
    let page = doc.page_iter().next().expect("a page");
    let content = String::from_utf8_lossy(&doc.get_page_content(page)).into_owned();
    doc.change_page_content(page, change(content).into_bytes()).expect("content set");
}

#[test]
fn nothing_is_found_in_a_good_file() {
    assert_eq!(faults_after(|_| {}), Vec::<String>::new());
}

#[test]
fn missing_properties_are_found() {
    found(&faults_after(|d| drop(catalog(d).remove(b"Lang"))), "no language");
    found(&faults_after(|d| drop(catalog(d).remove(b"MarkInfo"))), "not marked");
    found(&faults_after(|d| drop(catalog(d).remove(b"StructTreeRoot"))), "no structure tree");
    found(&faults_after(|d| drop(catalog(d).remove(b"ViewerPreferences"))), "title is not shown");
    found(&faults_after(|d| drop(catalog(d).remove(b"Metadata"))), "metadata without");
    found(&faults_after(|d| drop(d.trailer.remove(b"Info"))), "no title");
}

#[test]
fn unmarked_content_is_found() {
    let unmark =
        |doc: &mut Document| redraw(doc, |c| c.replacen("/P<</MCID 0>>BDC", "/P<<>>BDC", 1));
    found(&faults_after(unmark), "neither content nor artifact");
    let renumber = |doc: &mut Document| redraw(doc, |c| c.replacen("/MCID 0>>", "/MCID 999>>", 1));
    found(&faults_after(renumber), "content 999 is in no element");
    let bare_fill = |doc: &mut Document| redraw(doc, |c| format!("{c}\n10 10 20 20 re f"));
    found(&faults_after(bare_fill), "a fill is no artifact");
    let open = |doc: &mut Document| redraw(doc, |c| format!("{c}\n/P<</MCID 998>>BDC"));
    found(&faults_after(open), "left open");
}

#[test]
fn text_off_the_page_is_found() {
    let push = |doc: &mut Document| redraw(doc, |c| c.replacen("1 0 0 1 ", "1 0 0 1 9", 1));
    found(&faults_after(push), "off the page");
}

#[test]
fn a_wrong_parent_tree_is_found() {
    let empty = |doc: &mut Document| {
        for object in doc.objects.values_mut() {
            if let Ok(dict) = object.as_dict_mut()
                && dict.has(b"Nums")
            {
                dict.set("Nums", Vec::<Object>::new());
            }
        }
    };
    let faults = faults_after(empty);
    found(&faults, "the parent tree is wrong");
    found(&faults, "a link outside the structure tree");
}

#[test]
fn poor_links_are_found() {
    found(
        &faults_after(|d| each(d, b"Subtype", b"Link", |l| drop(l.remove(b"Contents")))),
        "without Contents",
    );
    found(
        &faults_after(|d| each(d, b"Subtype", b"Link", |l| drop(l.remove(b"StructParent")))),
        "outside the structure tree",
    );
    let nowhere = |l: &mut Dictionary| {
        l.remove(b"A");
        l.remove(b"Dest");
    };
    found(&faults_after(|d| each(d, b"Subtype", b"Link", nowhere)), "leads nowhere");
}

#[test]
fn poor_fonts_are_found() {
    found(
        &faults_after(|d| each(d, b"Subtype", b"Type0", |f| drop(f.remove(b"ToUnicode")))),
        "no ToUnicode",
    );
    found(
        &faults_after(|d| each(d, b"Type", b"FontDescriptor", |f| drop(f.remove(b"FontFile2")))),
        "not embedded",
    );
    let rename = |f: &mut Dictionary| f.set("BaseFont", "SourceSans3-Regular");
    found(&faults_after(|d| each(d, b"Subtype", b"Type0", rename)), "no subset tag");
}

#[test]
fn poor_structure_is_found() {
    found(&faults_after(|d| each(d, b"S", b"H2", |e| e.set("S", "H4"))), "H4 follows H1");
    found(&faults_after(|d| each(d, b"S", b"TH", |e| drop(e.remove(b"A")))), "without scope");
    found(&faults_after(|d| each(d, b"S", b"L", |e| drop(e.remove(b"A")))), "without numbering");
    found(
        &faults_after(|d| each(d, b"S", b"Note", |e| drop(e.remove(b"ID")))),
        "without an identifier",
    );
    found(&faults_after(|d| each(d, b"S", b"P", |e| e.set("S", "Paragraph"))), "no standard type");
    found(&faults_after(|d| each(d, b"S", b"LBody", |e| drop(e.remove(b"K")))), "is in no element");
}

//! Folders and zips: what is read of them, and what is refused.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use sayso::pack::PackFiles;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::{check, folder, good, message, told, with};

fn kinds(path: &Path) -> Vec<String> {
    let faults = sayso::disk::pack_files(path).expect_err("it is refused");
    faults.into_iter().map(|fault| fault.message).collect()
}

pub(super) fn zip_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        zip.start_file(*path, SimpleFileOptions::default()).expect("a name is taken");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("it can be closed").into_inner()
}

/// A zip of what is read of a pack's folder.
pub(crate) fn zip_of_folder(folder: &Path) -> Vec<u8> {
    let files = sayso::disk::pack_files(folder).expect("it can be read").files;
    let entries: Vec<(&str, &[u8])> =
        files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    zip_of(&entries)
}

pub(super) fn put(folder: &Path, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = folder.join(name);
    let mut file = fs::OpenOptions::new().create_new(true).write(true).open(&path).expect("new");
    file.write_all(bytes).expect("it is written");
    path
}

#[test]
fn a_zip_is_as_good_as_a_folder() {
    let temp = tempfile::tempdir().expect("a folder");
    let files = good().files;
    for top in ["", "sampleton/"] {
        let named: Vec<(String, Vec<u8>)> =
            files.iter().map(|(path, bytes)| (format!("{top}{path}"), bytes.clone())).collect();
        let entries: Vec<(&str, &[u8])> =
            named.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
        let name = if top.is_empty() { "flat.zip" } else { "sampleton.zip" };
        let path = put(temp.path(), name, &zip_of(&entries));
        let read = sayso::disk::pack_files(&path).expect("it can be read");
        assert_eq!(read.files, files, "{name}");
        assert_eq!(read.name, name.trim_end_matches(".zip"));
        check(&read).expect("it is sound");
    }
}

#[test]
fn a_zip_cannot_reach_outside() {
    let temp = tempfile::tempdir().expect("a folder");
    for (at, name) in ["../pack.yaml", "a/../../b.md.hbs", "/etc/pack.yaml", "..\\pack.yaml"]
        .into_iter()
        .enumerate()
    {
        let path = put(temp.path(), &format!("{at}.zip"), &zip_of(&[(name, b"title: x")]));
        assert_eq!(kinds(&path), [message("leads-outside", "")], "{name}");
    }
}

#[test]
fn a_zip_cannot_blow_up() {
    let temp = tempfile::tempdir().expect("a folder");
    let zeros = vec![b' '; 30_000_000];
    let path = put(temp.path(), "bomb.zip", &zip_of(&[("pack.yaml", &zeros)]));
    assert!(fs::metadata(&path).expect("it is there").len() < 100_000);
    assert_eq!(kinds(&path), [message("too-big", "1 MB")]);
    let big = vec![b' '; 999_999];
    let names: Vec<String> = (0..60).map(|n| format!("examples/{n}.yaml")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), big.as_slice())).collect();
    let path = put(temp.path(), "many.zip", &zip_of(&many));
    assert_eq!(kinds(&path), [message("too-big-in-all", "50 MB")]);
}

#[test]
fn what_is_no_pack_is_told() {
    let temp = tempfile::tempdir().expect("a folder");
    assert_eq!(kinds(&temp.path().join("nowhere")), [message("not-found", "")]);
    assert_eq!(kinds(&put(temp.path(), "letter.txt", b"Dear MP")), [message("not-a-pack", "")]);
    assert_eq!(
        kinds(&put(temp.path(), "broken.zip", b"PK\x03\x04 and no more")),
        [message("bad-zip", "")]
    );
    let empty = sayso::disk::pack_files(temp.path()).expect("a folder can be read");
    let faults = check(&empty).expect_err("it has no pack file");
    assert!(faults.iter().any(|fault| fault.message == message("no-pack-file", "")));
}

#[test]
fn a_folder_that_cannot_be_an_id_is_given_a_name() {
    for (folder, name) in [
        ("Mill Lane Pack", "mill-lane-pack"),
        ("Jean's_pack (2)", "jeans-pack-2"),
        ("!", "my-pack"),
    ] {
        let mut files = good();
        files.name = folder.into();
        let told = told(&files);
        assert!(told.contains(&format!("rename the folder to `{name}`")), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_cannot_lead_outside() {
    use std::os::unix::fs::symlink;
    let temp = tempfile::tempdir().expect("a folder");
    let pack = temp.path().join("pack");
    fs::create_dir(&pack).expect("it can be made");
    let secret = put(temp.path(), "secret.txt", b"title: secret");
    symlink(&secret, pack.join("pack.yaml")).expect("it can be made");
    symlink(temp.path(), pack.join("partials")).expect("it can be made");
    assert_eq!(kinds(&pack), [message("leads-outside", ""), message("leads-outside", "")]);
    fs::remove_file(pack.join("pack.yaml")).expect("it is there");
    fs::remove_file(pack.join("partials")).expect("it is there");
    symlink("/dev/zero", pack.join("pack.yaml")).expect("it can be made");
    assert_eq!(kinds(&pack), [message("leads-outside", "")]);
}

#[test]
fn what_is_not_the_packs_is_left_alone() {
    let temp = tempfile::tempdir().expect("a folder");
    put(temp.path(), "pack.yaml", b"title: x");
    put(temp.path(), "notes.docx", &[0; 2_000_000]);
    put(temp.path(), ".secret.md.hbs", b"x");
    fs::create_dir(temp.path().join("node_modules")).expect("it can be made");
    let read = sayso::disk::pack_files(temp.path()).expect("it can be read");
    assert_eq!(read.files.keys().collect::<Vec<_>>(), ["pack.yaml"]);
}

#[test]
fn line_breaks_and_byte_order_marks_do_not_matter() {
    let mut files = good();
    for bytes in files.files.values_mut() {
        let text = String::from_utf8(bytes.clone()).expect("it is text");
        *bytes = format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes();
    }
    let (pack, warnings) = check(&files).expect("it is sound");
    assert_eq!(warnings, []);
    assert!(pack.templates.iter().all(|t| !t.body.contains('\r')));
}

#[test]
fn templates_stand_in_the_order_that_the_pack_gives() {
    let ids = |files: &PackFiles| {
        let (pack, _) = check(files).expect("it is sound");
        pack.templates.into_iter().map(|template| template.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&good()), ["meeting-question", "mp-letter"]);
    let text = String::from_utf8(good().files["pack.yaml"].clone()).expect("it is text");
    let mut ordered = with("pack.yaml", format!("order: [mp-letter]\n{text}"));
    assert_eq!(ids(&ordered), ["mp-letter", "meeting-question"]);
    // What the pack does not name follows by file name.
    let letter = ordered.files["mp-letter.md.hbs"].clone();
    ordered.files.insert("a-letter.md.hbs".into(), letter);
    assert_eq!(ids(&ordered), ["mp-letter", "a-letter", "meeting-question"]);
}

#[test]
fn files_are_named_as_the_user_named_them() {
    let faults = check(
        &sayso::disk::pack_files(&folder().join("broken/title-missing")).expect("it can be read"),
    );
    let shown: String = faults.expect_err("it is broken").iter().map(ToString::to_string).collect();
    assert!(shown.contains("broken/title-missing/pack.yaml, line 1, column 1: "), "{shown}");
    let embedded = PackFiles::from_embedded("sampleton", [("pack.yaml", "titel: x")]);
    assert!(told(&embedded).contains("sampleton/pack.yaml, line 1, column 1: "));
}

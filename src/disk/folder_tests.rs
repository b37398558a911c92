//! What a run that was stopped may leave behind, and what the next one makes of it.

#![expect(clippy::disallowed_methods, reason = "files that somebody else changed")]

use std::fs;
use std::path::Path;

use crate::batch::sink::{Put, Sink};
use crate::disk::folder::Folder;
use crate::disk::journal::{self, Entry};
use crate::error::Error;

fn open(dir: &Path) -> Folder {
    Folder::open(dir, false).expect("opened")
}

fn read(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join(name)).expect("read")
}

#[test]
fn a_second_run_does_only_what_changed() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let first = open(dir.path());
    assert_eq!(first.put("ward/1.md", 1, b"one").expect("put"), Put::Written);
    assert_eq!(first.put("2.md", 2, b"two").expect("put"), Put::Written);
    drop(first);
    let second = open(dir.path());
    let has = |name, made_from| second.has(name, made_from);
    assert_eq!(
        [has("ward/1.md", 1), has("2.md", 3), has("3.md", 1)],
        [Some(Put::Kept), None, None]
    );
    assert_eq!(second.put("2.md", 3, b"new").expect("put"), Put::Written);
    let swept = second.sweep(&|_| true).expect("swept");
    assert_eq!(swept.gone, Vec::<String>::new());
    second.close().expect("closed");
    assert_eq!(read(dir.path(), "2.md"), "new");
    assert!(!dir.path().join(".sayso/parts").exists());
}

#[test]
fn two_runs_at_once_are_refused() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let first = open(dir.path());
    assert!(matches!(Folder::open(dir.path(), true), Err(Error::Busy(path)) if path == dir.path()));
    drop(first);
    open(dir.path());
}

#[test]
fn what_was_changed_by_hand_is_left() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let first = open(dir.path());
    for name in ["1.md", "a/2.md", "a/3.md"] {
        first.put(name, 1, b"letter").expect("put");
    }
    first.close().expect("closed");
    fs::write(dir.path().join("1.md"), "mine").expect("written");
    fs::write(dir.path().join("a/2.md"), "mine").expect("written");
    let second = open(dir.path());
    assert_eq!(second.has("1.md", 1), Some(Put::Edited));
    assert_eq!(second.put("1.md", 2, b"new").expect("put"), Put::Edited);
    let swept = second.sweep(&|_| true).expect("swept");
    assert_eq!((swept.edited, swept.gone), (vec!["a/2.md".into()], vec!["a/3.md".into()]));
    second.close().expect("closed");
    assert_eq!(read(dir.path(), "1.md"), "mine");
    let forced = Folder::open(dir.path(), true).expect("opened");
    assert_eq!(forced.put("1.md", 2, b"new").expect("put"), Put::Written);
}

#[test]
fn a_file_in_flight_is_known_by_its_bytes_and_a_foreign_one_is_in_the_way() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::write(dir.path().join("2.md"), "theirs").expect("written");
    let folder = open(dir.path());
    assert_eq!(["2.md", "3.md"].map(|name| folder.is_foreign(name)), [true, false]);
}

#[test]
fn what_was_announced_and_not_written_makes_nothing_seem_changed_by_hand() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let entry = |bytes: &str| Entry { made_from: 1, content: journal::hash(bytes.as_bytes()) };
    let first = open(dir.path());
    first.put("1.md", 1, b"old").expect("put");
    first.close().expect("closed");
    // Two runs die behind their notes, of a file that stands and of one that does not.
    for bytes in ["new", "newer"] {
        let dies = open(dir.path());
        for name in ["1.md", "2.md"] {
            dies.announce(name, entry(bytes)).expect("noted");
        }
    }
    let last = open(dir.path());
    assert_eq!([last.has("1.md", 1), last.has("2.md", 1)], [None, None]);
    assert!(!last.is_edited("1.md"));
    assert_eq!(last.put("1.md", 2, b"newest").expect("put"), Put::Written);
    assert_eq!(last.put("2.md", 2, b"newest").expect("put"), Put::Written);
    fs::write(dir.path().join("1.md"), "mine").expect("written");
    drop(last);
    assert_eq!(open(dir.path()).has("1.md", 2), Some(Put::Edited));
}

#[test]
fn what_stands_in_place_of_a_file_is_not_noted_as_written() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    fs::write(dir.path().join("1.md"), "theirs").expect("written");
    let forced = Folder::open(dir.path(), true).expect("opened");
    assert_eq!(forced.put("1.md", 1, b"letter").expect("put"), Put::Written);
    drop(forced);
    assert_eq!(open(dir.path()).has("1.md", 1), Some(Put::Kept));
}

#[test]
fn the_journal_ends_as_that_of_an_undisturbed_run() {
    let journal = |order: &[&str], stop: bool| {
        let dir = tempfile::tempdir().expect("a temporary folder");
        if stop {
            open(dir.path()).put(order[0], 1, b"x").expect("put");
        }
        let folder = open(dir.path());
        for name in order {
            if folder.has(name, 1).is_none() {
                folder.put(name, 1, b"x").expect("put");
            }
        }
        folder.close().expect("closed");
        read(dir.path(), ".sayso/journal")
    };
    assert_eq!(journal(&["b", "a", "c"], false), journal(&["c", "b", "a"], true));
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_touched() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (ours, victim) = (dir.path().join("ours"), dir.path().join("victim"));
    fs::create_dir_all(victim.join("parts")).expect("made");
    fs::write(victim.join("diary.txt"), "dear diary").expect("written");
    let first = open(&ours);
    first.put("a/1.md", 1, b"one").expect("put");
    first.close().expect("closed");
    // A folder of the letters becomes a link to somebody else's, with a file of the same bytes.
    fs::write(victim.join("1.md"), "one").expect("written");
    fs::remove_dir_all(ours.join("a")).expect("removed");
    symlink(&victim, ours.join("a")).expect("linked");
    let forced = Folder::open(&ours, true).expect("opened");
    assert_eq!(forced.has("a/1.md", 1), None);
    assert!(forced.put("a/1.md", 2, b"new").is_err());
    assert_eq!(forced.sweep(&|_| true).expect("swept").gone, Vec::<String>::new());
    drop(forced);
    assert_eq!(read(&victim, "1.md"), "one");
    // A journal that names what is outside.
    let line = crate::disk::journal::line(
        "../victim/diary.txt",
        crate::disk::journal::Entry {
            made_from: 1,
            content: crate::disk::journal::hash(b"dear diary"),
        },
    );
    fs::write(ours.join(".sayso/journal"), line).expect("written");
    let forced = Folder::open(&ours, true).expect("opened");
    assert_eq!(forced.foreign_lines, 1);
    assert_eq!(forced.sweep(&|_| true).expect("swept").gone, Vec::<String>::new());
    drop(forced);
    // The notes themselves as a link.
    fs::remove_dir_all(ours.join(".sayso")).expect("removed");
    symlink(&victim, ours.join(".sayso")).expect("linked");
    assert!(Folder::open(&ours, true).is_err());
    assert!(victim.join("parts").is_dir() && victim.join("diary.txt").is_file());
}

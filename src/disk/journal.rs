//! The journal of a folder: a line a file, read back after whatever stopped the run.

use std::collections::BTreeMap;

/// Hash of a file's bytes, the same on every computer.
pub(super) use rapidhash::v3::rapidhash_v3 as hash;

/// What is noted of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Hash of what it was made from.
    pub(super) made_from: u64,
    /// Hash of its bytes.
    pub(super) content: u64,
}

/// What a journal says of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// What was noted last.
    pub(super) last: Entry,
    /// Hashes of what was noted of its bytes before, since the journal was closed: a run that was
    /// stopped may have noted a file and not have come to put it.
    earlier: Vec<u64>,
}

impl Known {
    /// Whether bytes of this hash were written by a run, and not by somebody else.
    pub(super) fn wrote(&self, content: u64) -> bool {
        self.last.content == content || self.earlier.contains(&content)
    }
}

/// A line: three hashes in hexadecimal, then the path. The last of the hashes is that of the
/// path, so that a line cut short is known as such.
pub(super) fn line(name: &str, entry: Entry) -> String {
    let Entry { made_from, content } = entry;
    format!("{made_from:016x} {content:016x} {:016x} {name}\n", hash(name.as_bytes()))
}

/// Reads a journal; of several lines for a path the last one holds. A line that was cut off, at
/// the end or where a later run went on, is no line.
///
/// Folders are passed on, so a journal is not believed: a line whose path is not plain and inside
/// the folder is no line of a run, and counted.
pub(super) fn read(bytes: &[u8]) -> (BTreeMap<String, Known>, usize) {
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    let mut foreign = 0;
    for (name, entry) in String::from_utf8_lossy(bytes).lines().filter_map(entry_of) {
        if !is_plain(&name) {
            foreign += 1;
            continue;
        }
        let again = |of_name: &mut Known| {
            let before = std::mem::replace(&mut of_name.last, entry);
            of_name.earlier.push(before.content);
        };
        known.entry(name).and_modify(again).or_insert(Known { last: entry, earlier: Vec::new() });
    }
    (known, foreign)
}

/// Whether a path is that of a file inside the folder, on every system: relative, with plain names
/// between single strokes, and none of the run's own notes.
pub(super) fn is_plain(path: &str) -> bool {
    let plain = |name: &str| !matches!(name, "" | "." | ".." | NOTES);
    let odd = |c: char| c.is_control() || matches!(c, '\\' | ':');
    !path.contains(odd) && path.split('/').all(plain)
}

fn entry_of(line: &str) -> Option<(String, Entry)> {
    let mut fields = line.splitn(4, ' ');
    let mut number = || u64::from_str_radix(fields.next()?, 16).ok();
    let (made_from, content, check) = (number()?, number()?, number()?);
    let name = fields.next()?;
    (hash(name.as_bytes()) == check).then(|| (name.to_string(), Entry { made_from, content }))
}

/// The folder inside the folder in which a run keeps its notes.
pub const NOTES: &str = ".sayso";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_line_is_no_line() {
        let entry = Entry { made_from: 7, content: u64::MAX };
        let whole = line("ward a/007.pdf", entry);
        for cut in 0..whole.len() - 1 {
            let torn = format!("{}\n{}", &whole[..cut], line("b", entry));
            assert_eq!(read(torn.as_bytes()).0.into_keys().collect::<Vec<_>>(), ["b"], "{cut}");
        }
        let known = Known { last: entry, earlier: Vec::new() };
        let expected = BTreeMap::from([("ward a/007.pdf".to_string(), known)]);
        assert_eq!(read(whole.trim_end().as_bytes()), (expected, 0));
        assert_eq!(read(&[0xff, b'\n', 0, b'1', b' ']), (BTreeMap::new(), 0));
    }

    #[test]
    fn the_last_line_of_a_path_holds() {
        let (old, new) = (Entry { made_from: 1, content: 1 }, Entry { made_from: 2, content: 2 });
        let text = line("a", old) + &line("a", new);
        let known = &read(text.as_bytes()).0["a"];
        assert_eq!(known.last, new);
        assert_eq!([1, 2, 3].map(|content| known.wrote(content)), [true, true, false]);
    }

    #[test]
    fn a_path_out_of_the_folder_is_no_line_of_a_run() {
        let entry = Entry { made_from: 1, content: 1 };
        let strange = [
            "../victim/diary.txt",
            "/etc/passwd",
            "a/../../b",
            "C:\\x",
            "a\\b",
            "a//b",
            "./a",
            ".sayso/batch.yaml",
            "a/.sayso/x",
            "a\u{1b}[2Jb",
        ];
        let text: String = strange.iter().map(|name| line(name, entry)).collect();
        assert_eq!(read(text.as_bytes()), (BTreeMap::new(), strange.len()));
    }
}

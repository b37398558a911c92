//! Names of a batch's files, as a pattern such as `{{ward}}/{{row}}` gives them, made safe for
//! Windows, macOS and Linux.
//!
//! What a name may hold: <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>, which
//! is the strictest of the three.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex_lite::{Captures, Regex};

use crate::diagnostic::near;
use crate::text::unseen;
use crate::text::words::shortened;

/// Most characters of one folder's or file's name, its ending not counted; well under the 255
/// bytes of common file systems even where a character takes three.
const MOST: usize = 70;

/// Names that Windows keeps for devices, whatever ending follows.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The name of the number of the letter, between braces.
const ROW: &str = "row";

/// The pattern of rows' numbers, which tells nobody's name, and by which no two names are the same.
pub const BY_ROW: &str = "{{row}}";

static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{\{ *([^{}]*[^{} ]) *\}\}").expect("it is one; the tests below use it")
});

/// Reads a pattern: text, and values between double braces. `columns` are the names of the columns,
/// any of which may stand there.
///
/// # Errors
/// Every fault at once, in words.
pub fn pattern(text: &str, columns: &[String]) -> Result<String, Vec<String>> {
    let known = || columns.iter().map(String::as_str).chain([ROW]);
    let fault = |name: &str| {
        let near = near(name, known()).map(|near| format!(" (did you mean `{near}`?)"));
        format!("no column is called `{name}`{}", near.unwrap_or_default())
    };
    let names = VALUE.captures_iter(text).filter_map(|found| found.get(1));
    let strange = names.map(|name| name.as_str()).filter(|name| known().all(|of| of != *name));
    let mut faults: Vec<String> = strange.map(fault).collect();
    if VALUE.replace_all(text, "").contains("{{") {
        faults.push("two braces are not closed, or hold no name".to_string());
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    // A path is always one inside the folder.
    Ok(text.trim().replace('\\', "/").trim_matches('/').to_string())
}

/// The name for a row by a pattern: folders and a file without its ending, `/` between. `cell` gives
/// what stands in the column of a name; a `/` in it makes no folder.
pub fn filled<'c>(pattern: &str, number: &str, cell: impl Fn(&str) -> Option<&'c str>) -> String {
    // Values that are too long are cut, but never the row, which tells one from another.
    let values = VALUE.find_iter(pattern).count().max(1);
    let filled = VALUE.replace_all(pattern, |found: &Captures<'_>| {
        match cell(&found[1]).filter(|_| found[1] != *ROW) {
            Some(value) => {
                let value = value.replace(['/', '\\'], "-");
                shortened(value.trim(), (MOST - 10) / values).to_string()
            }
            None => number.to_string(),
        }
    });
    filled.split('/').map(safe).collect::<Vec<_>>().join("/")
}

/// A name for one file, whatever a pack, a table or an answer gave it: what would part folders is a
/// hyphen.
pub fn file_name(name: &str) -> String {
    safe(&name.replace(['/', '\\'], "-"))
}

/// The folder of a receiver, with the `/` behind it.
pub(super) fn folder(receiver: &str) -> String {
    format!("{}/", file_name(receiver))
}

/// One folder's or file's name made safe; `_` where nothing is left of it.
fn safe(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => out.push('-'),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() || is_unseen(c) => {}
            c => out.push(c),
        }
    }
    let kept = shortened(out.trim().trim_start_matches('.'), MOST).trim_matches(['.', ' ']);
    if kept.is_empty() {
        return "_".into();
    }
    let stem = kept.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    if is_device(&stem) { format!("_{kept}") } else { kept.to_string() }
}

/// Characters without a shape of their own, which could make two names look the same or turn a
/// name round; marks and other noncharacters among them.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        || unseen::is_noncharacter(c)
}

fn is_device(stem: &str) -> bool {
    let numbered = ["com", "lpt"].iter().find_map(|kind| stem.strip_prefix(kind));
    let mut number = numbered.unwrap_or_default().chars();
    DEVICES.contains(&stem)
        || number.next().is_some_and(|c| "123456789¹²³".contains(c)) && number.next().is_none()
}

/// Rows whose names are the same on a system that does not tell capitals from small letters, a
/// list for each such name; `taken` are names that the batch needs itself.
pub fn clashes(
    names: impl Iterator<Item = (u32, String)>,
    taken: &[String],
) -> Vec<(String, Vec<u32>)> {
    let taken: Vec<String> = taken.iter().map(|name| name.to_lowercase()).collect();
    let mut rows: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (row, name) in names {
        rows.entry(name.to_lowercase()).or_default().push(row);
    }
    let clash = |(name, rows): &(String, Vec<u32>)| {
        rows.len() > 1 || taken.contains(name) || name.starts_with(".sayso")
    };
    rows.into_iter().filter(clash).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of_ward(text: &str, ward: &str) -> String {
        let pattern = pattern(text, &["ward".to_string()]).expect("a pattern");
        filled(&pattern, "007", |name| (name == "ward").then_some(ward))
    }

    #[test]
    fn names_are_safe() {
        for (ward, name) in [
            ("Mill Lane", "Mill Lane/007"),
            ("../../etc/passwd", "-..-etc-passwd/007"),
            ("..", "_/007"),
            ("", "_/007"),
            ("CON", "_CON/007"),
            ("con .txt", "_con .txt/007"),
            ("lpt1.tar", "_lpt1.tar/007"),
            ("a:b*c?\"<>|\\d", "a-b-c------d/007"),
            (".sayso", "sayso/007"),
            ("end. . ", "end/007"),
            ("\u{202e}fdp\0\n", "fdp/007"),
            ("Ŵyn & Siân", "Ŵyn & Siân/007"),
        ] {
            assert_eq!(of_ward("{{ward}}/{{row}}", ward), name, "{ward:?}");
        }
        assert_eq!(of_ward("{{ward}}", &"x".repeat(400)), "x".repeat(60));
        assert_eq!(
            of_ward("{{ward}}-{{row}}", &"x".repeat(400)),
            format!("{}-007", "x".repeat(30))
        );
        assert_eq!(of_ward("/out//{{ row }}/", ""), "out/_/007");
    }

    #[test]
    fn what_is_to_be_one_file_is_one() {
        assert_eq!(file_name("letter-/../../../evil.txt"), "letter--..-..-..-evil.txt");
        assert_eq!(file_name("a\\b\u{1b}[2J"), "a-b[2J");
    }

    #[test]
    fn faults_of_a_pattern_are_told_together() {
        assert_eq!(
            pattern("{{wrad}}/{{row}}{{}} {{x", &["ward".to_string()]),
            Err(vec![
                "no column is called `wrad` (did you mean `ward`?)".to_string(),
                "two braces are not closed, or hold no name".into(),
            ])
        );
    }

    #[test]
    fn clashes_are_found_whatever_the_capitals() {
        let names = [(2, "a/x"), (3, "A/X"), (4, "b"), (5, "Report")];
        assert_eq!(
            clashes(
                names.map(|(row, name)| (row, name.to_string())).into_iter(),
                &["report".to_string()]
            ),
            [("a/x".to_string(), vec![2, 3]), ("report".to_string(), vec![5])]
        );
    }

    proptest! {
        #[test]
        fn a_name_never_leaves_its_folder(ward in any::<String>()) {
            let name = of_ward("{{ward}}/{{row}}", &ward);
            let parts: Vec<&str> = name.split('/').collect();
            prop_assert_eq!(parts.len(), 2);
            for part in parts {
                prop_assert!(!part.is_empty() && part != "." && part != ".." && part.len() < 255);
                prop_assert!(!part.starts_with('.') && !part.ends_with(['.', ' ']));
                prop_assert!(!part.contains(|c: char| c.is_control() || "<>:\"/\\|?*".contains(c)));
                prop_assert_eq!(safe(part), part);
            }
        }
    }
}

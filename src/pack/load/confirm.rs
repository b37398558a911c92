//! Lines of a pack that somebody has to look at before anybody writes with it.

use crate::diagnostic::{Faults, Location, fault};
use crate::pack::files::PackFiles;

/// What marks a line of a pack that somebody has to look at before anybody can write with it.
pub const CONFIRM: &str = "TO CONFIRM";

/// Most marked lines of one file that are told.
const MOST_TOLD: usize = 200;

/// Lines that somebody has to look at before anybody writes with the pack: a fault each.
pub(super) fn to_confirm(files: &PackFiles, faults: &Faults) {
    let texts = files.files.iter().filter(|(path, _)| {
        path.ends_with(".hbs") || path.ends_with(".yaml") && !path.starts_with("examples/")
    });
    for (path, bytes) in texts {
        let text = String::from_utf8_lossy(bytes);
        let marked = text
            .lines()
            .zip(1..)
            .filter_map(|(line, number)| Some((line, number, line.find(CONFIRM)?)));
        for (text, line, at) in marked.take(MOST_TOLD) {
            let what = text[at + CONFIRM.len()..].trim_start_matches([':', ' ']).trim_end();
            let what = what.trim_end_matches(['-', '}', ' ', '.']);
            let what = if what.is_empty() { String::new() } else { format!(": {what}") };
            let place = Location {
                line,
                column: text[..at].chars().count() + 1,
                length: CONFIRM.len(),
                text: text.to_string(),
                ..Location::file(files.shown(path))
            };
            faults.push(fault("to-confirm", &[("what", &what)]).at(place));
        }
    }
}

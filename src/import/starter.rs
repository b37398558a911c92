//! The starter: a small pack that works, with a note for each of its keys.

use jiff::civil::Date;

use super::copy;
use crate::import::made::Made;
use crate::pack::shipped;

/// The starter under an id of its own, updated today.
pub fn starter(id: &str, today: Date) -> Made {
    let files = shipped::files(shipped::STARTER).unwrap_or_default().files;
    let mut files = copy::renamed(files, shipped::STARTER, id);
    for (_, bytes) in files.iter_mut().filter(|(path, _)| path == "pack.yaml") {
        let text = String::from_utf8_lossy(bytes);
        *bytes = copy::edited(&text, "updated", "", Some(&today.to_string())).into_bytes();
    }
    let made = Made::new(id, files, vec!["councillor-letter".into()]);
    Made { example: Some("examples/one.yaml".into()), ..made }
}

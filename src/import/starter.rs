//! The starter: a small pack that works, with a note for each of its keys.

use jiff::civil::Date;

use super::{copy, schemas};
use crate::import::made::Made;
use crate::pack::shipped;

/// The starter under an id of its own, updated today.
pub fn starter(id: &str, today: Date) -> Made {
    let files = shipped::files(shipped::STARTER).unwrap_or_default();
    let texts = files.files.iter().map(|(path, bytes)| (path.clone(), bytes.clone()));
    let files = copy::renamed(texts, shipped::STARTER, id);
    let files = files
        .into_iter()
        .map(|(path, bytes)| match path.as_str() {
            "pack.yaml" => (path, copy::set_line(&bytes, "updated", &today.to_string())),
            _ => (path, bytes),
        })
        .collect();
    let mut made = Made {
        id: id.to_string(),
        files,
        templates: vec!["councillor-letter".into()],
        example: Some("examples/one.yaml".into()),
        notes: Vec::new(),
    };
    schemas::add(&mut made);
    made
}

//! The example of a pack that was made: made-up answers, and the letter that they give.

use jiff::civil::Date;

use super::letter::Asked;
use super::{Made, schemas};
use crate::check::examples;
use crate::error::Fault;
use crate::pack::{self, Files, Shared};

/// Made-up answers to shared questions, as YAML; what is not here may be left out.
const SHARED: &[(&str, &str)] = &[
    ("area", " Exampleton"),
    ("meeting", "\n    name: Example Health Scrutiny Committee\n    kind: scrutiny-committee"),
    ("meeting_start", " 2026-12-02T13:30"),
    ("consultation_title", " An example consultation"),
    ("respond_as", " individual"),
    (
        "story",
        " These words are made up. Here stands what somebody has seen for themselves, in two or three sentences.",
    ),
    ("name", " Jean Sample"),
    ("address", "\n    - 1 Sample Street\n    - Exampleton"),
    ("postcode", " S70 0ZZ"),
    ("mp", "\n    name: Ms Alex Member MP\n    constituency: Exampleton North"),
    ("contact", " 01632 960123"),
];

/// The text of an answers file with made-up answers to these questions.
pub(super) fn answers(
    pack: &str,
    template: &str,
    asked: &[String],
    own: &[Asked],
    today: Date,
) -> String {
    let mut out = String::from(
        "# An example with made-up answers. The letter that they give stands beside this file;\n\
         # `sayso test` tells when it has changed.\n",
    );
    out.push_str(&format!("pack: {pack}\ntemplate: {template}\nanswers:\n"));
    for id in asked {
        if let Some(own) = own.iter().find(|own| own.id == *id) {
            if own.default.is_none() {
                out.push_str(&format!("  {id}: {}\n", own.example));
            }
        } else if let Some((_, answer)) = SHARED.iter().find(|(shared, _)| shared == id) {
            out.push_str(&format!("  {id}:{answer}\n"));
        }
    }
    out.push_str(&format!("  dated: {today}\n"));
    out
}

/// Finishes a pack: puts the letters that the examples give beside them, and the schemas.
///
/// # Errors
/// The faults of the pack. There must be none; a test holds that.
pub(super) fn finish(made: &mut Made, shared: &Shared, today: Date) -> Result<(), Vec<Fault>> {
    let files = Files::from_embedded(&made.id, made.files.clone());
    let (pack, _) = pack::load(&files, shared, today)?;
    // An example that is not whole makes no letter; `sayso test` tells of it.
    for letter in examples::run(&pack, &files).letters {
        made.files.push((letter.path, letter.made.into_bytes()));
    }
    schemas::add(made);
    Ok(())
}

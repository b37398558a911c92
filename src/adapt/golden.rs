//! The example of a pack that was made: made-up answers, and the letter that they give.

use jiff::civil::Date;

use super::Made;
use super::letter::Asked;
use crate::answers::AnswerFile;
use crate::compose::Composer;
use crate::error::Fault;
use crate::pack::{self, Files, Shared};
use crate::questionnaire::{self, Given, Origin};
use crate::render::markdown::markdown;

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
            out.push_str(&format!("  {id}: {}\n", own.example));
        } else if let Some((_, answer)) = SHARED.iter().find(|(shared, _)| shared == id) {
            out.push_str(&format!("  {id}:{answer}\n"));
        }
    }
    out.push_str(&format!("  dated: {today}\n"));
    out
}

/// Puts the letters that the examples give beside them.
///
/// # Errors
/// The faults of the pack. There must be none; a test holds that.
pub(super) fn add(made: &mut Made, shared: &Shared, today: Date) -> Result<(), Vec<Fault>> {
    let files = Files::from_embedded(&made.id, made.files.clone());
    let (pack, _) = pack::load(&files, shared, today)?;
    let Some(path) = made.example.clone() else { return Ok(()) };
    let Some(bytes) = files.files.get(&path) else { return Ok(()) };
    let text = String::from_utf8_lossy(bytes);
    let file = AnswerFile::read(&text, &path)?;
    let mut given = Given::default();
    for (id, raw, place) in file.answers {
        given.insert(&id, raw, Origin::File(place));
    }
    for id in &file.templates {
        let Some(template) = pack.template(id) else { continue };
        // An example that is not whole makes no letter; `sayso test` tells of it.
        let Ok(answers) = questionnaire::fill(&pack, &[template], &given, today, None) else {
            continue;
        };
        let document = Composer::new(&pack, template)
            .and_then(|composer| composer.compose(&answers, &Default::default()));
        if let Ok(document) = document {
            let stem = path.trim_end_matches(".yaml");
            made.files.push((format!("{stem}.{id}.md"), markdown(&document).into_bytes()));
        }
    }
    Ok(())
}

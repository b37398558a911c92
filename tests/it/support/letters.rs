//! Letters made through the library, without the program.

use std::path::Path;

use jiff::civil::{Date, DateTime, date};
use sayso::answer::{Answers, GroupText, Input};
use sayso::compose::{Composer, advice};
use sayso::document::Document;
use sayso::model::{Pack, Template};
use sayso::pack;
use sayso::pack::{Files, Shared, shipped};
use sayso::questionnaire::{self, Given, Origin};
use sayso::source::AnswerFile;

/// The day of the tests.
pub(crate) fn today() -> Date {
    date(2026, 11, 21)
}

/// A pack that ships.
pub(crate) fn shipped_pack(name: &str) -> Pack {
    load(&shipped::files(name).expect("it ships"))
}

/// A pack in a folder.
pub(crate) fn pack_in(folder: &Path) -> Pack {
    load(&Files::from_path(folder).expect("read"))
}

fn load(files: &Files) -> Pack {
    let shared = Shared::built_in().expect("the registers are sound");
    let loaded = pack::load(files, &shared, today());
    loaded.map(|(pack, _)| pack).expect("the pack is sound")
}

/// An answers file, with some answers changed.
pub(crate) fn given(file: &AnswerFile, changes: &[(&str, &str)]) -> Given {
    let mut given = Given::default();
    for (id, raw, place) in &file.answers {
        given.insert(id, raw.clone(), Origin::File(place.clone()));
    }
    for (id, value) in changes {
        given.insert(id, Input::Text(value.to_string()), Origin::Flag);
    }
    given
}

/// The answers of a template, complete.
pub(crate) fn answers(pack: &Pack, template: &str, given: &Given) -> Answers {
    let template = pack.template(template).expect("it has the template");
    questionnaire::fill(pack, &[template], given, today(), None).expect("all answers are there")
}

/// A document of a pack.
pub(crate) fn document(pack: &Pack, template: &str, given: &Given) -> Document {
    let answers = answers(pack, template, given);
    let template = pack.template(template).expect("it has the template");
    let composer = Composer::new(pack, template).expect("its texts are sound");
    composer.compose(&answers, &GroupText::default()).expect("composed")
}

/// The document of an example: of one person, or of those who sign a joint response.
pub(crate) fn of_example(pack: &Pack, template: &str, file: &AnswerFile) -> Document {
    let Some(joint) = pack.joint.iter().find(|joint| joint.id == template) else {
        return document(pack, template, &given(file, &[]));
    };
    let given = given(file, &[]);
    let answers = questionnaire::fill(pack, &[joint], &given, today(), None).expect("complete");
    let composer = Composer::new(pack, joint).expect("its texts are sound");
    composer.compose_joint(&answers, &file.extra.signatories).expect("composed")
}

/// An answers file of a shipped pack's examples.
pub(crate) fn example(pack: &str, case: &str) -> AnswerFile {
    let path = super::repository(&format!("templates/{pack}/examples/{case}.yaml"));
    let text = std::fs::read_to_string(&path).expect("read");
    AnswerFile::read(&text, &path.display().to_string()).expect("an answers file")
}

/// What to do with a document.
pub(crate) fn next_steps(
    pack: &Pack,
    template: &Template,
    document: &Document,
    answers: &Answers,
    now: DateTime,
) -> Vec<String> {
    let composer = Composer::new(pack, template).expect("its texts are sound");
    advice::next_steps(&composer, document, answers, now).expect("told")
}

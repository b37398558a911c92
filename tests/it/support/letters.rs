//! Letters made through the library, without the program.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use jiff::civil::{Date, DateTime, date};
use sayso::answer::{Answers, GroupText, Input};
use sayso::compose::{Composer, advice};
use sayso::document::Document;
use sayso::interview::{self, Inputs, Origin, Questionnaire};
use sayso::model::{Pack, Template};
use sayso::pack;
use sayso::pack::{PackFiles, Shared, shipped};
use sayso::source::AnswerFile;

/// The day of the tests.
pub(crate) fn today() -> Date {
    date(2026, 11, 21)
}

/// A pack that ships, read once for all tests.
pub(crate) fn shipped_pack(name: &str) -> &'static Pack {
    static PACKS: LazyLock<BTreeMap<&str, OnceLock<Pack>>> =
        LazyLock::new(|| shipped::names().map(|name| (name, OnceLock::new())).collect());
    PACKS[name].get_or_init(|| load(&shipped::files(name).expect("it ships")))
}

/// A pack in a folder.
pub(crate) fn pack_in(folder: &Path) -> Pack {
    load(&sayso::disk::pack_files(folder).expect("read"))
}

fn load(files: &PackFiles) -> Pack {
    let shared = Shared::built_in().expect("the registers are sound");
    let loaded = pack::load(files, shared, today());
    loaded.map(|(pack, _)| pack).expect("the pack is sound")
}

/// An answers file, with some answers changed.
pub(crate) fn given(file: &AnswerFile, changes: &[(&str, &str)]) -> Inputs {
    let mut given = Inputs::default();
    for (id, raw, place) in &file.answers {
        given.insert(id, raw.clone(), Origin::File(place.clone()));
    }
    for (id, value) in changes {
        given.insert(id, Input::Text(value.to_string()), Origin::Flag);
    }
    given
}

/// A template with all that makes its documents, read once for many answers: `tests/it/rows.rs` holds
/// that no document depends on those before it.
pub(crate) struct Writer<'p> {
    pub(crate) composer: Composer<'p>,
    questionnaire: Questionnaire<'p>,
}

impl<'p> Writer<'p> {
    pub(crate) fn new(pack: &'p Pack, template: &'p Template) -> Writer<'p> {
        let composer = Composer::new(pack, template).expect("its texts are sound");
        Writer { composer, questionnaire: Questionnaire::new(pack, &[template], today()) }
    }

    /// A document, and the answers that it is made from.
    pub(crate) fn document(&self, given: &Inputs) -> (Document, Answers) {
        let answers = self.questionnaire.fill(given).expect("all answers are there");
        let document = self.composer.compose(&answers, &GroupText::default()).expect("composed");
        (document, answers)
    }
}

/// The answers of a template, complete.
pub(crate) fn answers(pack: &Pack, template: &str, given: &Inputs) -> Answers {
    let template = pack.template(template).expect("it has the template");
    interview::fill(pack, &[template], given, today()).expect("all answers are there")
}

/// A document of a pack.
pub(crate) fn document(pack: &Pack, template: &str, given: &Inputs) -> Document {
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
    let answers = interview::fill(pack, &[joint], &given, today()).expect("complete");
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

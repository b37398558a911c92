//! The made-up consultation of twelve numbered questions, as one person answers it. The same
//! pack serves the tests of batches.

use std::fs;

use sayso::model::{Kind, Pack};
use sayso::render::markdown::markdown;
use sayso::source::AnswerFile;

use crate::support::letters::{document, given, pack_in};
use crate::support::{Test, repository};

const FOLDER: &str = "tests/it/batch/ex26";

fn pack() -> Pack {
    pack_in(&repository(FOLDER))
}

#[test]
fn it_has_no_faults() {
    let folder = repository(FOLDER).display().to_string();
    Test::new().args(["check", &folder, "--deny-warnings"]).run();
}

#[test]
fn its_twelve_questions_carry_their_numbers() {
    let pack = pack();
    let template = pack.template("response").expect("it has it");
    let numbered: Vec<_> = template.questions.iter().filter(|id| id.starts_with('q')).collect();
    assert_eq!(numbered.len(), 12);
    for (index, id) in numbered.into_iter().enumerate() {
        let number = index + 1;
        assert_eq!(*id, format!("q{number}"));
        let question = pack.question(id).expect("it is there");
        assert!(question.ask.starts_with(&format!("{number}. ")), "{}", question.ask);
        assert_eq!(question.shared_after, [8, 10].contains(&number), "{number}");
        assert_eq!(question.kind == Kind::OwnWords, ![1, 2, 11].contains(&number), "{number}");
    }
}

#[test]
fn every_example_gives_the_response_beside_it() {
    let pack = pack();
    for case in ["jean", "sam-shortest"] {
        let path = repository(&format!("{FOLDER}/examples/{case}.yaml"));
        let text = fs::read_to_string(&path).expect("an example");
        let file = AnswerFile::read(&text, &path.display().to_string()).expect("it can be read");
        let made = markdown(&document(&pack, "response", &given(&file, &[])));
        let golden = path.with_file_name(format!("{case}.response.md"));
        if std::env::var_os("SAYSO_ACCEPT").is_some() {
            fs::write(&golden, &made).expect("written");
        }
        assert_eq!(made, fs::read_to_string(&golden).unwrap_or_default(), "{case}");
    }
}

//! Answer files: that what is written reads the same, and that nothing makes the reader panic.

use jiff::civil::Date;
use proptest::prelude::*;

use crate::answer::*;
use crate::question::properties::{question, taken, with_reading};
use crate::source::answers_file::AnswerFile;

#[test]
fn the_schema_has_every_key() {
    let schema = include_str!("../../docs/schema/answers.schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).expect("JSON");
    for key in schema["properties"].as_object().expect("a map").keys() {
        AnswerFile::read(&format!("{key}:\n"), "a.yaml").expect("a key that is known");
    }
    let faults = AnswerFile::read("other: 1\n", "a.yaml").expect_err("one that is not");
    let help = faults[0].help.as_deref().expect("the keys that are known");
    assert_eq!(
        help.matches('`').count() / 2,
        schema["properties"].as_object().map_or(0, |p| p.len())
    );
}

#[test]
fn a_written_file_reads_well() {
    let mut answers = Answers::default();
    let mut add = |id: &str, value: Value| answers.0.insert(id.into(), value);
    add("name", Value::Text("Siân Ŵyn-O'Brien".into()));
    add("postcode", Value::Text("S70 0ZZ".into()));
    add("telephone", Value::Text("01632 960123".into()));
    add("reference", Value::Text("2026".into()));
    add("organisation", Value::Text("Yes".into()));
    add("mp.name", Value::Text("Ms Alex: \"Member\" # MP".into()));
    add("address", Value::Lines(vec!["1 Sample Street".into(), "- Wombwell".into()]));
    add("story", Value::OwnWords("One # one\n  more.\n\n- two: \"x\"".into()));
    add(
        "concerns",
        Value::Concerns(vec![Chosen::Pack("secrecy".into()), Chosen::Own("Too few: x".into())]),
    );
    add("decision_made", Value::YesNo(true));
    add("members", Value::Number(1200.0));
    add("dated", Value::Date(Date::constant(2026, 11, 21)));
    add("meeting_start", Value::DateTime(Date::constant(2026, 12, 2).at(13, 30, 0, 0)));
    let body = BodyAnswer::Named { name: "Sample Panel".into(), kind: "nhs-board".into() };
    add("meeting", Value::Body(body));
    assert_eq!(
        AnswerFile::write("nhs-contracts", &["mp-letter"], &answers),
        r#"pack: nhs-contracts
template: mp-letter
answers:
  address:
  - 1 Sample Street
  - '- Wombwell'
  concerns:
  - secrecy
  - 'own: Too few: x'
  dated: 2026-11-21
  decision_made: yes
  meeting:
    kind: nhs-board
    name: Sample Panel
  meeting_start: 2026-12-02T13:30
  members: '1200'
  mp.name: 'Ms Alex: "Member" # MP'
  name: Siân Ŵyn-O'Brien
  organisation: Yes
  postcode: S70 0ZZ
  reference: '2026'
  story: |-
    One # one
      more.

    - two: "x"
  telephone: 01632 960123
"#
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_is_written_reads_the_same(
        values in prop::collection::vec(taken(), 0..6),
        pack in any::<String>(),
    ) {
        let id = |index: usize| format!("group.question_{index}");
        let mut answers = Answers::default();
        for (index, (_, value)) in values.iter().enumerate() {
            answers.0.insert(id(index), value.clone());
        }
        let text = AnswerFile::write(&pack, &["one", "two"], &answers);
        let file = AnswerFile::read(&text, "a.yaml");
        let file = file.map_err(|faults| TestCaseError::fail(format!("{text}{faults:?}")))?;
        prop_assert_eq!(file.pack.unwrap_or_default(), pack);
        prop_assert_eq!(file.templates, ["one", "two"]);
        prop_assert_eq!(file.answers.len(), values.len());
        for (index, (kind, value)) in values.iter().enumerate() {
            let written = file.answers.iter().find(|(found, ..)| *found == id(index));
            let (_, raw, _) = written.expect("is written");
            let again = with_reading(|reading| question("q", *kind).read(raw, reading));
            prop_assert_eq!(again, Ok(Some(value.clone())), "{}", text);
        }
    }

    #[test]
    fn no_file_makes_it_panic(text in crate::question::properties::typed()) {
        let _ = AnswerFile::read(&text, "a.yaml");
        let _ = AnswerFile::read(&format!("answers:\n  a: {text}\n  b:\n    - {text}\n"), "a.yaml");
    }
}

//! Joint responses: one document that many sign, each with what they say themselves.

use sayso::answer::Signatory;
use sayso::compose::Composer;
use sayso::document::Document;
use sayso::interview;
use sayso::model::Pack;
use sayso::render::Format;
use sayso::render::markdown::markdown;

use crate::support::letters::{example, given, shipped_pack, today};
use crate::support::{Home, stderr, stdout};

/// The joint response of an example, signed by these.
fn joint(pack: &Pack, signatories: &[Signatory]) -> Document {
    let template = pack.joint_for("consultation-response").expect("it has one");
    let file = example(&pack.id, "norwich-joint");
    let answers = interview::fill(pack, &[template], &given(&file, &[]), today());
    let composer = Composer::new(pack, template).expect("its texts are sound");
    composer.compose_joint(&answers.expect("complete"), signatories).expect("composed")
}

fn person(name: &str, says: &str) -> Signatory {
    Signatory { name: name.into(), place: String::new(), says: says.into() }
}

#[test]
fn only_what_signatories_say_is_anybodys_own() {
    let pack = shipped_pack("local-service");
    let none = joint(pack, &[person("A B", ""), person("C D", "")]);
    assert_eq!(none.measure.own, 0);
    let some = joint(pack, &[person("A B", "We wait too long."), person("C D", "Keep it open!")]);
    assert_eq!(some.measure.own, 7);
    // The same words are nobody's twice.
    let same = joint(pack, &[person("A B", "Keep it open!"), person("C D", "Keep it open!")]);
    assert_eq!(same.measure.own, 3);
}

#[test]
fn what_people_type_stands_as_typed() {
    let pack = shipped_pack("local-service");
    let people = [
        person("*Jean* [Sample](https://example.org)", "# One\n\n- two\n1. three"),
        person("# {{name}}", "> four"),
    ];
    let letter = joint(pack, &people);
    let text = sayso::render::text::text(&letter);
    for typed in ["*Jean* [Sample](https://example.org)", "# One", "- two", "# {{name}}", "> four"]
    {
        assert!(text.contains(typed), "{typed} in\n{text}");
    }
    let lists = letter.body.iter().filter(|b| matches!(b, sayso::document::Block::List(..)));
    assert_eq!(lists.count(), 1, "{}", markdown(&letter));
}

#[test]
fn thousands_can_sign() {
    let pack = shipped_pack("local-service");
    let people: Vec<Signatory> = (0..3000).map(|n| person(&format!("Sample {n}"), "")).collect();
    let letter = joint(pack, &people);
    let text = markdown(&letter);
    assert!(
        text.contains("We are 3000 people who are answering together")
            && text.contains("Sample 2999")
    );
    assert!(sayso::render::render(&letter, Format::Pdf).is_ok());
}

#[test]
fn nobody_is_offered_to_write_one_alone() {
    let home = Home::new();
    let list = home.run(&["list"]);
    assert!(stdout(&list).contains("local-service/consultation-response"));
    assert!(!stdout(&list).contains("joint"), "{}", stdout(&list));
    for command in
        [["write", "local-service/joint-response"], ["preview", "local-service/joint-response"]]
    {
        let refused = home.test().args(command).status(2).run();
        insta::assert_snapshot!(format!("joint_{}", command[0]), stderr(&refused));
    }
    let shown = stdout(&home.run(&["show", "local-service"]));
    assert!(
        shown.contains("joint-response  A joint response to a consultation (sayso batch --joint)")
    );
}

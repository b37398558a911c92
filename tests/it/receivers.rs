//! Whom a document goes to and by when: an MP with or without a name, an empty seat, a meeting in
//! a nation whose bank holidays are not known, a consultation that closes at an hour.

use std::sync::Arc;

use jiff::civil::{DateTime, datetime};
use sayso::answer::BodyAnswer;
use sayso::document::Document;
use sayso::model::Pack;
use sayso::register::deadline::Notice;
use sayso::text::words::one_line;

use crate::support::letters::{
    answers, document, example, given, next_steps, pack_in, shipped_pack,
};
use crate::support::{Home, repository, stdout};

fn mp_letter(pack: &str, case: &str, changes: &[(&str, &str)]) -> (Document, Vec<String>) {
    let file = example(pack, case);
    let pack = shipped_pack(pack);
    let given = given(&file, changes);
    let letter = document(pack, "mp-letter", &given);
    let answers = answers(pack, "mp-letter", &given);
    let template = pack.template("mp-letter").expect("it has it");
    let now = datetime(2026, 11, 21, 12, 0, 0, 0);
    let steps = next_steps(pack, template, &letter, &answers, now);
    (letter, steps)
}

#[test]
fn the_rt_hon_stands_in_the_address_and_not_after_dear() {
    for (name, dear) in [
        ("The Rt Hon Ms Alex Member MP", "Dear Ms Member"),
        ("The Rt Hon Alex Member MP", "Dear Alex Member"),
        ("Rt Hon Sir Alex Member KC MP", "Dear Sir Alex"),
    ] {
        let (letter, _) = mp_letter("nhs-contracts", "norwich-shortest", &[("mp.name", name)]);
        assert_eq!(letter.recipient, [name, "House of Commons", "London SW1A 0AA"]);
        assert_eq!(letter.salutation.as_deref(), Some(dear));
        assert_eq!(letter.closing.as_deref(), Some("Yours sincerely"));
    }
}

#[test]
fn a_letter_for_an_empty_seat_waits_for_whoever_is_elected() {
    let seat = ("mp.constituency", "Norwich South");
    for vacant in [("mp.name", "vacant"), ("mp.vacant", "yes")] {
        for (pack, case) in
            [("nhs-contracts", "norwich-shortest"), ("local-service", "norwich-library-shortest")]
        {
            let (letter, steps) = mp_letter(pack, case, &[seat, vacant]);
            assert_eq!(letter.recipient[0], "The Member of Parliament for Norwich South");
            assert_eq!(letter.salutation.as_deref(), Some("Dear Member of Parliament"));
            assert_eq!(letter.closing.as_deref(), Some("Yours faithfully"));
            assert!(!letter.markdown.contains("vacant"), "{}", letter.markdown);
            let said = steps.join("\n");
            assert!(said.contains("Nobody is your MP until the by-election."), "{said}");
            assert!(!said.contains("Print it") && !said.contains("Find out who"), "{said}");
        }
    }
    let (_, steps) = mp_letter("nhs-contracts", "norwich-shortest", &[seat]);
    assert!(!steps.join("\n").contains("by-election"), "{steps:?}");
}

#[test]
fn an_mp_who_is_a_minister_is_asked_to_write_and_not_to_table() {
    for story in ["", "We waited at the door again. "] {
        let changes = [("story", story)];
        let (letter, _) = mp_letter("nhs-contracts", "norwich-shortest", &changes);
        let asked = letter
            .markdown
            .find("ask the Health Secretary this question")
            .expect("it asks for one");
        let instead = letter.markdown.find("If you cannot table it, please write");
        assert!(instead.is_some_and(|at| at > asked), "{}", letter.markdown);
        // The other letter asks to put questions to a board or council, which a minister may too.
        let (letter, _) = mp_letter("local-service", "norwich-library-shortest", &changes);
        for word in ["table", "written question", "motion", "Parliament"] {
            assert!(!letter.markdown.contains(word), "{word}: {}", letter.markdown);
        }
    }
}

/// The Scottish pack, whose board wants questions so long before its meeting.
fn highland(notice: &str) -> Pack {
    let mut pack = pack_in(&repository("tests/it/nations/highland"));
    let notice: Notice = serde_yaml::from_str(notice).expect("a notice");
    let bodies = &mut Arc::make_mut(&mut pack.registers).bodies.bodies;
    let board = bodies.iter_mut().find(|b| b.id == "nhs-highland-review").expect("it is there");
    board.rules.notice = Some(notice);
    pack
}

#[test]
fn a_deadline_leaves_out_the_bank_holidays_of_the_bodys_nation() {
    let due = |pack: &Pack, id: &str, start: DateTime| {
        let body = pack.registers.body(&BodyAnswer::Known(id.into())).expect(id);
        let nations = pack.registers.nations_of(&body);
        let notice = body.rules.notice.as_ref().expect("its notice is known");
        (
            sayso::register::deadline::due(notice, start, &nations),
            pack.registers.holiday_caution(&body, start),
        )
    };
    // St Andrew's Day, 30 November 2026, is a Monday: in Scotland alone no working day.
    let wednesday = datetime(2026, 12, 2, 10, 0, 0, 0);
    let scottish = highland("{working_days: 2, at: '12:00'}");
    let (day, caution) = due(&scottish, "nhs-highland-review", wednesday);
    assert_eq!(day, "Friday 27 November, noon");
    assert!(caution.is_some_and(|said| said.contains("local holidays")), "they are not counted");
    let (day, caution) = due(&scottish, "kirklees-scrutiny", wednesday);
    assert_eq!((day.as_str(), caution), ("Monday 30 November, 10am", None));
    // The last Monday before a meeting may be a bank holiday itself: that is said.
    let after_easter = datetime(2026, 4, 8, 10, 0, 0, 0);
    let (_, caution) = due(&scottish, "nhs-northamptonshire-icb", after_easter);
    assert_eq!(
        caution.as_deref(),
        Some("Monday 6 April is a bank holiday: send it before then, or ask them.")
    );
}

#[test]
fn a_consultation_with_an_hour_says_how_long_is_left() {
    let pack = pack_in(&repository("tests/it/batch/ex26"));
    let template = pack.template("response").expect("it has it");
    let said = |now: DateTime| {
        let path = repository("tests/it/batch/ex26/examples/jean.yaml");
        let text = std::fs::read_to_string(path).expect("an example");
        let file = sayso::source::AnswerFile::read(&text, "jean.yaml").expect("answers");
        let given = given(&file, &[]);
        let response = document(&pack, "response", &given);
        let answers = answers(&pack, "response", &given);
        next_steps(&pack, template, &response, &answers, now)[0].clone()
    };
    assert_eq!(
        said(datetime(2026, 11, 25, 21, 0, 0, 0)),
        "Send it before it closes on Friday 27 November, 5pm: in 44 hours."
    );
    assert_eq!(
        said(datetime(2026, 11, 27, 18, 0, 0, 0)),
        "It closed on Friday 27 November, 5pm: it was earlier today. You can still send it and ask for it to be read."
    );
    let home = Home::new();
    let folder = repository("tests/it/batch/ex26").display().to_string();
    let shown = stdout(&home.run(&["show", &format!("{folder}/response")]));
    assert!(shown.contains("Closes: Friday 27 November, 5pm, in 6 days."), "{shown}");
}

#[test]
fn rules_that_should_have_been_read_again_are_told_with_the_steps() {
    let file = example("nhs-contracts", "barnsley");
    let pack = shipped_pack("nhs-contracts");
    let given = given(&file, &[]);
    let template = pack.template("scrutiny-questions").expect("it has it");
    let question = document(pack, "scrutiny-questions", &given);
    let answers = answers(pack, "scrutiny-questions", &given);
    let check = |now: DateTime| {
        let steps = next_steps(pack, template, &question, &answers, now);
        steps.into_iter().find(|step| step.starts_with("Check")).expect("a step to check them")
    };
    let page = "https://southyorkshire.icb.nhs.uk/our-information/meetings-and-papers";
    assert_eq!(
        check(datetime(2026, 11, 21, 12, 0, 0, 0)),
        format!("Check the date and the rules (seen January 2025), since they change: {page}")
    );
    assert_eq!(
        check(datetime(2027, 6, 1, 12, 0, 0, 0)),
        format!(
            "Check the date and the rules (seen January 2025). We meant to read them again by May 2027, so they may have changed: {page}"
        )
    );
}

/// A committee of which only the name is known, and a board that is new: what was before it is told.
#[test]
fn a_body_whose_rules_are_not_known_is_to_be_asked() {
    let pack = shipped_pack("nhs-contracts");
    let template = pack.template("scrutiny-questions").expect("it is there");
    let file = example("nhs-contracts", "norwich-shortest");
    let steps = |meeting: &str| {
        let answers = answers(pack, &template.id, &given(&file, &[("meeting", meeting)]));
        let question = document(pack, &template.id, &given(&file, &[("meeting", meeting)]));
        next_steps(pack, template, &question, &answers, datetime(2026, 11, 28, 12, 0, 0, 0))
    };
    let named = steps("cheshire-and-merseyside-jhosc");
    assert!(
        named[0].contains("Ask them whether they take questions from the public, and by when: three working days before is common."),
        "{named:?}"
    );
    assert!(named.iter().any(|step| step.contains("councillors.knowsley.gov.uk")), "{named:?}");
    let new = steps("nhs-central-east-icb");
    assert!(new.iter().any(|step| step.contains("until three working days before")), "{new:?}");
}

#[test]
fn what_is_not_known_of_a_bodys_rules_is_said() {
    let home = Home::new();
    let shown = stdout(&home.run(&["show", "nhs-contracts/scrutiny-questions"]));
    let words = one_line(&shown);
    for said in [
        // Barnsley's full Council names a day and an address, and no length or number.
        "Not known to us: how long a question may be or how many you may put. Ask their office.",
        // Rotherham's minutes tell the length and the number alone.
        "Not known to us: by when they need it or where to send it. Ask their office.",
    ] {
        assert!(words.contains(said), "{said}\n{shown}");
    }
}

#[test]
fn a_response_is_still_written_after_the_consultation_has_closed() {
    let home = Home::new();
    let folder = repository("tests/it/batch/ex26").display().to_string();
    let answers = format!("{folder}/examples/jean.yaml");
    let template = format!("{folder}/response");
    // 28 November 2026, noon.
    home.test()
        .args(["write", &template, "--answers", &answers, "--no-input", "-o", "late.txt"])
        .env("SOURCE_DATE_EPOCH", "1795867200")
        .says("It closed on Friday 27 November, 5pm")
        .run();
    assert!(home.read("late.txt").contains("Hospital services in Exampleshire"));
}

//! Bodies: sound as recorded, offered to those they serve, never missing in England.

use jiff::civil::datetime;

use super::super::bodies::{COUNCIL, NHS_BOARD, SCRUTINY_COMMITTEE};
use super::*;
use crate::compose::advice::rules::in_words;
use crate::register::{deadline, names};

#[test]
fn every_body_is_sound() {
    assert_eq!(RECORDED.faults(&SHIPPED), Vec::<String>::new());
    let kinds = [NHS_BOARD, SCRUTINY_COMMITTEE, COUNCIL];
    for body in &RECORDED.bodies {
        let rules = &body.rules;
        assert!(kinds.contains(&body.kind.as_str()), "{}", body.id);
        assert_eq!(names::slug(&body.id), body.id);
        for source in std::iter::once(&rules.source).chain(&rules.more_sources) {
            assert!(source.starts_with("https://") || source.starts_with("http://"), "{}", body.id);
        }
        let month = rules.review_by.as_deref().expect("every body has a date to read it again");
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        assert!(month.len() == 7 && month.starts_with("20") && digits(&month[5..]), "{month}");
        if let Some(as_of) = &rules.as_of {
            assert!(as_of.starts_with("20") && as_of.as_str() < month, "{}", body.id);
        }
        assert_eq!(rules.instead.is_some(), rules.questions == Questions::NotTaken, "{}", body.id);
        // A hospital's board serves an area, and not a board's.
        if let (NHS_BOARD, [board]) = (body.kind.as_str(), body.serves.boards.as_slice()) {
            let board = SHIPPED.board(board).expect("a fault if not");
            assert_eq!(
                (&board.name, body.short()),
                (&body.name, &*format!("{} board", board.short()))
            );
        }
        for note in &rules.notes {
            let whole = note.starts_with(char::is_uppercase) && note.ends_with('.');
            assert!(whole, "a comma in [..] cuts a note in two: {note}");
        }
        for line in in_words(rules) {
            assert!(!line.contains("  ") && !line.contains("..") && !line.is_empty(), "{line}");
        }
    }
}

#[test]
fn barnsley_is_offered_what_it_has() {
    let area = one("Barnsley");
    let offered = RECORDED.serving(area, None, &SHIPPED);
    let ids: Vec<&str> = offered.iter().map(|body| body.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "nhs-south-yorkshire-icb",
            "barnsley-hospital-board",
            "south-yorkshire-jhosc",
            "barnsley-council",
            "barnsley-scrutiny",
        ]
    );
    let said: Vec<String> = offered.iter().map(|body| in_words(&body.rules)[0].clone()).collect();
    assert_eq!(
        said[0],
        "Takes questions by e-mail or telephone until 24 hours before, and will read yours out. \
         (Seen January 2025)"
    );
    assert_eq!(said[2], "The Chair decides whether to take questions. (Seen 2024)");
    assert!(!offered[4].may_take_questions() && said[4].contains("write to your councillor"));
    let notice = offered[0].rules.notice.as_ref().expect("its notice is known");
    let start = datetime(2026, 12, 2, 13, 30, 0, 0);
    assert_eq!(deadline::due(notice, start, &["England"]), "Tuesday 1 December, 1.30pm");
}

#[test]
fn nobody_in_england_is_without_a_board_and_a_committee() {
    for area in &SHIPPED.councils {
        let offered = RECORDED.serving(area, None, &SHIPPED);
        let has = |kind: &str| offered.iter().any(|body| body.kind == kind);
        let england = area.nation == "England";
        assert_eq!(has(NHS_BOARD), england, "{}", area.name);
        assert_eq!(has(SCRUTINY_COMMITTEE), england, "{}", area.name);
        let mut ids: Vec<&str> = offered.iter().map(|body| body.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), offered.len(), "{}", area.name);
        for body in &offered {
            assert_eq!(KNOWN.get(&body.id), Some(body));
        }
    }
}

#[test]
fn a_district_is_not_offered_for_what_it_does_not_decide() {
    for (area, body) in [
        ("Bassetlaw", "bassetlaw-council"),
        ("East Staffordshire", "east-staffordshire-scrutiny"),
        ("Cambridge", "cambridge-committees"),
    ] {
        let offered = RECORDED.serving(one(area), None, &SHIPPED);
        assert!(offered.iter().all(|offered| offered.id != body), "{area}");
        assert!(offered.iter().any(|offered| offered.kind == SCRUTINY_COMMITTEE), "{area}");
        // It can still be named.
        assert!(KNOWN.get(body).is_some(), "{body}");
    }
}

#[test]
fn the_likeliest_of_several_boards_comes_first() {
    let harrogate = one("Harrogate");
    let offered = RECORDED.serving(harrogate, None, &SHIPPED);
    assert_eq!(offered[0].id, "nhs-humber-and-north-yorkshire-icb");
    assert!(offered.iter().any(|body| body.id == "nhs-west-yorkshire-icb"));
    let dorset = one("Dorset").note.as_deref().unwrap_or_default();
    assert!(dorset.contains("Bournemouth, Christchurch or Poole"), "{dorset}");
}

#[test]
fn a_chosen_board_leaves_the_other_candidates_out() {
    let area = one("Vale of White Horse");
    assert_eq!(area.boards.len(), 2);
    let boards =
        |offered: Vec<Body>| offered.into_iter().filter(|body| body.kind == NHS_BOARD).count();
    assert_eq!(boards(RECORDED.serving(area, None, &SHIPPED)), 2);
    assert_eq!(boards(RECORDED.serving(area, Some(&area.boards[0]), &SHIPPED)), 1);
    let typed = RECORDED.serving(area, Some("NHS Example Board"), &SHIPPED);
    assert!(typed.iter().any(|body| body.name == "NHS Example Board"));
}

#[test]
fn a_district_is_served_by_its_county() {
    let offered = RECORDED.serving(one("High Peak"), None, &SHIPPED);
    let ids: Vec<&str> = offered.iter().map(|body| body.id.as_str()).collect();
    assert_eq!(
        ids,
        ["nhs-derby-and-derbyshire-icb", "derbyshire-health-scrutiny", "derbyshire-council"]
    );
}

#[test]
fn the_rules_of_most_boards_and_of_thirty_councils_are_told_with_their_page() {
    let told = |body: &&Body| {
        let rules = &body.rules;
        !rules.source.is_empty()
            && (rules.questions != Questions::NotKnown || !rules.notes.is_empty())
    };
    let boards = RECORDED.bodies.iter().filter(told).filter(|body| !body.serves.boards.is_empty());
    assert!(boards.clone().count() >= 24, "{}", boards.count());
    let councils = RECORDED.bodies.iter().filter(told).filter(|b| !b.scrutiny_of.is_empty());
    assert!(councils.clone().count() >= 30, "{}", councils.count());
}

#[test]
fn bodies_by_id_and_by_name() {
    let ids =
        |typed: &str| KNOWN.find(typed).into_iter().map(|body| body.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids("nhs-south-yorkshire-icb"), ["nhs-south-yorkshire-icb"]);
    assert_eq!(ids("NHS South Yorkshire board"), ["nhs-south-yorkshire-icb"]);
    assert_eq!(ids("Wakefield health scrutiny committee"), ["wakefield-health-scrutiny"]);
    assert_eq!(ids("nhs-south-yorkshir-icb")[0], "nhs-south-yorkshire-icb");
    assert!(ids("barnsley").contains(&"barnsley-council".into()));
    assert!(ids("something else altogether").is_empty() && ids("").is_empty());
}

#[test]
fn a_pack_brings_its_own_and_wins() {
    let mut areas = SHIPPED.clone();
    let own = "{boards: [{place: Example Isles, name: NHS Example Isles}], councils: [{name: \
               Orkney Islands, nation: Scotland, boards: [Example Isles], seats: [Orkney and \
               Shetland]}, {name: Exampleshire, boards: [South Yorkshire]}]}";
    areas.merge(Areas::from_yaml(own).expect("the areas of the test are well formed"));
    assert_eq!(areas.councils.len(), 362);
    let exampleshire = areas.get("exampleshire").expect("the pack brought it");
    assert_eq!(exampleshire.boards, ["NHS South Yorkshire Integrated Care Board"]);
    assert_eq!(areas.faults(), Vec::<String>::new());

    let mut bodies = RECORDED.clone();
    let own = "bodies: [{id: nhs-example-isles, name: NHS Example Isles, kind: health-board, \
               serves: {boards: [Example Isles]}}, {id: barnsley-council, name: Ours, kind: \
               council, serves: {areas: [Barnsley, Nowhere]}}]";
    bodies.merge(Bodies::from_yaml(own).expect("the bodies of the test are well formed"));
    let orkney = areas.get("Orkney Islands").expect("the register has it");
    let offered = bodies.serving(orkney, None, &areas);
    assert_eq!(offered.iter().map(|b| b.id.as_str()).collect::<Vec<_>>(), ["nhs-example-isles"]);
    let known = known::Known::new(&bodies, &areas);
    assert_eq!(known.get("barnsley-council").map(|body| body.name.as_str()), Some("Ours"));
    assert_eq!(bodies.faults(&areas), ["body `barnsley-council`: no area `Nowhere`"]);
}

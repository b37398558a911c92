//! Councils: all there, each leading somewhere, found by whatever name people use.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::names::{fold, key};
use super::*;

fn several(typed: &str) -> (String, Vec<&'static str>) {
    match SHIPPED.find(typed) {
        NameMatch::Several { asked_for, areas } => {
            (asked_for, areas.iter().map(|area| area.name.as_str()).collect())
        }
        other => panic!("{typed}: {other:?}"),
    }
}

fn close(typed: &str) -> Vec<&'static str> {
    match SHIPPED.find(typed) {
        NameMatch::Slip(area) => panic!("{typed} is taken for {}", area.name),
        NameMatch::Close(areas) => areas.iter().map(|area| area.name.as_str()).collect(),
        other => panic!("{typed}: {other:?}"),
    }
}

#[test]
fn every_council_constituency_and_board_is_there() {
    let areas = &*SHIPPED;
    let in_nation = |nation: &str| areas.councils.iter().filter(|a| a.nation == nation).count();
    assert_eq!(areas.councils.len(), 361);
    let nations = ["England", "Scotland", "Wales", "Northern Ireland"];
    assert_eq!(nations.map(in_nation), [296, 32, 22, 11]);
    let seats: BTreeSet<_> = areas.councils.iter().flat_map(|a| &a.constituencies).collect();
    assert_eq!(seats.len(), 650);
    // 36 in England, 14 in Scotland, 7 in Wales.
    let english = areas.boards.iter().filter(|b| b.name.ends_with(" Integrated Care Board"));
    assert_eq!(english.count(), 36);
    assert_eq!(areas.boards.len(), 57);
    let served: BTreeSet<_> = areas.councils.iter().flat_map(|a| &a.boards).collect();
    assert_eq!(served.len(), 57, "every board has a council");
}

/// What the tables beside `areas.yaml` say is what stands in it.
#[test]
fn the_areas_agree_with_the_tables() {
    let (places, names) = (postcodes::shipped(), councils::shipped());
    for area in &SHIPPED.councils {
        let council = names.by_name(&area.name).expect(&area.name);
        let british = area.nation != "Northern Ireland";
        assert_eq!(places.head().councils.contains(&council.code), british, "{}", area.name);
        for upper in area.upper_tier.iter() {
            assert!(names.by_name(upper).is_some(), "{upper}");
        }
        for seat in &area.constituencies {
            assert_eq!(&members::shipped().by_name(seat).expect(seat).constituency, seat);
        }
    }
    for code in &places.head().councils {
        assert!(SHIPPED.get(&names.by_code(code).expect(code).name).is_some(), "{code}");
    }
    for code in &places.head().seats {
        assert!(members::shipped().by_code(code).is_some(), "{code}");
    }
    let codes: BTreeSet<_> = SHIPPED.boards.iter().filter_map(|b| b.code.as_ref()).collect();
    assert_eq!(codes, places.head().boards.iter().collect(), "boards of postcodes and of areas");
    assert_eq!(members::shipped().all().len(), 650);
    let addresses = names.all().iter().flat_map(|c| [&c.homepage, &c.meetings]);
    assert!(addresses.filter(|a| !a.is_empty()).all(|a| a.starts_with("http")));
}

#[test]
fn lines_that_were_wrong_are_as_the_postcodes_say() {
    assert_eq!(
        one("North Northamptonshire").boards,
        ["NHS Northamptonshire Integrated Care Board"]
    );
    assert_eq!(one("Mansfield").constituencies, ["Ashfield", "Mansfield"]);
    let seats = |council: &str| one(council).constituencies.join(", ");
    assert!(seats("East Riding of Yorkshire").contains("Bridlington and The Wolds"));
    assert!(seats("South Holland").contains("South Holland and The Deepings"));
    let split = SHIPPED.councils.iter().filter(|area| area.boards.len() > 1);
    assert_eq!(
        split.map(|area| area.name.as_str()).collect::<Vec<_>>(),
        [
            "Buckinghamshire",
            "Cumberland",
            "North Yorkshire",
            "Vale of White Horse",
            "Westmorland and Furness",
        ]
    );
    for district in SHIPPED.councils.iter().filter(|a| a.upper_tier.as_deref() == Some("Surrey")) {
        assert!(district.note.as_ref().is_some_and(|note| note.contains("1 April 2027")));
    }
}

#[test]
fn every_council_leads_somewhere() {
    assert_eq!(SHIPPED.faults(), Vec::<String>::new());
    for area in &SHIPPED.councils {
        assert!(!area.constituencies.is_empty(), "{}", area.name);
        // Trusts in Northern Ireland do not follow the councils' borders.
        assert_eq!(area.boards.is_empty(), area.nation == "Northern Ireland", "{}", area.name);
        assert_eq!(one(&area.name), area);
        for name in area.also.iter().chain(&area.was) {
            assert_eq!(one(name), area, "{name}");
        }
        assert_eq!(area.was.is_empty(), area.since.is_none(), "{}", area.name);
    }
    for group in &SHIPPED.groups {
        for name in std::iter::once(&group.name).chain(&group.also) {
            assert!(!matches!(SHIPPED.find(name), NameMatch::Close(_) | NameMatch::None), "{name}");
        }
    }
    for board in &SHIPPED.boards {
        assert_eq!(SHIPPED.board(&board.place), SHIPPED.board(&board.name));
        assert!(board.since.is_some());
    }
}

#[test]
fn a_district_of_a_board_that_was_divided_has_one_board() {
    for (council, board) in [
        ("Welwyn Hatfield", "Central East"),
        ("Epping Forest", "Essex"),
        ("Ipswich", "Norfolk and Suffolk"),
        ("Rushmoor", "Hampshire and Isle of Wight"),
        ("Surrey Heath", "Surrey and Sussex"),
        ("Slough", "Thames Valley"),
        ("Westminster", "West and North London"),
        ("Bassetlaw", "Nottingham and Nottinghamshire"),
    ] {
        let known = SHIPPED.board(board).map(|board| board.name.clone());
        assert_eq!(one(council).boards, Vec::from_iter(known), "{council}");
    }
    let unsure = SHIPPED.councils.iter().filter(|area| area.boards.len() > 1);
    assert!(unsure.count() < 10, "few people should have to choose");
}

#[test]
fn every_source_says_when_and_when_to_look_again() {
    for source in &SHIPPED.sources {
        assert!(source.as_of < source.review_by && source.review_by.len() == 7, "{source:?}");
        assert!(source.url.iter().all(|url| url.starts_with("https://")));
    }
    let licences = SHIPPED.sources.iter().filter_map(|source| source.licence.as_ref());
    let words: Vec<&String> = licences.collect();
    for (licence, count) in
        [("Open Government Licence", 3), ("Open Parliament Licence", 1), ("CC BY 4.0", 1)]
    {
        assert_eq!(words.iter().filter(|w| w.contains(licence)).count(), count, "{licence}");
    }
}

#[test]
fn health_is_devolved_outside_england_and_that_is_said() {
    for area in &SHIPPED.councils {
        let nation = SHIPPED.nation(&area.nation).expect("a test above holds it");
        assert_eq!(nation.health_devolved, area.nation != "England");
        assert_eq!(nation.member.is_some(), nation.health_devolved);
        assert!(nation.note.contains("MP"));
    }
}

#[test]
fn councils_by_any_of_their_names() {
    for (typed, name) in [
        ("Barnsley MBC", "Barnsley"),
        ("barnsley metropolitan borough council", "Barnsley"),
        ("Sheffield City Council", "Sheffield"),
        ("London Borough of Hackney", "Hackney"),
        ("City of London", "City of London"),
        ("saint helens", "St Helens"),
        ("Kingston upon Hull, City of", "Hull"),
        ("Hull City Council", "Hull"),
        ("Bristol City Council", "Bristol"),
        ("Durham", "County Durham"),
        ("Brighton & Hove", "Brighton and Hove"),
        ("YNYS MON", "Isle of Anglesey"),
        ("kings lynn and west norfolk", "King's Lynn and West Norfolk"),
        ("Harrogate", "North Yorkshire"),
        ("Shepway", "Folkestone and Hythe"),
        ("Dorset", "Dorset"),
        ("East Riding of Yorkshire Council", "East Riding of Yorkshire"),
        ("Derry", "Derry City and Strabane"),
        ("north herts", "North Hertfordshire"),
        ("Bucks", "Buckinghamshire"),
    ] {
        assert_eq!(one(typed).name, name, "{typed}");
    }
    assert_eq!(one("the isle of wight").in_text(), "the Isle of Wight");
    assert_eq!(one("Harrogate Borough Council").name, "North Yorkshire");
}

#[test]
fn names_that_stand_for_several() {
    let (asked_for, areas) = several("south yorkshire & bassetlaw");
    assert_eq!(asked_for, "South Yorkshire and Bassetlaw");
    assert_eq!(areas, ["Barnsley", "Bassetlaw", "Doncaster", "Rotherham", "Sheffield"]);
    for typed in ["South Yorkshire and Bassetlaw STP", "south yorkshire & bassetlaw care system"] {
        assert_eq!(several(typed).1, areas);
    }
    assert_eq!(several("Herts").0, "Hertfordshire");
    assert_eq!(several("South Yorkshire").1, ["Barnsley", "Doncaster", "Rotherham", "Sheffield"]);
    assert!(several("West Yorkshire and Harrogate").1.contains(&"North Yorkshire"));
    assert!(several("Greater Nottingham").1.contains(&"Rushcliffe"));
    assert_eq!(several("London").1.len(), 33);
    let (asked_for, areas) = several("kent county council");
    assert_eq!((asked_for.as_str(), areas.len()), ("Kent", 12));
    assert!(several("Devon").1.contains(&"Plymouth"), "the county and the footprint together");
    assert_eq!(several("NHS South Yorkshire Integrated Care Board").1.len(), 4);
    assert!(several("NHS Sussex").1.contains(&"Adur"));
    assert_eq!(several("south yorkshre and basetlaw").0, "South Yorkshire and Bassetlaw");
}

#[test]
fn a_slip_is_known_as_one() {
    for (typed, meant) in [
        ("barnsly", "Barnsley"),
        ("shefield", "Sheffield"),
        ("Sheffeild", "Sheffield"),
        ("middlesborough", "Middlesbrough"),
        ("Wombwell, Barnsley", "Barnsley"),
        ("King's Lynn", "King's Lynn and West Norfolk"),
        ("Burton", "East Staffordshire"),
        ("Hambelton", "North Yorkshire"),
    ] {
        assert_eq!(SHIPPED.find(typed), NameMatch::Slip(one(meant)), "{typed}");
    }
}

#[test]
fn what_is_no_slip_is_never_taken_for_another() {
    // Places and invented names that are a few letters away from a council's.
    for typed in ["Exampleton", "Sampleton", "Sampleshire", "Marlow", "Wigton", "Cork"] {
        assert_eq!(SHIPPED.find(typed), NameMatch::None, "{typed}");
    }
    assert_eq!(close("Shefeild"), ["Sheffield"]);
    assert_eq!(close("Hampton"), ["Halton"]);
    assert_eq!(close("Westshire"), ["Wiltshire"]);
}

#[test]
fn names_that_come_near() {
    // North Tyneside has a constituency that begins with the name; a name comes nearer.
    let newcastle = ["Newcastle upon Tyne", "Newcastle-under-Lyme"];
    assert_eq!(close("Newcastle"), newcastle);
    assert_eq!(close("Kingston"), ["Hull", "Kingston upon Thames"]);
    assert_eq!(close("Penistone"), ["Barnsley", "Sheffield"]);
    assert_eq!(close("Tottenham"), ["Hackney", "Haringey"]);
    assert!(close("north").len() == 5);
    for typed in ["", "  ", "council", "qqqqqqq", "?", "ab", &"x".repeat(100_000)] {
        assert_eq!(SHIPPED.find(typed), NameMatch::None, "{typed:.20}");
    }
}

#[test]
fn a_wrong_key_in_a_register_is_told_with_its_place() {
    let said = Areas::from_yaml("councils:\n  - {name: Exampleshire, seat: [Sampleton]}\n");
    let said = said.expect_err("`seat` is no key").to_string();
    assert!(said.contains("unknown field `seat`") && said.contains("line 2"), "{said}");
}

/// Every letter left out of every name, but the first: hardly anybody slips there, and another one
/// makes another name. In "City of London" the name begins at London.
#[test]
fn one_slip_still_offers_the_council() {
    for area in SHIPPED.councils.iter().filter(|area| area.name.chars().count() > 5) {
        let named = key(&fold(&area.name)).chars().next();
        for (slip, left_out) in area.name.char_indices().skip(1) {
            let starts =
                area.name[..slip].ends_with(' ') && left_out.to_lowercase().next() == named;
            if !left_out.is_alphabetic() || starts {
                continue;
            }
            let typed =
                format!("{}{}", &area.name[..slip], &area.name[slip + left_out.len_utf8()..]);
            match SHIPPED.find(&typed) {
                NameMatch::Close(areas) => assert!(areas.contains(&area), "{typed} {areas:?}"),
                NameMatch::One(found) | NameMatch::Slip(found) => {
                    assert_eq!(found, area, "{typed}")
                }
                // "Devon" for "East Devon" and the like: the name is another's.
                NameMatch::Several { areas, .. } => assert!(areas.contains(&area), "{typed}"),
                NameMatch::None => panic!("nothing is offered for {typed}"),
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_typed_finding_does_no_harm(typed in ".{0,60}") {
        let found = KNOWN.find(&typed).len();
        prop_assert!(found <= 5);
        if let NameMatch::Close(areas) = SHIPPED.find(&typed) {
            prop_assert!((1..=5).contains(&areas.len()));
        }
    }

    #[test]
    fn a_council_finds_itself_however_it_is_dressed(
        at in 0usize..361, upper in any::<bool>(), dress in 0usize..3,
    ) {
        let area = &SHIPPED.councils[at];
        let name = if upper { area.name.to_uppercase() } else { area.name.to_lowercase() };
        let typed = match dress {
            0 => format!("  {name} "),
            1 => format!("{name} Council"),
            _ => name.replace(" and ", " & "),
        };
        prop_assert_eq!(one(&typed), area);
    }
}

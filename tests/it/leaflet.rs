//! `sayso show` of a pack: a leaflet.

use crate::previews::library;
use crate::support::{Home, stdout};

#[test]
fn a_pack_is_shown_as_a_leaflet() {
    let home = Home::new();
    library(&home);
    let pack = home.read("library/pack.yaml").replace(
        "    url: https://example.org/plan\n",
        "    url: https://example.org/plan\n    checked: 2026-10-01\n    review_by: 2026-10-15\n",
    );
    home.file("library/pack.yaml", pack);
    let output = home.test().line("show library").run();
    insta::assert_snapshot!("a_leaflet", stdout(&output));
}

#[test]
fn every_shipped_pack_has_a_leaflet_without_marks_or_gaps_in_it() {
    let home = Home::new();
    for name in sayso::pack::shipped::names() {
        let text = stdout(&home.run(&["show", name]));
        for section in ["What it can write", "What it asks", "What it says", "Its limits"] {
            assert!(text.contains(&format!("\n{section}\n")), "{name}: {section}\n{text}");
        }
        for wrong in ["{{", "}}", "[1]", "$shown"] {
            assert!(!text.contains(wrong), "{name}: {wrong} in\n{text}");
        }
    }
}

//! A pack of 500 concerns and 50 templates: it is checked whole, with a bounded amount of work.

#[path = "../../../benches/many/mod.rs"]
mod generated;

use std::collections::BTreeMap;

use sayso::check::dry_run::{MOST_OF_ONE, MOST_WORDINGS};
use sayso::check::{dry_run, examine};
use sayso::pack::Shared;
use sayso::source::text::SourceText;

use super::TODAY;

#[test]
fn many_points_and_templates_are_tried_within_bounds() {
    let shared = Shared::built_in().expect("the registers are sound");
    let files = generated::files();
    let (pack, faults) = examine(&files, shared, TODAY);
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(told, [""; 0]);
    let pack = pack.expect("it is sound");
    let counts = (pack.concerns.len(), pack.templates.len());
    assert_eq!(counts, (generated::CONCERNS, generated::TEMPLATES));
    let tried = dry_run::pack(&pack, &SourceText::new("pack.yaml", ""), &BTreeMap::new());
    let alone = pack.concerns.len() * pack.templates.len();
    assert!(tried.documents <= pack.templates.len() * (MOST_OF_ONE + 100), "{}", tried.documents);
    assert!(tried.documents >= pack.templates.len() * 20, "{}", tried.documents);
    assert!(tried.documents < alone, "not every concern in every template: {}", tried.documents);
    assert!(tried.wordings <= MOST_WORDINGS, "{}", tried.wordings);
    assert!(tried.wordings >= 3 * pack.concerns.len(), "every wording: {}", tried.wordings);
}

#[test]
fn one_slip_among_many_is_found() {
    let shared = Shared::built_in().expect("the registers are sound");
    let mut files = generated::files();
    let text = String::from_utf8(files.files["pack.yaml"].clone()).expect("text");
    // In the last concern alone.
    let at = text.rfind("the ward is smaller{{else}}the").expect("it is there");
    let slip = text[..at].to_string()
        + &text[at..].replacen(
            "{{else}}the library",
            "{{else}}{{#if decided}} {{date name}}{{/if}}the library",
            1,
        );
    files.files.insert("pack.yaml".into(), slip.into_bytes());
    let (pack, faults) = examine(&files, shared, TODAY);
    assert!(pack.is_none());
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("the wording of `point-499` cannot be filled"), "{}", told[0]);
}

//! The more a person writes, the less the template does.

use crate::support::letters::{document, example, given, shipped_pack};

/// A story of so many words.
fn story(words: usize) -> String {
    let sentences =
        ["We waited at the clinic again.", "Nobody told us why it moved.", "I wrote it down."];
    let all = sentences.join(" ");
    let mut out: Vec<&str> = Vec::new();
    while out.len() < words {
        out.extend(all.split(' '));
    }
    out.truncate(words);
    out.join(" ")
}

#[test]
fn fixed_words_fall_and_the_share_rises_as_a_person_writes() {
    let pack = shipped_pack("nhs-contracts");
    let file = example("nhs-contracts", "barnsley");
    let measure = |words: usize| {
        let changes = [("story", story(words)), ("ask", String::new()), ("want", String::new())];
        let changes: Vec<(&str, &str)> = changes.iter().map(|(k, v)| (*k, v.as_str())).collect();
        document(pack, "mp-letter", &given(&file, &changes)).measure
    };
    let (none, some, many) = (measure(0), measure(120), measure(400));
    assert_eq!((none.own, some.own, many.own), (0, 120, 400));
    assert!(none.template() > some.template(), "{none:?} {some:?}");
    assert!(some.template() >= many.template(), "{some:?} {many:?}");
    assert!(none.share() < some.share() && some.share() < many.share());
    assert!(none.words <= 300 && some.words <= 300, "{none:?} {some:?}");
    assert!(many.template() <= 130, "at its shortest the template has {} words", many.template());
    assert!(none.template() <= 250, "at its fullest the template has {} words", none.template());
    assert_eq!(many.over(), many.words - 300);
}

#[test]
fn concerns_give_way_from_the_last_chosen_backwards() {
    let pack = shipped_pack("nhs-contracts");
    let file = example("nhs-contracts", "barnsley");
    let first = pack.concern("fixed-budget").and_then(|c| c.text.clone()).expect("a full wording");
    // Its end: the short wording begins like the full one.
    let words: Vec<&str> = first.split_whitespace().collect();
    let ending = words[words.len() - 4..].join(" ");
    let mut shortened = None;
    for words in (0..400).step_by(5) {
        let told = story(words);
        let changes = [
            ("concerns", "fixed-budget, closures"),
            ("story", told.as_str()),
            ("ask", ""),
            ("want", ""),
        ];
        let letter = document(pack, "mp-letter", &given(&file, &changes));
        let full_first = letter.markdown.contains(&ending);
        match shortened {
            None if !full_first => shortened = Some(words),
            None => assert!(letter.measure.over() == 0, "room is made before anything is over"),
            Some(_) => assert!(!full_first, "what was short stays short with more words"),
        }
    }
    assert!(shortened.is_some(), "in the end the first concern is short too");
}

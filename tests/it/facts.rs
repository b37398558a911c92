//! What the packs state as fact, and on what grounds: the table in `docs/facts.md` is made from
//! the packs, and no sentence with a figure is without a source. SAYSO_ACCEPT=1 rewrites the table.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::sync::LazyLock;

use jiff::civil::date;
use sayso::answer::BodyAnswer;
use sayso::check::prose::sentences::{Sentence, sentences};
use sayso::compose::advice;
use sayso::model::Pack;
use sayso::pack::shipped;
use sayso::text::ENGLISH;

use crate::support::letters::{answers, example, given, shipped_pack};
use crate::support::repository;

/// The words that are figures without a digit.
static FIGURES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let prose = fs::read_to_string(repository("data/prose.yaml")).expect("read");
    let prose: serde_yaml::Value = serde_yaml::from_str(&prose).expect("YAML");
    serde_yaml::from_value(prose["named"]["figures"].clone()).expect("words")
});

fn all_sentences(text: &str) -> Vec<Sentence> {
    sentences(text, usize::MAX).0
}

#[test]
fn the_table_of_facts_is_that_of_the_packs() {
    let path = repository("docs/facts.md");
    let made = table();
    if std::env::var_os("SAYSO_ACCEPT").is_some() {
        fs::write(&path, &made).expect("written");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        there == made,
        "docs/facts.md is not what the packs say; SAYSO_ACCEPT=1 rewrites it:\n{made}"
    );
}

#[test]
fn no_sentence_with_a_figure_is_without_a_source() {
    let mut without = Vec::new();
    for name in shipped::names() {
        let pack = shipped_pack(name);
        for (place, text) in texts(pack) {
            for sentence in all_sentences(&text) {
                if sentence.cites.is_empty() && has_figure(&sentence.words) {
                    without.push(format!("{name}, {place}: {}", sentence.words));
                }
            }
        }
    }
    assert!(without.is_empty(), "give these a source with {{{{cite}}}}:\n{}", without.join("\n"));
}

#[test]
fn every_source_says_when_it_was_checked_and_when_to_look_again() {
    for name in shipped::names() {
        for source in &shipped_pack(name).sources {
            assert!(source.url.is_some() && source.checked.is_some(), "{name}: {}", source.id);
            assert!(source.review_by > source.checked, "{name}: {}", source.id);
        }
    }
}

#[test]
fn every_rule_of_a_receiver_says_when_it_was_read_and_when_to_look_again() {
    for name in shipped::names() {
        let pack = shipped_pack(name);
        for destination in &pack.registers.destinations {
            let place = format!("{name}: {}", destination.id);
            assert!(!destination.sources.is_empty(), "{place}");
            assert!(destination.sources.iter().all(|s| s.starts_with("http")), "{place}");
            let (seen, again) = (&destination.as_of, destination.review_by.as_deref());
            assert!(
                again.is_some_and(|again| again > seen.as_str()) && seen.len() == 10,
                "{place}"
            );
        }
    }
}

#[test]
fn rules_of_a_body_that_nobody_has_read_again_are_told() {
    let registers = &shipped_pack("nhs-contracts").registers;
    let body = registers.body(&BodyAnswer::Known("nhs-south-yorkshire-icb".into())).expect("there");
    assert_eq!(body.rules.past_review(date(2027, 5, 31)), None, "the last day still holds");
    assert_eq!(body.rules.past_review(date(2027, 6, 1)), Some("2027-05"));
}

#[test]
fn a_figure_without_a_source_would_be_found() {
    let told = |text: &str| {
        let found =
            all_sentences(text).into_iter().filter(|s| s.cites.is_empty() && has_figure(&s.words));
        found.map(|s| s.words).collect::<Vec<_>>()
    };
    assert_eq!(told("It rose by 40 per cent. Who knew?"), ["It rose by 40 per cent."]);
    assert_eq!(told("{{#if a}}Half of it{{else}}All of it{{/if}} went."), ["Half of it went."]);
    assert!(told("It rose by 40%.{{cite \"x\"}} Who knew in {{mp.name}}?").is_empty());
}

#[test]
fn a_stale_source_of_a_chosen_point_is_told_once() {
    let pack = shipped_pack("local-service");
    let file = example("local-service", "norwich-library-shortest");
    let warned = |concerns: &str, day| {
        let given = given(&file, &[("concerns", concerns)]);
        advice::past_review(pack, &answers(pack, "councillor-letter", &given), day)
    };
    assert_eq!(warned("users, reasons", date(2027, 11, 30)), None, "the last day still holds");
    let one = warned("users, travel", date(2027, 12, 1)).expect("a warning");
    assert!(one.contains("a source that") && one.contains("by 30 November 2027"), "{one}");
    assert_eq!(one.matches("http").count(), 1, "{one}");
    assert_eq!(warned("travel", date(2030, 1, 1)), None, "it cites nothing");
}

/// Every text of a pack that goes into documents, with the place it stands in.
fn texts(pack: &Pack) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for concern in &pack.concerns {
        let id = &concern.id;
        let to = concern.to.iter().map(|(kind, text)| (format!("{id} ({kind})"), text));
        let text = concern.text.iter().map(|text| (id.clone(), text));
        let short = concern.short.iter().map(|text| (format!("{id} (short)"), text));
        all.extend(
            text.chain(short)
                .chain(to)
                .map(|(place, text)| (format!("point {place}"), text.clone())),
        );
    }
    let templates = pack.templates.iter().chain(&pack.joint);
    all.extend(templates.map(|t| (t.id.clone(), t.body.clone())));
    all.extend(pack.partials.iter().map(|p| (format!("partial {}", p.name), p.text.clone())));
    all
}

fn table() -> String {
    let mut out = String::from(
        "# What the packs state, and on what grounds\n\n\
         Made from the packs by `SAYSO_ACCEPT=1 cargo test --test it facts`; do not edit it. In square\n\
         brackets stands what a person or the register of areas fills in. A statement whose day to be\n\
         looked at again has passed should be checked against its source, and changed or confirmed.\n\n\
         A source that is neither the law nor the body's own words says in its title what it is: a copy, a\n\
         report of the day, a quotation, a law firm's account. Replace it where the first source can be read.\n",
    );
    for name in shipped::names() {
        let pack = shipped_pack(name);
        let mut rows: BTreeMap<(usize, String), Vec<String>> = BTreeMap::new();
        let mut order = Vec::new();
        for (place, text) in texts(pack) {
            for sentence in all_sentences(&text).into_iter().filter(|s| !s.cites.is_empty()) {
                let is_same = |s: &Sentence| s.words == sentence.words && s.cites == sentence.cites;
                let known = order.iter().position(is_same);
                let at = known.unwrap_or_else(|| {
                    order.push(sentence.clone());
                    order.len() - 1
                });
                let places = rows.entry((at, sentence.words)).or_default();
                if !places.contains(&place) {
                    places.push(place.clone());
                }
            }
        }
        let _ = write!(out, "\n## {name}: {}\n\n", pack.title);
        out.push_str("| statement | where | source | dated | checked | look again by |\n|---|---|---|---|---|---|\n");
        for ((at, words), places) in rows {
            for id in &order[at].cites {
                let source = pack.source(id).expect("`check` knows every source cited");
                let day = |day: Option<_>| day.map(|day| ENGLISH.day(day)).unwrap_or_default();
                let _ = writeln!(
                    out,
                    "| {} | {} | [{}]({}) | {} | {} | {} |",
                    words.replace('|', "\\|"),
                    places.join(", "),
                    source.title,
                    source.url.as_deref().unwrap_or_default(),
                    ENGLISH.partial(&source.date),
                    day(source.checked),
                    day(source.review_by),
                );
            }
        }
    }
    out
}

/// Whether a sentence has any figure at all. The packs that ship give a source for dates too, which
/// `check` does not ask of others.
fn has_figure(words: &str) -> bool {
    // The number of an item in a list is no figure.
    if words.trim_end_matches('.').parse::<u32>().is_ok() {
        return false;
    }
    // The mark of an item in a numbered list states nothing.
    let words = words.strip_prefix("1.").unwrap_or(words);
    // What stands in brackets is filled in, and is not the pack's.
    let mut filled = 0;
    let own: String = words
        .chars()
        .filter(|c| {
            filled += usize::from(*c == '[');
            let keep = filled == 0;
            filled -= usize::from(*c == ']' && filled > 0);
            keep
        })
        .collect();
    let word = |word: &str| FIGURES.contains(&word.to_lowercase());
    own.contains(|c: char| c.is_ascii_digit() || c == '%')
        || own.split(|c: char| !c.is_alphabetic()).any(word)
}

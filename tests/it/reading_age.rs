//! How hard the fixed text of each template is to read, by a named measure.
//!
//! The Flesch-Kincaid grade level (Kincaid and others, 1975: 0.39 words to a sentence, 11.8
//! syllables to a word, less 15.59), and 5 to it for the age at which British children are in that
//! grade. Syllables are counted as groups of vowels, without a silent e at the end. An answer that
//! a person fills in counts as one short word. `cargo test --test it reading_age -- --nocapture`
//! prints the table.

use std::io::Write as _;

use sayso::check::prose::sentences::sentences;
use sayso::model::{Pack, Template, To};
use sayso::pack::shipped;

use crate::support::letters::shipped_pack;

/// What a template says: its own text, the partials that it takes in and the wordings of points
/// that go to its receiver.
fn fixed_text(pack: &Pack, template: &Template) -> Vec<String> {
    let mut texts = vec![template.body.clone()];
    let used = |name: &str| template.body.contains(&format!("{{{{> {name}}}}}"));
    texts.extend(pack.partials.iter().filter(|p| used(&p.name)).map(|p| p.text.clone()));
    if template.body.contains("concerns") {
        for concern in &pack.concerns {
            let to = concern.to.iter().filter(|(kind, _)| match &template.destination {
                To::Kind(id) => id == *kind,
                To::Chosen(_) => true,
            });
            let to: Vec<String> = to.map(|(_, text)| text.clone()).collect();
            if to.is_empty() {
                texts.extend(concern.text.iter().chain(&concern.short).cloned());
            }
            texts.extend(to);
        }
    }
    texts
}

/// The age at which a text can be read.
fn reading_age(texts: &[String]) -> f64 {
    let (mut in_all, mut words, mut syllables) = (0.0, 0.0, 0.0);
    for sentence in texts.iter().flat_map(|text| sentences(text, usize::MAX).0) {
        let mut filled = 0;
        let plain = sentence.words.chars().map(|c| {
            filled += i32::from(c == '[') - i32::from(c == ']');
            if filled > 0 { '#' } else { c }
        });
        let plain: String = plain.collect::<String>().replace('#', "");
        let said: Vec<&str> = plain.split_whitespace().collect();
        // Nothing, or the number of an item in a list.
        if said.is_empty() || plain.trim().trim_end_matches('.').parse::<u32>().is_ok() {
            continue;
        }
        in_all += 1.0;
        words += said.len() as f64;
        syllables += said.iter().map(|word| syllables_of(word)).sum::<usize>() as f64;
    }
    0.39 * words / in_all + 11.8 * syllables / words - 15.59 + 5.0
}

fn syllables_of(word: &str) -> usize {
    let letters: String = word.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
    let vowel = |c: char| "aeiouy".contains(c);
    let starts = |(at, c): (usize, char)| vowel(c) && (at == 0 || !letters[..at].ends_with(vowel));
    let groups = letters.char_indices().filter(|at| starts(*at)).count();
    let silent = letters.ends_with('e') && !letters.ends_with("le") && groups > 1;
    (groups - usize::from(silent)).max(1)
}

#[test]
fn the_fixed_text_of_a_template_can_be_read_at_twelve_in_the_median() {
    let mut ages = Vec::new();
    for name in shipped::names() {
        let pack = shipped_pack(name);
        for template in pack.templates.iter().chain(&pack.joint) {
            ages.push((
                reading_age(&fixed_text(pack, template)),
                format!("{name}/{}", template.id),
            ));
        }
    }
    ages.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (age, name) in &ages {
        let _ = writeln!(std::io::stdout(), "{age:5.1}  {name}");
    }
    let median = ages[ages.len() / 2].0;
    assert!(median <= 12.0, "the median is {median:.1}: {ages:#?}");
}

#[test]
fn long_words_and_sentences_are_harder() {
    let age = |text: &str| reading_age(&[text.to_string()]);
    assert!(age("The bus is late. We wait in the rain.") < 7.0);
    assert!(
        age(
            "Notwithstanding organisational reconfiguration, statutory accountability remains indeterminate."
        ) > 20.0
    );
    assert_eq!(["library", "close", "people", "bus"].map(syllables_of), [3, 1, 2, 1]);
}

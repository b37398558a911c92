//! Own words like someone else's: planted groups are found, and nobody else is put into one.

use proptest::prelude::*;
use sayso::batch::similar::{Sketch, groups};

use crate::support::made_up::Dice;

/// Groups of these texts, each of which is long enough to compare.
fn find(texts: &[String]) -> Vec<Vec<usize>> {
    let sketches: Vec<Sketch> =
        texts.iter().map(|text| Sketch::of(text).expect("long enough")).collect();
    let sketches: Vec<&Sketch> = sketches.iter().collect();
    groups(&sketches)
}

/// Texts of people who all write their own, of `shortest` words and more, with groups planted among
/// them: the texts, and the members of each group.
fn planted(
    seed: u64,
    shortest: usize,
    honest: usize,
    planted: usize,
    each: usize,
) -> (Vec<String>, Vec<Vec<usize>>) {
    let mut dice = Dice::new(seed);
    let stories: Vec<String> = (0..planted)
        .map(|_| {
            let words = 40 + dice.below(110);
            dice.text(words)
        })
        .collect();
    let mut members = vec![Vec::new(); planted];
    let mut texts = Vec::new();
    let total = honest + planted * each;
    for place in 0..total {
        let left = |members: &[Vec<usize>]| -> Vec<usize> {
            (0..planted).filter(|group| members[*group].len() < each).collect()
        };
        let open = left(&members);
        let honest_left = honest + members.iter().map(Vec::len).sum::<usize>() - place;
        let to_plant: usize = open.iter().map(|group| each - members[*group].len()).sum();
        if dice.below(honest_left + to_plant) < to_plant {
            let group = open[dice.below(open.len())];
            members[group].push(place);
            texts.push(dice.copied(&stories[group], 80));
        } else {
            let words = shortest + dice.below(150);
            texts.push(dice.text(words));
        }
    }
    members.sort();
    (texts, members)
}

#[test]
fn fifty_planted_groups_are_found_among_five_thousand() {
    let (texts, members) = planted(7, 10, 5_000, 50, 6);
    assert_eq!(find(&texts), members);
}

#[test]
fn honest_letters_that_use_the_same_phrases_are_in_no_group() {
    let (texts, _) = planted(11, 10, 20_000, 0, 0);
    assert_eq!(find(&texts), Vec::<Vec<usize>>::new());
}

#[test]
fn the_same_thing_said_in_other_words_is_no_match() {
    let mut dice = Dice::new(3);
    let mut texts = Vec::new();
    for _ in 0..300 {
        let words = 40 + dice.below(80);
        let text = dice.text(words);
        texts.push(dice.copied(&text, 2));
        texts.push(dice.copied(&text, 2));
    }
    assert_eq!(find(&texts), Vec::<Vec<usize>>::new());
}

#[test]
fn a_text_copied_whole_with_a_sentence_added_matches() {
    let mut dice = Dice::new(5);
    let mut texts = Vec::new();
    for _ in 0..200 {
        let text = dice.text(60);
        texts.push(format!("{text} {}", dice.text(20)));
        texts.push(text);
    }
    let found = find(&texts);
    let pairs = found.iter().filter(|group| group.len() == 2 && group[1] == group[0] + 1).count();
    // Bands find almost all pairs that differ this much; none may be put with a stranger.
    assert_eq!(found.len(), pairs);
    assert!(pairs >= 190, "{pairs} of 200");
}

#[test]
fn one_word_in_three_put_in_or_changed_matches() {
    let mut dice = Dice::new(9);
    let mut texts = Vec::new();
    for _ in 0..100 {
        let text = dice.text(60);
        let words: Vec<&str> = text.split(' ').collect();
        let put_in: Vec<String> = words.chunks(3).map(|three| three.join(" ")).collect();
        texts.push(put_in.join(" moreover "));
        texts.push(text);
    }
    let found = find(&texts);
    let pairs = found.iter().filter(|group| group.len() == 2 && group[1] == group[0] + 1).count();
    assert_eq!((found.len(), pairs), (pairs, 100));
}

#[test]
fn the_same_short_answer_beside_other_words_joins_nobody() {
    let mut dice = Dice::new(15);
    let answer = "Please think again about the plan and ask us first what we need of it";
    let texts: Vec<String> = (0..200).map(|_| format!("{} {answer}", dice.text(70))).collect();
    assert_eq!(find(&texts), Vec::<Vec<usize>>::new());
}

#[test]
fn letters_that_are_nearly_the_same_are_one_group() {
    let mut dice = Dice::new(17);
    let base = dice.text(60);
    let texts: Vec<String> = (0..5_000).map(|_| dice.copied(&base, 8)).collect();
    let found = find(&texts);
    assert!(found[0].len() > 4_900, "{}", found[0].len());
}

/// Words from which two turns of phrase that two people share are never half of a text. In a table
/// of a hundred rows none is seen often enough to be known as one that many use.
const LONG: usize = 40;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Groups are of rows, not of their order: shuffled, they are the same.
    #[test]
    fn the_order_of_rows_does_not_change_who_belongs_together(seed in 0_u64..1_000_000) {
        let (texts, members) = planted(seed, LONG, 200, 12, 4);
        let mut order: Vec<usize> = (0..texts.len()).collect();
        let mut dice = Dice::new(seed + 1);
        for place in (1..order.len()).rev() {
            order.swap(place, dice.below(place + 1));
        }
        let shuffled: Vec<String> = order.iter().map(|place| texts[*place].clone()).collect();
        let mut found: Vec<Vec<usize>> = find(&shuffled)
            .into_iter()
            .map(|group| group.into_iter().map(|place| order[place]).collect())
            .collect();
        for group in &mut found {
            group.sort_unstable();
        }
        found.sort();
        prop_assert_eq!(found, members);
    }

    /// Taking rows away puts nobody into a group who was in none.
    #[test]
    fn fewer_rows_make_no_new_company(seed in 0_u64..1_000_000) {
        let (texts, members) = planted(seed, LONG, 100, 10, 3);
        let mut dice = Dice::new(seed + 1);
        let kept: Vec<usize> = (0..texts.len()).filter(|_| dice.below(3) > 0).collect();
        let fewer: Vec<String> = kept.iter().map(|place| texts[*place].clone()).collect();
        for group in find(&fewer) {
            let group: Vec<usize> = group.into_iter().map(|place| kept[place]).collect();
            let together = members.iter().any(|m| group.iter().all(|place| m.contains(place)));
            prop_assert!(together, "{:?}", group);
        }
    }
}

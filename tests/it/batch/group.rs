//! The group's case whole: a form's export of 312 rows, twelve questions, two days left.

use std::collections::BTreeSet;

use super::made::{Rows, column, csv, headings, row};
use super::{ex26, shared};
use crate::support::made_up::Dice;
use crate::support::{Home, stderr, stdout};

/// Rows whose own words were passed on.
const GROUPS: [&[usize]; 3] = [&[31, 40, 77], &[52, 53], &[80, 81, 82, 83]];
/// Rows whose answer to question 5 is too long.
const LONG: [usize; 3] = [88, 140, 203];
/// Rows of people who sent the form again later.
const TWICE: [(usize, usize); 6] =
    [(9, 109), (12, 112), (99, 199), (150, 250), (151, 251), (152, 252)];

/// Rows with a fault.
const FAULTS: [usize; 5] = [7, 61, 130, 204, 291];

/// Whether a row comes to a letter.
fn is_written(number: usize) -> bool {
    number % 22 != 4 && !FAULTS.contains(&number) && TWICE.iter().all(|(first, _)| *first != number)
}

/// The export: five rows with a fault, six people twice, fourteen who did not agree.
fn export() -> Rows {
    let mut dice = Dice::new(312);
    let stories: Vec<String> = GROUPS.iter().map(|_| dice.text(60)).collect();
    let mut table = vec![headings()];
    let mut own = 0;
    for number in 2..=313 {
        let mut one = row(number);
        let last = one.len() - 1;
        let group = GROUPS.iter().position(|group| group.contains(&number));
        if let Some(group) = group {
            one[column("q3")] = dice.copied(&stories[group], 40);
        } else if LONG.contains(&number) {
            one[column("q5")] = dice.text(290);
        } else if number % 2 == 0 && own < 109 && is_written(number) {
            let answered = [
                ("q3", own < 95),
                ("q5", own >= 24),
                ("q6", own < 41),
                ("q8", own < 19),
                ("q10", own < 6),
            ];
            for (id, _) in answered.iter().filter(|(_, answered)| *answered) {
                let length = 30 + dice.below(50);
                one[column(id)] = dice.text(length);
            }
            own += 1;
        }
        if number % 22 == 4 && number < 312 {
            one[last] = String::new();
        }
        if let Some((_, first)) =
            TWICE.iter().map(|(a, b)| (b, a)).find(|(later, _)| **later == number)
        {
            one[1] = format!("person{first}@example.org");
            one[2] = row(*first)[2].clone();
        }
        match number {
            7 => one[3] = "S70".into(),
            61 => one[column("q3")] = "Caf\u{fffd} closed, so no lift home.".into(),
            130 => one[1] = "person at example".into(),
            204 => one[2] = String::new(),
            291 => one[3] = "12345".into(),
            _ => {}
        }
        table.push(one);
    }
    table
}

#[test]
fn the_report_of_the_groups_case() {
    let home = Home::new();
    home.file("Responses.csv", csv(&export()));
    // Wednesday evening: two days are left.
    let (pack, answers) = (ex26(), shared());
    let args = ["batch", &pack, "Responses.csv", "--answers", &answers, "-o", "responses"];
    let mut run = home.sayso();
    run.args(args).args(["--set", "respond_as=individual", "-f", "pdf", "--combine"]);
    let done = run.env("SOURCE_DATE_EPOCH", "1795640400").output().expect("it starts");
    assert_eq!(done.status.code(), Some(3), "{}", stderr(&done));
    let plain = |text: String| text.replace(&ex26(), "ex26").replace(&shared(), "shared.yaml");
    insta::assert_snapshot!("group_screen", plain(stdout(&done)));
    insta::assert_snapshot!("group_talk", plain(stderr(&done)));
    insta::assert_snapshot!("group_note", home.read("responses/cover-note.md"));
    // A hundred and sixty-seven can be asked again, none of them twice.
    let again = home.read("responses/ask-again.csv");
    let asked: BTreeSet<&str> =
        again.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!(asked.len(), 167);
}

//! The group's case whole: a form's export of 312 rows, twelve questions, two days left.

use super::made::{Rows, column, csv, headings, row};
use super::{batch, ex26, shared};
use crate::support::made_up::Dice;
use crate::support::{Home, stderr, stdout};

/// Rows whose own words were passed on.
const GROUPS: [&[usize]; 3] = [&[31, 40, 77], &[52, 53], &[80, 81, 82, 83]];
/// Rows whose answer to question 5 is too long.
const LONG: [usize; 3] = [88, 140, 203];
/// Rows of people who sent the form again later.
const TWICE: [(usize, usize); 6] =
    [(9, 109), (12, 112), (99, 199), (150, 250), (151, 251), (152, 252)];

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
            own += 1;
        } else if number % 5 < 2 && own < 112 {
            for (id, every) in [("q3", 1), ("q5", 2), ("q6", 3), ("q8", 6), ("q10", 20)] {
                if own % every == 0 {
                    let length = 30 + dice.below(50);
                    one[column(id)] = dice.text(length);
                }
            }
            own += 1;
        }
        if number % 22 == 4 {
            one[last] = String::new();
        }
        if let Some((_, first)) =
            TWICE.iter().map(|(a, b)| (b, a)).find(|(later, _)| **later == number)
        {
            one[1] = format!("person{first}@example.org");
        }
        match number {
            7 => one[3] = "S70".into(),
            61 => one[column("q3")] = "Caf\u{fffd} closed, so no lift home.".into(),
            130 => one[1] = "person at example".into(),
            204 => one[2] = String::new(),
            290 => one[3] = "12345".into(),
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
    let done = batch(&home, "Responses.csv", &["-f", "md"]);
    assert_eq!(done.status.code(), Some(3), "{}", stderr(&done));
    let plain = |text: String| text.replace(&ex26(), "ex26").replace(&shared(), "shared.yaml");
    insta::assert_snapshot!("group_screen", plain(stdout(&done)));
    insta::assert_snapshot!("group_talk", plain(stderr(&done)));
    insta::assert_snapshot!("group_note", home.read("out/cover-note.md"));
    let again = home.read("out/ask-again.csv");
    let asked: Vec<&str> =
        again.lines().skip(1).map(|l| l.split(',').nth(1).unwrap_or("")).collect();
    assert!(asked.contains(&"person2@example.org") == false || asked.len() > 100);
}

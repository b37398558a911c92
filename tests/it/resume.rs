//! Interviews that were stopped: offered again, carried on with, and removed in time.

use std::fs;
use std::time::{Duration, SystemTime};

use crate::support::pty::NHS_CONTRACTS;
use crate::support::{Home, stderr};

/// Stops an interview after its first questions.
fn stopped(home: &Home, what: &str, second: &str) {
    let mut terminal = home.begin(&format!("write {what}")).run();
    terminal.answer("Your postcode", "");
    terminal.answer(second, "Barnsley");
    terminal.wait("3 of");
    terminal.keys("\u{3}");
    assert_eq!(terminal.end().code, 130);
}

/// Says that it was begun so long before now.
fn begun(home: &Home, name: &str, minutes: &str) {
    let path = format!("state/sayso/{name}");
    let text = home.read(&path).replace("2026-11-21T12:00", minutes);
    home.file(&path, text);
}

#[test]
fn a_stopped_interview_is_offered_by_its_title_and_time() {
    let home = Home::new();
    stopped(&home, "nhs-contracts/mp-letter", "Which council sends");
    begun(&home, "interview.yaml", "2026-11-21T11:50");
    let mut terminal = home.begin("").run();
    terminal.wait("Carry on with your letter to your MP, begun 10 minutes ago?");
    terminal.keys("\r");
    let screen = terminal.wait("seen for yourselves?");
    assert!(screen.contains("3 of 1"), "the count goes on where it was: {screen}");
    // The way back leads through what was answered before.
    terminal.keys("<\r");
    let screen = terminal.wait("Which council sends");
    assert!(screen.contains("2 of 1") && screen.contains("> Barnsley"), "{screen}");
    terminal.keys("\r");
    terminal.answer("seen for yourselves?", "q");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn a_second_interview_does_not_cost_the_first() {
    let home = Home::new();
    stopped(&home, "nhs-contracts/mp-letter", "Which council sends");
    let mut terminal = home.begin("").run();
    terminal.answer("Carry on with", "n");
    terminal.wait("It stays here for 30 days");
    terminal.answer("What is it about?", NHS_CONTRACTS);
    terminal.answer("What would you like to do?", "3");
    terminal.answer("Which council sends", "Leeds");
    terminal.wait("2 of");
    terminal.keys("\u{3}");
    terminal.end();
    assert!(home.read("state/sayso/interview.yaml").contains("Barnsley"));
    assert!(home.read("state/sayso/interview-2.yaml").contains("Leeds"));

    let mut both = home.begin("").run();
    let screen = both.wait("Carry on with one of these?");
    assert!(screen.contains("1 your response to a consultation, begun just now"), "{screen}");
    assert!(screen.contains("2 your letter to your MP, begun just now"), "{screen}");
    both.keys("2\r");
    let screen = both.wait("seen for yourselves?");
    assert!(!screen.contains("Are you answering"), "the letter, not the response: {screen}");
    both.keys("q\r");
    assert_eq!(both.end().code, 0);
    let said = stderr(&home.run(&["forget"]));
    assert_eq!(said.matches("an interview that was stopped").count(), 2, "{said}");
}

#[test]
fn an_interview_kept_for_more_than_thirty_days_is_removed_with_a_word() {
    let home = Home::new();
    stopped(&home, "nhs-contracts/mp-letter", "Which council sends");
    let path = home.path("state/sayso/interview.yaml");
    let old =
        SystemTime::UNIX_EPOCH.elapsed().expect("after 1970") - Duration::from_secs(31 * 24 * 3600);
    let file = fs::File::options().write(true).open(&path).expect("kept");
    file.set_modified(SystemTime::UNIX_EPOCH + old).expect("set");
    let mut terminal = home.begin("--resume").run();
    let screen = terminal.wait("What is it about?");
    assert!(screen.contains("kept for more than 30 days has been removed"), "{screen}");
    assert!(screen.contains("There is no interview to carry on with"), "{screen}");
    assert!(!path.exists());
    terminal.keys("q\r");
    terminal.end();
}

#[test]
fn the_screen_reader_key_works_at_the_first_prompt_whatever_it_is() {
    let home = Home::new();
    stopped(&home, "nhs-contracts/mp-letter", "Which council sends");
    let mut terminal = home.begin("").run();
    terminal.answer("Carry on with", "p");
    terminal.wait("Plain lines from now on, next time too.");
    terminal.keys("yes\r");
    terminal.answer("seen for yourselves?", "q");
    assert_eq!(terminal.end().code, 0);
    // It is remembered, and holds for other commands: a fault is one line.
    home.file("pack/pack.yaml", "title: T\n");
    let said = stderr(&home.run(&["check", "./pack"]));
    assert!(said.lines().next().is_some_and(|l| l.contains("Try: ")), "{said}");
    assert!(said.contains("pack.yaml, line 1, column 1: ") && !said.contains("-->"), "{said}");
    let said = stderr(&home.run(&["write", "--answers", "missing.yaml"]));
    assert_eq!(said.lines().count(), 1, "{said}");
    // The same key turns it off again.
    let mut plain = home.begin("write nhs-contracts/mp-letter").run();
    plain.wait("Lines are plain, as you asked. Type p to turn that off.");
    plain.keys("p\r");
    plain.wait("Plain lines are off");
    plain.keys("\r");
    plain.wait("Which council sends");
    plain.keys("Barns\u{1b}[D\u{1b}[Fley\r");
    plain.answer("seen for yourselves?", "q");
    assert!(plain.end().all.contains("\u{1b}["));
    assert!(!home.path("state/sayso/plain").exists());
    assert!(stderr(&home.run(&["forget"])).contains("an interview that was stopped"));
}

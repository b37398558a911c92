//! The guided conversation, as it stands on the screen: a letter and a consultation, in wide and
//! narrow terminals, and in plain lines.

use super::cases;
use crate::support::pty::Terminal;
use crate::support::{Home, stderr};

const LETTER: &str = "Template letter\n\nDear [name]\n\nThe library in Mill Lane\n\nI live in [your village] (it is small).\n\n[Say why it matters]\n\nPlease (delete as appropriate) keep it.\n\nYours sincerely\n\n[name]\n";

fn home() -> Home {
    let home = Home::new();
    home.file("letter.txt", LETTER);
    home.file("questions.txt", cases::bytes("aq1-evening-buses.txt"));
    home
}

/// The whole conversation about the letter, a key each.
fn about_the_letter(terminal: &mut Terminal) {
    terminal.wait("Is this the letter");
    terminal.keys("y");
    terminal.wait("Its subject: The library in Mill Lane");
    terminal.keys("\r");
    terminal.shows("Whom does it go to?");
}

/// Keys for the gaps: each with what is shown before it.
fn about_its_gaps(terminal: &mut Terminal) {
    terminal.wait("Asked: Your village");
    terminal.keys("r");
    terminal.wait("Ask it how?");
    terminal.keys("\u{15}?\r");
    terminal.wait("Each person who writes is asked this in your words.");
    terminal.keys("\u{15}Which village do you live in?\r");
    terminal.wait("(it is small)");
    terminal.keys("\r");
    terminal.wait("Own words, asked: Say why it matters");
    terminal.keys("o");
    terminal.wait("(delete as appropriate)");
    terminal.keys("l");
}

fn assert_made(home: &Home) {
    let template = home.read("ours/councillor-letter.md.hbs");
    assert!(template.contains("I live in {{village_live}} (it is small)."), "{template}");
    assert!(template.contains("Please keep it.") && !template.contains("TO CONFIRM"), "{template}");
    assert!(home.read("ours/pack.yaml").contains("Which village do you live in?"));
    let check = home.run(&["check", "ours"]);
    assert_eq!(check.status.code(), Some(0), "{}", stderr(&check));
}

#[test]
fn a_letter_key_by_key() {
    for columns in [80, 40] {
        let home = home();
        let mut terminal = home.begin("new ours --letter letter.txt").size(40, columns).run();
        about_the_letter(&mut terminal);
        // The councillors.
        terminal.keys("3\r");
        about_its_gaps(&mut terminal);
        let ended = terminal.end();
        assert_eq!(ended.code, 0, "{}", ended.screen);
        assert!(ended.cursor_shown && ended.as_before, "{}", ended.screen);
        assert_made(&home);
    }
}

#[test]
fn new_alone_asks_what_to_make_it_of() {
    let home = home();
    let mut terminal = home.begin("new").run();
    terminal.shows("a letter that I have");
    terminal.keys("\r");
    terminal.answer("Which file is the letter in?", "?");
    terminal.answer("It is read, and stays as it is.", "letter.txt");
    terminal.answer("What shall the pack's folder be called?", "?");
    terminal.answer("its name is what is typed to write with it", "ours");
    about_the_letter(&mut terminal);
    terminal.keys("3\r");
    about_its_gaps(&mut terminal);
    assert_eq!(terminal.end().code, 0);
    assert_made(&home);
}

#[test]
fn plain_lines_take_a_letter_and_enter() {
    let home = home();
    let output = home
        .sayso()
        .args(["new", "ours", "--letter", "letter.txt", "--plain"])
        .write_stdin("y\n\n3\nr\nWhich village do you live in?\n\no\nl\n")
        .output()
        .expect("it starts");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_made(&home);
    insta::assert_snapshot!(stderr(&output));
}

#[test]
fn a_consultation_question_by_question() {
    let home = home();
    let mut terminal = home.begin("new buses --questions questions.txt").run();
    terminal.wait("It is called: Evening buses in Pellshire: consultation");
    terminal.keys("y");
    terminal.wait("It closes on 12 March 2027, 5pm.");
    terminal.keys("y");
    for shown in [
        "about the person who answers",
        "tick one of: Every day",
        "and words: Please give your reasons.",
    ] {
        terminal.wait(shown);
        terminal.keys("y");
    }
    terminal.wait("What would make you use buses");
    terminal.keys("r");
    terminal.wait("The question:");
    terminal.keys("\u{15}?\r");
    terminal.wait("Each person who answers is asked this in your words.");
    terminal.keys("\u{15}What would bring you back?\r");
    terminal.wait("Is there anything else");
    terminal.keys("n");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    let template = home.read("buses/response.md.hbs");
    assert!(
        template.contains("What would bring you back?") && !template.contains("anything else"),
        "{template}"
    );
    assert!(!template.contains("TO CONFIRM"), "{template}");
    let check = home.run(&["check", "buses"]);
    assert_eq!(check.status.code(), Some(0), "{}", stderr(&check));
}

#[test]
fn a_number_that_is_there_twice_is_told_and_asked_for() {
    let home = home();
    home.file("twice.txt", "Mill Lane\n\n1. Why?\n2. How?\n2. When?\n");
    let output = home
        .sayso()
        .args(["new", "lane", "--questions", "twice.txt", "--plain"])
        .write_stdin("y\ny\ny\nu\n3\n")
        .output()
        .expect("it starts");
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(
        said.contains("Not certain: the numbers do not count on: line 4 has 2, line 5 has 2."),
        "{said}"
    );
    let template = home.read("lane/response.md.hbs");
    assert!(template.contains("number=\"3\" title=\"When?\""), "{template}");
    let check = home.run(&["check", "lane"]);
    assert_eq!(check.status.code(), Some(0), "{}", stderr(&check));
}

#[test]
fn stopping_makes_nothing() {
    let home = home();
    let mut terminal = home.begin("new ours --letter letter.txt").run();
    terminal.wait("Is this the letter");
    terminal.keys("n");
    let ended = terminal.end();
    assert_eq!(ended.code, 2, "{}", ended.screen);
    assert!(!home.path("ours").exists());
    let mut terminal = home.begin("new ours --letter letter.txt").run();
    terminal.wait("Is this the letter");
    terminal.keys("\u{3}");
    let ended = terminal.end();
    assert_eq!(ended.code, 130, "{}", ended.screen);
    assert!(ended.cursor_shown && ended.as_before && !home.path("ours").exists());
}

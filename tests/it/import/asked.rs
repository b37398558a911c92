//! What is not certain in a letter is asked about, where somebody can be asked.

use super::letters;
use crate::support::pty::Terminal;
use crate::support::{Home, stderr};

fn home() -> Home {
    let home = Home::new();
    home.file("notepad.txt", letters::bytes("notepad.txt"));
    home
}

#[test]
fn plain_lines_take_a_number_for_each() {
    let home = home();
    let output = home
        .sayso()
        .args(["new", "bus", "--letter", "notepad.txt", "--plain"])
        .write_stdin("3\n9\n4\n")
        .output()
        .expect("it starts");
    insta::assert_snapshot!(stderr(&output));
    let template = home.read("bus/councillor-letter.md.hbs");
    assert!(template.contains("I get the bus because XXXX, and"), "{template}");
    assert!(template.contains("to get to {{"), "{template}");
    let pack = home.read("bus/pack.yaml");
    assert!(!pack.contains("not sure"), "what was answered is certain:\n{pack}");
}

#[test]
fn a_terminal_asks_with_a_menu_whose_first_line_is_the_guess() {
    let home = home();
    let mut terminal = Terminal::start(&home, &["new", "bus", "--letter", "notepad.txt"]);
    terminal.shows("2 places are not certain");
    terminal.shows("to get to …");
    terminal.shows("take it out");
    terminal.keys("\x1b[B\r");
    terminal.shows("I get the bus because …");
    terminal.shows("take it out");
    terminal.keys("\r");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    assert!(ended.cursor_shown && ended.as_before);
    let template = home.read("bus/councillor-letter.md.hbs");
    assert!(template.contains("to get to {{name}}."), "{template}");
    assert!(template.contains("because {{because}}, and"), "{template}");
}

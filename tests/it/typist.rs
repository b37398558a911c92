//! A whole interview by somebody who types carelessly: slips in menus and names, words where a
//! number is asked for, a number where words are, Enter too soon, a pasted text, ways back, Ctrl-C
//! in between. Each is met with a word, and the letter is the one that was meant.

use sayso::text::words::one_line;

use crate::support::Home;
use crate::support::pty::Terminal;

/// What is typed, and what is on the screen after it.
type Step = (&'static str, &'static str);

/// Up to the story.
const BEFORE: [Step; 23] = [
    ("bus\r", "Please type a number from 1 to 9."),
    ("4\r", "What would you like to do?"),
    ("2x\r", "Please type numbers from 1 to 7."),
    ("2\r", "Your postcode"),
    ("ls1 1u\r", "not a UK postcode"),
    ("ls11ur\r", "Which kind of service is it?"),
    ("wrd\r", "Did you mean 2, a hospital ward, unit or clinic?"),
    ("2\r", "What do people call it"),
    ("6\r", "6 alone may be meant for another question."),
    (
        "Wrad\u{1b}[D\u{1b}[D\u{7f}a\u{1b}[C\u{7f}r\u{1b}[F 23 at Example Infirmary\r",
        "What is to happen to it?",
    ),
    ("<\r", "> Ward 23 at Example Infirmary"),
    ("\r", "What is to happen to it?"),
    ("clsoe\r", "Did you mean 1, it is to close?"),
    ("9\r", "There is no such number in the list. Choose from 1 to 3."),
    ("1\r", "How far has it got?"),
    ("\r", "An answer is needed here."),
    ("2\r", "From when, if you know?"),
    ("in April\r", "What do you think of it?"),
    ("I am against\r", "This is not one of the answers offered."),
    ("against\r", "What do you want to happen"),
    ("to stay open\r", "Who or what is to stay open?"),
    ("I want it to stay open\r", "What would it mean to you"),
    ("<\r", "> I want it to stay open"),
];

/// From the points to the review.
const AFTER: [Step; 16] = [
    ("travel5 1\r", "Numbers and letters stand together there."),
    ("1 1 3 \r", "Your full name"),
    ("<\r", "What worries you most?"),
    ("\r", "Your full name"),
    ("\r", "An answer is needed here."),
    ("jean o'sample\r", "Shall it read Jean O'Sample?"),
    ("\r", "Your address"),
    ("1 Sample Street\rLeeds ls1 1ur\r\r", "LS1 1UR goes below your address."),
    ("", "Still right? [Y/n]"),
    ("yes\r", "A telephone number or e-mail"),
    ("jean@\r", "Check what comes after the @"),
    ("jean@example.org\r", "What now?"),
    ("save\r", "Please type a number from 1 to 5, or q"),
    ("3\r", "What shall I make?"),
    ("pdf\r", "Please type numbers from 1 to 4"),
    ("\r", "Which folder"),
];

/// Three paragraphs with every kind of line end, as a word processor pastes them.
const PASTED: &str = "\u{1b}[200~My dad goes there each week.\r\n\r\nHe can\u{2019}t drive,\nand\rI work.\u{2028}\u{2028}Nobody asked us.\u{1b}[201~";

fn typed(terminal: &mut Terminal, steps: &[Step]) {
    for (keys, then) in steps {
        if !keys.is_empty() {
            terminal.keys(keys);
        }
        // What stands on the line is not followed by another.
        if then.starts_with('>') {
            terminal.shows(then);
        } else {
            terminal.told(then);
        }
        // In a small terminal a question comes in two pieces.
        if terminal
            .screen()
            .trim_end()
            .lines()
            .rev()
            .nth(1)
            .is_some_and(|l| l.contains("the rest."))
        {
            terminal.keys("\r");
            terminal.told(then);
        }
    }
}

#[test]
fn a_careless_typist_gets_the_letter_that_was_meant() {
    for (rows, columns) in [(24, 80), (20, 40)] {
        let home = Home::new();
        let mut terminal = home.begin("").size(rows, columns).run();
        terminal.told("What is it about?");
        typed(&mut terminal, &BEFORE);
        typed(&mut terminal, &[("\r", "What would it mean to you")]);
        // A very long line, a paste, and Ctrl-C in the middle of it.
        let long = "We wait at the stop. ".repeat(120);
        terminal.keys(&long);
        terminal.keys("\r\r");
        terminal.keys(PASTED);
        terminal.shows("> Nobody asked us.");
        terminal.keys("\u{3}");
        let ended = terminal.end();
        assert_eq!(ended.code, 130, "{}", ended.screen);
        let mut terminal = home.begin("--resume").size(rows, columns).run();
        terminal.told("What would it mean to you");
        typed(&mut terminal, &[("end\r", "What worries you most?")]);
        typed(&mut terminal, &AFTER);
        typed(
            &mut terminal,
            &[("saved\r", "Shall I remember"), ("maybe\r", "Please type yes or no.")],
        );
        typed(&mut terminal, &[("n\r", "Shall I keep")]);
        terminal.keys("\r");
        let ended = terminal.end();
        assert_eq!(ended.code, 0, "{}", ended.screen);
        assert!(ended.as_before && ended.cursor_shown, "{}", ended.screen);
        let letter = home.read("saved/Letter to your MP, Ward 23 at Example Infirmary.txt");
        let one = one_line(&letter);
        for part in [
            "Jean O'Sample 1 Sample Street Leeds LS1 1UR",
            "to close Ward 23 at Example Infirmary in April. I want it to stay open.",
            long.trim_end(),
            "He can\u{2019}t drive, and I work.",
            "Nobody asked us.",
        ] {
            assert!(one.contains(part), "{rows}x{columns}: no {part:?} in\n{letter}");
        }
        assert!(
            letter.contains("each week.\n\nHe can\u{2019}t drive,\nand\nI work.\n\nNobody"),
            "{letter}"
        );
    }
}

#[test]
fn a_wrong_day_is_told_and_mended() {
    let home = Home::new();
    let mut terminal = home.begin("write planning-objection/objection").run();
    terminal.answer("Your postcode", "");
    terminal.answer("Which council sends", "leeds city counsel");
    terminal.answer("application's reference", "yes");
    terminal.answer("yes alone may be meant for another question.", "26/01234/FUL");
    terminal.answer("address of the site", "4 Mill Lane");
    terminal.answer("built or changed", "");
    terminal.wait("By which day");
    for (wrong, told) in [
        ("31 Feb", "There is no such day: February has 29 days at most."),
        ("next week", "This is not a date. Type it like 2 December 2026"),
        ("december", "The day is missing."),
        ("18/13/2026", "There is no such month. The day comes first"),
        ("18 dec 5pm", "Type the date alone, without a time"),
    ] {
        terminal.keys(&format!("{wrong}\r"));
        terminal.wait(told);
    }
    terminal.keys("fri 18 dec\r");
    terminal.wait("18 December 2026.");
    terminal.keys("q\r");
    assert_eq!(terminal.end().code, 0);
}

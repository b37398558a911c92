//! Interviews that are interrupted, at every question and in every kind of prompt: nothing is
//! lost, and the terminal is as it was.

use crate::interview::ANSWERS;
use crate::support::pty::{Ended, Terminal};
use crate::support::{Home, stderr};

/// Every question of a letter and a question for a meeting, and what is typed.
const STEPS: [(&str, &str); 16] = [
    ("What is it about?", "6\r"),
    ("What would you like to do?", "1 2\r"),
    ("Your postcode", "s70 0zz\r"),
    ("Which council sends", "barnsly\r"),
    ("Which meeting is", "1\r"),
    ("When does the meeting start?", "wed 2 dec 1.30\r"),
    (
        "seen for yourselves?",
        "My mum is 81 and has had an ulcer on her leg since the spring.\rHer clinic was moved twice.\r\rNobody asked us.\rEND\r",
    ),
    ("Is this what you want to ask?", "\r"),
    ("What do you want to happen?", "I want to know who decides.\r"),
    ("What worries you most?", "3 1\r"),
    ("What one thing would you most", "Who decided to move the clinic?\r"),
    ("Your full name", "Jean Sample\r"),
    ("Your address", "1 Sample Street\rWombwell\r\r"),
    ("MP's constituency?", "2\r"),
    ("Your MP's name", "Ms Alex Member MP\r"),
    ("A telephone number", "01632 960123\r"),
];

/// The first steps choose what to write.
const CHOICES: usize = 2;

/// Answers steps from one to another.
fn answer(terminal: &mut Terminal, from: usize, to: usize) {
    for (question, keys) in &STEPS[from..to] {
        terminal.wait(question);
        terminal.keys(keys);
    }
}

fn save(mut terminal: Terminal) -> Ended {
    terminal.answer("What now?", "4");
    terminal.save("saved")
}

fn letter(home: &Home, folder: &str) -> Vec<Vec<u8>> {
    let names =
        ["mp-letter.pdf", "mp-letter.txt", "scrutiny-questions.pdf", "scrutiny-questions.txt"];
    names.iter().map(|name| home.document(folder, name)).collect()
}

#[test]
fn killed_at_every_question_in_turn_it_is_resumed_to_the_same_letter() {
    let whole = Home::new();
    whole.file("answers.yaml", ANSWERS);
    let output = whole.run(&["write", "--answers", "answers.yaml", "-f", "pdf,txt", "-o", "file"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let wanted = letter(&whole, "file");
    for (killed_at, (question, _)) in STEPS.iter().enumerate() {
        let home = Home::new();
        let mut terminal = home.begin("").run();
        answer(&mut terminal, 0, killed_at);
        terminal.wait(question);
        terminal.kill();
        let mut again = home.begin("--resume").run();
        // Nothing is kept of a choice that nothing has been answered to.
        answer(&mut again, if killed_at < CHOICES { 0 } else { killed_at }, STEPS.len());
        save(again);
        assert!(letter(&home, "saved") == wanted, "killed at {}", question);
    }
}

#[test]
fn killed_at_every_question_of_one_interview_it_still_ends_in_the_same_letter() {
    let home = Home::new();
    for (at, (question, keys)) in STEPS.iter().enumerate().skip(CHOICES) {
        let begun = if at == CHOICES { "" } else { "--resume" };
        let mut terminal = home.begin(begun).run();
        answer(&mut terminal, 0, if at == CHOICES { CHOICES } else { 0 });
        terminal.wait(question);
        terminal.keys(keys);
        terminal.wait(STEPS.get(at + 1).map_or("What now?", |next| next.0));
        terminal.kill();
    }
    save(home.begin("--resume").run());
    home.file("answers.yaml", ANSWERS);
    home.run(&["write", "--answers", "answers.yaml", "-f", "pdf,txt", "-o", "file"]);
    let (saved, wanted) = (letter(&home, "saved"), letter(&home, "file"));
    assert_eq!(String::from_utf8_lossy(&saved[1]), String::from_utf8_lossy(&wanted[1]));
    assert_eq!(String::from_utf8_lossy(&saved[3]), String::from_utf8_lossy(&wanted[3]));
    assert!(saved == wanted);
}

/// Ctrl-C after these keys were typed at each prompt; then the terminal must be as it was.
fn interrupted(mut terminal: Terminal, prompt: &str) {
    terminal.keys("\u{3}");
    let ended = terminal.end();
    assert_eq!(ended.code, 130, "at {prompt}: {}", ended.screen);
    assert!(ended.cursor_shown, "at {prompt} the cursor stays hidden");
    assert!(ended.as_before, "at {prompt} the terminal stays raw");
    assert!(ended.screen.contains("Stopped."), "at {prompt}: {}", ended.screen);
}

#[test]
fn ctrl_c_in_every_kind_of_prompt_leaves_the_terminal_as_it_was() {
    // Every question: lines of numbers, one line, several lines, lines that may be left out.
    for (at, step) in STEPS.iter().enumerate() {
        let home = Home::new();
        let mut terminal = home.begin("").run();
        answer(&mut terminal, 0, at);
        terminal.wait(step.0);
        interrupted(terminal, step.0);
    }
}

#[test]
fn ctrl_c_after_the_questions_leaves_the_terminal_as_it_was() {
    let reviewed = |home: &Home| home.begin_review("[mp-letter, scrutiny-questions]").run();
    let home = Home::new();
    interrupted(reviewed(&home), "the review");

    let mut terminal = reviewed(&home);
    terminal.keys("1\r");
    terminal.wait("q to stop reading");
    interrupted(terminal, "reading");

    let mut terminal = reviewed(&home);
    terminal.keys("3\r");
    terminal.wait("Which one?");
    interrupted(terminal, "which answer");

    let mut terminal = reviewed(&home);
    terminal.keys("4\r");
    terminal.answer("What shall I make", "");
    terminal.wait("Which folder");
    interrupted(terminal, "the folder");

    // A menu with arrow keys hides the cursor.
    home.file("saved/Letter to your MP.txt", "mine");
    let mut terminal = reviewed(&home);
    terminal.keys("4\r");
    terminal.answer("What shall I make", "");
    terminal.answer("Which folder", "saved");
    terminal.shows("choose another folder");
    interrupted(terminal, "a name that is taken");
    assert_eq!(home.read("saved/Letter to your MP.txt"), "mine");

    // So does a yes or no.
    let mut terminal = reviewed(&home);
    terminal.keys("4\r");
    terminal.answer("What shall I make", "");
    terminal.answer("Which folder", "other");
    terminal.wait("Shall I remember");
    interrupted(terminal, "yes or no");
    assert!(home.path("other/Letter to your MP.txt").exists(), "it had been saved");

    // The interview that was stopped is the first thing asked about.
    let mut terminal = home.begin("").run();
    terminal.shows("Carry on with");
    interrupted(terminal, "whether to carry on");
}

#[test]
fn ctrl_d_stops_and_keeps_at_every_question() {
    for at in [0, 1, 2, 3, 5, 6, 9, 11, 13] {
        let home = Home::new();
        let mut terminal = home.begin("").run();
        answer(&mut terminal, 0, at);
        terminal.wait(STEPS[at].0);
        terminal.keys("\u{4}");
        let ended = terminal.end();
        assert!(ended.as_before && ended.cursor_shown, "{}", ended.screen);
        assert_eq!(home.path("state/sayso/interview.yaml").exists(), at > 1, "{}", STEPS[at].0);
    }
}

#[test]
fn esc_goes_back_and_is_no_part_of_an_answer() {
    let home = Home::new();
    let mut terminal = home.begin("").run();
    answer(&mut terminal, 0, 6);
    terminal.wait("seen for yourselves?");
    terminal.keys("\u{1b}");
    let screen = terminal.wait("When does the meeting start?");
    assert!(screen.contains("> 2026-12-02") || screen.contains("> Wednesday"), "{screen}");
    terminal.keys("\u{1b}");
    terminal.wait("Which meeting is");
    terminal.keys("\u{1b}");
    terminal.wait("Which council sends");
    terminal.keys("\u{1b}");
    terminal.wait("Your postcode");
    // The first question of the pack leads back to what to write, and that to what it is about.
    terminal.keys("\u{1b}");
    let screen = terminal.wait("What would you like to do?");
    assert!(screen.contains("Barnsley"), "{screen}");
    terminal.keys("\u{1b}");
    terminal.wait("What is it about?");
    terminal.keys("6\r");
    terminal.answer("What would you like to do?", "1");
    let screen = terminal.wait("seen for yourselves?");
    assert!(screen.contains("3 of "), "the letter alone, and the area still stands: {screen}");
    terminal.keys("q\r");
    assert_eq!(terminal.end().code, 0);
}

#[test]
fn tiny_and_narrow_terminals_are_asked_to_the_end() {
    for (rows, cols) in [(12, 40), (2, 80), (3, 20)] {
        let home = Home::new();
        let mut terminal = home.begin("").size(rows, cols).run();
        for (question, keys) in STEPS {
            terminal.told(question);
            terminal.keys(keys);
        }
        terminal.told("What now?");
        terminal.keys("4\r");
        terminal.told("What shall I make");
        terminal.keys("\r");
        terminal.told("Which folder");
        terminal.keys("saved\r");
        terminal.told("Shall I remember");
        terminal.keys("n\r");
        terminal.told("Shall I keep");
        terminal.keys("\r");
        let ended = terminal.end();
        assert_eq!(ended.code, 0, "{rows}x{cols}: {}", ended.screen);
        assert!(!ended.all.contains("panicked") && ended.as_before && ended.cursor_shown);
        home.file("answers.yaml", ANSWERS);
        home.run(&["write", "--answers", "answers.yaml", "-f", "pdf,txt", "-o", "file"]);
        assert!(letter(&home, "saved") == letter(&home, "file"), "{rows}x{cols}");
    }
}

#[test]
fn a_terminal_that_changes_its_size_meanwhile_does_no_harm() {
    let home = Home::new();
    let mut terminal = home.begin("").run();
    for (at, (question, keys)) in STEPS.iter().enumerate() {
        terminal.told(question);
        let sizes = [(24, 80), (2, 80), (5, 12), (1, 1), (50, 200), (12, 40)];
        let (rows, cols) = sizes[at % sizes.len()];
        let (first, rest) = keys.split_at(keys.len() / 2);
        terminal.keys(first);
        terminal.resize(rows, cols);
        terminal.keys(rest);
    }
    terminal.resize(24, 80);
    terminal.told("What now?");
    terminal.keys("4\r");
    terminal.told("What shall I make");
    terminal.keys("\r");
    terminal.told("Which folder");
    terminal.resize(1, 2);
    terminal.keys("saved\r");
    terminal.told("Shall I remember");
    terminal.keys("n\r");
    terminal.told("Shall I keep");
    terminal.keys("\r");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.screen);
    assert!(!ended.all.contains("panicked") && ended.as_before, "{}", ended.all);
    assert!(home.read("saved/Letter to your MP.txt").contains("Nobody asked us."));
}

#[test]
fn where_nothing_can_be_kept_that_is_what_is_said() {
    let home = Home::new();
    home.file("state", "a file where a folder is needed");
    let mut terminal = home.begin("").run();
    answer(&mut terminal, 0, CHOICES + 2);
    terminal.wait("Which meeting is");
    terminal.keys("q\r");
    let ended = terminal.end();
    assert!(ended.screen.contains("could not be kept"), "{}", ended.screen);
}
